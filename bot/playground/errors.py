"""What the playground says no with: to the bot in Telegram's own words, to people in a sentence."""


class BotApiError(Exception):
    """A Bot API request is refused; becomes ``{"ok": false, "error_code", "description", "parameters"}``."""

    def __init__(
        self, code: int, description: str, *, retry_after: int | None = None, migrate_to: int | None = None
    ) -> None:
        super().__init__(description)
        self.code, self.description = code, description
        self.retry_after, self.migrate_to = retry_after, migrate_to


class NotPossible(Exception):
    """A person's app would not let them do this; the message is a sentence for a test's author or the page."""


class NobodyThere(NotPossible):
    """There is no person of this id."""

    def __init__(self, person: object) -> None:
        super().__init__(f"Nobody has the id {person}.")


def bad_request(description: str) -> BotApiError:
    """Return the 400 with Telegram's prefix."""
    return BotApiError(400, f"Bad Request: {description}")


def forbidden(description: str) -> BotApiError:
    """Return the 403 with Telegram's prefix."""
    return BotApiError(403, f"Forbidden: {description}")
