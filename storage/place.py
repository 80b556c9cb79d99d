"""Where something is, in the columns of a row."""

from typing import Any

from sqlalchemy import Column, Row, Text

from bot.domain.place import Place

_PARTS = ("building", "unit", "room", "floor", "zone", "spot")


def columns() -> list[Column[str]]:
    """Return the columns of a place."""
    return [Column(f"place_{part}", Text) for part in _PARTS]


def values(place: Place) -> dict[str, str | None]:
    """Return the place as a row has it."""
    return {f"place_{part}": getattr(place, part) for part in _PARTS}


def of_row(row: Row[Any]) -> Place:
    """Return the place that a row has."""
    return Place(**{part: getattr(row, f"place_{part}") for part in _PARTS})
