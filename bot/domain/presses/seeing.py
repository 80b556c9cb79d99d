"""The buttons under lists, findings and timelines."""

import re
from dataclasses import dataclass
from typing import ClassVar, Self

from bot.domain.ids import IssueNumber
from bot.domain.place import Place
from bot.domain.presses.base import CALLBACK_BYTES, count
from bot.domain.seeing import LAST_PAGE, Shelf

_PARTS = ("building", "unit", "floor", "room", "zone", "spot")
_PART = re.compile(r"[\w-]{1,16}")


def fits(place: Place) -> bool:
    """Tell whether a button can carry a place."""
    said = [part for name in _PARTS if (part := getattr(place, name)) is not None]
    longest = ListPress(Shelf.OVERDUE, LAST_PAGE, place)
    return all(_PART.fullmatch(part) for part in said) and len(longest.pack().encode()) <= CALLBACK_BYTES


def page_in(field: str) -> int:
    """Read the number of a page.

    :raises ValueError: it isn't one.
    """
    page = count(field)
    if page > LAST_PAGE:
        raise ValueError("no list is as long as that")
    return page


@dataclass(frozen=True, slots=True)
class NumberOnlyPress:
    """A button about an issue, whatever has become of it."""

    PREFIX: ClassVar[str]
    number: IssueNumber

    def pack(self) -> str:
        """Return the callback data."""
        return f"{self.PREFIX}:{self.number}"

    @classmethod
    def unpack(cls, fields: list[str]) -> Self:
        """Read the fields behind the prefix."""
        (number,) = fields
        return cls(IssueNumber(count(number)))


@dataclass(frozen=True, slots=True)
class ListPress:
    """Another page of a list, or another list. "Mine" are those of whoever presses."""

    PREFIX: ClassVar[str] = "list"
    shelf: Shelf
    page: int
    place: Place

    def pack(self) -> str:
        """Return the callback data."""
        place = ",".join(getattr(self.place, part) or "" for part in _PARTS).rstrip(",")
        return f"{self.PREFIX}:{self.shelf.value}:{self.page}:{place}"

    @classmethod
    def unpack(cls, fields: list[str]) -> Self:
        """Read the fields behind the prefix."""
        shelf, page, place = fields
        said = place.split(",") if place else []
        if len(said) > len(_PARTS) or not all(not part or _PART.fullmatch(part) for part in said):
            raise ValueError("no place")
        parts = {name: part for name, part in zip(_PARTS, said, strict=False) if part}
        return cls(Shelf(shelf), page_in(page), Place(**parts))


@dataclass(frozen=True, slots=True)
class SearchPress:
    """Another page of what was found."""

    PREFIX: ClassVar[str] = "find"
    page: int
    words: str

    def pack(self) -> str:
        """Return the callback data."""
        return f"{self.PREFIX}:{self.page}:{self.words}"

    @classmethod
    def unpack(cls, fields: list[str]) -> Self:
        """Read the fields behind the prefix."""
        page, words = fields
        if not words.strip():
            raise ValueError("nothing to look for")
        return cls(page_in(page), words)


class ShowPress(NumberOnlyPress):
    """One issue and its timeline."""

    PREFIX = "show"


class PhotosPress(NumberOnlyPress):
    """The pictures of an issue."""

    PREFIX = "photos"


@dataclass(frozen=True, slots=True)
class TurnPress:
    """Another page of a timeline, in its message."""

    PREFIX: ClassVar[str] = "turn"
    number: IssueNumber
    page: int

    def pack(self) -> str:
        """Return the callback data."""
        return f"{self.PREFIX}:{self.number}:{self.page}"

    @classmethod
    def unpack(cls, fields: list[str]) -> Self:
        """Read the fields behind the prefix."""
        number, page = fields
        return cls(IssueNumber(count(number)), page_in(page))


SeeingPress = ListPress | SearchPress | ShowPress | TurnPress | PhotosPress
