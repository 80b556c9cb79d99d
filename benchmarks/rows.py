"""What a benchmark finds: a figure beside its goal."""

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Row:
    """One figure, measured in this run."""

    name: str
    value: float
    unit: str
    goal: float
    at_most: bool = False
    """The goal is a bound from above."""

    @property
    def met(self) -> bool:
        """Whether the figure reaches its goal."""
        return self.value <= self.goal if self.at_most else self.value >= self.goal

    def as_json(self) -> dict[str, Any]:
        """Return the row for BENCH_JSON."""
        return asdict(self) | {"met": self.met}
