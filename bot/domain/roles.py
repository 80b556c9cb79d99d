"""Who may do what: one table, from which services, help and documents take it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from bot.domain.household import Household
from bot.domain.ids import ChatId, PersonId, SquadKey
from bot.domain.setting import CALL_EVENT_BY, HOUSEHOLDS, OPEN_VOTE_BY, START_POLL_BY, Choices, Setting, chosen


class Role(StrEnum):
    """What somebody is in the neighbourhood. Everybody is a resident; the others are more than that."""

    RESIDENT = "resident"
    HOUSEHOLDER = "householder"
    """Bound to a household, as one of it or as a delegate."""
    STEWARD = "steward"
    SQUAD_LEAD = "squad_lead"
    BUILDING_LEAD = "building_lead"
    COMMUNITY_WORKER = "community_worker"


class Action(StrEnum):
    """Everything that anybody may do."""

    # ---- issues, as a neighbour ----
    REPORT = "report"
    REPORT_FOR = "report_for"
    """On behalf of somebody."""
    SUPPORT = "support"
    URGE = "urge"
    ACCEPT = "accept"
    SEND_BACK = "send_back"
    WITHDRAW = "withdraw"
    REOPEN = "reopen"
    RATE = "rate"
    ANSWER = "answer"
    SEE_ISSUES = "see_issues"
    SEE_STATS = "see_stats"
    # ---- issues, as a steward or above ----
    CLAIM = "claim"
    PROGRESS = "progress"
    PAUSE = "pause"
    RESUME = "resume"
    ASK_RESIDENT = "ask_resident"
    RESOLVE = "resolve"
    RELEASE = "release"
    TRANSFER = "transfer"
    NOT_OURS = "not_ours"
    MERGE = "merge"
    """One issue is the same as another."""
    MARK_INCIDENT = "mark_incident"
    ASSIGN = "assign"
    CALL_BACK = "call_back"
    DISPATCH = "dispatch"
    DUTY = "duty"
    SEE_CONFIDENTIAL = "see_confidential"
    SEE_SQUAD_STATS = "see_squad_stats"
    SEE_ALL_STATS = "see_all_stats"
    # ---- people ----
    SETUP = "setup"
    CHANGE_BUILDING = "change_building"
    """The settings of a building."""
    CHANGE_SQUAD = "change_squad"
    SET_EAGERNESS = "set_eagerness"
    """/quiet and /listen."""
    SEE_ROSTER = "see_roster"
    CHANGE_ROSTER = "change_roster"
    INVITE = "invite"
    BIND = "bind"
    CONFIRM_BINDING = "confirm_binding"
    MOVE_OUT = "move_out"
    MOVE_OTHERS_OUT = "move_others_out"
    NAME_DELEGATE = "name_delegate"
    NAME_DELEGATE_FOR = "name_delegate_for"
    """For a neighbour who isn't on Telegram."""
    APPOINT_STEWARD = "appoint_steward"
    APPOINT_SQUAD_LEAD = "appoint_squad_lead"
    APPOINT_BUILDING_LEAD = "appoint_building_lead"
    APPOINT_WORKER = "appoint_worker"
    SEE_WHO = "see_who"
    SEE_TRAIL = "see_trail"
    SEE_OWN = "see_own"
    """What is kept of oneself; also to have it erased."""
    HANDOVER = "handover"
    # ---- polls, votes, topics ----
    PROPOSE_POLL = "propose_poll"
    START_POLL = "start_poll"
    ALLOW_POLL = "allow_poll"
    CLOSE_POLL = "close_poll"
    OPEN_VOTE = "open_vote"
    CAST_BALLOT = "cast_ballot"
    GIVE_PROXY = "give_proxy"
    ENTER_PAPER_BALLOT = "enter_paper_ballot"
    CONFIRM_PAPER_BALLOT = "confirm_paper_ballot"
    EXTEND_VOTE = "extend_vote"
    WITHDRAW_VOTE = "withdraw_vote"
    WRITE_OUTCOME = "write_outcome"
    SEE_VOTES = "see_votes"
    PROPOSE = "propose"
    """A topic."""
    SUPPORT_TOPIC = "support_topic"
    ARGUE = "argue"
    DECIDE_TOPIC = "decide_topic"
    """Open a vote on it, raise it, or decline it."""
    RAISE = "raise"
    """To the council."""
    # ---- events, meetings, the council ----
    CALL_EVENT = "call_event"
    CHANGE_EVENT = "change_event"
    IMPORT_CALENDAR = "import_calendar"
    RSVP = "rsvp"
    CHECK_IN = "check_in"
    SEE_GUESTS = "see_guests"
    REMIND_SELF = "remind_self"
    REMIND_CHAT = "remind_chat"
    CALENDAR_FEED = "calendar_feed"
    CHANGE_FEED = "change_feed"
    """Renew or revoke a building's calendar address."""
    MINUTES = "minutes"
    COUNCIL_AGENDA = "council_agenda"
    APPOINT_BENCH = "appoint_bench"
    STAND_UP_ANSWER = "stand_up_answer"
    SEE_STAND_UP = "see_stand_up"


