"""The weekly stand-up: when its sheet is due, and what leads answer to it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from bot.domain.cause import Actor
from bot.domain.ids import CommunityId, IssueNumber, PersonId

SHEET_AT = time(18, 0)
"""On the evening before."""
WEEK = timedelta(days=7)
OLDEST = 3
MOST_RETURNED = 8
MOST_ANSWERS = 20
STEP_LENGTH = 200
END_OF_WORK = time(18, 0)
"""Until when something is due of which only the day is said."""
_LARGEST = 2**31 - 1
_NUMBER = re.compile(r"[#＃]\s?(\d{1,10})(?!\d)")
_DANGLING = re.compile(r"\b(by|until|till|before|on)\s*(?=[,.;]|$)", re.IGNORECASE)
"""What is left of "by Friday" without its Friday."""
_EDGES = " \t\n,.;:，。；：、-–—"


class Missing(StrEnum):
    """What a step lacks so that somebody can be held to it."""

    WHAT = "what"
    WHO = "who"
    WHO_OF_THEM = "who_of_them"
    WHEN = "when"


class StepOutcome(StrEnum):
    """What became of a lead's answer about one issue."""

    KEPT = "kept"
    ASKED = "asked"
    """Something is missing."""
    UNKNOWN = "unknown"
    NOT_YOURS = "not_yours"
    """It is for the lead of another squad to say."""
    OVER = "over"
    """There is nothing more to be done: it is closed, or waits for acceptance."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a lead says of one issue."""

    number: IssueNumber
    words: str


@dataclass(frozen=True, slots=True)
class NextStep:
    """What is done next about an issue, by whom and until when."""

    community: CommunityId
    number: IssueNumber
    round: int
    text: str
    owner: PersonId
    due_at: datetime
    named_by: PersonId
    named_at: datetime


@dataclass(frozen=True, slots=True)
class Heard:
    """A step as far as it was understood."""

    text: str
    owner: Actor | None
    due_at: datetime | None
    candidates: tuple[Actor, ...] = ()
    """Whom the name fits, where it fits several."""

    @property
    def missing(self) -> tuple[Missing, ...]:
        """What has to be asked."""
        who = Missing.WHO_OF_THEM if self.candidates else Missing.WHO
        lacks = ((Missing.WHAT, not self.text), (who, self.owner is None), (Missing.WHEN, self.due_at is None))
        return tuple(what for what, is_missing in lacks if is_missing)


def sheet_due(meeting: datetime, zone: ZoneInfo) -> datetime:
    """Return when the sheet for a stand-up is posted: the evening before, by the community's clock."""
    eve = meeting.astimezone(zone).date() - timedelta(days=1)
    return datetime.combine(eve, SHEET_AT, zone)


def answers(text: str) -> tuple[Answer, ...]:
    """Return what a message says of which issue: "#12 door motor by Friday, Liu" and so on, line after line or not."""
    found = list(_NUMBER.finditer(text))
    ends = [following.start() for following in found[1:]] + [len(text)]
    said = ((int(match[1]), text[match.end() : end].strip(_EDGES)) for match, end in zip(found, ends, strict=False))
    return tuple(Answer(IssueNumber(min(number, _LARGEST)), words) for number, words in said)[:MOST_ANSWERS]


def without(words: str, spans: Sequence[tuple[int, int]]) -> str:
    """Return words without some of their parts: what is left when the time and the name are taken out."""
    left = list(words)
    for begin, until in spans:
        left[begin:until] = [" "] * (until - begin)
    line = _DANGLING.sub("", re.sub(r"\s+", " ", "".join(left)).strip()).strip()
    text = re.sub(r"\s*[,，;；]\s*(?=[,，;；]|$)", "", line)
    return text.strip(_EDGES)[:STEP_LENGTH]


def end_of(day: date, zone: ZoneInfo) -> datetime:
    """Return until when something is due that is due on a day."""
    return datetime.combine(day, END_OF_WORK, zone)
