"""The buttons that set up a chat, and that change what it has chosen."""

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar, Self

from bot.domain.ids import ChatId, SquadKey
from bot.domain.presses.base import chat
from bot.domain.setting import SETTINGS


class Kind(StrEnum):
    """What a group may become."""

    BUILDING_ZH = "zh"
    BUILDING_EN = "en"
    SQUAD_OPEN = "open"
    SQUAD_CONFIDENTIAL = "confidential"


@dataclass(frozen=True, slots=True)
class SetupPress:
    """A community worker says what a group is."""

    PREFIX: ClassVar[str] = "setup"
    kind: Kind

    def pack(self) -> str:
        """Return the callback data."""
        return f"{self.PREFIX}:{self.kind.value}"

    @classmethod
    def unpack(cls, fields: list[str]) -> Self:
        """Read the fields behind the prefix."""
        (kind,) = fields
        return cls(Kind(kind))


@dataclass(frozen=True, slots=True)
class ChoosePress:
    """A building or a squad chooses something."""

    PREFIX: ClassVar[str] = "set"
    whose: ChatId | SquadKey
    key: str
    value: str

    def pack(self) -> str:
        """Return the callback data."""
        return f"{self.PREFIX}:{self.whose}:{self.key}:{self.value}"

    @classmethod
    def unpack(cls, fields: list[str]) -> Self:
        """Read the fields behind the prefix."""
        whose, key, value = fields
        if key not in SETTINGS or value not in SETTINGS[key].values:
            raise ValueError("nothing to choose")
        return cls(_whose(whose), key, value)


@dataclass(frozen=True, slots=True)
class CategoriesPress:
    """A squad shows which kinds of issue it takes, or goes back to its other settings."""

    PREFIX: ClassVar[str] = "cats"
    squad: SquadKey
    back: bool = False

    def pack(self) -> str:
        """Return the callback data."""
        return f"{self.PREFIX}:{self.squad}:{int(self.back)}"

    @classmethod
    def unpack(cls, fields: list[str]) -> Self:
        """Read the fields behind the prefix."""
        squad, back = fields
        return cls(_squad(squad), back == "1")


@dataclass(frozen=True, slots=True)
class CategoryPress:
    """A squad takes a kind of issue from now on, or takes it no longer."""

    PREFIX: ClassVar[str] = "cat"
    squad: SquadKey
    category: str
    takes: bool

    def pack(self) -> str:
        """Return the callback data."""
        return f"{self.PREFIX}:{self.squad}:{self.category}:{int(self.takes)}"

    @classmethod
    def unpack(cls, fields: list[str]) -> Self:
        """Read the fields behind the prefix."""
        squad, category, takes = fields
        return cls(_squad(squad), category, takes == "1")


SetupChatPress = SetupPress | ChoosePress | CategoriesPress | CategoryPress


def _whose(field: str) -> ChatId | SquadKey:
    return _squad(field) if field[:1].isalpha() else chat(field)


def _squad(field: str) -> SquadKey:
    if not field or not field.isascii():
        raise ValueError("no squad's key")
    return SquadKey(field)
