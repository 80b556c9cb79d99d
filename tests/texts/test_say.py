"""Values are escaped, markup is not, and time is told as people do."""

from datetime import timedelta

import pytest

from bot.domain.issue import IssueState
from bot.domain.news import issues as told
from tests.texts.makers import NOON, TEXTS, view


def test_a_value_is_escaped_and_markup_is_not() -> None:
    body = TEXTS.body("zh", told.SquadCard(view("<b>x</b> & y", "<i>"), 1))
    assert "&lt;b&gt;x&lt;/b&gt; &amp; y" in body.html
    assert "&lt;i&gt;" in body.html
    assert isinstance(body.html, str)


def test_braces_in_a_text_are_not_values() -> None:
    assert "{number}" in TEXTS.body("en", told.SquadCard(view("{number} {0}"), 1)).html


@pytest.mark.parametrize(
    ("minutes", "zh", "en"),
    [
        (0, "1 分钟", "1 minute"),
        (59, "59 分钟", "59 minutes"),
        (112, "1 小时 52 分钟", "1 hour 52 minutes"),
        (1440, "1 天", "1 day"),
        (3000, "2 天 2 小时", "2 days 2 hours"),
    ],
)
def test_a_length_of_time_shows_its_two_largest_units(minutes: int, zh: str, en: str) -> None:
    seen = view(state=IssueState.ACCEPTED, closed_at=NOON + timedelta(minutes=minutes))
    assert f"用时 {zh}。" in TEXTS.body("zh", told.AcceptanceCard(seen, 1)).html
    assert f"after {en}." in TEXTS.body("en", told.AcceptanceCard(seen, 1)).html
