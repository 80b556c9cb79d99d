"""Events and reminders in plain words: whether a message announces one, what it is called, when and where it is.

The words stand in ``data/events.toml``; here is how they hang together.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from nlp.normal import simplify
from nlp.times.found import Doubt, TimeFound, TimeKind
from nlp.understanding import EventSaid
from nlp.words import any_of

_WORDS = tomllib.loads((Path(__file__).parent / "data" / "events.toml").read_text(encoding="utf-8"))
_LONGEST_TITLE = 80
_LONGEST_PLACE = 80
_LONGEST_READ = 4096
"""As long as a message in Telegram can be."""

_Span = tuple[int, int]

_EVENT = re.compile(
    f"(?:{any_of(_WORDS['cue']['others']).pattern})|(?P<event>{any_of(_WORDS['cue']['events']).pattern})"
)
_INVITATION = any_of(_WORDS["cue"]["invitations"])
_TERMS = any_of(_WORDS["cue"]["terms"])
_NOTICE = any_of(_WORDS["against"]["notices"])
_COMPLAINT = any_of(_WORDS["against"]["complaints"])
_PRIVATE = re.compile(
    f"(?:{any_of(_WORDS['against']['together']).pattern})|(?P<private>{any_of(_WORDS['against']['private']).pattern})"
)
_ASKS = any_of(_WORDS["remind"]["asks"]).pattern
_WHOM_ZH = any_of(_WORDS["remind"]["whom_zh"]).pattern
_WHOM_EN = any_of(_WORDS["remind"]["whom_en"]).pattern
_SELF = frozenset({"我", "me"})
_EVERYONE = any_of(word for word in (*_WORDS["remind"]["whom_zh"], *_WORDS["remind"]["whom_en"]) if word not in _SELF)
_REMIND = re.compile(
    rf"""
    (?<!温馨)(?<!友情)(?<!再次)提醒(?:一下|一声|下)?(?:{_WHOM_ZH})(?!:|{_ASKS})
    |(?:设|定|建|加|弄|来)(?:置|立)?一?个?提醒
    |(?:记得|到时候?|准时)叫(?:我|大家)
    |(?<![a-z])(?:
        remind[ ](?:{_WHOM_EN}|(?:the|all|our)[ ][a-z]{{1,20}})(?![ ](?:{_ASKS}))
        |(?:set|create|make|add|schedule|put)[ ](?:me[ ]|us[ ]|up[ ]|in[ ]){{0,2}}an?[ ](?:[a-z]{{1,12}}[ ])?reminder
        |(?:like|need|want)[ ]an?[ ]reminder
        |(?:ping|nudge|alert)[ ](?:{_WHOM_EN})
    )(?![a-z])
    """,
    re.VERBOSE,
)

_STOP = r",。;!?\n"
_TAIL_ZH = r"(?:门口|旁边|旁|里面|里|外面|外|内|前面|前|上|下)?"
_NUMBER_ZH = r"[0-9a-z一二三四五六七八九十]{1,3}(?:号楼|号院|栋|幢|座|单元|楼|层|号)"
_NOUN_ZH = any_of(_WORDS["place"]["nouns_zh"]).pattern
_PLACE_ZH = rf"(?:{any_of(_WORDS['place']['before_zh']).pattern}|{_NUMBER_ZH}){{0,3}}(?:{_NOUN_ZH}){_TAIL_ZH}"
_GATHER_ZH = any_of(_WORDS["place"]["gather_zh"]).pattern
_NOUN_EN = any_of(_WORDS["place"]["nouns_en"]).pattern
_PLACE_EN = rf"""
    (?:(?!(?:at|in|on|by|to|is|the|and)[ ])[\w'-]{{1,20}}[ ]){{0,3}}?(?:{_NOUN_EN})
    (?:  # "of block B", "4", "no. 12"
        [ ](?:of|in|at)[ ](?:the[ ])?(?:block|building|tower|entrance|house|staircase)(?:[ ]\w{{1,4}})?
        |[ ](?:no\.?[ ])?[0-9]{{1,4}}[a-z]?
        |[ ][a-z]
    )?(?!\w)
"""
_LABEL = f"(?:{any_of(_WORDS['place']['labels_zh']).pattern})(?:[:\\s]|就?设?定?在|是|为){{0,3}}"
_LABEL_EN = f"(?:{any_of(_WORDS['place']['labels_en']).pattern})[ ]?:[ ]?"
_AT = "(?:(?<![a-z])(?:at|in|on|by|near|outside|inside|behind|under|from)[ ]|@[ ]?)(?:the[ ]|our[ ])?"
_PLACES = tuple(
    re.compile(pattern, re.VERBOSE)
    for pattern in (
        # "地点:党群服务中心", "where: roof terrace"
        rf"(?:{_LABEL}|{_LABEL_EN})(?P<place>[^{_STOP}]{{1,{_LONGEST_PLACE}}})",
        # "在二楼活动室", "在…举行", "at the service centre"
        rf"[在到于@]\s?(?P<place>[^{_STOP}\s@在到于]{{0,12}}?(?:{_PLACE_ZH}))",
        rf"在(?P<place>[^{_STOP}\s在]{{1,16}}?)(?={_GATHER_ZH})",
        rf"{_AT}(?P<place>{_PLACE_EN})",
        # By itself, at the beginning of a clause: "活动室包饺子", ", courtyard,"
        rf"(?:^|[{_STOP}:\s])\s?(?P<place>{_PLACE_ZH})",
        rf"[{_STOP}:][ ]?(?:the[ ])?(?P<place>{_PLACE_EN})[ ]?(?=$|[{_STOP}.])",
    )
)

_EDGE = ' \t\r\n,\uff0c、;\uff1b:\uff1a。.!\uff01?\uff1f-—–|*#"“”「」【】[](){}\uff08\uff09·~<>…@'
_CLAUSE = re.compile(r"[,\uff0c。;\uff1b!\uff01?\uff1f\n:\uff1a|—–]|\.(?=\s|$)|\s-\s")
_LEAD = any_of(_WORDS["title"]["leads"])
_TAIL = re.compile(f"(?:{any_of(_WORDS['title']['tails']).pattern})$")
_GLUE = re.compile(rf"(?:{any_of(_WORDS['title']['glue']).pattern})[\s:]?$")
_REMIND_LEAD = any_of(_WORDS["remind"]["leads"])
_SENTENCE = re.compile(r"[。!\uff01?\uff1f\n]")
_ONCE = (TimeKind.DATETIME, TimeKind.RANGE)
"""Of these, an hour and a place are enough; what comes again and again may be a nuisance."""
_MOST_WORDS_CUT = 8
_LONGEST_TAIL = 20


def cue(text: str, times: Sequence[TimeFound]) -> str | None:
    """Return the words that make a message look like an event or a reminder.

    :param times: what was found in the text; without one to come, there is no event.
    """
    if not any(_ahead(time) for time in times):
        return None
    plain = simplify(text[:_LONGEST_READ])
    found = _reminder(plain) or _announcement(plain, times)
    return text[found[0] : found[1]] if found else None


def read(text: str, times: Sequence[TimeFound]) -> EventSaid | None:
    """Read an event: what, when and where.

    :param times: what was found in the text.
    """
    return None if cue(text, times) is None else read_certain(text, times)


def read_certain(text: str, times: Sequence[TimeFound]) -> EventSaid:
    """Read what is known to be an event or a reminder, whether it looks like one or not."""
    text = text[:_LONGEST_READ]
    plain = simplify(text)
    reminder, event = _reminder(plain), _event(plain)
    # "movie night on Friday": the night belongs to the event, not to the time.
    spans = [_beside((time.begin, time.until), event) for time in times if time.until <= len(text)]
    place, clause = _place(text, _blanked(plain, spans))
    title = _remembered(text, [*spans, reminder]) if reminder else _title(text, [*_glued(plain, spans), clause])
    title = title or (text[slice(*event)] if event else "") or text.strip(_EDGE) or text.strip()
    everyone = reminder is not None and _EVERYONE.search(plain[slice(*reminder)]) is not None
    return EventSaid(_short(title), _main(times) or _past(times), place, reminder is not None, everyone)


def _ahead(time: TimeFound) -> bool:
    """Tell whether a time may be that of an event."""
    return time.kind is not TimeKind.DURATION and Doubt.PAST not in time.doubts


def _main(times: Iterable[TimeFound]) -> TimeFound | None:
    """Return the time of the event: what recurs first, then what has an hour; a deadline is rather for answers."""
    return min(filter(_ahead, times), key=_rank, default=None)


def _past(times: Iterable[TimeFound]) -> TimeFound | None:
    """Return a time that is over, so that whoever named it can be told."""
    return next((time for time in times if time.kind is not TimeKind.DURATION), None)


def _rank(time: TimeFound) -> tuple[bool, bool, bool]:
    return time.kind is TimeKind.DEADLINE, time.kind is not TimeKind.RECURRENCE, not _has_hour(time)


def _has_hour(time: TimeFound) -> bool:
    return time.at is not None or not (time.whole_days or time.daypart or time.kind is TimeKind.DURATION)


def _reminder(plain: str) -> _Span | None:
    """Return where a reminder is asked for."""
    match = _REMIND.search(plain)
    return match.span() if match else None


def _announcement(plain: str, times: Iterable[TimeFound]) -> _Span | None:
    """Return the words that announce an event."""
    if all(time.kind is TimeKind.DEADLINE for time in times if _ahead(time)) or _NOTICE.search(plain):
        return None
    event, invitation = _event(plain), _INVITATION.search(plain)
    if invitation:
        return event or invitation.span()
    if event is None and any(map(_has_hour, times)):
        event = _gathering(plain, times)
    return None if event is None or _COMPLAINT.search(plain) or _private(plain, event[1]) else event


def _gathering(plain: str, times: Iterable[TimeFound]) -> _Span | None:
    """Return the words on what terms one may come, or where to."""
    if terms := _TERMS.search(plain):
        return terms.span()
    once = [(time.begin, time.until) for time in times if time.kind in _ONCE and _has_hour(time)]
    span = _place(plain, _blanked(plain, once))[1] if once else (0, 0)
    return span if span[1] else None


def _event(plain: str) -> _Span | None:
    """Return where the text names something to come together for."""
    return next((match.span() for match in _EVENT.finditer(plain) if match["event"]), None)


def _private(plain: str, until: int) -> bool:
    """Tell whether somebody speaks of themselves or asks something, up to the end of a clause."""
    border = _CLAUSE.search(plain, until)
    return any(match["private"] for match in _PRIVATE.finditer(plain, 0, border.end() if border else len(plain)))


def _beside(span: _Span, event: _Span | None) -> _Span:
    """Return a time's span without what belongs to the event."""
    begin, until = span
    if event and begin < event[1] <= until and event[0] < begin:
        return event[1], until
    return span


def _glued(plain: str, spans: Iterable[_Span]) -> Iterator[_Span]:
    """Return the times' spans with the words before them that only lead to them: "改到", "starts"."""
    for begin, until in spans:
        glue = _GLUE.search(plain, max(0, begin - _LONGEST_TAIL), begin)
        yield glue.start() if glue else begin, until


def _blanked(plain: str, spans: Iterable[_Span]) -> str:
    """Return the text with line breaks instead of the times, every character at its place."""
    for begin, until in spans:
        plain = plain[:begin] + "\n" * (until - begin) + plain[until:]
    return plain


def _place(text: str, blanked: str) -> tuple[str | None, _Span]:
    """Return the place, and the part of the text that says it."""
    for pattern in _PLACES:
        if match := pattern.search(blanked):
            place = text[slice(*match.span("place"))].strip(_EDGE)
            if place:
                return place[:_LONGEST_PLACE], match.span()
    return None, (0, 0)


def _without(text: str, spans: Iterable[_Span | None]) -> str:
    """Return the text without some parts of it."""
    pieces, at = [], 0
    for begin, until in sorted(span for span in spans if span):
        pieces.append(text[at : max(at, begin)])
        at = max(at, until)
    return _joined([*pieces, text[at:]])


def _joined(pieces: Iterable[str]) -> str:
    """Join what is left, with a space between Latin letters."""
    whole = ""
    for piece in pieces:
        apart = whole[-1:].isascii() and piece[:1].isascii() and whole[-1:].isalnum() and piece[:1].isalnum()
        whole += " " + piece if apart else piece
    return whole


def _title(text: str, spans: Iterable[_Span]) -> str:
    """Return the clause that names the event, without time, place and invitation."""
    clauses = [clause for clause in _clauses(_without(text, spans)) if clause]
    named = (clause for clause in clauses if _event(simplify(clause)))
    invited = (clause for clause in clauses if not _INVITATION.search(simplify(clause)))
    return next(named, "") or next(invited, "") or next(iter(clauses), "")


def _clauses(text: str) -> Iterator[str]:
    """Cut a text into clauses, each without the words around its matter."""
    for clause in _CLAUSE.split(text):
        yield _cut_tail(_cut_lead(clause, _LEAD))


def _cut_lead(text: str, lead: re.Pattern[str]) -> str:
    text = text.strip(_EDGE)
    for _ in range(_MOST_WORDS_CUT):
        match = lead.match(simplify(text))
        if match is None:
            break
        text = text[match.end() :].lstrip(_EDGE)
    return text


def _cut_tail(text: str) -> str:
    for _ in range(_MOST_WORDS_CUT):
        start = max(0, len(text) - _LONGEST_TAIL)
        match = _TAIL.search(simplify(text), start)
        if match is None:
            break
        text = text[: match.start()].rstrip(_EDGE)
    return text


def _remembered(text: str, spans: Iterable[_Span | None]) -> str:
    """Return what somebody wants to be reminded of."""
    for sentence in _SENTENCE.split(_without(text, spans)):
        if title := _cut_lead(sentence, _REMIND_LEAD):
            return title.rstrip(_EDGE)
    return ""


def _short(title: str) -> str:
    """Return a title that is not too long, cut between words where that is possible."""
    title = " ".join(title.split())
    if len(title) <= _LONGEST_TITLE:
        return title
    cut = title[:_LONGEST_TITLE]
    return cut.rsplit(" ", 1)[0] if cut.isascii() and " " in cut else cut.rstrip()
