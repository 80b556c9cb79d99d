"""The buttons of an issue's side roads, and of the small choices that they open."""

from typing import assert_never

from telegram import Update

from bot.domain.news.loop import Wanted
from bot.domain.presses.loop import (
    AskPress,
    CallBackPress,
    HandPress,
    IncidentPress,
    LoopPress,
    MorePress,
    NotOursPress,
    PassPress,
    PausePress,
    RatePress,
    ReleasePress,
    RestPress,
    ResumePress,
    SupportPress,
    TransferPress,
    UrgePress,
)
from bot.handlers.context import Context
from bot.services.loop import choices, gathering, resting, verdict


async def pressed(update: Update, context: Context, press: LoopPress) -> None:
    """Somebody pressed a button of this capability."""
    number, round_ = press.number, press.round
    match press:
        case SupportPress():
            await context.work(update, gathering.support, number)
        case UrgePress():
            await context.work(update, gathering.urge, number)
        case MorePress():
            await context.work(update, choices.more, number, round_)
        case TransferPress():
            await context.work(update, choices.transfer, number, round_)
        case PassPress():
            await context.work(update, choices.pass_to, number, round_, press.squad)
        case HandPress():
            await context.work(update, choices.hand_to, number, round_, press.steward)
        case PausePress():
            await context.work(update, choices.pause, number, round_)
        case RestPress():
            await context.work(update, choices.rest, number, round_, press.until)
        case ResumePress():
            await context.work(update, resting.resume, number, round_)
        case AskPress():
            await context.work(update, choices.words, number, round_, Wanted.QUESTION)
        case ReleasePress():
            await context.work(update, choices.words, number, round_, Wanted.WHY)
        case NotOursPress():
            await context.work(update, choices.words, number, round_, Wanted.WHOSE)
        case IncidentPress():
            await context.work(update, choices.incident, number, round_)
        case RatePress():
            await context.work(update, verdict.rate, number, round_, press.stars)
        case CallBackPress():
            await context.work(update, verdict.answer_call, number, round_, content=press.content)
        case _:
            assert_never(press)
