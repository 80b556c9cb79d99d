"""The buttons with which somebody says how much they want to hear."""

from dataclasses import dataclass
from typing import ClassVar, Self

from bot.domain.notice import Notices


@dataclass(frozen=True, slots=True)
class NoticesPress:
    """Somebody wants to hear so much."""

    PREFIX: ClassVar[str] = "notices"
    notices: Notices

    def pack(self) -> str:
        """Return the callback data."""
        return f"{self.PREFIX}:{self.notices.value}"

    @classmethod
    def unpack(cls, fields: list[str]) -> Self:
        """Read the fields behind the prefix."""
        (notices,) = fields
        return cls(Notices(notices))


NoticePress = NoticesPress
