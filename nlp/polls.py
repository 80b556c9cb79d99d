"""Polls in plain words: whether a message asks the neighbours to choose, and between what.

The words stand in ``data/polls.toml``; here is how they hang together.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, takewhile
from pathlib import Path
from typing import NamedTuple

from nlp.normal import simplify
from nlp.times.found import TimeFound, TimeKind
from nlp.understanding import PollAsked
from nlp.words import any_of

_WORDS = tomllib.loads((Path(__file__).parent / "data" / "polls.toml").read_text(encoding="utf-8"))
_FEWEST_OPTIONS = 2
_MOST_OPTIONS = 40
"""More than anybody can use; what a poll may have in the end is for others to say."""
_LONGEST_READ = 4096
"""As long as a message in Telegram can be."""
_SHORT = 30
"""An option that nothing marks as one is a few words."""

_CALL = any_of(_WORDS["cue"]["calls"])
_FORM = re.compile(
    r"""
    # "扣1", "回复1": but no number of things, and no telephone number
    (?:扣|回复?|打|敲|按)\s?[「“"']?(?:1(?![\d个次下份楼号点天周月栋单元分小])|一(?=$|[\s,、;。!吧]))
    # "同意的请举手", not "我同意的…"
    |(?:同意|赞成|支持|愿意|想要)的(?<![我你他也都会]..的)(?:邻居|业主|住户|人)?[请都就]?(?:扣|回|打|举|点|接|签|吱|跟|顶|投|发|\+)
    """,
    re.VERBOSE,
)
_ELSEWHERE = any_of(_WORDS["elsewhere"]["words"])
_EVERYBODY = any_of(_WORDS["cue"]["everybody"])
_OPINION = any_of(_WORDS["cue"]["opinion"])
_CHOICE = any_of(_WORDS["cue"]["choice"])
_COLLECT = any_of(_WORDS["cue"]["collect"])
_WHICH = any_of(_WORDS["cue"]["which"])
_THREE = re.compile(
    r"""
    [^\s、,/][^、,\n]{0,20}、[^、,\n]{1,20}(?:、|还是|或者)  # "山水、花鸟、不挂"
    |[^\s/]\s?/\s?[^/\d\n]{1,20}[^/\d\s]\s?/\s?[^/\d\s]  # "red / grey / none"
    |,\s[a-z][^,.?\n]{0,30},\s[^,.?\n]{1,30}\sor\s  # "which film, Paddington, Totoro or …"
    """,
    re.VERBOSE,
)

_MARK = re.compile(
    r"""
    (?P<circle>[①-⑫])
    |(?P<key>[1-9])\ufe0f?\u20e3
    |(?<![\w.])(?:option\s|options\s|方案|选项)?[(\uff08]?(?:
        (?P<digit>[12][0-9]|30|[1-9])[)\uff09.\uff0e、:\uff1a](?!\d)
        |(?P<letter>[A-La-l])[)\uff09.\uff0e、:\uff1a]
        |(?P<han>[一二三四五六七八九])[)\uff09、:\uff1a]
    )
    |(?<![A-Za-z0-9])(?P<bare>[A-L])\s?(?=[\u4e00-\u9fff])  # "选A红色B蓝色"
    """,
    re.VERBOSE | re.IGNORECASE,
)
_HAN = "一二三四五六七八九"
_BULLET = re.compile(
    r"""
    ^[ \t]*
    (?:[-*•·–—▪◦●○■□☐➤▶]|[\u2600-\u27bf\U0001f300-\U0001faff]\ufe0f?)  # a dash, a dot or an emoji
    [ \t]*(?P<option>[^\s][^\n]*)$
    """,
    re.VERBOSE | re.MULTILINE,
)
_AFTER_LAST = re.compile(r"[\n。!\uff01?\uff1f;\uff1b]|\.\s")
"""The last of the options in a line ends here."""
_REPLY_ZH = re.compile(
    r"([^,\uff0c。;\uff1b\n!\uff01?\uff1f:\uff1a、]{1,20}?)的?请?(?:扣|回复|回|打|发|按)\s?[0-9一二三四五](?!\d)"
)
_REPLY_EN = re.compile(
    r"(?:\b\d\b|[👍👎❤🎉😀-🙏🔵🟢🔴🟡])\ufe0f?\s?(?:for|=|if|means|->)\s?([^,\uff0c;\uff1b\n.?]{1,60})", re.IGNORECASE
)
_INTRODUCED = re.compile(
    rf"(?:{any_of(_WORDS['options']['introduced']).pattern})(?:\s?[:\uff1a]|\s(?:are|is)\b|有|是)\s?(?P<list>[^\n。]+)",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"[、,\uff0c/;\uff1b|]|\b(?:or|and)\b|还是|還是|或者", re.IGNORECASE)
_AGREED = re.compile("同意|赞成|支持")
_WITHIN_QUOTES = r"""["“'‘「]([^"”'’」\n]{1,30})["”'’」]"""
_QUOTED = re.compile(
    rf"(?:请?回复?|请?打|请?发|reply|type|say|write)\s?{_WITHIN_QUOTES}\s?(?:或者?|还是|/|、|or)\s?{_WITHIN_QUOTES}",
    re.IGNORECASE,
)
_ANSWERS = re.compile(r"\b(yes|yay|yea|aye|y)(?:\sor\s|\s?/\s?)(no|nay|n)\b", re.IGNORECASE)
_NO_LIST = re.compile(r"\d/\d|//")
_TITLE = re.compile(r"《([^《》\n]{1,100})》")
_BORDER = re.compile(r"[:\uff1a](?!\d)|[?\uff1f。!\uff01;\uff1b\n—–()\uff08\uff09]|\s-\s|[.!?](?=\s|$)")
"""Between a topic and the options that are named behind it."""
_ANNOUNCES = (":", "\uff1a", "—", "–", "-")
_OR_ZH = re.compile(r"还是|還是|或者|抑或")
_OR_EN = re.compile(r"\bor\b", re.IGNORECASE)
_LISTED_ZH = re.compile(r"还是|還是|或者|抑或|、")
_LISTED_EN = re.compile(r"[,\uff0c]|\bor\b", re.IGNORECASE)
_SLASH = re.compile("/")
_COMMA = re.compile("[,\uff0c]")
_MOST_WORDS = 8
"""An option in an English sentence is no longer."""
_FEW_WORDS = 4

_EDGE = " \t\r\n,\uff0c、;\uff1b:\uff1a。.!\uff01-—–|*#\"'“”「」【】[](){}\uff08\uff09·~<>…"
_STOPS = "?\uff1f!\uff01。;\uff1b\n,\uff0c"
_FRAME = re.compile(
    rf"""
    (?P<hard>{any_of(_WORDS["frame"]["hard"]).pattern})
    |(?P<soft>{any_of(_WORDS["frame"]["soft"]).pattern})
    |(?P<gap>[{re.escape(_EDGE + _STOPS)}]+)
    """,
    re.VERBOSE | re.IGNORECASE,
)
_FOLLOW = re.compile(any_of(_WORDS["frame"]["follow"]).pattern, re.IGNORECASE)
_MOST_SEGMENTS = 40
_MOST_CLAUSES = 6
"""So many clauses behind a question may call for the vote."""

_SEVERAL = re.compile(
    rf"""
    {any_of(_WORDS["several"]["words"]).pattern}
    |\b(?:pick|choose|select|tick|vote\sfor)\s(?:up\sto\s|any\s|your\stop\s|at\smost\s)?(?:two|three|four|[2-9])\b
    |(?:最多|任|限|可|每[户人])?(?:可以?)?选[两二三四2-9](?:项|个|样|种|款|處|处)
    """,
    re.VERBOSE | re.IGNORECASE,
)
_ONE = re.compile(any_of(_WORDS["several"]["one"]).pattern, re.IGNORECASE)
_EMPTY = re.compile(r"[(\uff08【\[]\s*[)\uff09】\]]")

_CLOSES = re.compile(
    rf"(?:{any_of(_WORDS['closing']['before']).pattern})[\s:\uff1a]{{0,3}}(?:on|at|is|是|为|于|在)?\s?$", re.IGNORECASE
)
_CLOSES_AFTER = re.compile(rf"[\s)\uff09]{{0,3}}(?:{any_of(_WORDS['closing']['after']).pattern})", re.IGNORECASE)
_CLOSES_WITHIN = re.compile(any_of(_WORDS["closing"]["says"]).pattern, re.IGNORECASE)
_NEARBY = 16
"""So many characters before a time, words still belong to it."""

_TOPIC = re.compile(any_of(_WORDS["options"]["topics"]).pattern, re.IGNORECASE)
_YES_NO = frozenset(_WORDS["options"]["yes_no"])
_NO = frozenset(_WORDS["options"]["no"])
_ASKING = frozenset(_WORDS["options"]["asking"])
_SUBJECTS = frozenset(_WORDS["options"]["subjects"])
_HEAD_ZH = any_of(_WORDS["options"]["heads_zh"])
_HEADS_EN = frozenset(_WORDS["options"]["heads_en"])
_ARTICLES = frozenset(_WORDS["options"]["articles"])
_TAILS_ZH = tuple(_WORDS["options"]["tails_zh"])
_TAILS_EN = frozenset(_WORDS["options"]["tails_en"])


class _Split(NamedTuple):
    """A poll's text, taken apart."""

    question: str
    options: list[str]


