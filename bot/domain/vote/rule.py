"""By which rule a vote counts: quorum, threshold, ties. Shares are exact, and rules are data."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from enum import StrEnum
from fractions import Fraction
from typing import Any

from bot.domain.refusal import Reason, Refused

LONGEST_EXTENSION = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Weight:
    """So many heads with so much floor area."""

    heads: int = 0
    area: int = 0
    """In hundredths of a square metre."""

    def __add__(self, other: "Weight") -> "Weight":
        """Return both together."""
        return Weight(self.heads + other.heads, self.area + other.area)


NOTHING = Weight()


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a whole: at least two thirds, more than half."""

    part: Fraction
    strict: bool = False
    """More than that; else at least that."""

    def reached(self, have: int, whole: int) -> bool:
        """Tell whether so much of a whole is enough; of nothing, nothing is."""
        if whole <= 0:
            return False
        ours, theirs = have * self.part.denominator, whole * self.part.numerator
        return ours > theirs if self.strict else ours >= theirs

    def needed(self, whole: int) -> int:
        """Return the least that is enough."""
        down, rest = divmod(whole * self.part.numerator, self.part.denominator)
        return down + (1 if rest or self.strict else 0)


@dataclass(frozen=True, slots=True)
class Measured:
    """What is asked of the heads, of the area, or of both."""

    heads: Share | None = None
    area: Share | None = None

    def __bool__(self) -> bool:
        """Tell whether anything is asked."""
        return self.heads is not None or self.area is not None

    def reached(self, have: Weight, whole: Weight) -> bool:
        """Tell whether all of it is there."""
        heads = self.heads is None or self.heads.reached(have.heads, whole.heads)
        return heads and (self.area is None or self.area.reached(have.area, whole.area))

    def missing(self, have: Weight, whole: Weight) -> Weight:
        """Return what is still missing, at least."""
        heads = 0 if self.heads is None else max(0, self.heads.needed(whole.heads) - have.heads)
        area = 0 if self.area is None else max(0, self.area.needed(whole.area) - have.area)
        return Weight(heads, area)


class Basis(StrEnum):
    """Of which whole a threshold is a share."""

    PARTICIPATING = "participating"
    ALL = "all"


class Tie(StrEnum):
    """What happens to options with as many votes as each other, where only one of them can be chosen."""

    NOBODY = "nobody"
    """None of them is chosen."""
    AREA = "area"
    """The one whose households have more floor area; if that is equal too, none."""
    LISTED = "listed"
    """The one that stands first on the ballot paper."""


class Heads(StrEnum):
    """Who is a head."""

    DWELLING = "dwelling"
    OWNER = "owner"
    """All dwellings of one owner together, with their areas added."""


class Preset(StrEnum):
    """The rules that a lead can pick."""

    CUSTOM = "custom"
    MOST = "most"
    TWO_THIRDS = "two_thirds"
    CIVIL_ORDINARY = "civil_ordinary"
    CIVIL_MAJOR = "civil_major"


@dataclass(frozen=True, slots=True)
class Rule:
    """When a vote is valid, and when something is decided."""

    preset: Preset
    quorum: Measured = Measured()
    threshold: Measured = Measured()
    """Without one, the most votes decide."""
    basis: Basis = Basis.PARTICIPATING
    tie: Tie = Tie.NOBODY
    heads: Heads = Heads.DWELLING
    extension: timedelta | None = None
    """By how long the vote goes on, once, if its quorum is missing at the end."""

    @property
    def uses_area(self) -> bool:
        """Whether floor area counts in it."""
        return self.quorum.area is not None or self.threshold.area is not None or self.tie is Tie.AREA

    @property
    def by_area(self) -> bool:
        """Whether options are ranked by floor area rather than by heads."""
        return self.threshold.area is not None and self.threshold.heads is None


