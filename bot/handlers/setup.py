"""Commands: /setup and /settings; and their buttons."""

from typing import assert_never

from telegram import Chat, ChatMember, Update
from telegram.error import TelegramError

from bot.domain.news.help import Sees
from bot.domain.presses.setup import CategoriesPress, CategoryPress, ChoosePress, SetupChatPress, SetupPress
from bot.handlers.commands import command, words_of
from bot.handlers.context import Context, Handler
from bot.services import setup

_NAME = ("name", "名称", "改名")


async def begin(update: Update, context: Context) -> None:
    """/setup, /setup NAME"""
    message = update.message
    if message is not None:
        name = words_of(message) or message.chat.title or ""
        await context.work(update, setup.begin, name, await sees(context, message.chat))


async def settings(update: Update, context: Context) -> None:
    """/settings, /settings name NAME"""
    words = words_of(update.message)
    rename = next((word for word in _NAME if words.casefold().startswith(word)), None)
    if rename is not None:
        await context.work(update, setup.rename, words[len(rename) :].strip())
    else:
        await context.work(update, setup.show, words)


async def sees(context: Context, chat: Chat) -> Sees:
    """Return what the bot can see in a group."""
    reads_all = bool(context.bot.bot.can_read_all_group_messages)
    if chat.type == chat.PRIVATE:
        return Sees(admin=True, reads_all=reads_all)
    try:
        member = await context.bot.get_chat_member(chat.id, context.bot.id)
    except TelegramError:
        return Sees(admin=False, reads_all=reads_all)
    return Sees(member.status == ChatMember.ADMINISTRATOR, reads_all)


async def pressed(update: Update, context: Context, press: SetupChatPress) -> None:
    """Somebody pressed a button of this capability."""
    match press:
        case SetupPress():
            await context.work(update, setup.choose, press.kind)
        case ChoosePress():
            await context.work(update, setup.set_choice, press.whose, press.key, press.value)
        case CategoriesPress():
            await context.work(update, setup.show_categories, press.squad, back=press.back)
        case CategoryPress():
            await context.work(update, setup.set_category, press.squad, press.category, takes=press.takes)
        case _:
            assert_never(press)


HANDLERS: list[Handler] = [command("setup", begin), command("settings", settings)]