class _Choice(NamedTuple):
    """Options that were named in a sentence or listed behind a topic."""

    topic: str | None
    """The words before them that are no part of them; None where the options are woven into the question."""
    options: list[str]


def cue(text: str) -> str | None:
    """Return the words that make a message look like a poll."""
    plain = simplify(text[:_LONGEST_READ])
    begin, until = _called(plain) or _asked_of_all(plain) or _listed(plain) or (0, 0)
    if begin == until or _ELSEWHERE.search(plain):
        return None
    return text[begin:until]


def read(text: str, times: Sequence[TimeFound], *, asked: bool = False) -> PollAsked | None:
    """Read a poll: what is asked, between what, and until when.

    :param times: what was found in the text.
    :param asked: somebody has said that it is one.
    """
    if not asked and cue(text) is None:
        return None
    body = text[:_LONGEST_READ].replace("’", "'")
    closes, begin, until = _closing(body, times)
    body = body[:begin] + body[until:]
    several = _SEVERAL.search(body) is not None and _ONE.search(body) is None
    body = _EMPTY.sub(" ", _ONE.sub("", _SEVERAL.sub("", body)))
    question, options = _take_apart(body)
    question = (question or body).strip(_EDGE) or text.strip()
    return PollAsked(question, _bounded(options), several, closes)


