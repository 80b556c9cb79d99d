"""Reminders that people ask for."""

from dataclasses import replace

from bot.domain.ids import MemoId
from bot.domain.memo import TEXT_LENGTH, MemoState
from bot.domain.news.issues import IssueView
from bot.domain.news.memos import MemoDue, MemoKept, MemoList, MemoNews, MemoSettled
from bot.domain.presses.base import LARGEST
from bot.domain.recurrence import parse
from bot.services.memos import LISTED
from tests.domain.test_memo import a_memo
from tests.texts.makers import NOON


def news(seen: IssueView) -> list[MemoNews]:
    """Return samples."""
    memo = a_memo(id=MemoId(LARGEST), text=(seen.issue.text or "?")[:TEXT_LENGTH], next_at=NOON, times=LARGEST)
    again = replace(memo, rule=parse("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE,SU;UNTIL=20300101"), everyone=True)
    return [
        MemoKept(memo, here=True),
        MemoKept(memo, here=False),
        MemoKept(again, here=False),
        MemoDue(memo, seen.reporter, NOON, named=True),
        MemoDue(again, seen.reporter, None, named=False),
        *(MemoSettled(replace(memo, state=state)) for state in MemoState),
        MemoSettled(replace(memo, next_at=None)),
        MemoList((again,) * LISTED, everyone=True),
        MemoList((), everyone=False),
    ]
