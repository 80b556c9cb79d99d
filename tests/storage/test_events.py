"""Events, answers and reminders as they are kept."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.domain import event as rules
from bot.domain.event import Change, Event, EventKind, EventStep
from bot.domain.ids import CommunityId, EventNumber
from bot.domain.memo import Memo, MemoState
from bot.domain.recurrence import parse
from bot.domain.refusal import Reason, Refused
from bot.domain.rsvp import Answer, Rsvp, Turnout
from storage import events, memos, people, rsvps
from storage.database import Database, Stale, Transaction
from storage.rsvps import ALWAYS, Date
from tests.domain import test_memo as memo_makers
from tests.domain.test_event import NOW, ZONE, an_event
from tests.storage.makers import CHEN, LIU, NORTH, SOUTH, WANG, a_cause, settle, together


def kept(tx: Transaction, community: CommunityId, **given: Any) -> Event:
    """Keep an event under the community's next number."""
    event = an_event(
        **{"community": community, "number": events.next_number(tx, community), "chat": NORTH, "chats": (NORTH,)}
        | given
    )
    events.add(tx, event, rules.over_at(event, ZONE))
    return event


def test_an_event_comes_back_as_it_was(database: Database, community: CommunityId) -> None:
    def work(tx: Transaction) -> None:
        event = kept(tx, community, leads=(timedelta(days=1), timedelta(hours=1)), capacity=12, chats=(SOUTH, NORTH))
        event = rules.cancel_date(event, ZONE, 20260325, "假期", NOW)
        event = rules.change_date(event, ZONE, 20260401, Change(place="花园", length=timedelta(hours=1)), NOW)
        saved = events.save(tx, event, rules.over_at(event, ZONE))
        found = events.access(tx, community, event.number)
        assert found == replace(saved, start=found.start, changed_at=found.changed_at)
        assert (found.start, found.changed_at) == (event.start, NOW)
        assert found.version == 2

    database.work(work)


def test_an_event_of_another_community_is_unknown(database: Database, community: CommunityId) -> None:
    def work(tx: Transaction) -> None:
        event = kept(tx, community)
        other = settle(tx, "Oak Lane")
        with pytest.raises(Refused, match=Reason.EVENT_UNKNOWN.value):
            events.access(tx, other, event.number)

    database.work(work)


def test_the_slower_of_two_changes_is_stale(database: Database, community: CommunityId) -> None:
    event = database.work(lambda tx: kept(tx, community))
    database.work(lambda tx: events.save(tx, event, None))
    with pytest.raises(Stale):
        database.work(lambda tx: events.save(tx, event, None))


def test_two_events_called_at_once_have_numbers_of_their_own(database: Database, community: CommunityId) -> None:
    called = together(database, lambda tx: kept(tx, community), lambda tx: kept(tx, community))
    assert {future.result().number for future in called} == {1, 2}


def test_what_is_to_come_is_found_by_chat_and_time(database: Database, community: CommunityId) -> None:
    def work(tx: Transaction) -> None:
        weekly = kept(tx, community)
        once = kept(tx, community, rule=None, chats=(NORTH, SOUTH))
        off = rules.cancel(kept(tx, community), "why", NOW)
        events.save(tx, off, None)
        later = NOW + timedelta(days=9)
        for chat, since, until, found in [
            (NORTH, NOW, None, [weekly, once]),
            (SOUTH, NOW, None, [once]),
            (None, NOW, None, [weekly, once]),
            (NORTH, later, None, [weekly]),
            (NORTH, NOW, NOW + timedelta(days=1), []),
        ]:
            assert [e.number for e in events.upcoming(tx, community, chat, since, until)] == [e.number for e in found]
        assert len(events.changed_since(tx, community, NORTH, NOW)) == 3
        assert events.count_planned(tx, community, NORTH, NOW) == 2
        assert events.of_kind(tx, community, EventKind.COUNCIL) == []
        assert [e.number for e in events.numbered(tx, community, [once.number, EventNumber(99)])] == [once.number]

    database.work(work)