def _called(plain: str) -> tuple[int, int] | None:
    """Return where a word calls for a vote."""
    match = _CALL.search(plain) or _FORM.search(plain)
    return match.span() if match else None


def _asked_of_all(plain: str) -> tuple[int, int] | None:
    """Return where everybody is asked what they think of a choice."""
    match = _COLLECT.search(plain) or (_EVERYBODY.search(plain) and _OPINION.search(plain))
    return match.span() if match and (_CHOICE.search(plain) or _THREE.search(plain)) else None


def _listed(plain: str) -> tuple[int, int] | None:
    """Return where a question asks for a choice among options in a list."""
    match = _WHICH.search(plain)
    if match is None:
        return None
    marks = _chain(plain)
    if marks and match.start() < marks[0].start() and re.search("[?哪选]", plain):
        return match.span()
    return match.span() if _THREE.search(plain) else None


def _closing(text: str, times: Sequence[TimeFound]) -> tuple[TimeFound | None, int, int]:
    """Return until when may be voted, and the part of the text that says so."""
    for time in times:
        if time.kind is TimeKind.DURATION or time.until > len(text):
            continue
        before = _CLOSES.search(text, max(0, time.begin - _NEARBY), time.begin)
        after = _CLOSES_AFTER.match(text, time.until)
        within = _CLOSES_WITHIN.search(text, time.begin, time.until)
        if before or after or within or (time.kind is TimeKind.DEADLINE and _stands_alone(text, time)):
            return time, before.start() if before else time.begin, after.end() if after else time.until
    return None, 0, 0