_EVERYBODY = frozenset(Role)
_WORKER = frozenset({Role.COMMUNITY_WORKER})
_LEADS = frozenset({Role.BUILDING_LEAD, Role.COMMUNITY_WORKER})
_ALL_LEADS = frozenset({Role.SQUAD_LEAD, Role.BUILDING_LEAD, Role.COMMUNITY_WORKER})
_HOUSEHOLD = frozenset({Role.HOUSEHOLDER})
_SQUAD = frozenset({Role.STEWARD, Role.SQUAD_LEAD, Role.COMMUNITY_WORKER})
_SQUAD_LEADS = frozenset({Role.SQUAD_LEAD, Role.COMMUNITY_WORKER})

MAY: Mapping[Action, frozenset[Role]] = {
    Action.REPORT: _EVERYBODY,
    Action.REPORT_FOR: _EVERYBODY,
    Action.SUPPORT: _EVERYBODY,
    Action.URGE: _EVERYBODY,
    Action.ACCEPT: _EVERYBODY,
    Action.SEND_BACK: _EVERYBODY,
    Action.WITHDRAW: _EVERYBODY,
    Action.REOPEN: _EVERYBODY,
    Action.RATE: _EVERYBODY,
    Action.ANSWER: _EVERYBODY,
    Action.SEE_ISSUES: _EVERYBODY,
    Action.SEE_STATS: _EVERYBODY,
    Action.CLAIM: _SQUAD,
    Action.PROGRESS: _SQUAD,
    Action.PAUSE: _SQUAD,
    Action.RESUME: _SQUAD,
    Action.ASK_RESIDENT: _SQUAD,
    Action.RESOLVE: _SQUAD,
    Action.RELEASE: _SQUAD,
    Action.TRANSFER: _SQUAD,
    Action.NOT_OURS: _SQUAD,
    Action.MERGE: _SQUAD,
    Action.MARK_INCIDENT: _SQUAD,
    Action.ASSIGN: _SQUAD_LEADS,
    Action.CALL_BACK: _SQUAD_LEADS,
    Action.DISPATCH: _WORKER,
    Action.DUTY: _SQUAD,
    Action.SEE_CONFIDENTIAL: _SQUAD,
    Action.SEE_SQUAD_STATS: _SQUAD,
    Action.SEE_ALL_STATS: _WORKER,
    Action.SETUP: _WORKER,
    Action.CHANGE_BUILDING: _LEADS,
    Action.CHANGE_SQUAD: _SQUAD_LEADS,
    Action.SET_EAGERNESS: _LEADS,
    Action.SEE_ROSTER: _LEADS,
    Action.CHANGE_ROSTER: _LEADS,
    Action.INVITE: _LEADS,
    Action.BIND: _EVERYBODY,
    Action.CONFIRM_BINDING: _LEADS,
    Action.MOVE_OUT: _HOUSEHOLD,
    Action.MOVE_OTHERS_OUT: _LEADS,
    Action.NAME_DELEGATE: _HOUSEHOLD,
    Action.NAME_DELEGATE_FOR: _LEADS,
    Action.APPOINT_STEWARD: _SQUAD_LEADS,
    Action.APPOINT_SQUAD_LEAD: _WORKER,
    Action.APPOINT_BUILDING_LEAD: _WORKER,
    Action.APPOINT_WORKER: _WORKER,
    Action.SEE_WHO: _EVERYBODY,
    Action.SEE_TRAIL: _WORKER,
    Action.SEE_OWN: _EVERYBODY,
    Action.HANDOVER: _LEADS,
    Action.PROPOSE_POLL: _EVERYBODY,
    Action.START_POLL: _LEADS,
    Action.ALLOW_POLL: _LEADS,
    Action.CLOSE_POLL: _LEADS,
    Action.OPEN_VOTE: _LEADS,
    Action.CAST_BALLOT: _HOUSEHOLD,
    Action.GIVE_PROXY: _HOUSEHOLD,
    Action.ENTER_PAPER_BALLOT: _LEADS,
    Action.CONFIRM_PAPER_BALLOT: _LEADS | _HOUSEHOLD,
    Action.EXTEND_VOTE: _LEADS,
    Action.WITHDRAW_VOTE: _LEADS,
    Action.WRITE_OUTCOME: _LEADS,
    Action.SEE_VOTES: _EVERYBODY,
    Action.PROPOSE: _EVERYBODY,
    Action.SUPPORT_TOPIC: _EVERYBODY,
    Action.ARGUE: _EVERYBODY,
    Action.DECIDE_TOPIC: _LEADS,
    Action.RAISE: _ALL_LEADS,
    Action.CALL_EVENT: _ALL_LEADS,
    Action.CHANGE_EVENT: _ALL_LEADS,
    Action.IMPORT_CALENDAR: _ALL_LEADS,
    Action.RSVP: _EVERYBODY,
    Action.CHECK_IN: _EVERYBODY,
    Action.SEE_GUESTS: _ALL_LEADS,
    Action.REMIND_SELF: _EVERYBODY,
    Action.REMIND_CHAT: _ALL_LEADS,
    Action.CALENDAR_FEED: _EVERYBODY,
    Action.CHANGE_FEED: _LEADS,
    Action.MINUTES: _WORKER,
    Action.COUNCIL_AGENDA: _WORKER,
    Action.APPOINT_BENCH: _WORKER,
    Action.STAND_UP_ANSWER: _SQUAD_LEADS,
    Action.SEE_STAND_UP: _SQUAD | _ALL_LEADS,
}
"""The one table."""

