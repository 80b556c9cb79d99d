"""Notices: what somebody hears in private of the issues that are theirs, and when."""

from enum import StrEnum

from bot.domain.issue import Step


class Notices(StrEnum):
    """What somebody wants to hear from the bot in private."""

    ON = "on"
    """As it happens; at night it waits for the morning."""
    DIGEST = "digest"
    """All in one message, each morning."""
    OFF = "off"


QUOTED = frozenset({Step.NOTE, Step.PAUSE, Step.RESOLVE, Step.NOT_OURS})
"""Steps at which the steward says something to the neighbours."""
NOTICED = frozenset(
    {
        Step.CLAIM,
        Step.ASSIGN,
        Step.TRANSFER,
        Step.PASS_ON,
        Step.RELEASE,
        Step.NOTE,
        Step.PAUSE,
        Step.RESUME,
        Step.RESOLVE,
        Step.SILENCE,
        Step.NOT_OURS,
        Step.MERGE,
    }
)
"""Steps of which neighbours hear. What they do themselves they know, and what they are asked has its own message."""
