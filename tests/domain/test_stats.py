"""Periods and medians."""

import statistics
from collections import Counter
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.ids import SquadKey
from bot.domain.stats import Figures, Group, Period, median_of, period_in

TODAY = date(2026, 3, 16)


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("", date(2026, 2, 15), TODAY),
        ("month", date(2026, 2, 15), TODAY),
        ("week", date(2026, 3, 10), TODAY),
        ("一周", date(2026, 3, 10), TODAY),
        ("YEAR", date(2025, 3, 17), TODAY),
        ("3月", date(2026, 3, 1), date(2026, 3, 31)),
        ("三月", date(2026, 3, 1), date(2026, 3, 31)),
        ("4月", date(2025, 4, 1), date(2025, 4, 30)),
        ("十二月", date(2025, 12, 1), date(2025, 12, 31)),
        ("2025年2月", date(2025, 2, 1), date(2025, 2, 28)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("March", date(2026, 3, 1), date(2026, 3, 31)),
        ("feb 2024", date(2024, 2, 1), date(2024, 2, 29)),
        ("2025", date(2025, 1, 1), date(2025, 12, 31)),
        ("2025年", date(2025, 1, 1), date(2025, 12, 31)),
    ],
)
def test_words_name_a_period(words: str, first: date, last: date) -> None:
    assert period_in(words, TODAY) == Period(first, last)


@pytest.mark.parametrize("words", ["13月", "3", "soon", "3栋", "1999", "0月", "2026-13", "💥", "month month"])
def test_other_words_name_none(words: str) -> None:
    assert period_in(words, TODAY) is None


def test_a_period_begins_and_ends_at_midnight_of_the_community() -> None:
    begins, ends = Period(TODAY, TODAY).bounds(ZoneInfo("Asia/Shanghai"))
    assert begins == datetime(2026, 3, 15, 16, tzinfo=UTC)
    assert ends == datetime(2026, 3, 16, 16, tzinfo=UTC)


@given(st.text(max_size=20))
def test_whatever_is_written_it_is_a_period_or_none(words: str) -> None:
    period = period_in(words, TODAY)
    assert period is None or period.first <= period.last


@given(st.lists(st.integers(0, 500), max_size=50))
def test_the_median_of_counted_values_is_the_median(values: list[int]) -> None:
    expected = statistics.median(values) if values else None
    assert median_of(Counter(values)) == expected


def test_figures_are_summed_up() -> None:
    water, law = SquadKey("water"), SquadKey("law")
    lifts, others = Group(water, "lift", 3, 2, 1, 1, 0), Group(water, None, 1, 0, 0, 0, 1)
    figures = Figures((lifts, others, Group(law, "lift", 2, 0, 0, 0, 0)))
    assert figures.total("received") == 6
    assert figures.by_squad() == {water: 4, law: 2}
    assert figures.by_category() == {"lift": 5, None: 1}
