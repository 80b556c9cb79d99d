"""Polls from their draft to what they came to."""

from dataclasses import replace
from datetime import timedelta

from bot.domain.ids import ChatId, CommunityId, PersonId
from bot.domain.news.issues import IssueView
from bot.domain.news.polls import (
    PollCard,
    PollField,
    PollList,
    PollNews,
    PollPrompt,
    PollProposed,
    PollQuestion,
    PollResult,
    PollWhere,
)
from bot.domain.poll import Poll, PollState
from bot.domain.presses.base import LARGEST
from bot.domain.refusal import Reason
from bot.services.polls import SHOWN
from tests.texts.makers import NOON


def news(seen: IssueView) -> list[PollNews]:
    """Return samples."""
    words, name, who = seen.issue.text or "?", seen.building, seen.reporter
    poll = Poll(
        community=CommunityId(1),
        number=LARGEST,
        chat=ChatId(-1),
        author=PersonId(1),
        question=words * 20,
        options=tuple(f"{n} {words}" for n in range(40)),
        state=PollState.DRAFT,
        made_at=NOON,
        closes_at=NOON + timedelta(days=1),
        maybe=(NOON, NOON + timedelta(hours=12)),
    )
    lacks = tuple(reason for reason in Reason if reason.value.startswith("poll_") and reason is not Reason.POLL_UNKNOWN)
    lacks = tuple(reason for reason in lacks if reason not in {Reason.POLL_OVER, Reason.POLL_NOT_OPEN})
    asked = replace(poll, question=words[:300], options=tuple(f"{n} {words}"[:100] for n in range(12)))
    closed = replace(asked, state=PollState.CLOSED, counts=(10**6,) * 12, voters=10**7, closed_at=NOON)
    nobody = replace(closed, counts=(0,) * 12, voters=0)
    return [
        PollCard(poll, name, lacks),
        PollCard(replace(poll, several=True, anonymous=True, maybe=()), name, may_start=True),
        PollCard(replace(poll, question="", options=(), closes_at=None, maybe=()), name, lacks),
        *(PollCard(replace(poll, state=state), name, by=by) for state in PollState for by in (who, None)),
        PollWhere(poll, tuple((n, name) for n in range(1, 50))),
        *(PollPrompt(who, field, Reason.POLL_FEW_OPTIONS) for field in PollField),
        PollProposed(poll, name, who),
        PollQuestion(asked),
        *(PollResult(each, name) for each in (closed, nobody, replace(closed, voters=1))),
        PollList((), ()),
        PollList((closed,) * SHOWN, (nobody, closed) * (SHOWN // 2)),
    ]