def test_steps_stay_in_order(database: Database, community: CommunityId) -> None:
    def work(tx: Transaction) -> None:
        event = kept(tx, community)
        events.add_step(tx, event, EventStep.CALL, a_cause(), None)
        events.add_step(tx, event, EventStep.CANCEL_DATE, a_cause(), 20260325, "假期")
        found = events.steps(tx, community, event.number)
        assert [(one.step, one.round, one.note, one.person) for one in found] == [
            (EventStep.CALL, None, "", WANG),
            (EventStep.CANCEL_DATE, 20260325, "假期", WANG),
        ]

    database.work(work)


def test_a_group_that_became_a_supergroup_keeps_its_events(database: Database, community: CommunityId) -> None:
    def work(tx: Transaction) -> None:
        event = kept(tx, community, chats=(NORTH, SOUTH))
        events.move_chat(tx, NORTH, type(NORTH)(-77))
        assert set(events.access(tx, community, event.number).chats) == {-77, SOUTH}

    database.work(work)


def test_answers_are_counted_and_the_line_keeps_its_order(database: Database, community: CommunityId) -> None:
    def work(tx: Transaction) -> None:
        date = Date(community, kept(tx, community).number, 20260318)
        rsvps.keep(tx, date, Rsvp(WANG, Answer.YES, NOW, guests=2))
        rsvps.keep(tx, date, Rsvp(LIU, Answer.YES, NOW + timedelta(minutes=2), waiting=True))
        rsvps.keep(tx, date, Rsvp(CHEN, Answer.YES, NOW + timedelta(minutes=1), waiting=True, guests=1))
        assert rsvps.turnout(tx, date) == Turnout(yes=3, waiting=3)
        assert [one.person for one in rsvps.queue(tx, date)] == [CHEN, LIU]
        assert [one.who.name for one in rsvps.guests(tx, date, (Answer.YES,), 9)] == ["王阿姨", "陈爷爷", "刘师傅"]
        rsvps.keep(tx, date, Rsvp(WANG, Answer.NO, NOW))
        rsvps.keep(tx, date, Rsvp(CHEN, Answer.YES, NOW, guests=1, came_at=NOW), let_in_by=LIU)
        assert rsvps.turnout(tx, date) == Turnout(yes=2, waiting=1, no=1, came=2)
        assert rsvps.turnout(tx, replace(date, round=20260325)) == Turnout()
        assert rsvps.find(tx, date, CHEN) == Rsvp(CHEN, Answer.YES, NOW, guests=1, came_at=NOW)

    database.work(work)


def test_those_who_come_every_time_come_unless_they_said_otherwise(database: Database, community: CommunityId) -> None:
    def work(tx: Transaction) -> None:
        event = kept(tx, community)
        always, date = Date(community, event.number, ALWAYS), Date(community, event.number, 20260318)
        for person in (WANG, LIU):
            rsvps.keep(tx, always, Rsvp(person, Answer.YES, NOW))
        rsvps.keep(tx, date, Rsvp(LIU, Answer.NO, NOW))
        rsvps.take_over(tx, date, always, None, NOW)
        rsvps.take_over(tx, date, always, 1, NOW)
        assert rsvps.turnout(tx, date) == Turnout(yes=1, no=1)
        new = kept(tx, community)
        rsvps.carry(tx, community, event.number, new.number, 20260318)
        assert rsvps.turnout(tx, Date(community, new.number, 20260318)) == Turnout(yes=1, no=1)
        assert rsvps.turnout(tx, Date(community, new.number, ALWAYS)) == Turnout(yes=2)
        assert rsvps.turnout(tx, date) == Turnout()
        assert len(rsvps.of_person(tx, community, WANG, 20260318)) == 3

    database.work(work)


