"""What a building or a squad may choose: a few plain choices each, changed with buttons."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

LEADS, HOUSEHOLDS = "leads", "households"


class Of(StrEnum):
    """Whose setting it is."""

    BUILDING = "building"
    SQUAD = "squad"


@dataclass(frozen=True, slots=True)
class Setting:
    """One thing to choose. The first value holds where nobody has chosen."""

    key: str
    of: Of
    values: tuple[str, ...]
    own: bool = False
    """Only of what was set up in its chat; elsewhere the config says it."""


START_POLL_BY = Setting("start_poll_by", Of.BUILDING, (LEADS, HOUSEHOLDS))
OPEN_VOTE_BY = Setting("open_vote_by", Of.BUILDING, (LEADS, HOUSEHOLDS))
CALL_EVENT_BY = Setting("call_event_by", Of.BUILDING, (LEADS, HOUSEHOLDS))
EVENT_LEADS = Setting("event_leads", Of.BUILDING, ("day_hour", "day", "hour", "none"))
"""How long ahead events are brought to mind."""
ACCEPT_COUNT = Setting("accept_count", Of.BUILDING, ("1", "2", "3"))
"""How many must accept what was mended in a shared part of the building."""
SILENCE_DAYS = Setting("silence_days", Of.BUILDING, ("7", "3", "14"))
"""After how many days silence accepts."""
HEADS = Setting("heads", Of.BUILDING, ("dwelling", "owner"))
"""How heads count in a vote: each dwelling, or each owner with all areas added."""
TOPIC_SHARE = Setting("topic_share", Of.BUILDING, ("10", "5", "20"))
"""How many per cent of the households must support a topic before the lead is asked."""
PROOF = Setting("proof", Of.SQUAD, ("none", "words", "photo"))
"""What a steward must show when the work is done."""
LANGUAGE = Setting("language", Of.BUILDING, ("zh", "en"), own=True)
"""What its chat is spoken to in."""
LANE = Setting("lane", Of.SQUAD, ("open", "confidential"), own=True)
"""Whether the neighbours may read along."""
HOURS = Setting("hours", Of.SQUAD, ("office", "six_days", "daily", "always"), own=True)
"""When its due times run."""
DISPATCH = Setting("dispatch", Of.SQUAD, ("pool", "round_robin"))
"""Whether a task is offered to all of the squad, or to the one with the least to do."""

SETTINGS: Mapping[str, Setting] = {
    setting.key: setting
    for setting in (
        START_POLL_BY,
        OPEN_VOTE_BY,
        CALL_EVENT_BY,
        EVENT_LEADS,
        ACCEPT_COUNT,
        SILENCE_DAYS,
        HEADS,
        TOPIC_SHARE,
        PROOF,
        DISPATCH,
        LANGUAGE,
        LANE,
        HOURS,
    )
}

Choices = Mapping[str, str]
"""What has been chosen, by the setting's key."""


def chosen(choices: Choices, setting: Setting) -> str:
    """Return what holds; a value that is none any more counts as not chosen."""
    value = choices.get(setting.key)
    return value if value in setting.values else setting.values[0]
