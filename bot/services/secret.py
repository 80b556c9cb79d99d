"""What nobody can foresee: codes and tokens."""

import secrets

from bot.domain import invitation

_TOKEN_BYTES = 12


def token() -> str:
    """Return letters for an address."""
    return secrets.token_urlsafe(_TOKEN_BYTES)


def code() -> str:
    """Return a code for an invitation, as it is printed."""
    return invitation.spell(secrets.choice)
