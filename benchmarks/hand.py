"""How rightly messages are read: on the set written by hand, and on real text where it is there."""

import json
import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from nlp.reader import TrainedReader
from nlp.understanding import Answered, Intent, Place, Said, Sureness, Understanding, Urgency

ROOT = Path(__file__).resolve().parents[1]
HAND = ROOT / "tests" / "nlp" / "hand"
EVAL = ROOT.parent / "shared" / "eval"
NOW = datetime(2026, 3, 16, 10, tzinfo=UTC)
Row = Mapping[str, Any]


def rows(path: Path) -> list[Row]:
    """Read a set."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def hand(language: str) -> list[Row]:
    """Return the test set of a language: written by hand, never learned from."""
    return rows(HAND / f"{language}.jsonl")


def real(name: str, language: str) -> list[Row]:
    """Return a set of real text; nothing where it isn't on this machine."""
    path = EVAL / name
    return [row for row in rows(path) if row["lang"] == language] if path.exists() else []


def squad_of() -> dict[str, str]:
    """Return the squad of each category, as the example's config has them."""
    config = tomllib.loads((ROOT / "config.example.toml").read_text(encoding="utf-8"))
    return {category: squad["key"] for squad in config["squads"] for category in squad.get("categories", ())}


def read_all(reader: TrainedReader, said: Sequence[Row]) -> list[Understanding]:
    """Read a set."""
    return list(reader.read_many(Said(row["text"], NOW, _answers(row)) for row in said))


def _answers(row: Row) -> Answered | None:
    return Answered(row["answers"]) if row.get("answers") else None


def share(flags: Iterable[bool]) -> float:
    """Return how many of some are so; 0 of none."""
    found = list(flags)
    return sum(found) / len(found) if found else 0.0


def speaks(understood: Understanding) -> bool:
    """Tell whether the bot would act or ask."""
    return understood.sureness is not Sureness.SILENT


def macro_f1(pairs: Sequence[tuple[str, str]]) -> float:
    """Return the mean of the F1 scores of all labels, from pairs of true and found."""
    hits = Counter(true for true, found in pairs if true == found)
    trues, founds = Counter(true for true, _ in pairs), Counter(found for _, found in pairs)
    return sum(2 * hits[label] / (trues[label] + founds[label]) for label in trues) / len(trues)


@dataclass(slots=True)
class Figures:
    """What a language's test set shows, each between 0 and 1."""

    intent_f1: float = 0.0
    squad: float = 0.0
    category: float = 0.0
    place: float = 0.0
    emergency: float = 0.0
    """Emergencies that are taken for such, of all."""
    alarm: float = 0.0
    """Other reports that are taken for emergencies."""
    poll: float = 0.0
    event: float = 0.0
    report: float = 0.0
    """Reports on which the bot would act or ask."""
    near: float = 0.0
    """Near-misses on which it would, too."""
    confusion: Counter[tuple[str, str]] = field(default_factory=Counter)
    """How often each true intent was taken for each other."""
    worst: list[str] = field(default_factory=list)
    """The surest of the wrong readings."""


def figures(reader: TrainedReader, language: str) -> Figures:
    """Measure on the test set of a language; categories on all reports, whatever their intent was read as."""
    said = hand(language)
    read = list(zip(said, read_all(reader, said), strict=True))
    reports = [(row, found) for row, found in read if row["intent"] == Intent.REPORT]
    squads = squad_of()
    categories = [(row["category"], reader.best_category(row["text"])) for row, _ in reports]
    return Figures(
        intent_f1=macro_f1([(row["intent"], found.intent.value) for row, found in read]),
        squad=share(squads[true] == squads[found] for true, found in categories),
        category=share(true == found for true, found in categories),
        place=share(found.place == Place(**(row["place"] or {})) for row, found in reports),
        emergency=share(_emergency(found) for row, found in reports if row["urgency"] == Urgency.EMERGENCY),
        alarm=share(_emergency(found) for row, found in reports if row["urgency"] != Urgency.EMERGENCY),
        poll=share(found.intent is Intent.POLL for row, found in read if row["intent"] == Intent.POLL),
        event=share(found.intent is Intent.EVENT for row, found in read if row["intent"] == Intent.EVENT),
        report=share(speaks(found) for _, found in reports),
        near=share(speaks(found) for row, found in read if row.get("near")),
        confusion=Counter((row["intent"], found.intent.value) for row, found in read),
        worst=_worst(read),
    )


def _emergency(found: Understanding) -> bool:
    return found.urgency is Urgency.EMERGENCY


def _worst(read: Iterable[tuple[Row, Understanding]], most: int = 20) -> list[str]:
    wrong = [(row, found) for row, found in read if row["intent"] != found.intent]
    wrong.sort(key=lambda pair: -pair[1].confidence)
    return [f"{row['intent']} → {found.intent} {found.confidence:.2f}  {row['text']}" for row, found in wrong[:most]]
