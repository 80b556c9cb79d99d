"""Commands: /notices."""

from telegram import Update

from bot.domain.notice import Notices
from bot.domain.presses.notices import NoticePress
from bot.domain.refusal import Reason, Refused
from bot.handlers.commands import command, words_of
from bot.handlers.context import Context, Handler
from bot.services import notices

_WORDS = {"开": Notices.ON, "早上": Notices.DIGEST, "每早": Notices.DIGEST, "关": Notices.OFF, "不要": Notices.OFF}


async def choose(update: Update, context: Context) -> None:
    """/notices, or /notices on, digest, off"""
    words = words_of(update.message).strip().casefold()
    if not words:
        await context.work(update, notices.show)
    elif words in _WORDS or words in {level.value for level in Notices}:
        await context.work(update, notices.choose, _WORDS.get(words) or Notices(words))
    else:
        await context.refuse(update, Refused(Reason.NOTICES_UNKNOWN))


async def pressed(update: Update, context: Context, press: NoticePress) -> None:
    """Somebody chose with a button."""
    await context.work(update, notices.choose, press.notices)


HANDLERS: list[Handler] = [command("notices", choose)]
