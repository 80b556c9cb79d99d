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

    # loop
    ALREADY_THEIRS = "already_theirs"
    SAME_SQUAD = "same_squad"
    PAUSE_IN_THE_PAST = "pause_in_the_past"
    PAUSE_TOO_LONG = "pause_too_long"
    PROOF_PHOTO_WANTED = "proof_photo_wanted"
    PROOF_WORDS_WANTED = "proof_words_wanted"
    WHOSE_MISSING = "whose_missing"
    OWN_ISSUE = "own_issue"
    SAID_TO_BE_FIXED = "said_to_be_fixed"
    INCIDENT_ALREADY = "incident_already"
    SAME_ISSUE = "same_issue"
    IS_A_DUPLICATE = "is_a_duplicate"
    HAS_DUPLICATES = "has_duplicates"
    NOT_THE_SAME = "not_the_same"
    REOPENED_TOO_LATE = "reopened_too_late"
    RATED_ALREADY = "rated_already"
    SUPPORTED_ALREADY = "supported_already"
    URGED_TODAY = "urged_today"
    NOBODY_OF_THAT_NAME = "nobody_of_that_name"
    SEVERAL_OF_THAT_NAME = "several_of_that_name"
    UNTIL_WHEN = "until_when"

    # seeing
    NUMBER_MISSING = "number_missing"

    # offers
    OFFER_NOT_YOURS = "offer_not_yours"
    OFFER_GONE = "offer_gone"

    # polls
    POLL_UNKNOWN = "poll_unknown"
    POLL_OVER = "poll_over"
    POLL_NOT_OPEN = "poll_not_open"
    POLL_NOT_YOURS = "poll_not_yours"
    POLL_NEEDS_BUILDING = "poll_needs_building"
    POLL_NO_QUESTION = "poll_no_question"
    POLL_LONG_QUESTION = "poll_long_question"
    POLL_FEW_OPTIONS = "poll_few_options"
    POLL_MANY_OPTIONS = "poll_many_options"
    POLL_LONG_OPTION = "poll_long_option"
    POLL_SAME_OPTIONS = "poll_same_options"
    POLL_NO_CLOSING = "poll_no_closing"
    POLL_PAST = "poll_past"
    POLL_FAR = "poll_far"

    # topics
    TOPIC_UNKNOWN = "topic_unknown"
    TOPIC_OVER = "topic_over"
    TOPIC_OUT_OF_TURN = "topic_out_of_turn"
    TOPIC_NOT_YOURS = "topic_not_yours"
    TOPIC_NEEDS_BUILDING = "topic_needs_building"
    TOPIC_EMPTY = "topic_empty"
    TOPIC_LONG = "topic_long"
    TOPICS_ENOUGH = "topics_enough"
    TOPIC_SUPPORTED_ALREADY = "topic_supported_already"
    TOPIC_REASON_MISSING = "topic_reason_missing"
    ARGUMENT_NOT_YOURS = "argument_not_yours"
    ARGUMENT_NONE = "argument_none"

    # listening
    NOT_ADMIN = "not_admin"
    ADMINS_UNKNOWN = "admins_unknown"
    LISTENING_NEEDS_BUILDING = "listening_needs_building"

    # calendars
    NOT_A_CALENDAR = "not_a_calendar"
    CALENDAR_EMPTY = "calendar_empty"
    CALENDAR_TANGLED = "calendar_tangled"

    # votes
    VOTE_UNKNOWN = "vote_unknown"
    VOTE_NO_QUESTION = "vote_no_question"
    VOTE_QUESTION_LONG = "vote_question_long"
    VOTE_FEW_OPTIONS = "vote_few_options"
    VOTE_MANY_OPTIONS = "vote_many_options"
    VOTE_OPTION_LENGTH = "vote_option_length"
    VOTE_OPTION_TWICE = "vote_option_twice"
    VOTE_MOST_WRONG = "vote_most_wrong"
    VOTE_WINNERS_WRONG = "vote_winners_wrong"
    VOTE_COST_MISSING = "vote_cost_missing"
    VOTE_CAP_WRONG = "vote_cap_wrong"
    VOTE_NO_DEADLINE = "vote_no_deadline"
    VOTE_DEADLINE_PAST = "vote_deadline_past"
    VOTE_DEADLINE_FAR = "vote_deadline_far"
    VOTE_DEADLINE_UNCLEAR = "vote_deadline_unclear"
    VOTE_TOO_SHORT = "vote_too_short"
    VOTE_NO_HOUSEHOLDS = "vote_no_households"
    VOTE_AREA_MISSING = "vote_area_missing"
    VOTE_RULE_UNMEETABLE = "vote_rule_unmeetable"
    VOTE_NOT_OPEN = "vote_not_open"
    VOTE_OVER = "vote_over"
    VOTE_WITHDRAWN = "vote_withdrawn"
    VOTE_OUT_OF_TURN = "vote_out_of_turn"
    VOTE_NEEDS_REASON = "vote_needs_reason"
    VOTE_NOT_EXTENDED = "vote_not_extended"
    VOTE_FOLLOWED = "vote_followed"
    VOTE_NEEDS_BUILDING = "vote_needs_building"
    VOTE_NUMBER_MISSING = "vote_number_missing"
    BALLOT_WRONG = "ballot_wrong"
    BALLOT_TOO_MANY = "ballot_too_many"
    BALLOT_TOO_DEAR = "ballot_too_dear"
    BALLOT_NOT_YOURS = "ballot_not_yours"
    BALLOT_UNBOUND = "ballot_unbound"
    PROXY_LIMIT = "proxy_limit"
    PROXY_SELF = "proxy_self"
    PAPER_OWN = "paper_own"
    PAPER_GONE = "paper_gone"

    # stand-up, council, minutes
    MINUTES_CLOSED = "minutes_closed"
    NO_MINUTES = "no_minutes"
    DECISION_UNKNOWN = "decision_unknown"
    DECISION_OVER = "decision_over"
    DECISION_WITHOUT_OWNER = "decision_without_owner"
    DECISION_WITHOUT_DATE = "decision_without_date"

    # drafts
    DRAFT_GONE = "draft_gone"
    DRAFT_NOT_YOURS = "draft_not_yours"
    NO_DRAFT = "no_draft"
    # roles
    WHOM_MISSING = "whom_missing"
    PERSON_UNKNOWN = "person_unknown"
    ROLE_HELD = "role_held"
    ROLE_NOT_HELD = "role_not_held"
    ROLE_MISSING = "role_missing"
    ROLE_BY_CONFIG = "role_by_config"
    DUTY_OF_STEWARDS = "duty_of_stewards"
    DUTY_UNCLEAR = "duty_unclear"
    TRAIL_IN_PRIVATE = "trail_in_private"

    # everywhere
    FILE_TOO_BIG = "file_too_big"
    FILE_UNREACHABLE = "file_unreachable"
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
