"""Reports by command, and the buttons under an issue's cards."""

from typing import assert_never

from telegram import Message, Update, User
from telegram.ext import MessageHandler, filters

from bot.domain import behalf
from bot.domain.ids import MessageId
from bot.domain.photo import Photo
from bot.domain.presses.issues import AcceptPress, ClaimPress, DonePress, IssuePress, ReturnPress, WithdrawPress
from bot.domain.refusal import Reason, Refused
from bot.handlers.commands import NEW, command, words_of
from bot.handlers.context import Context, Handler, actor, photo_of
from bot.services import duplicates, intake
from bot.services.issues import Report
from bot.services.loop import verdict, work


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
        await context.work(update, duplicates.report, intake.understand_report(context.desk.deps, cause, said))


async def pressed(update: Update, context: Context, press: IssuePress) -> None:
    """Somebody pressed a button under a card."""
    match press:
        case ClaimPress():
            await context.work(update, work.claim, press.number, press.round)
        case DonePress():
            await context.work(update, work.done_pressed, press.number, press.round)
        case AcceptPress():
            await context.work(update, verdict.accept, press.number, press.round)
        case ReturnPress():
            await context.work(update, verdict.send_back, press.number, press.round)
        case WithdrawPress():
            await context.work(update, verdict.withdraw, press.number)
        case _:
            assert_never(press)


def _report(message: Message, writer: User) -> Report:
    """Return what a command reports: its own words, else the message that it answers, filed for its writer."""
    words, answered = words_of(message), message.reply_to_message
    quoted = "" if answered is None else answered.text or answered.caption or ""
    thread = message.message_thread_id if message.is_topic_message else None
    photos = tuple(photo for one in (answered, message) if one is not None and (photo := _neighbours_photo(one)))
    if answered is None or answered.from_user is None or not quoted:
        whom, words = behalf.after_command(words) or ("", words)
        return Report(words, actor(writer), MessageId(message.message_id), thread, photos=photos, for_whom=whom)
    if answered.from_user.is_bot:
        raise Refused(Reason.REPORT_OF_A_BOT)
    text = f"{quoted}\n{words}".strip()
    theirs, mine = actor(answered.from_user), actor(writer)
    filed_by = None if mine.id == theirs.id else mine
    return Report(text, theirs, MessageId(answered.message_id), thread, photos=photos, filed_by=filed_by)


def _neighbours_photo(message: Message) -> Photo | None:
    of_a_bot = message.from_user is not None and message.from_user.is_bot
    return None if of_a_bot else photo_of(message)


HANDLERS: list[Handler] = [
    command("report", report),
    MessageHandler(NEW & filters.CaptionRegex(r"^/report\b"), report),
]
