"""One community as the rules see it: its zone, its buildings, its squads."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.domain.due import Ladder, Quiet, after_working
from bot.domain.ids import ChatId, CommunityId, PersonId, SquadKey
from bot.domain.issue import Issue, Urgency
from bot.domain.setting import LANGUAGE, Choices, Setting, chosen
from bot.domain.squad import Squad, WorkingHours


@dataclass(frozen=True, slots=True)
class Building:
    """One block, one group chat."""

    name: str
    chat: ChatId
    language: str
    choices: Choices = field(default_factory=dict, hash=False)
    """Its settings."""
    topic: int | None = None
    """The topic of its chat into which cards go; None is where the report was written."""
    set_up: bool = False
    """It was made in its chat; the config doesn't name it."""

    def chosen(self, setting: Setting) -> str:
        """Return what holds for a setting here."""
        return self.language if setting is LANGUAGE else chosen(self.choices, setting)


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """A community and all that belongs to it. A change makes a new one."""

    community: CommunityId
    name: str
    language: str
    zone: ZoneInfo
    buildings: Mapping[ChatId, Building]
    squads: Mapping[SquadKey, Squad]
    """In the config's order; squads that the config dropped come last."""
    retired: frozenset[SquadKey]
    fallback: SquadKey
    """The squad that gets what no other is known to take."""
    claim_within: Mapping[Urgency, timedelta]
    emergency_numbers: tuple[str, ...]
    workers: frozenset[PersonId] = frozenset()
    """The community workers whom the config names."""
    resolve_within: Mapping[Urgency, timedelta] = field(default_factory=dict)
    """From the claim on."""
    resolve_categories: Mapping[str, timedelta] = field(default_factory=dict)
    """Categories that take another time than their urgency says; emergencies don't."""
    dispatch_sureness: float = 0
    """How sure it must be what a report is about, or the community office says who gets it."""
    ladder: Ladder = field(default_factory=Ladder)
    quiet: Quiet | None = None
    call_back_every: int = 0
    """Each so-and-so-manieth accepted issue of a squad its leads ring and ask about; 0 is none."""
    listen_first: timedelta = timedelta(0)
    """How long the bot only listens in a building that is new to it."""

    def routable(self) -> tuple[Squad, ...]:
        """Return the squads that take issues."""
        return tuple(squad for squad in self.squads.values() if squad.key not in self.retired)

    @property
    def office(self) -> Squad:
        """Return the community office: whoever is in its chat is a community worker."""
        return self.squads[self.fallback]

    def place_of(self, building: ChatId) -> int:
        """Return a building's place in the row of all, from 1 on: short enough for a button."""
        return list(self.buildings).index(building) + 1

    def squads_of(self, chat: ChatId) -> tuple[Squad, ...]:
        """Return the squads whose chat this is; more than one may share it."""
        return tuple(squad for squad in self.squads.values() if squad.chat == chat)

    def knows(self, chat: ChatId) -> bool:
        """Tell whether the chat is a building's or a squad's."""
        return chat in self.buildings or bool(self.squads_of(chat))

    def language_of(self, chat: ChatId, otherwise: str) -> str:
        """Return the language that a chat is spoken to in."""
        if chat in self.buildings:
            return self.buildings[chat].language
        return self.language if self.squads_of(chat) else otherwise

    def local(self, at: datetime) -> datetime:
        """Return a time on the community's clock."""
        return at.astimezone(self.zone)

    def claim_due(self, squad: Squad, urgency: Urgency, now: datetime, *, halved: bool = False) -> datetime:
        """Return when an issue must have been claimed: in the squad's working hours; an emergency at any hour.

        :param halved: it came back, and has half the time.
        """
        hours = None if urgency is Urgency.EMERGENCY else squad.hours
        span = self.claim_within[urgency] / (2 if halved else 1)
        return after_working(self.local(now), span, hours)

    def resolve_due(self, issue: Issue, now: datetime) -> datetime:
        """Return when an issue that is claimed now must be done."""
        span = self.resolve_within[issue.urgency]
        if issue.urgency is not Urgency.EMERGENCY and issue.category is not None:
            span = self.resolve_categories.get(issue.category, span)
        return after_working(self.local(now), span / 2 if issue.returns else span, self.hours_of(issue))

    def hours_of(self, issue: Issue) -> WorkingHours | None:
        """Return in which hours an issue's due times run."""
        return None if issue.urgency is Urgency.EMERGENCY else self.squads[issue.squad].hours

    def quiet_until(self, at: datetime) -> datetime | None:
        """Return when the night's quiet ends in which a time falls."""
        return None if self.quiet is None else self.quiet.until(self.local(at))

    def with_building(self, building: Building) -> "Neighbourhood":
        """Return the community with a building that is new, or has changed."""
        return replace(self, buildings={**self.buildings, building.chat: building})

    def with_squad(self, squad: Squad) -> "Neighbourhood":
        """Return the community with a squad that is new, or has changed."""
        return replace(self, squads={**self.squads, squad.key: squad}, retired=self.retired - {squad.key})

    def moved(self, old: ChatId, new: ChatId) -> "Neighbourhood":
        """Return the community after a group became a supergroup."""
        buildings = {
            new if chat == old else chat: replace(building, chat=new) if chat == old else building
            for chat, building in self.buildings.items()
        }
        squads = {key: replace(squad, chat=new) if squad.chat == old else squad for key, squad in self.squads.items()}
        return replace(self, buildings=buildings, squads=squads)
