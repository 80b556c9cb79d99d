"""What is owed, in the Bot API's words: its methods and their parameters."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from telegram import InputFile

from bot.domain.ids import MessageId
from storage.outbox import LINK, START, Kind, Letter, Owed

NEEDS_CARD = frozenset({Kind.PHOTO, Kind.PAPER, Kind.STOP_POLL, Kind.DELETE})
"""What can't go out before its card's message is known."""

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Made:
    """A picture or a file, ready to be sent."""

    name: str
    content: bytes
    photo: bool
    """A chat shows it as a picture."""


Make = Callable[[Json], Made]
"""Makes a picture or a file of what is owed; called in a thread."""


def request_for(owed: Owed, bot: str, made: Made | None = None) -> tuple[str, Json]:
    """Return the method and the parameters for what is owed.

    :param bot: the bot's name, for buttons that lead to its own chat.
    :param made: the picture or file.
    :raises LookupError: there is no message for what shall be done to it.
    """
    match owed.kind:
        case Kind.ANSWER:
            return _answer(owed.letter)
        case Kind.PHOTO | Kind.PAPER:
            return _file(owed, bot, made)
        case Kind.POLL:
            return "sendPoll", {"chat_id": owed.chat, **(owed.letter.poll or {})} | _standing(owed.letter, bot)
        case Kind.STOP_POLL:
            return "stopPoll", {"chat_id": owed.chat, "message_id": _shown(owed)}
        case Kind.DELETE:
            return "deleteMessage", {"chat_id": owed.chat, "message_id": _shown(owed)}
        case Kind.MESSAGE | Kind.CARD | Kind.EDIT:
            return _message(owed, bot)


def _answer(letter: Letter) -> tuple[str, Json]:
    return "answerCallbackQuery", {"callback_query_id": letter.press, "text": letter.html, "show_alert": letter.alert}


def _message(owed: Owed, bot: str) -> tuple[str, Json]:
    parameters: Json = {"chat_id": owed.chat, "text": owed.letter.html, "parse_mode": "HTML"}
    parameters["link_preview_options"] = {"is_disabled": True}
    if owed.kind is Kind.EDIT or owed.card_message is not None:
        return "editMessageText", parameters | _keyboard(owed.letter, bot) | {"message_id": _shown(owed)}
    return "sendMessage", parameters | _standing(owed.letter, bot)


def _file(owed: Owed, bot: str, made: Made | None) -> tuple[str, Json]:
    letter = owed.letter
    photo = made.photo if made is not None else not letter.document
    # Telegram doesn't send as a photo what came as a file.
    kind, method = ("photo", "sendPhoto") if photo else ("document", "sendDocument")
    content = letter.file if made is None else InputFile(made.content, filename=_plain(made.name))
    parameters: Json = {"chat_id": owed.chat, kind: content, "caption": letter.html, "parse_mode": "HTML"}
    parameters |= _standing(letter, bot)
    if owed.card_message is not None:
        parameters["reply_parameters"] = _reply(owed.card_message)
    return method, parameters


def _plain(name: str) -> str:
    """Return a file's name without what would end it in the request's head, or lead into a folder."""
    return "".join(letter if letter.isprintable() and letter not in '"/\\' else "_" for letter in name)


def _shown(owed: Owed) -> MessageId:
    message = owed.letter.message or owed.card_message
    if message is None:
        raise LookupError("its message was never sent")
    return message


def _standing(letter: Letter, bot: str) -> Json:
    """Return where a new message stands, and what it asks for."""
    parameters = _keyboard(letter, bot)
    if letter.wants_reply and not letter.rows:
        parameters["reply_markup"] = {"force_reply": True, "selective": True}
    if letter.reply_to is not None:
        parameters["reply_parameters"] = _reply(letter.reply_to)
    if letter.thread is not None:
        parameters["message_thread_id"] = letter.thread
    return parameters


def _reply(message: MessageId) -> Json:
    return {"message_id": message, "allow_sending_without_reply": True}


def _keyboard(letter: Letter, bot: str) -> Json:
    if not letter.rows:
        return {}
    return {"reply_markup": {"inline_keyboard": [[_button(button, bot) for button in row] for row in letter.rows]}}


def _button(button: tuple[str, ...], bot: str) -> Json:
    match button:
        case (text, url, kind) if kind == LINK:
            return {"text": text, "url": url}
        case (text, payload, kind) if kind == START:
            return {"text": text, "url": f"https://t.me/{bot}?start={payload}"}
        case (text, data):
            return {"text": text, "callback_data": data}
    raise ValueError(f"a button of {len(button)} parts")
