"""What a handler is given of an update."""

from typing import Any

from telegram import Message, Update

from bot.handlers import entry

CHAT = {"id": -100, "type": "supergroup", "title": "3号楼"}
PERSON = {"id": 7, "is_bot": False, "first_name": "王阿姨"}


def _pressed(**more: Any) -> dict[str, Any]:
    message = {"message_id": 5, "date": 1_700_000_000, "chat": CHAT, "text": "表决", "reply_markup": {}} | more
    press = {"id": "1", "from": PERSON, "chat_instance": "1", "data": "ballot:1:1:0", "message": message}
    return {"update_id": 9, "callback_query": press}


def test_a_press_keeps_who_and_where_and_loses_what_its_message_says() -> None:
    raw = _pressed()
    update = Update.de_json(entry.without_card(raw), None)
    press = update.callback_query
    assert press is not None
    assert press.message is not None
    assert (press.data, press.from_user.id, press.message.message_id, press.message.chat.id) == (
        "ballot:1:1:0",
        7,
        5,
        -100,
    )
    assert update.effective_chat is not None
    assert update.effective_chat.id == -100
    assert raw == _pressed()


def test_a_press_in_a_topic_keeps_the_topic() -> None:
    update = Update.de_json(entry.without_card(_pressed(message_thread_id=3, is_topic_message=True)), None)
    press = update.callback_query
    assert press is not None
    assert isinstance(press.message, Message)
    assert (press.message.message_thread_id, press.message.text) == (3, None)


def test_what_is_no_press_stays_as_it_is() -> None:
    raw = {"update_id": 9, "message": {"message_id": 5, "date": 1, "chat": CHAT, "text": "灯不亮了"}}
    assert entry.without_card(raw) is raw
