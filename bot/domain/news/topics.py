"""Topics: what is proposed, how far it has come, and what is said of it."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.domain.cause import Actor
from bot.domain.ids import MessageId
from bot.domain.topic import Argument, Stance, Topic


@dataclass(frozen=True, slots=True)
class TopicView:
    """A topic with what has gathered around it."""

    topic: Topic
    building: str
    supporters: int
    stances: Mapping[Stance, int]


@dataclass(frozen=True, slots=True)
class TopicCard:
    """A topic in its building's chat, from the proposal to the decision."""

    view: TopicView


@dataclass(frozen=True, slots=True)
class TopicOffer:
    """Asks the writer of a message whether it should be proposed."""

    text: str


@dataclass(frozen=True, slots=True)
class TopicNotOffered:
    """Takes the place of an offer that was turned down."""


@dataclass(frozen=True, slots=True)
class TopicWanted:
    """Asks what is proposed."""

    who: Actor


@dataclass(frozen=True, slots=True)
class TopicSupported:
    """Asks a lead, in their own chat, what shall become of a topic that enough are for."""

    view: TopicView


@dataclass(frozen=True, slots=True)
class LeadsAsked:
    """Asks the leads by name, in the building's chat."""

    view: TopicView
    leads: tuple[Actor, ...]


@dataclass(frozen=True, slots=True)
class DeclineReasonWanted:
    """Asks a lead why a topic is declined."""

    topic: Topic
    who: Actor


@dataclass(frozen=True, slots=True)
class StanceAsked:
    """Asks the writer of some words what they mean; or says how they are sorted, for them to change."""

    topic: Topic
    message: MessageId
    stance: Stance
    sorted: bool
    """They have been sorted already."""


@dataclass(frozen=True, slots=True)
class TopicDecided:
    """Tells the building what has been decided of its topic."""

    view: TopicView


@dataclass(frozen=True, slots=True)
class TopicDetail:
    """A topic with all that was said of it."""

    view: TopicView
    arguments: tuple[Argument, ...]
    for_lead: bool
    """Whoever asks may decide what becomes of it."""
    own: bool
    """It is their own."""


@dataclass(frozen=True, slots=True)
class TopicList:
    """A building's topics that are open, and some that are over."""

    open: tuple[TopicView, ...]
    over: tuple[TopicView, ...]


TopicNews = (
    TopicCard
    | TopicOffer
    | TopicNotOffered
    | TopicWanted
    | TopicSupported
    | LeadsAsked
    | DeclineReasonWanted
    | StanceAsked
    | TopicDecided
    | TopicDetail
    | TopicList
)
