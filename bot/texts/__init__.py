"""News and refusals become sentences here, in the chat's language, and here every value is escaped.

English sentences are the msgids; ``locales/zh`` has the Chinese ones. Each capability has a file of its own in both; a
test compares them.
"""

from collections.abc import Mapping
from typing import Protocol, assert_never
from zoneinfo import ZoneInfo

from bot.domain.body import Body
from bot.domain.news import News
from bot.domain.news.calendars import CalendarNews
from bot.domain.news.chats import ChatNews
from bot.domain.news.clock import ClockNews
from bot.domain.news.council import CouncilNews
from bot.domain.news.drafts import DraftNews
from bot.domain.news.events import EventNews
from bot.domain.news.handover import HandoverNews
from bot.domain.news.help import Help
from bot.domain.news.issues import IssueNews
from bot.domain.news.joining import JoiningNews
from bot.domain.news.listening import ListeningNews
from bot.domain.news.loop import LoopNews
from bot.domain.news.me import MeNews
from bot.domain.news.memos import MemoNews
from bot.domain.news.minutes import MinutesNews
from bot.domain.news.notices import NoticeNews
from bot.domain.news.offers import OfferNews
from bot.domain.news.people import PeopleNews
from bot.domain.news.polls import PollNews
from bot.domain.news.roles import RolesNews
from bot.domain.news.roster import RosterNews
from bot.domain.news.seeing import SeeingNews
from bot.domain.news.standup import StandUpNews
from bot.domain.news.stats import StatsNews
from bot.domain.news.topics import TopicNews
from bot.domain.news.votes import BallotCast, BallotWaits, VoteNews, VoteView, WhichBallot
from bot.domain.place import Place
from bot.domain.refusal import Reason, Refused
from bot.domain.roles import Action
from bot.domain.vote.form import Choice, Form
from bot.domain.vote.life import Vote
from bot.texts import (
    calendars,
    chats,
    clock,
    council,
    dispatch,
    drafts,
    events,
    handover,
    help,  # noqa: A004 (it is /help)
    issues,
    joining,
    listening,
    loop,
    me,
    memos,
    minutes,
    notices,
    offers,
    people,
    polls,
    roles,
    roster,
    seeing,
    standup,
    stats,
    topics,
    vote_words,
    votes,
)
from bot.texts.naming import category_name, place_name
from bot.texts.refusals import GENERAL
from bot.texts.say import LANGUAGES, N_, Helps, Say, safe

__all__ = ["LANGUAGES", "REFUSALS", "Texts"]


class Capability(Protocol):
    """What each capability's file has to say besides its news."""

    REFUSALS: Mapping[Reason, str]
    COMMANDS: Mapping[str, str]
    HELP: Helps


CAPABILITIES: tuple[Capability, ...] = (
    issues,
    loop,
    seeing,
    stats,
    offers,
    people,
    handover,
    me,
    roster,
    joining,
    roles,
    chats,
    dispatch,
    clock,
    notices,
    listening,
    events,
    memos,
    calendars,
    council,
    minutes,
    standup,
    drafts,
    polls,
    votes,
    topics,
)
"""In the order in which /help and the menu of commands show them."""

REFUSALS: Mapping[Reason, str] = {
    **GENERAL,
    **{reason: sentence for capability in CAPABILITIES for reason, sentence in capability.REFUSALS.items()},
}
COMMANDS: Mapping[str, str] = {
    **{name: line for capability in CAPABILITIES for name, line in capability.COMMANDS.items()},
    **help.COMMANDS,
}
"""Telegram's menu of commands."""


class Texts:
    """All that the bot says."""

    def __init__(self, zone: ZoneInfo, emergency_numbers: tuple[str, ...]) -> None:
        """Load the catalogues."""
        self._say = {language: Say(language, zone, emergency_numbers) for language in LANGUAGES}

    def refusal(self, language: str, refused: Refused) -> str:
        """Return the sentence for a refusal, as plain text."""
        action = refused.details.get("action")
        if isinstance(action, Action):
            return roles.for_whom(self._say[language], action)
        return self._say[language].plain(REFUSALS[refused.reason], **refused.details)

    def escaped(self, sentence: str) -> str:
        """Return plain text as HTML."""
        return safe(sentence)

    def noted(self, language: str) -> str:
        """Return the short answer to a press that worked."""
        return self._say[language].plain(N_("Done"))

    def called(self, category: str | None, place: Place) -> str:
        """Return what a kind of issue and a place are called, in all languages."""
        said = [name for say in self._say.values() for name in (category_name(say, category), place_name(say, place))]
        return "\n".join(said)

    def ballot(self, language: str, notice: BallotCast | BallotWaits | WhichBallot) -> str:
        """Return the answer to a press that chooses something."""
        return votes.notice(self._say[language], notice)

    def ballot_of(self, language: str, vote: Vote, label: str, choice: Choice | None, receipt: str = "") -> str:
        """Return what a household has cast, for its own voter."""
        return votes.standing(self._say[language], vote, label, choice, receipt)

    def choice(self, language: str, form: Form, chosen: Choice) -> str:
        """Return what somebody chose."""
        return vote_words.choice(self._say[language], form, chosen)

    def verdict(self, language: str, view: VoteView) -> str:
        """Return what a vote has come to, in a sentence."""
        return votes.verdict(self._say[language], view)

    def decision(self, language: str, view: VoteView) -> str:
        """Return what a vote has decided, as the text of an issue."""
        return votes.decision(self._say[language], view)

    def commands(self, language: str) -> dict[str, str]:
        """Return the menu of commands."""
        return {name: self._say[language].plain(line) for name, line in COMMANDS.items()}

    def body(self, language: str, news: News) -> Body:
        """Return what there is to tell as a message."""
        say = self._say[language]
        if isinstance(news, IssueNews):
            return issues.body(say, news)
        if isinstance(news, LoopNews):
            return loop.body(say, news)
        if isinstance(news, SeeingNews):
            return seeing.body(say, news)
        if isinstance(news, StatsNews):
            return stats.body(say, news)
        if isinstance(news, OfferNews):
            return offers.body(say, news)
        if isinstance(news, PeopleNews):
            return people.body(say, news)
        if isinstance(news, ChatNews):
            return chats.body(say, news)
        if isinstance(news, ListeningNews):
            return listening.body(say, news)
        if isinstance(news, NoticeNews):
            return notices.body(say, news)
        if isinstance(news, ClockNews):
            return clock.body(say, news)
        if isinstance(news, DraftNews):
            return drafts.body(say, news)
        if isinstance(news, TopicNews):
            return topics.body(say, news)
        if isinstance(news, PollNews):
            return polls.body(say, news)
        if isinstance(news, RolesNews):
            return roles.body(say, news)
        if isinstance(news, JoiningNews):
            return joining.body(say, news)
        if isinstance(news, StandUpNews):
            return standup.body(say, news)
        if isinstance(news, RosterNews):
            return roster.body(say, news)
        if isinstance(news, CouncilNews):
            return council.body(say, news)
        if isinstance(news, MinutesNews):
            return minutes.body(say, news)
        if isinstance(news, CalendarNews):
            return calendars.body(say, news)
        if isinstance(news, EventNews):
            return events.body(say, news)
        if isinstance(news, MemoNews):
            return memos.body(say, news)
        if isinstance(news, MeNews):
            return me.body(say, news)
        if isinstance(news, VoteNews):
            return votes.body(say, news)
        if isinstance(news, HandoverNews):
            return handover.body(say, news)
        if isinstance(news, Help):
            return help.body(say, news, (capability.HELP for capability in CAPABILITIES))
        assert_never(news)
