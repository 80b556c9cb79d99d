"""A squad's figures."""

from datetime import timedelta
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.figures import Figures, median
from bot.domain.ids import SquadKey

HOUR = timedelta(hours=1)
OURS = SquadKey("property")


def test_the_middle_of_spans() -> None:
    assert median([]) is None
    assert median([3 * HOUR, HOUR, 2 * HOUR]) == 2 * HOUR
    assert median([HOUR, 4 * HOUR]) == 2.5 * HOUR


@given(st.lists(st.integers(0, 10**6), min_size=1))
def test_half_of_them_are_no_longer_and_half_no_shorter(seconds: list[int]) -> None:
    spans = [timedelta(seconds=second) for second in seconds]
    middle = median(spans)
    assert middle is not None
    assert sum(span <= middle for span in spans) * 2 >= len(spans)
    assert sum(span >= middle for span in spans) * 2 >= len(spans)


def test_nobody_rated_is_not_nought() -> None:
    assert Figures(OURS).satisfaction is None
    assert Figures(OURS, ratings=3, stars=13).satisfaction == Fraction(13, 3)
    assert Figures(OURS).quiet
    assert not Figures(OURS, overdue=1).quiet
