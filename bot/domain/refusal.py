"""A refusal is data; ``bot.texts`` finds the sentence."""

from enum import StrEnum


class Reason(StrEnum):
    """Why the rules say no. Each has its sentence in every language (a test sees to it)."""

    # issues
    ISSUE_UNKNOWN = "issue_unknown"
    ALREADY_CLAIMED = "already_claimed"
    ALREADY_FILED = "already_filed"
    NOT_YOUR_CLAIM = "not_your_claim"
    NOT_CLAIMED_YET = "not_claimed_yet"
    NOT_YOUR_ISSUE = "not_your_issue"
    NOT_YOUR_SQUAD = "not_your_squad"
    NOT_RESOLVED_YET = "not_resolved_yet"
    ALREADY_OVER = "already_over"
    OUT_OF_TURN = "out_of_turn"
    REPORT_WITHOUT_TEXT = "report_without_text"
    REPORT_NEEDS_BUILDING = "report_needs_building"
    REPORT_OF_A_BOT = "report_of_a_bot"

    # seeing
    NUMBER_MISSING = "number_missing"

    # offers
    OFFER_NOT_YOURS = "offer_not_yours"
    OFFER_GONE = "offer_gone"

    # listening
    NOT_ADMIN = "not_admin"
    ADMINS_UNKNOWN = "admins_unknown"
    LISTENING_NEEDS_BUILDING = "listening_needs_building"

    # calendars
    NOT_A_CALENDAR = "not_a_calendar"
    CALENDAR_EMPTY = "calendar_empty"
    CALENDAR_TANGLED = "calendar_tangled"

    # everywhere
    NOT_YOUR_ROLE = "not_your_role"
    BUTTON_UNKNOWN = "button_unknown"
    COMMAND_UNKNOWN = "command_unknown"
    ANONYMOUS = "anonymous"
    WENT_WRONG = "went_wrong"


class Refused(Exception):
    """The rules say no, and the neighbour who asked should be told why."""

    def __init__(self, reason: Reason, **details: object) -> None:
        super().__init__(reason.value)
        self.reason = reason
        self.details = details
