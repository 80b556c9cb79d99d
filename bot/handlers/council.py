"""Commands: /raise, /bench, /council, /minutes; and the buttons of the minutes."""

import re
from typing import assert_never

from telegram import Update

from bot.domain.council import Bench, MatterKind
from bot.domain.ids import MessageId
from bot.domain.presses.base import LARGEST
from bot.domain.presses.council import AttendPress, CloseMinutesPress, CouncilPress, DecisionPress
from bot.domain.refusal import Reason, Refused
from bot.handlers.commands import command, words_of
from bot.handlers.context import Context, Handler
from bot.handlers.spoken_of import spoken_of
from bot.services import council, minutes

_ISSUE = re.compile(r"[#＃]\s?(\d{1,10})\b[\s,，:：]*")
_TOPIC = re.compile(r"(?:议题|topic)\s?(\d{1,10})\b[\s,，:：]*", re.IGNORECASE)
_VOTE = re.compile(r"(?:表决|投票|vote)\s?(\d{1,10})\b[\s,，:：]*", re.IGNORECASE)
_OFF = re.compile(r"^(?:off|撤|撤下|去掉|免)\b\s*|^(?:撤下|去掉|免去|撤)", re.IGNORECASE)
_DONE = frozenset({"done", "end", "close", "结束", "完"})
_BENCHES = (
    (Bench.COMMUNITY, re.compile(r"社区|居委|\bcommunity\b", re.IGNORECASE)),
    (Bench.PROPERTY, re.compile(r"物业|\bproperty\b", re.IGNORECASE)),
    (Bench.OWNERS, re.compile(r"业委|业主|\bowners?\b", re.IGNORECASE)),
    (Bench.BUILDINGS, re.compile(r"楼栋|楼长|\bbuildings?\b|\brepresentatives?\b", re.IGNORECASE)),
)


async def bring_up(update: Update, context: Context) -> None:
    """/raise #12, /raise topic 4, /raise vote 2, or /raise as an answer to a card; with a word on why"""
    message = update.message
    if message is None:
        return
    words = words_of(message)
    for kind, pattern in ((MatterKind.ISSUE, _ISSUE), (MatterKind.TOPIC, _TOPIC), (MatterKind.VOTE, _VOTE)):
        if named := pattern.match(words):
            which = kind, min(int(named[1]), LARGEST)
            await context.work(update, council.bring_up, which, None, words[named.end() :])
            return
    answered = None if message.reply_to_message is None else MessageId(message.reply_to_message.message_id)
    await context.work(update, council.bring_up, None, answered, words)


async def bench(update: Update, context: Context) -> None:
    """/bench; /bench owners or /bench off owners, as an answer to somebody or with an @name"""
    message = update.message
    if message is None:
        return
    if not words_of(message):
        await context.work(update, council.show_benches)
        return
    said = spoken_of(message)
    found = next((bench for bench, pattern in _BENCHES if pattern.search(said.words)), None)
    if found is None:
        await context.refuse(update, Refused(Reason.BENCH_MISSING))
    else:
        await context.work(update, council.seat, found, said.whom, off=_OFF.match(said.words) is not None)


async def agenda(update: Update, context: Context) -> None:
    """/council, /council off #12"""
    words = words_of(update.message)
    off = _OFF.match(words)
    named = _ISSUE.search(words)
    if off is not None and named is not None:
        await context.work(update, council.take_off, min(int(named[1]), LARGEST))
    else:
        await context.work(update, council.show_agenda)


async def take_minutes(update: Update, context: Context) -> None:
    """/minutes, /minutes done"""
    if words_of(update.message).strip().casefold() in _DONE:
        await context.work(update, minutes.close)
    else:
        await context.work(update, minutes.begin)


async def pressed(update: Update, context: Context, press: CouncilPress) -> None:
    """Somebody pressed a button of this capability."""
    match press:
        case AttendPress():
            await context.work(update, minutes.attend, press.sitting, press.who)
        case CloseMinutesPress():
            await context.work(update, minutes.close, press.sitting)
        case DecisionPress():
            await context.work(update, minutes.do, press.number, press.deed)
        case _:
            assert_never(press)


HANDLERS: list[Handler] = [
    command("raise", bring_up),
    command("bench", bench),
    command("council", agenda),
    command("minutes", take_minutes),
]
