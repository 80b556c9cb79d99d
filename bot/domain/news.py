"""What there is to tell: plain values that ``bot.texts`` turns into sentences, cards and buttons."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.cause import Actor
from bot.domain.ids import ChatId, MessageId
from bot.domain.issue import Issue, TimelineEvent
from bot.domain.listening import Findings, Listening
from bot.domain.squad import Squad


@dataclass(frozen=True, slots=True)
class IssueView:
    """An issue with the names that belong to it."""

    issue: Issue
    squad: Squad
    building: str
    reporter: Actor
    owner: Actor | None = None


@dataclass(frozen=True, slots=True)
class BuildingCard:
    """The bot's answer in the building's chat; it follows the issue through its life."""

    view: IssueView


@dataclass(frozen=True, slots=True)
class SquadCard:
    """The task in the squad's chat; it follows the issue through one round of its life."""

    view: IssueView
    round: int


@dataclass(frozen=True, slots=True)
class MovedCard:
    """Takes the place of a task that has gone to another squad."""

    view: IssueView


@dataclass(frozen=True, slots=True)
class PhotoCaption:
    """Says below a picture which issue it belongs to."""

    view: IssueView


@dataclass(frozen=True, slots=True)
class AcceptanceCard:
    """Asks the reporter whether it is fixed, then says what they answered."""

    view: IssueView
    round: int


@dataclass(frozen=True, slots=True)
class ReasonWanted:
    """Asks the reporter, in a reply, what is still wrong."""

    view: IssueView


@dataclass(frozen=True, slots=True)
class Unclaimed:
    """Tells the squad that nobody has claimed an issue."""

    view: IssueView
    waiting_since: datetime
    now: datetime


@dataclass(frozen=True, slots=True)
class Offer:
    """Asks the writer of a message whether it should be filed."""

    message: MessageId
    squad: Squad
    wish: bool = False


@dataclass(frozen=True, slots=True)
class OfferDeclined:
    """Takes the place of an offer that was turned down."""


@dataclass(frozen=True, slots=True)
class IssueList:
    """The open issues that a chat may see, newest first."""

    views: tuple[IssueView, ...]
    total: int
    confide: bool
    """The chat may read confidential ones."""


@dataclass(frozen=True, slots=True)
class Timeline:
    """One issue and all that happened to it."""

    view: IssueView
    events: tuple[TimelineEvent, ...]
    confide: bool


@dataclass(frozen=True, slots=True)
class Welcome:
    """Greets somebody who pressed Start."""

    name: str


@dataclass(frozen=True, slots=True)
class Help:
    """Says what the bot can do, for this kind of chat."""

    squad: bool
    silent_until: datetime | None = None
    """It only listens until then."""


@dataclass(frozen=True, slots=True)
class ListensNow:
    """Says how ready the bot is to speak up from now on."""

    listening: Listening


@dataclass(frozen=True, slots=True)
class SpeaksNow:
    """Tells a building's chat that the days in which the bot only listened are over."""


@dataclass(frozen=True, slots=True)
class WouldHave:
    """Tells the community office what the bot would have done while it only listened."""

    findings: tuple[tuple[str, Findings], ...]
    """Each with the building's name."""


@dataclass(frozen=True, slots=True)
class Stranger:
    """Tells a chat that isn't in the config how to get there, once."""

    chat: ChatId


News = (
    BuildingCard
    | SquadCard
    | MovedCard
    | PhotoCaption
    | AcceptanceCard
    | ReasonWanted
    | Unclaimed
    | Offer
    | OfferDeclined
    | IssueList
    | Timeline
    | Welcome
    | Help
    | ListensNow
    | SpeaksNow
    | WouldHave
    | Stranger
)
