"""Gathers what was said of one time in English, in whichever order: day, hour, part of the day, length, recurrence."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import Final

from nlp.times.calendar import WEEKDAYS, Rule
from nlp.times.en_clocks import Ahead, Span
from nlp.times.en_days import Days, one
from nlp.times.en_grammar import OUT_OF_CALENDAR, spell
from nlp.times.en_recurrences import Again, narrow
from nlp.times.en_tokens import Clock, Token
from nlp.times.en_words import Tag

_TO: Final = frozenset({Tag.TO, Tag.UNTIL, Tag.DASH})
_LIMITS: Final = frozenset({Tag.BY, Tag.BEFORE, Tag.UNTIL})
_STARTS: Final = frozenset({Tag.STARTING, Tag.FROM, Tag.SINCE})
_LEADS: Final = frozenset({*_LIMITS, *_STARTS, Tag.AT, Tag.ON, Tag.IN, Tag.BETWEEN})
_CONNECTIVES: Final = frozenset(
    spell("at around in during on of the for from since to until dash between and comma by before after")
    + spell("starting this last early takes bar")
)
_NOUNS: Final = frozenset({Tag.WORD, Tag.MEASURE, Tag.TIMES, Tag.LETTER})
_MOST_CONNECTIVES: Final = 4
_HOURS: Final = 24
_OPENING: Final = frozenset({Tag.FROM, Tag.BETWEEN, Tag.FOR})
_BESIDE_HOURS: Final = frozenset({Tag.COMMA, Tag.THE})
_BESIDE: Final = frozenset({Tag.COMMA, Tag.ON, Tag.THE})
_NO_TAGS: Final[frozenset[str]] = frozenset()


class Phrase:
    """What is known so far of one time."""

    begin: int = -1
    until: int = -1
    day: Days | None = None
    day_to: Days | None = None
    clock: Clock | None = None
    clock_to: Clock | None = None
    part: str | None = None
    moment: Ahead | None = None
    moment_to: Ahead | None = None
    length: Span | None = None
    window: Ahead | None = None
    limit: Ahead | None = None
    again: Again | None = None
    count: int | None = None
    starting: Days | None = None
    ending: Days | None = None
    lasting: Ahead | None = None
    """For how long it comes again."""
    is_deadline: bool = False
    is_between: bool = False
    is_past: bool = False
    """Whether "since" said that it lies behind."""
    is_certain: bool = False
    """Whether something in it can be nothing but a time."""

    def __init__(self, today: date, sentence: int) -> None:
        """Know nothing: everything else stands in the class until it is said."""
        self.today = today
        self.sentence = sentence

    @property
    def is_empty(self) -> bool:
        """Whether nothing has been taken yet."""
        return self.begin < 0

    @property
    def has_start(self) -> bool:
        """Whether there is something that "to" can lead away from."""
        return bool(self.day or self.clock or self.moment)

    @property
    def is_day(self) -> bool:
        """Whether it is a coming day and nothing more."""
        day = self.day
        alone = day and day.is_one and not (self.clock or self.part or self.day_to or self.again or self.is_deadline)
        return bool(alone and day and day.first and day.first >= self.today)

    @property
    def is_hour(self) -> bool:
        """Whether it is an hour of a day that was not said."""
        return bool(self.clock) and not (self.day or self.again or self.moment or self.moment_to)

    def take(self, token: Token, said: Sequence[Token], following: str) -> bool:
        """Take one more piece if it fits to what is there.

        :param said: the connectives between the last piece and this one.
        :param following: the tag behind it.
        """
        roles = frozenset([word.tag for word in said]) if said else _NO_TAGS
        if Tag.AND in roles and not self.is_empty and not (self.is_between and self.has_start):
            return False
        self.is_between = self.is_between or Tag.BETWEEN in roles
        try:
            taken = _TAKERS[token.tag](self, token, roles, following)
        except OUT_OF_CALENDAR:
            return False
        if not taken:
            return False
        if self.begin < 0:
            self.begin = said[0].begin if said and said[0].tag in _LEADS else token.begin
            self.is_deadline = self.is_deadline or (not self.again and Tag.ON not in roles and bool(roles & _LIMITS))
            self.is_past = Tag.SINCE in roles
        self.until = token.until
        return True

    def _ends(self, roles: frozenset[str]) -> bool:
        return bool(roles & _TO) or Tag.AND in roles

    def take_day(self, token: Token, roles: frozenset[str], _following: str) -> bool:
        """A day or a period: of the time itself, or where a recurrence or a range begins or ends."""
        days: Days = token.value
        if self.again:
            return self._bound_rule(days, roles)
        if not self._may_have_day(days, roles):
            return False
        if self.day is None:
            self.starting = days if Tag.STARTING in roles else None
            self.day = days
        elif (self._ends(roles) or self.clock_to) and self.day_to is None:
            self.day_to = days
        elif self.day.bare and days.is_week:
            self.day = self._in_week(self.day, days)
        elif self.day.bare and not days.bare and not days.period and roles <= _BESIDE:
            self.day = days
        else:
            return False
        self.is_certain = True
        return True

    def _may_have_day(self, days: Days, roles: frozenset[str]) -> bool:
        """Whether a day would fit to what is there; "after Friday" is no day that could be named."""
        if self.limit or self.window or (self.moment and not roles):
            return False
        if self.is_empty:
            return Tag.AFTER not in roles
        if not self.has_start and not self.part:
            return bool(roles & _STARTS)
        is_count = self.clock is not None and not self.is_certain and days.period
        return not is_count and (self.day is not None or not roles & _LIMITS - _TO)

    @staticmethod
    def _in_week(day: Days, week: Days) -> Days:
        """Put a weekday into a week that was said behind it: "Thursday morning next week"."""
        return day if week.first is None else one(week.first + timedelta(days=day.weekday or 0))

    def _bound_rule(self, days: Days, roles: frozenset[str]) -> bool:
        if roles & _STARTS and self.starting is None:
            self.starting = days
        elif Tag.UNTIL in roles or Tag.TO in roles:
            self.ending = days
        elif self.again and (narrowed := narrow(self.again, days)):
            self.again = narrowed
        else:
            return False
        return True

    def take_clock(self, token: Token, roles: frozenset[str], _following: str) -> bool:
        """A clock time."""
        return self._take_hour(token.value, roles, certain=True)

    def _take_hour(self, clock: Clock, roles: frozenset[str], *, certain: bool) -> bool:
        if self.limit or self.window or (self.length and not roles & _STARTS):
            return False
        clock = in_part(clock, self.part) if self.part else clock
        if self.day and self.day_to and self.clock is None and self.day.weekday is not None and self.day_to.bare:
            self._open_weekly(self.day.weekday, self.day_to.weekday)
        if self._ends(roles) and (self.clock or self.moment) and self.clock_to is None:
            self.clock_to = clock
            if clock.of_24 and self.clock:
                self.clock = self.clock._replace(sure=True)
        elif self.clock is None and self.moment is None:
            self.clock = clock
            self.is_deadline = self.is_deadline or bool(roles & _LIMITS)
        else:
            return False
        self.is_certain = self.is_certain or certain
        return True

    def _open_weekly(self, first: int, last: int | None) -> None:
        """Take "Mon-Fri 9:00-17:00" for opening hours, which come again."""
        if last is not None:
            byday = tuple(WEEKDAYS[(first + ahead) % 7] for ahead in range((last - first) % 7 + 1))
            self.again, self.day, self.day_to = Again(Rule("WEEKLY", byday=byday)), None, None

    def take_number(self, token: Token, roles: frozenset[str], following: str) -> bool:
        """A bare number: an hour where the words around it make it one."""
        hour: int = token.value
        told = Tag.AT in roles or (Tag.AROUND in roles and self.has_start)
        counts = following in _NOUNS and not (told and following == Tag.WORD)
        if hour > _HOURS or counts or self.length or (self.day and self.day.period):
            return False
        if not told and not self._makes_hour(token, roles, following):
            return False
        clock = Clock(hour % _HOURS, 0, not 1 <= hour <= _HOURS // 2)
        return self._take_hour(clock, roles, certain=told and token.tag != Tag.MID)

    def _makes_hour(self, token: Token, roles: frozenset[str], following: str) -> bool:
        """Whether a number may be an hour for what is said beside it; the rest of the phrase must tell if it is."""
        if self.is_empty or (self._ends(roles) and self.clock is not None):
            return True
        opens_range = following in _TO or bool(roles & _OPENING)
        if self.again:
            return opens_range
        is_beside = bool(self.day or self.part) and roles <= _BESIDE_HOURS
        return (is_beside and (token.tag != Tag.MID or opens_range)) or (self.has_start and bool(roles & _OPENING))

    def take_part(self, token: Token, roles: frozenset[str], _following: str) -> bool:
        """A part of the day: with a day, or with an hour, whose half of the day it tells."""
        part: str = token.value
        if self.limit or self.window or self.length or (self.part and not self.again):
            return False
        if roles & {Tag.THIS, Tag.LAST}:
            if self.day:
                return False
            self.day = one(self.today - timedelta(days=Tag.LAST in roles))
        self.is_certain = self.is_certain or bool(roles & {Tag.THIS, Tag.LAST}) or {Tag.IN, Tag.THE} <= roles
        if self.clock_to and not self.clock_to.sure:
            self.clock_to = in_part(self.clock_to, part)
        elif self.clock and not self.clock.sure:
            self.clock = in_part(self.clock, part)
        self.is_certain = self.is_certain or bool(self.clock)
        self.part = part
        return True

    def take_tonight(self, token: Token, roles: frozenset[str], following: str) -> bool:
        """Today's night."""
        if self.day or not self.take_part(token._replace(value="night"), roles - {Tag.THIS, Tag.LAST}, following):
            return False
        self.day = one(self.today)
        self.is_certain = True
        return True

    def take_moment(self, token: Token, roles: frozenset[str], following: str) -> bool:
        """Now, or so long from now; if that is counted in days, it is a day."""
        ahead: Ahead = token.value if token.tag == Tag.MOMENT else Ahead(Span())
        if token.tag == Tag.MOMENT and not ahead.span.seconds:
            day = ahead.span.after_day(self.today, ahead.times)
            return self.take_day(token._replace(value=one(day)), roles, following)
        if self._ends(roles) and self.has_start and not self.clock_to:
            self.moment_to = ahead
        elif self.is_empty:
            self.moment = ahead
        else:
            return False
        self.is_certain = self.is_certain or token.tag == Tag.MOMENT
        return True

    def take_span(self, token: Token, roles: frozenset[str], _following: str) -> bool:
        """A length: by itself, or how long something lasts."""
        span: Span = token.value
        if self.length or self.limit or self.window:
            return False
        if self.again and Tag.FOR in roles and not span.seconds:
            self.lasting = Ahead(span)
            return True
        if not self.is_empty and not (Tag.FOR in roles and (self.has_start or self.again)):
            return False
        self.length = span
        self.is_certain = self.is_certain or not span.is_loose or bool(roles & {Tag.FOR, Tag.TAKES})
        return True

    def take_window(self, token: Token, roles: frozenset[str], _following: str) -> bool:
        """The next or last so many days; or for how long something comes again."""
        if self.again and self.lasting is None:
            self.lasting = token.value
            return True
        if not self.is_empty or roles & _LIMITS:
            return False
        self.window, self.is_certain = token.value, True
        return True

    def take_limit(self, token: Token, _roles: frozenset[str], _following: str) -> bool:
        """Within so long."""
        if not self.is_empty:
            return False
        self.limit, self.is_certain, self.is_deadline = token.value, True, True
        return True

    def take_rule(self, token: Token, roles: frozenset[str], _following: str) -> bool:
        """How often it comes again."""
        if self.again or self.length or self.limit or self.window or self.moment or self.day_to:
            return False
        again: Again = token.value
        if self.day and not self.starting:
            narrowed = narrow(again, self.day) if not roles & {Tag.COMMA} else None
            if narrowed is None:
                return False
            again = narrowed
        self.day = None
        self.again = again._replace(daypart=again.daypart or self.part)
        self.part = self.part or again.daypart
        if self.clock and again.daypart:
            self.clock = in_part(self.clock, again.daypart)
        self.is_certain, self.is_deadline = True, False
        return True

    def take_over(self, before: "Phrase") -> bool:
        """Take over how often it comes again from a phrase that says no more than that."""
        said_more = before.clock or before.part or before.starting or before.ending or before.count or before.lasting
        if before.again is None or said_more or self.day_to:
            return False
        if self.again:
            # "The weekly choir, on Tuesdays" says it twice.
            return before.again.rule == Rule(self.again.rule.freq)
        narrowed = narrow(before.again, self.day) if self.day else None
        if narrowed is None:
            return False
        self.again, self.day = narrowed, None
        return True

    def take_count(self, token: Token, _roles: frozenset[str], _following: str) -> bool:
        """How many times."""
        if self.again is None or self.count:
            return False
        self.count = token.value
        return True


