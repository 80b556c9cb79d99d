"""Commands and buttons of votes: /vote, /votes, /paper, /proxy."""

import re
from typing import assert_never

from telegram import Update

from bot.domain.ids import MessageId
from bot.domain.presses.base import LARGEST
from bot.domain.presses.votes import (
    CastPress,
    FillPress,
    FollowPress,
    GatherPress,
    MinePress,
    MinutesPress,
    OpenPress,
    OutcomePress,
    PaperAnswerPress,
    PaperFillPress,
    PaperPress,
    PaperSeePress,
    TakeBackPress,
    TurnPress,
    VotePress,
)
from bot.domain.refusal import Reason, Refused
from bot.domain.roles import Action
from bot.domain.vote.life import VoteNumber
from bot.handlers.commands import command, words_of
from bot.handlers.context import Context, Handler, actor
from bot.services.votes import casting, drafting, ending, on_paper, proxies, showing

_NUMBER = re.compile(r"\s*(?:表决|vote)?\s*[#\uff03]?(\d{1,9})\s*(.*)", re.IGNORECASE | re.DOTALL)


async def vote(update: Update, context: Context) -> None:
    """/vote, with the question behind it or without."""
    cause, message = context.cause(update), update.message
    if cause is None or message is None:
        return
    made = drafting.understand(context.desk.deps, cause, words_of(message), MessageId(message.message_id))
    await context.work(update, drafting.propose, made)


async def list_votes(update: Update, context: Context) -> None:
    """/votes"""
    await context.work(update, showing.list_votes)


async def paper(update: Update, context: Context) -> None:
    """/paper N HOUSEHOLD"""
    found = _NUMBER.fullmatch(words_of(update.message))
    if found is None or not found[2].strip():
        await context.refuse(update, Refused(Reason.VOTE_NUMBER_MISSING))
    else:
        await context.work(update, on_paper.begin, _number(found), found[2].strip())


async def proxy(update: Update, context: Context) -> None:
    """/proxy N as a reply to the neighbour who shall vote; /proxy N off"""
    found = _NUMBER.fullmatch(words_of(update.message))
    answered = update.message.reply_to_message if update.message else None
    if found is None:
        await context.refuse(update, Refused(Reason.VOTE_NUMBER_MISSING))
    elif answered is not None and answered.from_user is not None and not answered.from_user.is_bot:
        await context.work(update, proxies.give, _number(found), actor(answered.from_user))
    else:
        await context.work(update, proxies.revoke, _number(found))


async def pressed(update: Update, context: Context, press: VotePress) -> None:
    """Somebody pressed a button of a vote."""
    match press:
        case TurnPress():
            await context.work(update, drafting.turn, press.turn)
        case CastPress():
            await context.work(update, casting.cast, press.vote, press.choice, press.elector)
        case FillPress():
            await context.work(update, casting.fill, press.vote, press.choice, press.elector)
        case OpenPress():
            await context.work(update, casting.open_paper, press.vote, press.elector)
        case MinePress():
            await context.work(update, casting.mine, press.vote)
        case PaperFillPress():
            await context.work(update, on_paper.fill, press.vote, press.choice, press.elector)
        case PaperPress():
            await context.work(update, on_paper.enter, press.vote, press.choice, press.elector)
        case PaperSeePress():
            await context.work(update, on_paper.see, press.paper)
        case PaperAnswerPress():
            await context.work(update, on_paper.answer, press.paper, confirmed=press.confirmed)
        case TakeBackPress():
            await context.work(update, ending.ask_for_words, press.vote, Action.WITHDRAW_VOTE)
        case OutcomePress():
            await context.work(update, ending.ask_for_words, press.vote, Action.WRITE_OUTCOME)
        case FollowPress():
            await context.work(update, ending.follow, press.vote)
        case GatherPress():
            await context.work(update, ending.gather, press.vote)
        case MinutesPress():
            await context.work(update, ending.minutes, press.vote)
        case _:
            assert_never(press)


def _number(found: re.Match[str]) -> VoteNumber:
    return VoteNumber(min(int(found[1]), LARGEST))


HANDLERS: list[Handler] = [
    command("vote", vote),
    command("votes", list_votes),
    command("paper", paper),
    command("proxy", proxy),
]
