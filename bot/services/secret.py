"""What nobody can foresee: codes and tokens."""

import secrets

from bot.domain import invitation

_TOKEN_BYTES = 12
_ADDRESS_BYTES = 24


def token() -> str:
    """Return letters for an address."""
    return secrets.token_urlsafe(_TOKEN_BYTES)


def address() -> str:
    """Return letters for an address of which the whole world could make guesses."""
    return secrets.token_urlsafe(_ADDRESS_BYTES)


def code() -> str:
    """Return a code for an invitation, as it is printed."""
    return invitation.spell(secrets.choice)