def _stands_alone(text: str, time: TimeFound) -> bool:
    """Tell whether a time says when the poll ends: "vote by Friday", not "paint it by May?"."""
    before, after = text[: time.begin].rstrip(), text[time.until :].lstrip()
    if not before or before[-1] in _STOPS + _EDGE or not after or after[0] in _EDGE:
        return True
    called = _CALL.search(before[-_NEARBY:].lower()) or _CALL.match(after[:_NEARBY].lower())
    return called is not None


def _take_apart(body: str) -> _Split:
    """Return the question and the options."""
    for part in (_replies, _bullets, _marks, _introduced, _quoted):
        if found := part(body):
            question, options = found
            options[-1] = _without_tail(options[-1]).rstrip(_EDGE) or options[-1]
            return _Split(_without_frame(question), options)
    bare = _without_frame(body)
    return _either(bare) or _Split(bare, _answers(body))


def _without_frame(text: str) -> str:
    """Return the text without the words around it that only call for a vote."""
    return _without_tail(_without_head(text)).rstrip(_EDGE)


def _without_head(text: str) -> str:
    cut = at = 0
    while match := _FRAME.match(text, at):
        at = match.end()
        if match.lastgroup == "hard" or (cut and match.lastgroup == "gap" and re.search(r"[:\uff1a\n—]", match[0])):
            cut = at
    rest = text[cut:].lstrip(_EDGE)
    follow = _FOLLOW.match(rest) if cut else None
    return rest[follow.end() :].lstrip(_EDGE) if follow else rest


def _without_tail(text: str) -> str:
    for _ in range(_MOST_CLAUSES):
        end = len(text.rstrip(_EDGE + _STOPS))
        clause = max(text.rfind(stop, 0, end) for stop in _STOPS) + 1
        cut = _frame_begins(text, clause)
        if cut is None:
            break
        text = text[:cut].rstrip(_EDGE)
    return text


def _frame_begins(text: str, clause: int) -> int | None:
    """Return where the words begin that end a clause and only call for a vote."""
    begin, at, hard = -1, clause, False
    for match in _FRAME.finditer(text, clause):
        if match.start() != at:
            begin, hard = -1, False
        if begin < 0 and match.lastgroup != "gap":
            begin = match.start()
        hard, at = hard or match.lastgroup == "hard", match.end()
    return begin if hard and at == len(text) else None


def _replies(body: str) -> _Split | None:
    """Read "东门扣1,西门扣2" and "1 for blue, 2 for green"."""
    matches = list(_REPLY_ZH.finditer(body)) or list(_REPLY_EN.finditer(body))
    options = [match[1].strip(_EDGE) for match in matches]
    if len(options) < _FEWEST_OPTIONS or not all(options):
        return None
    question = body[: matches[0].start()]
    agreed = _AGREED.match(options[0])
    if agreed and agreed.end() < len(options[0]) and options[1] in _YES_NO:  # "同意把车棚改成…的扣1,不同意的扣2"
        question, options[0] = question + options[0][agreed.end() :], agreed[0]
    return _Split(question, options)


def _quoted(body: str) -> _Split | None:
    """Read "回复"撤"或"留""."""
    match = _QUOTED.search(body)
    return _Split(body[: match.start()], [match[1], match[2]]) if match else None


def _answers(body: str) -> list[str]:
    """Read "yes or no?"."""
    match = _ANSWERS.search(body)
    return [match[1], match[2]] if match else []


