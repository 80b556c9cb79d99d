"""Where something is, as somebody said it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """Each part normalised; None where nothing was said."""

    building: str | None = None
    unit: str | None = None
    room: str | None = None
    floor: str | None = None
    """"4"; "0" is the ground floor, "-1" the first basement."""
    zone: str | None = None
    spot: str | None = None
    """A shared place, by its key: "stairwell", "garage" …"""


NOWHERE = Place()
"""Nothing was said."""
