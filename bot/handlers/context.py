"""What a handler is given: who acts, and a way to have it carried out."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, ParamSpec, cast

from telegram import Document, Message, Update, User
from telegram.error import TelegramError
from telegram.ext import Application, BaseHandler, CallbackContext, ExtBot, JobQueue

from bot.domain.cause import Actor, Cause
from bot.domain.ids import ChatId, MessageId, PersonId, UpdateId
from bot.domain.photo import Photo
from bot.domain.refusal import Reason, Refused
from bot.services import carry_out
from bot.services.carry_out import Note, Service, Unit
from bot.services.deps import Deps

P = ParamSpec("P")
NAME_LENGTH = 128
MEGABYTE = 1_000_000
MOST_DOWNLOAD = 20 * MEGABYTE
"""Telegram hands out no larger files to bots."""


@dataclass(slots=True)
class Desk:
    """What all handlers share."""

    deps: Deps
    work: Callable[[Unit], Awaitable[None]]
    """Carries out one transaction, in a worker thread."""
    now: Callable[[], datetime]
    done: set[UpdateId] = field(default_factory=set)
    """Updates under way that their own transaction has marked done."""
    errors: dict[UpdateId, Exception] = field(default_factory=dict)
    """Updates under way that failed."""


class Context(CallbackContext[ExtBot[None], dict[Any, Any], dict[Any, Any], dict[Any, Any]]):
    """PTB's context with the way to the services."""

    @property
    def desk(self) -> Desk:
        """What all handlers share."""
        return cast("Desk", self.bot_data["desk"])

    async def work(self, update: Update, service: Service[P], *args: P.args, **kwargs: P.kwargs) -> None:
        """Carry out a service for an update; a refusal is told to whoever asked."""
        cause = self.cause(update)
        if cause is None:
            return
        if _anonymous(update):
            await self.refuse(update, Refused(Reason.ANONYMOUS))
            return
        try:
            await self.desk.work(carry_out.unit(self.desk.deps, cause, service, *args, **kwargs))
        except Refused as refused:
            await self.refuse(update, refused)
        else:
            self.desk.done.add(UpdateId(update.update_id))

    async def refuse(self, update: Update, refused: Refused) -> None:
        """Tell whoever asked why the rules say no."""
        cause = self.cause(update)
        if cause is not None:
            await self.desk.work(carry_out.refusal(self.desk.deps, cause, refused))
            self.desk.done.add(UpdateId(update.update_id))

    async def note(self, update: Update, service: Note[P], *args: P.args, **kwargs: P.kwargs) -> None:
        """Keep what Telegram tells by itself."""
        number = UpdateId(update.update_id)
        await self.desk.work(carry_out.note(self.desk.deps, number, self.desk.now(), service, *args, **kwargs))
        self.desk.done.add(number)

    def drafting(self, update: Update) -> str | None:
        """Return what kind of draft somebody is in the middle of in this chat."""
        cause = self.cause(update)
        return None if cause is None else self.desk.deps.drafting.get((cause.chat, cause.actor.id))

    async def download(self, document: Document, most: int) -> bytes:
        """Return what a file holds that somebody has sent.

        :param most: bytes; what is larger isn't fetched.
        :raises Refused: it is too large, or Telegram doesn't hand it out.
        """
        too_big = Refused(Reason.FILE_TOO_BIG, megabytes=f"{most / MEGABYTE:g}")
        if (document.file_size or 0) > min(most, MOST_DOWNLOAD):
            raise too_big
        try:
            file = await self.bot.get_file(document.file_id)
            content = bytes(await file.download_as_bytearray())
        except TelegramError:
            raise Refused(Reason.FILE_UNREACHABLE) from None
        if len(content) > most:
            raise too_big
        return content

    def cause(self, update: Update) -> Cause | None:
        """Return who acts where, or None where there is no person or chat."""
        user, chat = update.effective_user, update.effective_chat
        if user is None or chat is None:
            return None
        query = update.callback_query
        message = query.message if query is not None else update.message or update.edited_message
        return Cause(
            at=self.desk.now(),
            actor=actor(user),
            chat=ChatId(chat.id),
            private=chat.type == chat.PRIVATE,
            update=UpdateId(update.update_id),
            message=None if message is None else MessageId(message.message_id),
            thread=_thread(message),
            press=None if query is None else query.id,
        )


def actor(user: User) -> Actor:
    """Return a person as the services know them."""
    language = "zh" if (user.language_code or "").startswith("zh") else "en"
    return Actor(PersonId(user.id), user.full_name[:NAME_LENGTH], language, user.username)


def photo_of(message: Message) -> Photo | None:
    """Return the picture of a message in its largest size, sent as a photo or as a file."""
    document = message.document
    if message.photo:
        file = max(message.photo, key=lambda size: size.width * size.height).file_id
    elif document is not None and (document.mime_type or "").startswith("image/"):
        file = document.file_id
    else:
        return None
    return Photo(ChatId(message.chat.id), MessageId(message.message_id), file, document=not message.photo)


def _thread(message: object) -> int | None:
    is_topic = isinstance(message, Message) and message.is_topic_message
    return message.message_thread_id if is_topic and isinstance(message, Message) else None


def _anonymous(update: Update) -> bool:
    """Tell whether somebody writes as the group or a channel, so that nobody can know who it is."""
    message = update.message
    return update.callback_query is None and message is not None and message.sender_chat is not None


App = Application[ExtBot[None], Context, dict[Any, Any], dict[Any, Any], dict[Any, Any], JobQueue[Context] | None]
Handler = BaseHandler[Any, Context, None]
"""Takes the updates that are its own."""
