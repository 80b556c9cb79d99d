"""The life of an issue: its states, its steps, and the one table of what leads where."""

from collections.abc import Mapping
from enum import StrEnum


class IssueState(StrEnum):
    """Where an issue stands."""

    REPORTED = "reported"
    DISPATCHED = "dispatched"
    CLAIMED = "claimed"
    PAUSED = "paused"
    """Its owner goes on at a date; until then the clock stands still."""
    WAITING = "waiting"
    """The reporter has been asked something; until they answer the clock stands still."""
    RESOLVED = "resolved"
    ACCEPTED = "accepted"
    WITHDRAWN = "withdrawn"
    DUPLICATE = "duplicate"
    """It is another issue, which goes on for both."""
    NOT_OURS = "not_ours"
    """Somebody outside of the community has to mend it."""


class Step(StrEnum):
    """What can be done to an issue; each step is an event on its timeline."""

    REPORT = "report"
    DISPATCH = "dispatch"
    CLAIM = "claim"
    ASSIGN = "assign"
    """A lead gives it to a steward."""
    TRANSFER = "transfer"
    """Its owner gives it to another steward."""
    PASS_ON = "pass_on"  # noqa: S105 (no password)
    """It goes to another squad."""
    RELEASE = "release"
    PAUSE = "pause"
    RESUME = "resume"
    ASK = "ask"
    ANSWER = "answer"
    RESOLVE = "resolve"
    AGREE = "agree"
    """One of several households says that it's fixed; others are still asked."""
    ACCEPT = "accept"
    SILENCE = "silence"
    """Nobody has said anything, and the building's limit has passed."""
    RETURN = "return"
    REOPEN = "reopen"
    """It wasn't fixed, says the reporter after it was accepted by silence."""
    WITHDRAW = "withdraw"
    MERGE = "merge"
    NOT_OURS = "not_ours"
    GATHER = "gather"
    """It is an incident: it gathers the reports of many."""
    SUPPORT = "support"
    URGE = "urge"
    NOTE = "note"
    EDIT = "edit"
    WARN = "warn"
    """It is due soon."""
    REMIND = "remind"
    """It is due."""
    TELL_LEAD = "tell_lead"
    TELL_ABOVE = "tell_above"
    TELL_OFFICE = "tell_office"
    RATE = "rate"
    CALL_BACK = "call_back"
    NEXT_STEP = "next_step"
    """A lead says at the stand-up what is done next, by whom and until when."""


_STATE, _STEP = IssueState, Step
OPEN = frozenset({_STATE.REPORTED, _STATE.DISPATCHED, _STATE.CLAIMED, _STATE.PAUSED, _STATE.WAITING, _STATE.RESOLVED})
OWNED = frozenset({_STATE.CLAIMED, _STATE.PAUSED, _STATE.WAITING, _STATE.RESOLVED, _STATE.ACCEPTED})
"""States in which exactly one steward holds the claim; the database checks the same."""
STANDING_STILL = frozenset({_STATE.PAUSED, _STATE.WAITING})
"""States in which no due time runs."""
IN_WORK = frozenset({_STATE.CLAIMED, _STATE.PAUSED, _STATE.WAITING})
"""A steward is at it."""
WITH_THE_SQUAD = IN_WORK | {_STATE.DISPATCHED}

_BEFORE_RESOLVED = sorted(WITH_THE_SQUAD | {_STATE.REPORTED})

NEXT_STATE: Mapping[tuple[IssueState, Step], IssueState] = {
    (_STATE.REPORTED, _STEP.DISPATCH): _STATE.DISPATCHED,
    (_STATE.REPORTED, _STEP.PASS_ON): _STATE.DISPATCHED,
    (_STATE.DISPATCHED, _STEP.CLAIM): _STATE.CLAIMED,
    (_STATE.DISPATCHED, _STEP.ASSIGN): _STATE.CLAIMED,
    (_STATE.CLAIMED, _STEP.PAUSE): _STATE.PAUSED,
    (_STATE.PAUSED, _STEP.PAUSE): _STATE.PAUSED,
    (_STATE.CLAIMED, _STEP.ASK): _STATE.WAITING,
    (_STATE.WAITING, _STEP.ASK): _STATE.WAITING,
    (_STATE.PAUSED, _STEP.RESUME): _STATE.CLAIMED,
    (_STATE.WAITING, _STEP.RESUME): _STATE.CLAIMED,
    (_STATE.DISPATCHED, _STEP.ANSWER): _STATE.DISPATCHED,
    (_STATE.CLAIMED, _STEP.ANSWER): _STATE.CLAIMED,
    (_STATE.PAUSED, _STEP.ANSWER): _STATE.PAUSED,
    (_STATE.WAITING, _STEP.ANSWER): _STATE.CLAIMED,
    **{(state, _STEP.ASSIGN): _STATE.CLAIMED for state in sorted(IN_WORK)},
    **{(state, _STEP.TRANSFER): _STATE.CLAIMED for state in sorted(IN_WORK)},
    **{(state, _STEP.RELEASE): _STATE.DISPATCHED for state in sorted(IN_WORK)},
    **{(state, _STEP.RESOLVE): _STATE.RESOLVED for state in sorted(IN_WORK)},
    **{(state, _STEP.NOTE): state for state in sorted(IN_WORK)},
    **{(state, _STEP.NEXT_STEP): state for state in sorted(WITH_THE_SQUAD)},
    **{(state, _STEP.PASS_ON): _STATE.DISPATCHED for state in sorted(WITH_THE_SQUAD)},
    **{(state, _STEP.NOT_OURS): _STATE.NOT_OURS for state in _BEFORE_RESOLVED},
    **{(state, _STEP.MERGE): _STATE.DUPLICATE for state in _BEFORE_RESOLVED},
    **{(state, _STEP.WITHDRAW): _STATE.WITHDRAWN for state in _BEFORE_RESOLVED},
    **{(state, _STEP.GATHER): state for state in _BEFORE_RESOLVED},
    **{(state, _STEP.URGE): state for state in _BEFORE_RESOLVED},
    **{(state, _STEP.SUPPORT): state for state in sorted(OPEN)},
    **{(state, _STEP.EDIT): state for state in sorted(OPEN)},
    (_STATE.RESOLVED, _STEP.AGREE): _STATE.RESOLVED,
    (_STATE.RESOLVED, _STEP.ACCEPT): _STATE.ACCEPTED,
    (_STATE.RESOLVED, _STEP.SILENCE): _STATE.ACCEPTED,
    (_STATE.RESOLVED, _STEP.RETURN): _STATE.DISPATCHED,
    (_STATE.ACCEPTED, _STEP.REOPEN): _STATE.DISPATCHED,
    (_STATE.ACCEPTED, _STEP.RATE): _STATE.ACCEPTED,
    (_STATE.ACCEPTED, _STEP.CALL_BACK): _STATE.ACCEPTED,
}
"""The whole life. What isn't here is refused."""
