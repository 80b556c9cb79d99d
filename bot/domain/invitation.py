"""Codes by which somebody comes to a household: short enough to read aloud, and not worth guessing."""

import hashlib
import unicodedata
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from bot.domain.ids import CommunityId

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""Without 0, O, 1, I and L, which are taken for one another."""
LENGTH = 8
_HALF = LENGTH // 2
WRONG_TRIES = 5
WRONG_SPAN = timedelta(hours=1)
"""So often may somebody be wrong within this time."""


def spell(choose: Callable[[Sequence[str]], str]) -> str:
    """Return a new code, as it is printed.

    :param choose: picks a letter so that nobody can foresee it.
    """
    letters = "".join(choose(ALPHABET) for _ in range(LENGTH))
    return f"{letters[:_HALF]}-{letters[_HALF:]}"


def code_in(text: str) -> str | None:
    """Return the code that somebody has typed, without what stands between its letters; None if it can't be one."""
    said = unicodedata.normalize("NFKC", text).upper()
    letters = "".join(letter for letter in said if letter.isalnum())
    fits = len(letters) == LENGTH and all(letter in ALPHABET for letter in letters)
    return letters if fits else None


def digest(community: CommunityId, code: str) -> bytes:
    """Return what is kept of a code: it can be recognised, and not read."""
    letters = code.replace("-", "").upper()
    return hashlib.sha256(f"{community}:{letters}".encode()).digest()


def may_try(tries: int, since: datetime, now: datetime) -> bool:
    """Tell whether somebody who was wrong so often may try again."""
    return tries < WRONG_TRIES or now - since >= WRONG_SPAN
