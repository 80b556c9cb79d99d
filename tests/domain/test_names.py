"""Whom a sentence speaks of."""

import pytest

from bot.domain.cause import Actor
from bot.domain.ids import PersonId
from bot.domain.names import find

PEOPLE = [
    Actor(PersonId(1), "刘师傅", "zh"),
    Actor(PersonId(2), "赵师傅", "zh", "zhao"),
    Actor(PersonId(3), "刘建国", "zh"),
    Actor(PersonId(4), "Tom Baker", "en", "tom_b"),
    Actor(PersonId(5), "Emma", "en"),
    Actor(PersonId(6), "何书记", "zh"),
    Actor(PersonId(7), "Tom Ford", "en"),
    Actor(PersonId(8), "J", "en"),
]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("周五前换门机，刘师傅", {1}),
        ("周五前换门机,赵师傅", {2}),
        ("请何书记联系刘师傅", {1}),
        ("老赵下周二去看", {2}),
        ("王师傅去看", set()),
        ("刘建国明天去", {3}),
        ("老刘去看看", {1, 3}),
        ("replace the motor by Friday, Tom Baker", {4}),
        ("replace the motor by Friday, tom baker", {4}),
        ("Tom, by Friday", {4, 7}),
        ("@tom_b please, by Friday", {4}),
        ("@tom_baker please", {4}),
        ("Tomorrow at nine", set()),
        ("Emma will ring them", {5}),
        ("emmaline will ring them", set()),
        ("Just do it", set()),
        ("工人周五来", set()),
        ("", set()),
    ],
)
def test_whom_a_text_names(text: str, who: set[int]) -> None:
    found = find(text, PEOPLE)
    assert {actor.id for actor in found.candidates} == who if found else who == set()


def test_where_the_name_stands() -> None:
    found = find("周五前换门机，刘师傅", PEOPLE)
    assert found is not None
    assert "周五前换门机，刘师傅"[found.begin : found.until] == "刘师傅"


def test_nobody_is_known() -> None:
    assert find("刘师傅", []) is None