_Taker = Callable[[Phrase, Token, frozenset[str], str], bool]
_TAKERS: Final[Mapping[str, _Taker]] = {
    Tag.DAY: Phrase.take_day,
    Tag.HOUR: Phrase.take_clock,
    Tag.LOW: Phrase.take_number,
    Tag.MID: Phrase.take_number,
    Tag.SPELLED: Phrase.take_number,
    Tag.PART: Phrase.take_part,
    Tag.TONIGHT: Phrase.take_tonight,
    Tag.MOMENT: Phrase.take_moment,
    Tag.NOW: Phrase.take_moment,
    Tag.SPAN: Phrase.take_span,
    Tag.WINDOW: Phrase.take_window,
    Tag.LIMIT: Phrase.take_limit,
    Tag.RULE: Phrase.take_rule,
    Tag.COUNT: Phrase.take_count,
}


def in_part(clock: Clock, part: str) -> Clock:
    """Put an hour of which only the number was said into a part of the day; at night, 1 follows 12."""
    if clock.sure:
        return clock
    hour = clock.hour % 12
    in_the_morning = part == "morning" or (part == "night" and hour < 5)  # noqa: PLR2004 - 4 at night is no afternoon
    if part == "noon":
        in_the_morning = hour in (10, 11)
    return Clock(hour if in_the_morning else hour + 12, clock.minute)