def test_each_who_lets_the_bot_is_reminded_and_told_once(database: Database, community: CommunityId) -> None:
    def work(tx: Transaction) -> None:
        event = kept(tx, community)
        date, always = Date(community, event.number, 20260318), Date(community, event.number, ALWAYS)
        for person in (WANG, LIU, CHEN):
            rsvps.keep(tx, date, Rsvp(person, Answer.YES, NOW))
        rsvps.keep(tx, always, Rsvp(WANG, Answer.YES, NOW))
        for person in (WANG, CHEN):
            people.set_started(tx, person, started=True)
        assert [one.who.id for one in rsvps.to_remind(tx, date, 1, 1)] == [WANG]
        assert [one.who.id for one in rsvps.to_remind(tx, date, 1, 9)] == [CHEN]
        assert rsvps.to_remind(tx, date, 1, 9) == []
        assert len(rsvps.to_remind(tx, date, 2, 9)) == 2
        assert rsvps.count_to_tell(tx, date, 1, following=True) == 1
        assert [one.who.id for one in rsvps.to_tell(tx, date, 1, 9, following=True)] == [WANG, CHEN]
        assert rsvps.to_tell(tx, date, 1, 9, following=True) == []
        assert [one.who.id for one in rsvps.to_tell(tx, date, 1, 9, following=False, started=False)] == [LIU]
        assert rsvps.count_to_tell(tx, date, 1, following=True) == 0

    database.work(work)


def test_whoever_is_in_leaves_the_list_at_the_door(database: Database, community: CommunityId) -> None:
    def work(tx: Transaction) -> None:
        date = Date(community, kept(tx, community).number, 20260318)
        for person in (WANG, LIU, CHEN):
            rsvps.keep(tx, date, Rsvp(person, Answer.YES, NOW))
        rsvps.keep(tx, date, Rsvp(LIU, Answer.YES, NOW, came_at=NOW))
        found, total = rsvps.to_let_in(tx, date, 1, 1)
        assert (len(found), total) == (1, 2)
        rsvps.forget(tx, date, WANG)
        assert rsvps.to_let_in(tx, date, 0, 9)[1] == 1

    database.work(work)


def a_memo(community: CommunityId, **given: Any) -> Memo:
    return memo_makers.asked(community=community, **given)


def test_a_reminder_comes_back_as_it_was(database: Database, community: CommunityId) -> None:
    def work(tx: Transaction) -> None:
        memo = memos.add(tx, a_memo(community, rule=parse("FREQ=DAILY"), thread=7))
        found = memos.access(tx, community, memo.id)
        assert found == replace(memo, start=found.start, next_at=found.next_at)
        assert (found.start, found.next_at) == (memo.start, memo.next_at)
        with pytest.raises(Refused, match=Reason.MEMO_UNKNOWN.value):
            memos.access(tx, settle(tx, "Oak Lane"), memo.id)

    database.work(work)


def test_of_two_that_change_a_reminder_the_slower_is_stale(database: Database, community: CommunityId) -> None:
    memo = database.work(lambda tx: memos.add(tx, a_memo(community)))
    gone = replace(memo, state=MemoState.DROPPED, times=2)
    database.work(lambda tx: memos.save(tx, gone, memo))
    with pytest.raises(Stale):
        database.work(lambda tx: memos.save(tx, gone, memo))


def test_ones_own_and_a_chats_reminders_are_two_lists(database: Database, community: CommunityId) -> None:
    def work(tx: Transaction) -> None:
        own = memos.add(tx, a_memo(community))
        everyones = memos.add(tx, a_memo(community, chat=NORTH, everyone=True))
        memos.add(tx, a_memo(community, person=LIU))
        assert [memo.id for memo in memos.waiting_of(tx, community, WANG, 9)] == [own.id]
        assert [memo.id for memo in memos.waiting_in(tx, community, NORTH, 9)] == [everyones.id]
        assert (memos.count_of(tx, community, WANG), memos.count_in(tx, community, NORTH)) == (2, 1)
        memos.save(tx, replace(own, state=MemoState.DONE, times=2), own)
        assert memos.waiting_of(tx, community, WANG, 9) == []

    database.work(work)
