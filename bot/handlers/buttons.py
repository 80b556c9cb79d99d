"""Presses: typed callback data goes to the capability whose button it is."""

from typing import assert_never

from telegram import Update
from telegram.ext import CallbackQueryHandler

from bot.domain.presses import Press, unpack
from bot.domain.presses.calendars import CalendarPress
from bot.domain.presses.council import CouncilPress
from bot.domain.presses.dispatch import DispatchPress
from bot.domain.presses.events import EventPress
from bot.domain.presses.issues import IssuePress
from bot.domain.presses.joining import JoiningPress
from bot.domain.presses.loop import LoopPress
from bot.domain.presses.me import MePress
from bot.domain.presses.memos import MemoPress
from bot.domain.presses.notices import NoticePress
from bot.domain.presses.offers import OffersPress
from bot.domain.presses.polls import PollPress
from bot.domain.presses.roles import RolesPress
from bot.domain.presses.roster import RosterPress
from bot.domain.presses.seeing import SeeingPress
from bot.domain.presses.setup import SetupChatPress
from bot.domain.presses.topics import TopicsPress
from bot.domain.presses.votes import VotePress
from bot.domain.refusal import Refused
from bot.handlers import (
    calendars,
    council,
    dispatch,
    events,
    issues,
    joining,
    loop,
    me,
    memos,
    notices,
    offers,
    polls,
    roles,
    roster,
    seeing,
    setup,
    topics,
    votes,
)
from bot.handlers.context import Context, Handler


async def pressed(update: Update, context: Context) -> None:
    """Somebody pressed a button; what it carries can be forged, so the services check it all."""
    query = update.callback_query
    if query is None:
        return
    try:
        press = unpack(query.data or "")
    except Refused as refused:
        await context.refuse(update, refused)
    else:
        await _hand_on(update, context, press)


async def _hand_on(update: Update, context: Context, press: Press) -> None:
    if isinstance(press, IssuePress):
        await issues.pressed(update, context, press)
    elif isinstance(press, LoopPress):
        await loop.pressed(update, context, press)
    elif isinstance(press, DispatchPress):
        await dispatch.pressed(update, context, press)
    elif isinstance(press, OffersPress):
        await offers.pressed(update, context, press)
    elif isinstance(press, PollPress):
        await polls.pressed(update, context, press)
    elif isinstance(press, RolesPress):
        await roles.pressed(update, context, press)
    elif isinstance(press, SeeingPress):
        await seeing.pressed(update, context, press)
    elif isinstance(press, NoticePress):
        await notices.pressed(update, context, press)
    elif isinstance(press, TopicsPress):
        await topics.pressed(update, context, press)
    elif isinstance(press, JoiningPress):
        await joining.pressed(update, context, press)
    elif isinstance(press, RosterPress):
        await roster.pressed(update, context, press)
    elif isinstance(press, CouncilPress):
        await council.pressed(update, context, press)
    elif isinstance(press, CalendarPress):
        await calendars.pressed(update, context, press)
    elif isinstance(press, SetupChatPress):
        await setup.pressed(update, context, press)
    elif isinstance(press, EventPress):
        await events.pressed(update, context, press)
    elif isinstance(press, MemoPress):
        await memos.pressed(update, context, press)
    elif isinstance(press, MePress):
        await me.pressed(update, context, press)
    elif isinstance(press, VotePress):
        await votes.pressed(update, context, press)
    else:
        assert_never(press)


HANDLERS: list[Handler] = [CallbackQueryHandler(pressed)]