def _bullets(body: str) -> _Split | None:
    """Read options on lines of their own, with a dash, a dot or an emoji before each."""
    matches = list(_BULLET.finditer(body))
    if len(matches) < _FEWEST_OPTIONS:
        return None
    return _Split(_around(body, matches[0].start(), matches[-1].end()), [m["option"].strip(_EDGE) for m in matches])


def _marks(body: str) -> _Split | None:
    """Read options with letters or numbers before them, in a line or on lines."""
    marks = _chain(body)
    if not marks:
        return None
    end = _AFTER_LAST.search(body, marks[-1].end())
    until = end.start() if end else len(body)
    edges = [*(mark.start() for mark in marks[1:]), until]
    options = [body[mark.end() : edge].strip(_EDGE) for mark, edge in zip(marks, edges, strict=True)]
    if not any(_COMMA.search(option) for option in options[:-1]):  # "③继续用卡,一户一票"
        options[-1] = _COMMA.split(options[-1])[0].rstrip(_EDGE)
    return _Split(_around(body, marks[0].start(), until), options) if all(options) else None


def _around(body: str, begin: int, until: int) -> str:
    """Return the text before the options, or the one behind them where there is none."""
    before = _without_frame(body[:begin])
    return before.removesuffix("选") or body[until:]


def _chain(text: str) -> list[re.Match[str]]:
    """Return the longest row of marks of one kind, from the first letter or number on."""
    chains: dict[str, list[re.Match[str]]] = {}
    for match in _MARK.finditer(text):
        kind, value = _mark(match)
        chain = chains.setdefault(kind, [])
        if value == len(chain) + 1:
            chain.append(match)
    longest = max(chains.values(), key=len, default=[])
    return longest if len(longest) > 1 else []


def _mark(match: re.Match[str]) -> tuple[str, int]:
    """Return the kind of a mark and its number."""
    kind = match.lastgroup or ""
    sign = match[kind]
    match kind:
        case "circle":
            return kind, ord(sign) - ord("①") + 1
        case "letter" | "bare":
            return "letter", ord(sign.lower()) - ord("a") + 1
        case "han":
            return kind, _HAN.index(sign) + 1
        case _:
            return kind, int(sign)


def _introduced(body: str) -> _Split | None:
    """Read "选项:山水、花鸟" and "options: herbs, roses"."""
    match = _INTRODUCED.search(body)
    options = _parts(_BETWEEN, match["list"]) if match else []
    return _Split(_around(body, match.start(), match.end()), options) if match and len(options) > 1 else None


def _either(body: str) -> _Split | None:
    """Read "A还是B", "A, B or C", "A / B" and what is listed behind a topic."""
    for begin, until in islice(_segments(body), _MOST_SEGMENTS):
        segment, before = body[begin:until], body[:begin].rstrip()
        announced = before.endswith(_ANNOUNCES)
        found = _either_zh(segment) or _either_en(segment, announced=announced) or _slashed(segment)
        if found is None and before:
            found = _row(segment)
        if found is None:
            continue
        if found.topic is None:
            return _Split(body, found.options)
        topic = _without_tail(before).rstrip(_EDGE)
        return _Split(" ".join(part for part in (topic, found.topic) if part) or body, found.options)
    return None


def _segments(body: str) -> Iterator[tuple[int, int]]:
    """Cut a text where a topic may end and a list begin."""
    begin = 0
    for border in _BORDER.finditer(body):
        yield begin, border.start()
        begin = border.end()
    yield begin, len(body)


def _either_zh(segment: str) -> _Choice | None:
    """Read "充电桩装东门还是西门"."""
    clause, alone = _clause(_OR_ZH, segment)
    options = _TITLE.findall(clause)
    if len(options) > 1:
        return _Choice(None, options)
    options = _parts(_LISTED_ZH, clause)
    if len(options) < _FEWEST_OPTIONS or not all(len(option) <= _SHORT for option in options[1:]):
        return None
    if _denies(options):
        return _Choice(None, [])
    options[-1] = _without_suffix(options[-1])
    trimmed = _trimmed_zh(options)
    return _Choice("" if alone and trimmed[0] == options[0] else None, trimmed)


