"""People come and go; the bot itself is let in or thrown out."""

from telegram import ChatMember, Update
from telegram.ext import ChatMemberHandler

from bot.domain.ids import PersonId
from bot.domain.news.help import Sees
from bot.handlers.context import Context, Handler, actor
from bot.services import chats, people
from bot.services.loop import handing

_AWAY = {ChatMember.LEFT, ChatMember.BANNED}


async def bot_changed(update: Update, context: Context) -> None:
    """The bot's own standing in a chat changed."""
    change = update.my_chat_member
    if change is None:
        return
    away = change.new_chat_member.status in _AWAY
    if change.chat.type == change.chat.PRIVATE:
        await context.work(update, people.blocked, started=not away)
    elif not away and change.old_chat_member.status in _AWAY:
        admin = change.new_chat_member.status == ChatMember.ADMINISTRATOR
        await context.work(update, chats.entered, Sees(admin, bool(context.bot.bot.can_read_all_group_messages)))


async def person_changed(update: Update, context: Context) -> None:
    """Somebody else's standing in a chat changed."""
    change = update.chat_member
    if change is None or change.new_chat_member.user.is_bot:
        return
    who = change.new_chat_member.user
    if change.new_chat_member.status in _AWAY:
        await context.work(update, handing.went, PersonId(who.id))
    else:
        await context.work(update, people.came, actor(who))


HANDLERS: list[Handler] = [
    ChatMemberHandler(bot_changed, ChatMemberHandler.MY_CHAT_MEMBER),
    ChatMemberHandler(person_changed, ChatMemberHandler.CHAT_MEMBER),
]
