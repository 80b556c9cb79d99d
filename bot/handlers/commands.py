"""Commands: /start, /help, /report, /issues, /issue; /quiet and /listen stand in ``listening``."""

import re

from telegram import Message, Update, User

from bot.domain.ids import IssueNumber, MessageId
from bot.domain.photo import Photo
from bot.domain.presses import LARGEST
from bot.domain.refusal import Reason, Refused
from bot.handlers.context import Context, actor, photo_of
from bot.services import intake, issues, people
from bot.services.issues import Report


async def start(update: Update, context: Context) -> None:
    """/start"""
    await context.work(update, people.start)


async def give_help(update: Update, context: Context) -> None:
    """/help"""
    await context.work(update, people.give_help)


async def report(update: Update, context: Context) -> None:
    """/report TEXT, or /report as a reply to somebody's message, or as a photo's caption."""
    message = update.message
    if message is None or message.from_user is None:
        return
    try:
        said = _report(message, message.from_user)
    except Refused as refused:
        await context.refuse(update, refused)
        return
    cause = context.cause(update)
    if cause is not None:
        await context.work(update, issues.report, intake.understand_report(context.desk.deps, cause, said))


async def list_issues(update: Update, context: Context) -> None:
    """/issues"""
    await context.work(update, issues.list_open)


async def show_issue(update: Update, context: Context) -> None:
    """/issue N"""
    number = _number(_words(update.message))
    if number is None:
        await context.refuse(update, Refused(Reason.NUMBER_MISSING))
    else:
        await context.work(update, issues.show, number)


async def unknown(update: Update, context: Context) -> None:
    """Any other command. A bare one in a group may be meant for another bot."""
    message = update.message
    if message is None or not message.text:
        return
    addressed = message.text.split()[0].casefold().endswith(f"@{context.bot.username}".casefold())
    if addressed or message.chat.type == message.chat.PRIVATE:
        await context.refuse(update, Refused(Reason.COMMAND_UNKNOWN))


def _report(message: Message, writer: User) -> Report:
    """Return what a command reports: its own words, else the message that it answers, filed for its writer."""
    words, answered = _words(message), message.reply_to_message
    quoted = "" if answered is None else answered.text or answered.caption or ""
    thread = message.message_thread_id if message.is_topic_message else None
    photos = tuple(photo for one in (answered, message) if one is not None and (photo := _neighbours_photo(one)))
    if answered is None or answered.from_user is None or not quoted:
        return Report(words, actor(writer), MessageId(message.message_id), thread, photos=photos)
    if answered.from_user.is_bot:
        raise Refused(Reason.REPORT_OF_A_BOT)
    text = f"{quoted}\n{words}".strip()
    return Report(text, actor(answered.from_user), MessageId(answered.message_id), thread, photos=photos)


def _neighbours_photo(message: Message) -> Photo | None:
    of_a_bot = message.from_user is not None and message.from_user.is_bot
    return None if of_a_bot else photo_of(message)


def _words(message: Message | None) -> str:
    """Return what stands behind the command."""
    parts = re.split(r"\s+", ((message.text or message.caption or "") if message else "").strip(), maxsplit=1)
    return parts[1] if len(parts) > 1 else ""


def _number(words: str) -> IssueNumber | None:
    found = re.match(r"[#＃]?\s*(\d{1,10})\b", words)
    return IssueNumber(min(int(found[1]), LARGEST)) if found else None
