"""A vote before it is one: what a lead has said so far, what is still missing, and what is proposed meanwhile."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from enum import StrEnum
from typing import Any

from bot.domain.ids import ChatId, IssueNumber, MessageId
from bot.domain.refusal import Refused
from bot.domain.vote.form import Form, Option, VoteKind, check_form
from bot.domain.vote.life import check_question, check_times
from bot.domain.vote.rule import PRESETS, Heads, Preset, Rule, with_extension
from bot.domain.vote.words import Part

EXTENSION = timedelta(days=3)
EVENING = time(20)
"""When a vote closes for which only a day was said."""
DAYS = 3
"""How long a vote is proposed to run for which nothing was said."""


class Turn(StrEnum):
    """What a press changes."""

    KIND = "kind"
    RULE = "rule"
    SECRET = "secret"  # noqa: S105 (whose ballots are)
    EXTENSION = "extension"
    BUILDINGS = "buildings"
    LATER = "later"
    MOST = "most"
    WINNERS = "winners"
    EARLY = "early"
    """Of two readings of a time, the first."""
    LATE = "late"
    OPEN = "open"
    DROP = "drop"


@dataclass(frozen=True, slots=True)
class Proposal:
    """All that a vote will be made of."""

    question: str = ""
    kind: VoteKind = VoteKind.MOTION
    options: tuple[Option, ...] = ()
    most: int = 0
    """0: as many as there are."""
    winners: int = 1
    cap: int = 0
    preset: Preset = Preset.CUSTOM
    secret: bool = False
    extends: bool = False
    opens_at: datetime | None = None
    closes_at: datetime | None = None
    readings: tuple[datetime, ...] = ()
    """The times that the end can be read as, if there are two."""
    everywhere: bool = False
    """In all buildings for which its lead may open votes, not only here."""
    issue: IssueNumber | None = None
    topic: int | None = None
    """The topic that it is about."""
    message: MessageId | None = None

    @property
    def form(self) -> Form:
        """The ballot paper."""
        if self.kind is VoteKind.MOTION:
            return Form(VoteKind.MOTION)
        several = self.kind is VoteKind.APPROVAL
        most = (self.most or len(self.options)) if several else 1
        return Form(self.kind, self.options, most, self.winners if several else 1, self.cap)

    def rule(self, heads: Heads) -> Rule:
        """Return the rule; how heads count where the law doesn't say is the building's to choose."""
        rule = PRESETS[self.preset]
        if rule.heads is not Heads.OWNER:
            rule = replace(rule, heads=heads)
        return with_extension(rule, EXTENSION if self.extends else None)

    def missing(self) -> Part | None:
        """Return what the lead has to be asked for next."""
        if not self.question:
            return Part.QUESTION
        if self.kind is not VoteKind.MOTION and len(self.options) < 2:  # noqa: PLR2004 (a choice needs two)
            return Part.OPTIONS
        if self.kind is VoteKind.BUDGET and not all(option.cost for option in self.options):
            return Part.OPTIONS
        if self.kind is VoteKind.BUDGET and not self.cap:
            return Part.CAP
        return Part.CLOSES if self.closes_at is None else None

    def trouble(self, now: datetime) -> Refused | None:
        """Return why it can't be opened as it stands, once nothing is missing."""
        try:
            check_question(self.question)
            check_form(self.form)
            check_times(now, self.opens_at, self.closes_at)
        except Refused as refused:
            return refused
        return None

    def turned(self, turn: Turn, now: datetime) -> "Proposal":  # noqa: PLR0911 (a case for each button)
        """Return it after a press."""
        match turn:
            case Turn.KIND:
                return self._of_next_kind()
            case Turn.RULE:
                return replace(self, preset=_next(tuple(Preset), self.preset))
            case Turn.SECRET:
                return replace(self, secret=not self.secret)
            case Turn.EXTENSION:
                return replace(self, extends=not self.extends)
            case Turn.BUILDINGS:
                return replace(self, everywhere=not self.everywhere)
            case Turn.MOST:
                return replace(self, most=(self.most or len(self.options)) % max(1, len(self.options)) + 1)
            case Turn.WINNERS:
                return replace(self, winners=self.winners % max(1, len(self.options)) + 1)
            case Turn.LATER:
                return replace(self, closes_at=max(self.closes_at or now, now) + timedelta(days=1), readings=())
            case Turn.EARLY | Turn.LATE if self.readings:
                meant = self.readings[0 if turn is Turn.EARLY else -1]
                return replace(self, closes_at=meant, readings=())
            case _:
                return self

    def _of_next_kind(self) -> "Proposal":
        kinds = tuple(VoteKind)
        kind = _next(kinds, self.kind)
        plural = self.preset is Preset.MOST
        one_answer = kind is VoteKind.MOTION
        preset = Preset.CUSTOM if one_answer and plural else self.preset
        return replace(self, kind=kind, preset=preset)


def evening(day: datetime) -> datetime:
    """Return when a vote closes on a day for which no hour was said."""
    return datetime.combine(day.date(), EVENING, day.tzinfo)


def proposed_end(now: datetime) -> datetime:
    """Return an end for a vote for which nothing was said; ``now`` is on the community's clock."""
    return evening(now + timedelta(days=DAYS))


def to_json(proposal: Proposal) -> dict[str, Any]:
    """Return a proposal as a draft keeps it."""
    return {
        "question": proposal.question,
        "kind": proposal.kind.value,
        "options": [[option.text, option.cost] for option in proposal.options],
        "most": proposal.most,
        "winners": proposal.winners,
        "cap": proposal.cap,
        "preset": proposal.preset.value,
        "secret": proposal.secret,
        "extends": proposal.extends,
        "opens_at": _moment(proposal.opens_at),
        "closes_at": _moment(proposal.closes_at),
        "readings": [_moment(at) for at in proposal.readings],
        "everywhere": proposal.everywhere,
        "issue": proposal.issue,
        "topic": proposal.topic,
        "message": proposal.message,
    }


def from_json(kept: Mapping[str, Any]) -> Proposal:
    """Read a proposal as :func:`to_json` has written it."""
    values = dict(kept)
    return Proposal(
        question=values["question"],
        kind=VoteKind(values["kind"]),
        options=tuple(Option(text, cost) for text, cost in values["options"]),
        most=values["most"],
        winners=values["winners"],
        cap=values["cap"],
        preset=Preset(values["preset"]),
        secret=values["secret"],
        extends=values["extends"],
        opens_at=_read(values["opens_at"]),
        closes_at=_read(values["closes_at"]),
        readings=tuple(datetime.fromisoformat(at) for at in values["readings"]),
        everywhere=values["everywhere"],
        issue=None if values["issue"] is None else IssueNumber(values["issue"]),
        topic=values.get("topic"),
        message=None if values["message"] is None else MessageId(values["message"]),
    )


def buildings_of(proposal: Proposal, home: ChatId, others: tuple[ChatId, ...]) -> tuple[ChatId, ...]:
    """Return the buildings whose households vote."""
    return (home, *(chat for chat in others if chat != home)) if proposal.everywhere else (home,)


def _next(values: tuple[Any, ...], value: object) -> Any:  # noqa: ANN401 (one of the values)
    return values[(values.index(value) + 1) % len(values)]


def _moment(at: datetime | None) -> str | None:
    return None if at is None else at.isoformat()


def _read(kept: str | None) -> datetime | None:
    return None if kept is None else datetime.fromisoformat(kept)