WIDENED_BY: Mapping[Action, Setting] = {
    Action.START_POLL: START_POLL_BY,
    Action.OPEN_VOTE: OPEN_VOTE_BY,
    Action.CALL_EVENT: CALL_EVENT_BY,
}
"""What a building may leave to each of its households, and by which setting."""

APPOINTED_BY: Mapping[Role, Action] = {
    Role.STEWARD: Action.APPOINT_STEWARD,
    Role.SQUAD_LEAD: Action.APPOINT_SQUAD_LEAD,
    Role.BUILDING_LEAD: Action.APPOINT_BUILDING_LEAD,
    Role.COMMUNITY_WORKER: Action.APPOINT_WORKER,
}
"""The roles to which one is appointed. One becomes a resident by living there."""

OF_SQUADS = frozenset({Role.STEWARD, Role.SQUAD_LEAD})


@dataclass(frozen=True, slots=True)
class Appointment:
    """A role, and for what: a lead's building, a steward's squad, a worker's whole community."""

    role: Role
    building: ChatId | None = None
    squad: SquadKey | None = None

    def __post_init__(self) -> None:
        """Refuse a role without its place, or with another's."""
        if self.role not in APPOINTED_BY:
            raise ValueError(f"nobody is appointed {self.role.value}")
        fits = (self.role is Role.BUILDING_LEAD, self.role in OF_SQUADS)
        if (self.building is not None, self.squad is not None) != fits:
            raise ValueError(f"{self.role.value}: of which building or squad?")

    def covers(self, building: ChatId | None, squad: SquadKey | None) -> bool:
        """Tell whether the role holds for a building or a squad; anywhere where neither is asked for."""
        if self.role is Role.COMMUNITY_WORKER or (building is None and squad is None):
            return True
        return (building is not None and building == self.building) or (squad is not None and squad == self.squad)


@dataclass(frozen=True, slots=True)
class Standing:
    """What somebody is here, now."""

    person: PersonId
    households: tuple[Household, ...] = ()
    appointments: frozenset[Appointment] = frozenset()
    choices: Mapping[ChatId, Choices] = field(default_factory=dict)
    """What the buildings of their households have chosen."""

    def roles(self, building: ChatId | None = None, squad: SquadKey | None = None) -> frozenset[Role]:
        """Return all that somebody is for a building, for a squad, or (neither) anywhere."""
        roles = {Role.RESIDENT}
        if self._lives_in(building, squad):
            roles.add(Role.HOUSEHOLDER)
        return frozenset(roles | {one.role for one in self.appointments if one.covers(building, squad)})

    def may(self, action: Action, building: ChatId | None = None, squad: SquadKey | None = None) -> bool:
        """Tell whether somebody may do something for a building, for a squad, or (neither) anywhere."""
        return bool(self.roles(building, squad) & MAY[action]) or self._widened(action, building, squad)

    def _lives_in(self, building: ChatId | None, squad: SquadKey | None) -> bool:
        if building is None:
            return squad is None and bool(self.households)
        return any(household.building == building for household in self.households)

    def _widened(self, action: Action, building: ChatId | None, squad: SquadKey | None) -> bool:
        setting = WIDENED_BY.get(action)
        if setting is None or (building is None and squad is not None):
            return False
        homes = {household.building for household in self.households if building in {None, household.building}}
        return any(chosen(self.choices.get(home, {}), setting) == HOUSEHOLDS for home in homes)
