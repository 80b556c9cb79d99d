"""What there is to tell of how the bot listens."""

from dataclasses import dataclass

from bot.domain.listening import Findings, Listening


@dataclass(frozen=True, slots=True)
class ListensNow:
    """Says how ready the bot is to speak up from now on."""

    listening: Listening


@dataclass(frozen=True, slots=True)
class SpeaksNow:
    """Tells a building's chat that the days in which the bot only listened are over."""


@dataclass(frozen=True, slots=True)
class WouldHave:
    """Tells the community office what the bot would have done while it only listened."""

    findings: tuple[tuple[str, Findings], ...]
    """Each with the building's name."""


ListeningNews = ListensNow | SpeaksNow | WouldHave
