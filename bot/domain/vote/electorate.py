"""Who has a ballot: the dwellings as they were when the vote was opened, or their owners."""

from collections.abc import Iterable
from dataclasses import dataclass

from bot.domain.vote.rule import Heads, Rule, Weight


@dataclass(frozen=True, slots=True)
class Dwelling:
    """A household as the roster has it."""

    household: int
    label: str
    """"2-301"."""
    area: int
    """In hundredths of a square metre; 0 where nobody knows it."""
    owner: str = ""


@dataclass(frozen=True, slots=True)
class Elector:
    """One ballot: a dwelling, or all dwellings of one owner."""

    number: int
    """Counts within the vote."""
    dwellings: tuple[Dwelling, ...]

    @property
    def label(self) -> str:
        """What neighbours call it."""
        return " + ".join(dwelling.label for dwelling in self.dwellings)

    @property
    def area(self) -> int:
        """The floor area that its ballot carries."""
        return sum(dwelling.area for dwelling in self.dwellings)


def electors(dwellings: Iterable[Dwelling], heads: Heads) -> tuple[Elector, ...]:
    """Return the ballots, in the order of their labels.

    Dwellings whose owner isn't known are heads of their own.
    """
    groups: dict[object, list[Dwelling]] = {}
    for dwelling in sorted(dwellings, key=lambda one: (natural(one.label), one.household)):
        owner = " ".join(dwelling.owner.split()).casefold()
        together = owner if owner and heads is Heads.OWNER else dwelling.household
        groups.setdefault(together, []).append(dwelling)
    return tuple(Elector(number, tuple(group)) for number, group in enumerate(groups.values(), 1))


def weigh(those: Iterable[Elector]) -> Weight:
    """Return how many heads they are, and their floor area."""
    areas = [elector.area for elector in those]
    return Weight(len(areas), sum(areas))


def without_area(dwellings: Iterable[Dwelling], rule: Rule) -> tuple[Dwelling, ...]:
    """Return the dwellings that can't be counted by a rule, because nobody knows their area."""
    return tuple(dwelling for dwelling in dwellings if dwelling.area <= 0) if rule.uses_area else ()


def natural(label: str) -> tuple[tuple[int, str], ...]:
    """Return what sorts "2-301" before "10-101"."""
    parts: list[tuple[int, str]] = []
    digits = ""
    for sign in f"{label}\n":
        if sign.isdecimal():
            digits += sign
            continue
        if digits:
            parts.append((int(digits), ""))
            digits = ""
        parts.append((-1, sign))
    return tuple(parts)


def changes(before: Iterable[Dwelling], now: Iterable[Dwelling]) -> list[tuple[str, str]]:
    """Return in which dwellings a roster differs: + came, - went, ~ has another area or owner."""
    was, is_ = ({dwelling.household: dwelling for dwelling in those} for those in (before, now))
    found = [("+", is_[key].label) for key in is_.keys() - was.keys()]
    found += [("-", was[key].label) for key in was.keys() - is_.keys()]
    both = was.keys() & is_.keys()
    found += [
        ("~", was[key].label) for key in both if (was[key].area, was[key].owner) != (is_[key].area, is_[key].owner)
    ]
    return sorted(found, key=lambda one: (natural(one[1]), one[0]))
