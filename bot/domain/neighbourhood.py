"""One community as the rules see it: its zone, its buildings, its squads."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.domain.ids import ChatId, CommunityId, PersonId, SquadKey
from bot.domain.issue import Urgency
from bot.domain.setting import Choices, Setting, chosen
from bot.domain.squad import Squad, after_working


@dataclass(frozen=True, slots=True)
class Building:
    """One block, one group chat."""

    name: str
    chat: ChatId
    language: str
    choices: Choices = field(default_factory=dict)
    """Its settings."""

    def chosen(self, setting: Setting) -> str:
        """Return what holds for a setting here."""
        return chosen(self.choices, setting)


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

    def routable(self) -> tuple[Squad, ...]:
        """Return the squads that take issues."""
        return tuple(squad for squad in self.squads.values() if squad.key not in self.retired)

    @property
    def office(self) -> Squad:
        """Return the community office: whoever is in its chat is a community worker."""
        return self.squads[self.fallback]

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

    def claim_due(self, squad: Squad, urgency: Urgency, now: datetime) -> datetime:
        """Return when an issue must have been claimed: in the squad's working hours; an emergency at any hour."""
        hours = None if urgency is Urgency.EMERGENCY else squad.hours
        return after_working(now.astimezone(self.zone), self.claim_within[urgency], hours)

    def moved(self, old: ChatId, new: ChatId) -> "Neighbourhood":
        """Return the community after a group became a supergroup."""
        buildings = {
            new if chat == old else chat: replace(building, chat=new) if chat == old else building
            for chat, building in self.buildings.items()
        }
        squads = {key: replace(squad, chat=new) if squad.chat == old else squad for key, squad in self.squads.items()}
        return replace(self, buildings=buildings, squads=squads)
