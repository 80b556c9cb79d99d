"""Options as people list them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.options import options_in


@pytest.mark.parametrize(
    ("text", "options"),
    [
        ("东门\n西门", ("东门", "西门")),
        ("1. 东门\n2. 西门\n3、都行", ("东门", "西门", "都行")),
        ("A) red\nB) grey", ("red", "grey")),
        ("① 山水 ② 花鸟", ("山水 ② 花鸟",)),
        ("东门 / 西门", ("东门", "西门")),
        ("东门、西门、都不要", ("东门", "西门", "都不要")),
        ("red, grey, none", ("red", "grey", "none")),
        ("周五，晚上/周六，上午", ("周五，晚上", "周六，上午")),
        ("- 东门\n\n- 东门\n- 西门", ("东门", "西门")),
        ("Mr. Li; Ms. Wang", ("Mr. Li", "Ms. Wang")),
        ("东门", ("东门",)),
        ("", ()),
    ],
)
def test_options_are_read(text: str, options: tuple[str, ...]) -> None:
    assert options_in(text) == options


@given(st.text())
def test_whatever_is_written_no_option_is_empty_or_twice(text: str) -> None:
    options = options_in(text)
    assert len(set(options)) == len(options)
    assert all(option == option.strip() != "" for option in options)
