"""The emergency safety net: a few simple rules over words that say somebody is in danger now."""

import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from nlp.phrases import Cue, Phrases

_DATA = Path(__file__).parent / "data" / "danger.toml"
_OVER, _HARMLESS = "over", "harmless"


@dataclass(frozen=True, slots=True)
class Danger:
    """Somebody is in danger, it seems."""

    kind: str
    """trapped, gas, fire, fall, live_wire, missing, violence, falling or medical."""
    words: tuple[str, ...]
    """The words that decided."""


@dataclass(frozen=True, slots=True)
class _Rule:
    kind: str
    choices: tuple[frozenset[str], ...]
    """Of each of these, one list must be met."""
    unless: frozenset[str]
    """None of these lists may be met."""
    within: int | None
    """The cues must begin within so many characters."""

    def met_by(self, cues: Sequence[Cue], met: set[str]) -> tuple[Cue, ...]:
        """Return the cues that meet the rule, none where it isn't met."""
        if not self.unless.isdisjoint(met):
            return ()
        last: dict[frozenset[str], Cue] = {}
        for cue in cues:
            last.update((choice, cue) for choice in self.choices if not choice.isdisjoint(cue.lists))
            near = [each for each in last.values() if self.within is None or cue.begin - each.begin <= self.within]
            if len(near) == len(self.choices):
                return tuple(near)
        return ()


class _Rules:
    """The rules of ``data/danger.toml``."""

    def __init__(self, path: Path) -> None:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        self._phrases = Phrases(data["words"])
        self._rules = [
            _Rule(
                kind=rule["kind"],
                choices=tuple(frozenset(choice.split("|")) for choice in rule["all"]),
                unless=frozenset(rule.get("unless", ())),
                within=rule.get("within"),
            )
            for rule in data["rules"]
        ]
        self._by_first: dict[str, list[int]] = {}
        for place, rule in enumerate(self._rules):
            for name in rule.choices[0]:
                self._by_first.setdefault(name, []).append(place)

    def __call__(self, text: str) -> Danger | None:
        """Return the danger of the first rule that is met."""
        cues = list(_without_harmless(self._phrases.find(text)))
        met = {name for cue in cues for name in cue.lists}
        if _OVER in met:
            return None
        for place in sorted({place for name in met for place in self._by_first.get(name, ())}):
            rule = self._rules[place]
            if found := rule.met_by(cues, met):
                return Danger(rule.kind, tuple(dict.fromkeys(text[cue.begin : cue.end] for cue in found)))
        return None


def _without_harmless(cues: Iterable[Cue]) -> Iterator[Cue]:
    """Leave out what begins in a harmless phrase ("gas" in "gas bill")."""
    safe_until = 0
    for cue in sorted(cues, key=lambda cue: (cue.begin, _HARMLESS not in cue.lists)):
        if _HARMLESS in cue.lists:
            safe_until = max(safe_until, cue.end)
        elif cue.begin >= safe_until:
            yield cue


_rules = _Rules(_DATA)


def find(text: str) -> Danger | None:
    """Return the danger that a normalised text speaks of."""
    return _rules(text)