_HALF = Share(Fraction(1, 2))
_MORE_THAN_HALF = Share(Fraction(1, 2), strict=True)
_TWO_THIRDS = Share(Fraction(2, 3))
_THREE_QUARTERS = Share(Fraction(3, 4))

PRESETS: Mapping[Preset, Rule] = {
    # What a building may agree on among neighbours; no law asks for it.
    Preset.CUSTOM: Rule(Preset.CUSTOM, Measured(_HALF), Measured(_MORE_THAN_HALF)),
    Preset.MOST: Rule(Preset.MOST, Measured(_HALF), tie=Tie.AREA),
    Preset.TWO_THIRDS: Rule(Preset.TWO_THIRDS, Measured(_TWO_THIRDS), Measured(_TWO_THIRDS)),
    # Civil Code of the People's Republic of China, article 278, second paragraph: owners with at least two thirds of
    # the exclusive floor area, who are at least two thirds of the heads, take part; items (6) to (8) need three
    # quarters of both among those taking part, all other items more than half of both. By article 1259 the words for
    # "at least" include the number itself, and those for "more than" don't.
    Preset.CIVIL_ORDINARY: Rule(
        Preset.CIVIL_ORDINARY,
        Measured(_TWO_THIRDS, _TWO_THIRDS),
        Measured(_MORE_THAN_HALF, _MORE_THAN_HALF),
        heads=Heads.OWNER,
    ),
    Preset.CIVIL_MAJOR: Rule(
        Preset.CIVIL_MAJOR,
        Measured(_TWO_THIRDS, _TWO_THIRDS),
        Measured(_THREE_QUARTERS, _THREE_QUARTERS),
        heads=Heads.OWNER,
    ),
}


def check_rule(rule: Rule, whole: Weight) -> None:
    """Refuse a rule that can't be met, whoever votes."""
    if whole.heads == 0:
        raise Refused(Reason.VOTE_NO_HOUSEHOLDS)
    for measured in (rule.quorum, rule.threshold):
        for share, of in ((measured.heads, whole.heads), (measured.area, whole.area)):
            if share is not None and not (share.part > 0 and 0 < of >= share.needed(of)):
                raise Refused(Reason.VOTE_RULE_UNMEETABLE)
    if rule.extension is not None and not timedelta() < rule.extension <= LONGEST_EXTENSION:
        raise Refused(Reason.VOTE_RULE_UNMEETABLE)


def to_json(rule: Rule) -> dict[str, Any]:
    """Return a rule as it is kept: a running vote keeps its own, whatever becomes of the presets."""
    return {
        "preset": rule.preset.value,
        "quorum": _measured_to_json(rule.quorum),
        "threshold": _measured_to_json(rule.threshold),
        "basis": rule.basis.value,
        "tie": rule.tie.value,
        "heads": rule.heads.value,
        "extension": None if rule.extension is None else int(rule.extension.total_seconds()),
    }


def from_json(kept: Mapping[str, Any]) -> Rule:
    """Read a rule as :func:`to_json` has written it."""
    seconds = kept["extension"]
    return Rule(
        preset=Preset(kept["preset"]),
        quorum=_measured_from_json(kept["quorum"]),
        threshold=_measured_from_json(kept["threshold"]),
        basis=Basis(kept["basis"]),
        tie=Tie(kept["tie"]),
        heads=Heads(kept["heads"]),
        extension=None if seconds is None else timedelta(seconds=seconds),
    )


def with_extension(rule: Rule, extension: timedelta | None) -> Rule:
    """Return the rule with another extension, or without one."""
    return replace(rule, extension=extension)


def _measured_to_json(measured: Measured) -> dict[str, Any]:
    shares = (("heads", measured.heads), ("area", measured.area))
    return {name: [str(share.part), share.strict] for name, share in shares if share is not None}


def _measured_from_json(kept: Mapping[str, Any]) -> Measured:
    return Measured(**{name: Share(Fraction(part), strict) for name, (part, strict) in kept.items()})
