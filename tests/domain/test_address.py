"""Which household is meant, as people write it in both languages."""

import pytest

from bot.domain.address import households_meant
from bot.domain.household import Household
from bot.domain.ids import ChatId, CommunityId, HouseholdId

LABELS = ("1-101", "1-301", "2-301", "2-302", "A-2", "甲-5", "-7")


def home(label: str) -> Household:
    unit, _, room = label.partition("-")
    return Household(CommunityId(1), HouseholdId(LABELS.index(label) + 1), ChatId(-3), unit, room)


HOMES = [home(label) for label in LABELS]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2-301", ["2-301"]),
        ("２－３０１", ["2-301"]),
        ("2单元301", ["2-301"]),
        ("2单元301室", ["2-301"]),
        ("3号楼2单元301室", ["2-301"]),
        ("3栋 2 单元 301", ["2-301"]),
        ("unit 2, flat 301", ["2-301"]),
        ("Unit 2 Apt. 302", ["2-302"]),
        ("2301", ["2-301"]),
        ("a2", ["A-2"]),
        ("flat A-2", ["A-2"]),
        ("甲单元5号", ["甲-5"]),
        ("7", ["-7"]),
        ("flat 7", ["-7"]),
        ("101", ["1-101"]),
        ("301", ["1-301", "2-301"]),
        ("302室", ["2-302"]),
        ("3-301", []),
        ("9", []),
        ("", []),
        ("你好", []),
        ("-", []),
        ("2-301; DROP TABLE household", []),
    ],
)
def test_a_household_is_found_by_what_people_call_it(text: str, found: list[str]) -> None:
    assert [f"{one.unit}-{one.room}" for one in households_meant(text, HOMES)] == found