def _clause(word: re.Pattern[str], segment: str) -> tuple[str, bool]:
    """Return the part between commas that has a word in it, with the one before where it begins with the word.

    Nothing where no part has; the second value tells whether the part is the first.
    """
    clauses = _COMMA.split(segment)
    for at, clause in enumerate(clauses):
        if match := word.search(clause):
            joined = at > 0 and not clause[: match.start()].strip()
            return "".join(clauses[at - joined : at + 1]), at - joined == 0
    return "", False


def _denies(options: Sequence[str]) -> bool:
    """Tell whether a choice is between something and nothing: "装还是不装"."""
    first, last = options[0], options[-1]
    return len(options) == _FEWEST_OPTIONS and last[0] in "不别没" and (last[2:] == "" or last[1:] in first)


def _without_suffix(option: str) -> str:
    """Return "西门" for "西门比较好"."""
    for tail in _TAILS_ZH:
        if option.endswith(tail) and len(option) > len(tail) + 1:
            return option.removesuffix(tail)
    return option


def _trimmed_zh(options: list[str]) -> list[str]:
    """Take off the front of the first option, which belongs to all: "充电桩装东门", "西门"."""
    options = [_cut_zh(options[0], options[1]), *options[1:]]
    ends = [match.end() for match in _HEAD_ZH.finditer(options[0], 0, _shared(options))]
    if ends and all(len(option) > ends[-1] for option in options):
        options = [option[ends[-1] :] for option in options]
    if all(len(option) > 1 and option.endswith("的") for option in options):  # "铁的、木的"
        options = [option.removesuffix("的") for option in options]
    return options


def _shared(rows: Iterable[Sequence[str]]) -> int:
    """Return how many first characters or words all have."""
    return sum(1 for _ in takewhile(lambda column: len(set(column)) == 1, zip(*rows, strict=False)))


def _cut_zh(first: str, second: str) -> str:
    """Cut the first option where it becomes like the second."""
    if len(first) <= 1 or len(second) < 1:
        return first
    for length in (2, 1):
        at = first.rfind(second[:length])
        if at >= 0 and len(second) > length and (length > 1 or abs(len(first) - at - len(second)) <= 1):
            return first[at:]
    rests = [first[match.end() :] for match in _HEAD_ZH.finditer(first) if match.end() < len(first)]
    if rests:
        return min(rests, key=lambda rest: abs(len(rest) - len(second)))
    longer = len(first) - len(second)
    if longer > len(second) or (longer > 1 and first[-1] == second[-1]):
        return first[longer:]
    return first


def _either_en(segment: str, *, announced: bool) -> _Choice | None:
    """Read "should it be blue, green or white"."""
    words = list(_OR_EN.finditer(segment))
    if not words or _ANSWERS.search(segment):
        return None
    end = _COMMA.search(segment, words[-1].end() + 1)
    pieces = [piece.split() for piece in _parts(_LISTED_EN, segment[: end.start()] if end else segment)]
    if len(pieces) < _FEWEST_OPTIONS or max(len(piece) for piece in pieces[1:]) > _MOST_WORDS:
        return None
    if pieces[-1][0].lower() in _NO:
        return _Choice(None, [])
    topic = _topic(pieces, announced=announced)
    if topic:
        pieces = pieces[1:]
    pieces[-1] = _without_end(pieces[-1], pieces[0])
    trimmed = _trimmed_en(pieces)
    woven = len(trimmed[0]) < len(pieces[0])
    return _Choice(None if woven else topic, [" ".join(piece) for piece in trimmed])


def _topic(pieces: Sequence[Sequence[str]], *, announced: bool) -> str:
    """Return what stands before a list as a topic: "new doormat, black or brown".

    :param announced: a colon or a dash stands before the list, which then begins with its first piece.
    """
    first, *others = pieces
    words = " ".join(first)
    if len(others) < _FEWEST_OPTIONS:
        return ""
    if others[0][0].lower() in _ASKING or _TOPIC.match(words):
        return words
    longer = len(first) > max(len(piece) for piece in others) and len(others) == _FEWEST_OPTIONS
    return words if longer and not announced and not _heads(first) else ""


