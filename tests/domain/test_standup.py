"""The stand-up's rules: when its sheet is due, and what leads answer."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.cause import Actor
from bot.domain.ids import PersonId
from bot.domain.standup import MOST_ANSWERS, STEP_LENGTH, Heard, Missing, answers, end_of, sheet_due, without

BERLIN = ZoneInfo("Europe/Berlin")
LIU = Actor(PersonId(1), "刘师傅", "zh")


def test_the_sheet_comes_the_evening_before_by_the_clock_on_the_wall() -> None:
    # The night between has 23 hours.
    meeting = datetime(2026, 3, 29, 19, 0, tzinfo=BERLIN)
    assert sheet_due(meeting, BERLIN) == datetime(2026, 3, 28, 18, 0, tzinfo=BERLIN)
    assert end_of(meeting.date(), BERLIN) == datetime(2026, 3, 29, 18, 0, tzinfo=BERLIN)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("#12 周五前换门机, 刘师傅", [(12, "周五前换门机, 刘师傅")]),
        ("＃12：周五前换门机", [(12, "周五前换门机")]),
        ("#12 motor by Friday\n#13 - ring them, Tom", [(12, "motor by Friday"), (13, "ring them, Tom")]),
        ("#12周五,#13周六", [(12, "周五"), (13, "周六")]),
        ("#12", [(12, "")]),
        ("好的", []),
        ("#", []),
        ("#99999999999999", []),
        ("#9999999999", [(2**31 - 1, "")]),
        ("#0 x", [(0, "x")]),
    ],
)
def test_what_is_said_of_which_issue(text: str, said: list[tuple[int, str]]) -> None:
    assert [(answer.number, answer.words) for answer in answers(text)] == said


@given(st.text())
def test_any_text_has_few_answers(text: str) -> None:
    assert len(answers(text + "#1 x" * 50)) == MOST_ANSWERS


@pytest.mark.parametrize(
    ("words", "parts", "left"),
    [
        ("周五前换门机, 刘师傅", ["周五前", "刘师傅"], "换门机"),
        ("by Friday, Tom, replace the motor", ["by Friday", "Tom"], "replace the motor"),
        ("replace the motor by Friday, Tom", ["by Friday", "Tom"], "replace the motor"),
        ("刘师傅", ["刘师傅"], ""),
    ],
)
def test_what_is_left_without_time_and_name(words: str, parts: list[str], left: str) -> None:
    spans = [(words.index(part), words.index(part) + len(part)) for part in parts]
    assert without(words, spans) == left


@given(st.text(), st.lists(st.tuples(st.integers(0, 50), st.integers(0, 50)), max_size=3))
def test_leaving_out_anything_leaves_a_short_line(words: str, spans: list[tuple[int, int]]) -> None:
    whole = [(min(span), max(span)) for span in spans if max(span) <= len(words)]
    assert len(without(words, whole)) <= STEP_LENGTH


def test_what_is_missing_is_asked() -> None:
    due = datetime(2026, 3, 20, tzinfo=BERLIN)
    assert Heard("x", LIU, due).missing == ()
    assert Heard("", None, None).missing == (Missing.WHAT, Missing.WHO, Missing.WHEN)
    assert Heard("x", None, due, (LIU, LIU)).missing == (Missing.WHO_OF_THEM,)
