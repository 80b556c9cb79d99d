"""People come and go; the bot itself is let in or thrown out."""

from telegram import ChatMember, Update
from telegram.ext import ChatMemberHandler, MessageHandler, filters

from bot.domain.ids import PersonId
from bot.domain.news.help import Sees
from bot.handlers.commands import NEW
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


async def person_left(update: Update, context: Context) -> None:
    """A group's own word that somebody left: it is all that a bot gets that isn't an administrator."""
    message = update.message
    if message is not None and message.left_chat_member is not None and not message.left_chat_member.is_bot:
        await context.work(update, handing.went, PersonId(message.left_chat_member.id))


async def people_came(update: Update, context: Context) -> None:
    """A group's own word that somebody came."""
    message = update.message
    come = [] if message is None else [actor(user) for user in message.new_chat_members if not user.is_bot]
    if come:
        await context.work(update, people.came, *come)


HANDLERS: list[Handler] = [
    ChatMemberHandler(bot_changed, ChatMemberHandler.MY_CHAT_MEMBER),
    ChatMemberHandler(person_changed, ChatMemberHandler.CHAT_MEMBER),
    MessageHandler(NEW & filters.StatusUpdate.LEFT_CHAT_MEMBER, person_left),
    MessageHandler(NEW & filters.StatusUpdate.NEW_CHAT_MEMBERS, people_came),
]