def gather(tokens: Sequence[Token], today: date) -> list[Phrase]:
    """Gather the times of a row of tokens; words between them end one and begin the next."""
    phrases: list[Phrase] = []
    sentence = 0
    phrase = Phrase(today, sentence)
    said: list[Token] = []
    for index, token in enumerate(tokens):
        if token.tag in _CONNECTIVES:
            said.append(token)
            continue
        if token.tag not in _TAKERS or len(said) > _MOST_CONNECTIVES:
            phrase = _close(phrase, phrases)
        if token.tag in _TAKERS:
            following = tokens[index + 1].tag if index + 1 < len(tokens) else ""
            said = said[-_MOST_CONNECTIVES:]
            if not phrase.take(token, said, following):
                phrase = _close(phrase, phrases)
                if not phrase.take(token, said, following):
                    phrase = Phrase(today, sentence)
        elif token.tag == Tag.STOP:
            sentence += 1
            phrase = Phrase(today, sentence)
        said = []
    _close(phrase, phrases)
    if len(phrases) > 1:
        _share_days(phrases)
        return _share_rules(phrases)
    return phrases


def _share_rules(phrases: Sequence[Phrase]) -> list[Phrase]:
    """Let a bare "monthly" be about the day that follows in its sentence: "monthly council on the last Saturday"."""
    kept = [phrases[0]]
    for phrase in phrases[1:]:
        if kept[-1].sentence == phrase.sentence and phrase.take_over(kept[-1]):
            kept[-1] = phrase
        else:
            kept.append(phrase)
    return kept


def _share_days(phrases: Sequence[Phrase]) -> None:
    """Let an hour have the day that stands elsewhere in its sentence: "Yoga on Saturday in the courtyard at 10am"."""
    for before, after in pairwise(phrases):
        if before.sentence != after.sentence:
            continue
        if before.is_day and after.is_hour:
            after.day = before.day
        elif before.is_hour and after.is_day and not before.day:
            before.day = after.day


def _close(phrase: Phrase, phrases: list[Phrase]) -> Phrase:
    """Keep a phrase that is certain, and begin a new one."""
    if phrase.is_empty:
        return phrase
    if phrase.is_certain:
        phrases.append(phrase)
    return Phrase(phrase.today, phrase.sentence)
