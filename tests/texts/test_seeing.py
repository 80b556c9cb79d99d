"""Lists and timelines: what they show, and what they hide."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.body import Button
from bot.domain.ids import PersonId
from bot.domain.issue import IssueState, Step, TimelineEvent
from bot.domain.news.issues import BuildingCard
from bot.domain.news.seeing import Page
from bot.domain.place import NOWHERE
from bot.domain.presses.seeing import ListPress, PhotosPress, ShowPress, TurnPress
from bot.domain.seeing import OF_NEIGHBOURS, Shelf
from bot.domain.squad import Lane
from tests.texts.makers import NOON, TEXTS, issue_list, timeline, view


def event(step: Step, round_: int = 1) -> TimelineEvent:
    return TimelineEvent(step, NOON, PersonId(1), "王阿姨", "妈妈被打了", round_)


def test_a_confidential_issue_is_not_told_to_those_who_may_not_read_it() -> None:
    seen = view("妈妈被打了", "王阿姨", Lane.CONFIDENTIAL, note="先谈一次")
    events = tuple(event(step) for step in Step)
    for news in (timeline(seen, events, confide=False), BuildingCard(seen)):
        html = TEXTS.body("zh", news).html
        for secret in ("妈妈", "王阿姨", "电梯故障", "3栋", "先谈一次"):
            assert secret not in html


@pytest.mark.parametrize("step", list(Step))
def test_neighbours_are_not_named_to_neighbours_on_a_timeline(step: Step) -> None:
    shown = timeline(view(state=IssueState.DISPATCHED), (event(step),))
    assert ("王阿姨" not in TEXTS.body("zh", shown).html) or step not in OF_NEIGHBOURS
    in_full = TEXTS.body("zh", replace(shown, hide_names=False)).html
    unnamed = {Step.DISPATCH, Step.REMIND, Step.RESUME, Step.SILENCE}
    assert "王阿姨" in in_full or step in unnamed or "{name}" not in in_full


def test_a_list_shows_what_is_overdue_and_for_how_long() -> None:
    late = view(due_at=NOON - timedelta(hours=2))
    assert "已逾期 2 小时" in TEXTS.body("zh", issue_list(late)).html
    assert "overdue for 2 hours" in TEXTS.body("en", issue_list(late)).html
    assert "逾期" not in TEXTS.body("zh", issue_list(view(due_at=NOON + timedelta(hours=2)))).html


def test_pages_are_turned_by_buttons() -> None:
    middle = replace(issue_list(view()), page=Page(2, 3), total=20)
    body = TEXTS.body("en", middle)
    assert "20 open issues · page 2 of 3" in body.html
    pressed = [[button.press for button in row if isinstance(button, Button)] for row in body.rows]
    assert pressed == [
        [ListPress(Shelf.OPEN, 1, NOWHERE), ListPress(Shelf.MINE, 1, NOWHERE)],
        [ShowPress(view().issue.number)],
        [ListPress(Shelf.OPEN, 1, NOWHERE), ListPress(Shelf.OPEN, 3, NOWHERE)],
    ]


def test_a_timeline_tells_its_rounds_apart_and_offers_its_pictures() -> None:
    shown = replace(timeline(view(), (event(Step.RETURN), event(Step.CLAIM, 2))), photos=3, page=Page(2, 2))
    body = TEXTS.body("en", shown)
    assert "<i>Round 2</i>" in body.html
    pressed = [[button.press for button in row if isinstance(button, Button)] for row in body.rows]
    assert pressed == [[PhotosPress(view().issue.number)], [TurnPress(view().issue.number, 1)]]


def test_where_several_buildings_are_listed_each_is_named() -> None:
    seen = view(place=NOWHERE)
    assert "3号楼" not in TEXTS.body("zh", issue_list(seen)).html
    assert "3号楼" in TEXTS.body("zh", replace(issue_list(seen), across=True)).html