def _without_end(last: list[str], first: Sequence[str]) -> list[str]:
    """Return "green" for "green for the lobby" unless the first option has such an end, too."""
    known = {word.lower() for word in first}
    kept = list(takewhile(lambda word: word.lower() not in _TAILS_EN or word.lower() in known, last))
    return kept or last


def _trimmed_en(pieces: list[list[str]]) -> list[list[str]]:
    """Take off the front of the first option, which belongs to all, and the articles."""
    pieces = [_cut_en(pieces[0], pieces[1]), *pieces[1:]]
    shared = _shared([[word.lower() for word in piece[:-1]] for piece in pieces])
    if pieces[0][0].lower() not in _SUBJECTS:
        pieces = [piece[shared:] for piece in pieces]
    while all(len(piece) > 1 and piece[0].lower() in _ARTICLES for piece in pieces):
        pieces = [piece[1:] for piece in pieces]
    return pieces


def _cut_en(first: list[str], second: list[str]) -> list[str]:
    """Cut the first option where it becomes like the second."""
    words = [word.lower() for word in first]
    if words[0] in _HEADS_EN and second[0].lower() in _HEADS_EN and words[0] != second[0].lower():
        return first
    if second[0].lower() in words:
        return first[len(words) - 1 - words[::-1].index(second[0].lower()) :]
    rests = [first[at + 1 :] for at, word in enumerate(words[:-1]) if word in _HEADS_EN]
    if rests:  # the shortest that is built like the second
        heads = _heads(second)
        return next((rest for rest in reversed(rests) if _heads(rest) == heads), rests[-1])
    return first[-len(second) :] if len(first) > len(second) + 1 else first


def _heads(words: Iterable[str]) -> list[str]:
    return [word for word in (word.lower() for word in words) if word in _HEADS_EN]


def _slashed(segment: str) -> _Choice | None:
    """Read "red / grey / none"."""
    if _NO_LIST.search(segment) or _ANSWERS.search(segment):
        return None
    clause, _ = _clause(_SLASH, segment)
    options = _parts(_SLASH, clause)
    if len(options) < _FEWEST_OPTIONS or not all(len(option) <= _SHORT for option in options):
        return None
    before, first = "", options[0]
    if first.isascii():
        options = [" ".join(words) for words in _trimmed_en([option.split() for option in options])]
    else:
        before, _, options[0] = first.rpartition(" ")
        options = _trimmed_zh(options)
    if not first.endswith(options[0]) or (len(options[0]) < len(first) and not before):
        return _Choice(None, options)
    return _Choice(segment[: segment.find(clause)].strip(_EDGE) + before, options)


def _row(segment: str) -> _Choice | None:
    """Read what stands behind a topic: "山水、花鸟", "red, grey, none"."""
    clause = next((clause for clause in _COMMA.split(segment) if "、" in clause), "")
    options = _parts(_LISTED_ZH, clause) if clause else _parts(_COMMA, segment)
    few = 2 if clause else 3
    short = all(len(option) <= _SHORT and len(option.split()) <= _FEW_WORDS for option in options)
    return _Choice(segment[: segment.find(clause)].strip(_EDGE), options) if len(options) >= few and short else None


def _parts(between: re.Pattern[str], text: str) -> list[str]:
    """Split a list, leaving out what is empty."""
    return [part for part in (piece.strip(_EDGE + "?\uff1f") for piece in between.split(text)) if part]


def _bounded(options: Iterable[str]) -> tuple[str, ...]:
    """Return the options as they may be used: no doubles, not too many, and two at least."""
    kept = tuple(dict.fromkeys(option.strip() for option in options if option.strip()))
    return kept[:_MOST_OPTIONS] if len(kept) > 1 else ()
