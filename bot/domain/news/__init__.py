"""What there is to tell: plain values that ``bot.texts`` turns into sentences, cards and buttons.

Each capability has a file of its own here, which is where its news are imported from.
"""

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
from bot.domain.news.votes import VoteNews

News = (
    CalendarNews
    | ChatNews
    | ClockNews
    | CouncilNews
    | DraftNews
    | EventNews
    | HandoverNews
    | Help
    | IssueNews
    | JoiningNews
    | ListeningNews
    | LoopNews
    | MeNews
    | MemoNews
    | MinutesNews
    | NoticeNews
    | OfferNews
    | PeopleNews
    | PollNews
    | RolesNews
    | RosterNews
    | SeeingNews
    | StandUpNews
    | StatsNews
    | TopicNews
    | VoteNews
)
