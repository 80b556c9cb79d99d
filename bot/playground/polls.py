"""Telegram's own polls: who chose what, and the Poll object that shows it."""

from dataclasses import dataclass, field

from bot.playground.chats import Json
from bot.playground.errors import NotPossible


@dataclass(slots=True)
class NativePoll:
    """A poll in a chat: ``shape`` is its Poll object without counts, votes are option numbers by person."""

    chat_id: int
    message_id: int
    shape: Json
    votes: dict[int, list[int]] = field(default_factory=dict)

    @property
    def id(self) -> str:
        """Telegram's id of the poll."""
        return str(self.shape["id"])

    @property
    def is_anonymous(self) -> bool:
        """Whether the bot learns nothing but counts."""
        return bool(self.shape["is_anonymous"])

    def json(self) -> Json:
        """Return Telegram's Poll with the counts of now."""
        counts = [0] * len(self.shape["options"])
        for options in self.votes.values():
            for option in options:
                counts[option] += 1
        options = [option | {"voter_count": votes} for option, votes in zip(self.shape["options"], counts, strict=True)]
        return self.shape | {"options": options, "total_voter_count": len(self.votes)}

    def close(self) -> None:
        """Take no more votes."""
        self.shape = self.shape | {"is_closed": True}

    def choose(self, person_id: int, options: list[int]) -> None:
        """Set a person's vote; ``[]`` takes it back. Raises NotPossible where an app would not offer it."""
        if self.shape["is_closed"]:
            raise NotPossible("The poll is closed.")
        if any(not 0 <= option < len(self.shape["options"]) for option in options) or len(set(options)) < len(options):
            raise NotPossible("The poll has no such option.")
        if len(options) > 1 and not self.shape["allows_multiple_answers"]:
            raise NotPossible("The poll takes one answer only.")
        if person_id in self.votes and not self.shape["allows_revoting"]:
            raise NotPossible("This poll's votes can't be changed.")
        if options:
            self.votes[person_id] = sorted(options)
        else:
            self.votes.pop(person_id, None)

    def answer_json(self, user: Json) -> Json:
        """Return Telegram's PollAnswer for what this user has chosen now."""
        chosen = self.votes.get(user["id"], [])
        persistent = [self.shape["options"][option]["persistent_id"] for option in chosen]
        return {"poll_id": self.id, "user": user, "option_ids": chosen, "option_persistent_ids": persistent}
