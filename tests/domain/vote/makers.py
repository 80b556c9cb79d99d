"""Makers of votes, so that a test names only what it is about."""

from datetime import UTC, datetime, timedelta
from fractions import Fraction
from typing import Any

from bot.domain.ids import ChatId, CommunityId, PersonId
from bot.domain.vote.form import Form, Option, VoteKind
from bot.domain.vote.life import Vote, VoteNumber, VoteState
from bot.domain.vote.rule import PRESETS, Preset, Share

NOW = datetime(2026, 3, 16, 2, 0, tzinfo=UTC)
MOTION = Form(VoteKind.MOTION)
GATES = (Option("东门"), Option("西门"), Option("南门"))
AT_LEAST_TWO_THIRDS, AT_LEAST_THREE_QUARTERS = Share(Fraction(2, 3)), Share(Fraction(3, 4))
MORE_THAN_HALF = Share(Fraction(1, 2), strict=True)


def a_vote(**given: Any) -> Vote:
    values: dict[str, Any] = {
        "community": CommunityId(1),
        "number": VoteNumber(3),
        "home": ChatId(-1003),
        "buildings": (ChatId(-1003),),
        "starter": PersonId(1),
        "question": "充电桩装东门还是西门?",
        "form": MOTION,
        "rule": PRESETS[Preset.CUSTOM],
        "secret": False,
        "state": VoteState.OPEN,
        "created_at": NOW,
        "opened_at": NOW,
        "closes_at": NOW + timedelta(days=4),
    }
    return Vote(**values | given)
