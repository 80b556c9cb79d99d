"""The pack that is handed over: its files and their columns."""

from collections.abc import Mapping
from typing import assert_never

from bot.domain.body import Body
from bot.domain.council import DecisionState
from bot.domain.issue import IssueState
from bot.domain.news import handover as told
from bot.domain.news.handover import Section
from bot.domain.news.help import Audience
from bot.domain.paper import Bundle, File, Sheet
from bot.domain.refusal import Reason
from bot.domain.roles import Role
from bot.domain.topic import TopicState
from bot.domain.vote.life import VoteState
from bot.texts.say import N_, NAME_LENGTH, Helps, Say, cut

REFUSALS: Mapping[Reason, str] = {}
COMMANDS: Mapping[str, str] = {}
HELP: Helps = {
    Audience.BUILDING_LEADS: (
        N_("/handover – roster, open issues, votes, decisions and calendar in one file, for who follows"),
    ),
}

FILES: Mapping[Section, str] = {
    Section.ROSTER: N_("1 roster"),
    Section.PEOPLE: N_("2 who is who"),
    Section.ISSUES: N_("3 open issues"),
    Section.VOTES: N_("4 votes"),
    Section.TOPICS: N_("5 topics"),
    Section.DECISIONS: N_("6 decisions of the council"),
    Section.POLLS: N_("8 polls"),
}
HEADS: Mapping[Section, tuple[str, ...]] = {
    Section.ROSTER: (N_("unit"), N_("room"), N_("area"), N_("names"), N_("owner"), N_("speaks for it")),
    Section.PEOPLE: (N_("role"), N_("name"), N_("Telegram name")),
    Section.ISSUES: (
        N_("number"),
        N_("state"),
        N_("squad"),
        N_("kind"),
        N_("text"),
        N_("reported on"),
        N_("taken by"),
    ),
    Section.VOTES: (N_("number"), N_("state"), N_("question"), N_("opened"), N_("closes"), N_("outcome")),
    Section.TOPICS: (N_("number"), N_("state"), N_("topic"), N_("proposed"), N_("outcome")),
    Section.DECISIONS: (
        N_("number"),
        N_("state"),
        N_("decision"),
        N_("decided on"),
        N_("in charge"),
        N_("until"),
    ),
    Section.POLLS: (N_("number"), N_("question"), N_("answers"), N_("took part"), N_("opened"), N_("closes")),
}

WORDS: Mapping[str, str] = {
    Role.BUILDING_LEAD.value: N_("building lead"),
    Role.COMMUNITY_WORKER.value: N_("community worker"),
    IssueState.REPORTED.value: N_("new"),
    IssueState.DISPATCHED.value: N_("with its squad"),
    IssueState.CLAIMED.value: N_("in work"),
    IssueState.PAUSED.value: N_("put off"),
    IssueState.WAITING.value: N_("waits for the neighbour"),
    IssueState.RESOLVED.value: N_("waits for acceptance"),
    VoteState.SCHEDULED.value: N_("to come"),
    VoteState.OPEN.value: N_("running"),
    VoteState.CLOSED.value: N_("closed"),
    TopicState.PROPOSED.value: N_("open"),
    TopicState.SUPPORTED.value: N_("supported"),
    TopicState.IN_VOTE.value: N_("in a vote"),
    TopicState.RAISED.value: N_("with the council"),
    TopicState.DECIDED.value: N_("settled"),
    TopicState.DECLINED.value: N_("turned down"),
    TopicState.WITHDRAWN.value: N_("taken back"),
    DecisionState.NOTED.value: N_("noted"),
    DecisionState.RUNNING.value: N_("under way"),
    DecisionState.DONE.value: N_("finished"),
}
"""What states and roles are called in the tables."""
_STATES = {
    Section.PEOPLE: 0,
    Section.ISSUES: 1,
    Section.VOTES: 1,
    Section.TOPICS: 1,
    Section.DECISIONS: 1,
}
"""In which column such a word stands."""


def body(say: Say, news: told.HandoverNews) -> Body:
    """Return what there is to tell as a message."""
    building = cut(news.building, NAME_LENGTH)
    match news:
        case told.HandoverPack():
            return _pack(say, building, news)
        case told.HandoverSent():
            return Body(say("I have sent you the hand-over pack of {building} in our own chat.", building=building))
        case _:
            assert_never(news)


def _pack(say: Say, building: str, news: told.HandoverPack) -> Body:
    sheets = tuple(_sheet(say, part) for part in news.parts)
    calendar = File(say.plain(N_("7 calendar.ics")), news.calendar)
    name = say.plain(N_("Hand-over {building}"), building=building)
    sentence = N_(
        "The hand-over pack of {building}. It has neighbours' names in it: pass it on to nobody but whoever follows "
        "you. Confidential issues are in it as numbers only."
    )
    return Body(say(sentence, building=building), paper=Bundle(name, (*sheets, calendar)))


def _sheet(say: Say, part: told.Part) -> Sheet:
    head = tuple(say.plain(one) for one in HEADS[part.section])
    worded = _STATES.get(part.section)
    rows = (
        tuple(say.plain(WORDS[cell]) if at == worded and cell in WORDS else cell for at, cell in enumerate(row))
        for row in part.rows
    )
    return Sheet(say.plain(FILES[part.section]), (head, *rows))
