"""Commands: /poll, /polls. And what Telegram tells of its polls."""

from telegram import Update
from telegram.ext import PollAnswerHandler, PollHandler

from bot.domain.presses.polls import PollPress
from bot.handlers.commands import command, words_of
from bot.handlers.context import Context, Handler, actor
from bot.services import poll_drafts, polls


async def poll(update: Update, context: Context) -> None:
    """/poll question and options"""
    await context.work(update, poll_drafts.begin, words_of(update.message))


async def list_polls(update: Update, context: Context) -> None:
    """/polls"""
    await context.work(update, polls.list_all)


async def pressed(update: Update, context: Context, press: PollPress) -> None:
    """Somebody pressed a button of a poll."""
    await context.work(update, poll_drafts.press, press)


async def counted(update: Update, context: Context) -> None:
    """Telegram has counted a poll anew, or closed it."""
    told = update.poll
    if told is not None:
        counts = [option.voter_count for option in told.options]
        await context.note(update, polls.count, told.id, counts, told.total_voter_count, closed=told.is_closed)


async def answered(update: Update, context: Context) -> None:
    """Somebody answered a poll that isn't anonymous, or took the answer back."""
    told = update.poll_answer
    # Whoever answers as a channel or a group is nobody that could be kept.
    if told is not None and told.user is not None and told.voter_chat is None:
        await context.note(update, polls.answer, told.poll_id, actor(told.user), told.option_ids)


HANDLERS: list[Handler] = [
    command("poll", poll),
    command("polls", list_polls),
    PollHandler(counted),
    PollAnswerHandler(answered),
]
