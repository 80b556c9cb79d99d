"""Buttons under a message, checked as Telegram checks them."""

from typing import Any

from bot.playground.errors import bad_request

Json = dict[str, Any]

MAX_DATA_BYTES = 64
MAX_BUTTONS = 100
MAX_ROW = 8
ACTIONS = frozenset({
    "url", "callback_data", "web_app", "login_url", "switch_inline_query", "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat", "copy_text", "callback_game", "pay",
})  # fmt: skip
_OTHER_KINDS = ("keyboard", "remove_keyboard", "force_reply")


def checked_markup(markup: object) -> Json | None:
    """Return the inline keyboard to keep with a message, None if there is none; refuse a wrong one.

    Reply keyboards and force_reply are accepted for what they are: nothing of them is part of Telegram's Message.
    """
    if markup is None:
        return None
    if not isinstance(markup, dict):
        raise bad_request("object expected as reply markup")
    if "inline_keyboard" not in markup:
        if markup and not any(kind in markup for kind in _OTHER_KINDS):
            raise bad_request("can't parse reply keyboard markup JSON object")
        return None
    return _inline(markup["inline_keyboard"])


def reply_asked(markup: object) -> Json | None:
    """Return the ForceReply that people's apps are to obey, None if ``markup`` is something else."""
    return markup if isinstance(markup, dict) and markup.get("force_reply") is True else None


def _inline(rows: object) -> Json | None:
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise bad_request('field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays')
    checked = [[_button(button) for button in row] for row in rows if row]
    if sum(map(len, checked)) > MAX_BUTTONS or any(len(row) > MAX_ROW for row in checked):
        raise bad_request("REPLY_MARKUP_TOO_LONG")
    return {"inline_keyboard": checked} if checked else None


def _button(button: object) -> Json:
    if not isinstance(button, dict):
        raise _wrong("InlineKeyboardButton must be an Object")
    text = button.get("text")
    if not isinstance(text, str) or not text.strip():
        raise _wrong('Field "text" must be a non-empty String')
    actions = [name for name, value in button.items() if name in ACTIONS and value is not None]
    if not actions:
        raise _wrong("Text buttons are unallowed in the inline keyboard")
    if len(actions) > 1:
        raise bad_request("BUTTON_TYPE_INVALID")
    if "callback_data" in actions and not _fits(button["callback_data"]):
        raise bad_request("BUTTON_DATA_INVALID")
    if "url" in actions and not _is_link(button["url"]):
        raise bad_request("BUTTON_URL_INVALID")
    return {name: value for name, value in button.items() if value is not None}


def _fits(data: object) -> bool:
    return isinstance(data, str) and 1 <= len(data.encode()) <= MAX_DATA_BYTES


def _is_link(url: object) -> bool:
    return isinstance(url, str) and url.startswith(("http://", "https://", "tg://", "t.me/"))


def _wrong(what: str) -> Exception:
    return bad_request(f"can't parse inline keyboard button: {what}")
