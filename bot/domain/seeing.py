"""Who may see which issues, and which of them somebody asks for."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain.ids import ChatId, PersonId, SquadKey
from bot.domain.issue import OPEN, Issue, IssueState, Step
from bot.domain.neighbourhood import Neighbourhood
from bot.domain.place import NOWHERE, Place
from bot.domain.squad import Lane

PAGE = 8
"""Issues of a list that are shown at once."""
LAST_PAGE = 999
WORDS_BYTES = 44
"""Bytes of what somebody searches for, so that a button can carry it; what is longer is cut."""


class Shelf(StrEnum):
    """Which of the open issues that somebody may see."""

    OPEN = "open"
    MINE = "mine"
    """Reported by them, or theirs to do."""
    SQUAD = "squad"
    """Those of their squads."""
    OVERDUE = "overdue"


_SHELVES: Mapping[str, Shelf] = {
    **dict.fromkeys(("open", "all", "未办结", "没办完", "待办", "全部"), Shelf.OPEN),
    **dict.fromkeys(("mine", "my", "me", "我的", "我"), Shelf.MINE),
    **dict.fromkeys(("squad", "my squad", "小队", "我的小队", "我们小队", "本队"), Shelf.SQUAD),
    **dict.fromkeys(("overdue", "late", "逾期", "超时", "过期"), Shelf.OVERDUE),
}
_LONGEST_FIRST = sorted(_SHELVES, key=len, reverse=True)


def shelf_in(words: str) -> tuple[Shelf | None, str]:
    """Return which issues words ask for, and what else they say, a place perhaps."""
    said = " ".join(words.split()).casefold()
    for name in _LONGEST_FIRST:
        if said == name or said.startswith(f"{name} "):
            return _SHELVES[name], said[len(name) :].strip()
        if said.endswith(f" {name}"):
            return _SHELVES[name], said[: -len(name)].strip()
    return None, said


@dataclass(frozen=True, slots=True)
class Scope:
    """Which issues somebody may see where they ask."""

    everything: bool = False
    """The community office."""
    buildings: frozenset[ChatId] = frozenset()
    """Of these what lies in the open."""
    squads: frozenset[SquadKey] = frozenset()
    """Of these all."""
    person: PersonId | None = None
    """What they reported or have to do themselves, whichever lane it is in."""
    open_squads: frozenset[SquadKey] = frozenset()

    def sees(self, issue: Issue) -> bool:
        """Tell whether an issue is among them."""
        in_the_open = issue.chat in self.buildings and issue.squad in self.open_squads
        own = self.person is not None and self.person in {issue.reporter, issue.claimed_by}
        return self.everything or in_the_open or issue.squad in self.squads or own


def open_squads(place: Neighbourhood) -> frozenset[SquadKey]:
    """Return the squads whose issues the neighbours may read."""
    return frozenset(squad.key for squad in place.squads.values() if squad.lane is Lane.OPEN)


def scope_of_chat(place: Neighbourhood, chat: ChatId) -> Scope:
    """Return what a chat of the community's may see; one that is several things at once sees the least."""
    if chat in place.buildings:
        return Scope(buildings=frozenset({chat}), open_squads=open_squads(place))
    if chat == place.squads[place.fallback].chat:
        return Scope(everything=True)
    return Scope(squads=frozenset(squad.key for squad in place.squads_of(chat)))


RUNNING = frozenset({IssueState.REPORTED, IssueState.DISPATCHED, IssueState.CLAIMED})
"""States in which a due time runs: somebody must take it, or be done with it."""
OF_NEIGHBOURS = frozenset(
    {
        Step.REPORT,
        Step.EDIT,
        Step.ANSWER,
        Step.AGREE,
        Step.ACCEPT,
        Step.RETURN,
        Step.REOPEN,
        Step.WITHDRAW,
        Step.SUPPORT,
        Step.URGE,
        Step.RATE,
    }
)
"""What neighbours do. Others in the building needn't know which of them did it."""


def is_overdue(issue: Issue, now: datetime) -> bool:
    """Tell whether somebody should have taken it by now, or whoever has should be done."""
    return issue.state in RUNNING and issue.due_at <= now


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which issues of their scope somebody asks for."""

    shelf: Shelf
    person: PersonId
    """Whoever asks."""
    squads: frozenset[SquadKey] = frozenset()
    """Their squads."""
    place: Place = NOWHERE
    called: frozenset[ChatId] = frozenset()
    """The buildings that are called as the place says."""

    def takes(self, issue: Issue, now: datetime) -> bool:
        """Tell whether an issue is among them."""
        return issue.state in OPEN and self._on_shelf(issue, now) and self._near(issue)

    def _on_shelf(self, issue: Issue, now: datetime) -> bool:
        match self.shelf:
            case Shelf.OPEN:
                return True
            case Shelf.MINE:
                return self.person in {issue.reporter, issue.claimed_by}
            case Shelf.SQUAD:
                return issue.squad in self.squads
            case Shelf.OVERDUE:
                return is_overdue(issue, now)

    def _near(self, issue: Issue) -> bool:
        for part in ("unit", "room", "floor", "zone", "spot"):
            said = getattr(self.place, part)
            if said is not None and said != getattr(issue.place, part):
                return False
        said = self.place.building
        return (
            said is None or issue.place.building == said or (issue.place.building is None and issue.chat in self.called)
        )


def buildings_called(place: Neighbourhood, said: str | None) -> frozenset[ChatId]:
    """Return the buildings whose name has a building's number or letter in it: 3 is 3号楼, not 13号楼."""
    if said is None:
        return frozenset()
    name = re.compile(rf"(?<![0-9a-z]){re.escape(said.casefold())}(?![0-9a-z])")
    return frozenset(one.chat for one in place.buildings.values() if name.search(one.name.casefold()))


def fitting(words: str, most: int = WORDS_BYTES) -> str:
    """Return as many of the words as a button can carry."""
    line = " ".join(words.replace(":", " ").split())
    return line.encode()[:most].decode(errors="ignore").strip()
