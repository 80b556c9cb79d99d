"""Patterns out of word lists."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.words import any_of

LIFTS = ["lift", "电梯", "lift door", "wifi坏", "fire!", "fire! help"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("the lift is stuck", "lift", id="a whole word"),
        pytest.param("the lift door is stuck", "lift door", id="the longest"),
        pytest.param("fire! help", "fire! help", id="the longest, whatever the shorter ends in"),
        pytest.param("a facelift", None, id="not within a word"),
        pytest.param("lifts", None, id="not the beginning of a word"),
        pytest.param("shoplifté", None, id="letters with accents belong to the word"),
        pytest.param("我们的电梯坏了", "电梯", id="any occurrence in Chinese"),
        pytest.param("这个lift坏了", "lift", id="Latin letters beside Chinese"),
        pytest.param("家里wifi坏了", "wifi坏", id="both in one word"),
        pytest.param("mywifi坏了", None, id="only its Latin end is held to whole words"),
        pytest.param("fire!!", "fire!", id="a sign at the end is no letter"),
    ],
)
def test_words_are_found(text: str, found: str | None) -> None:
    match = any_of(LIFTS).search(text)
    assert (match and match.group()) == found


@given(st.text())
def test_no_words_find_nothing(text: str) -> None:
    assert any_of([]).search(text) is None


@given(st.lists(st.text(st.characters(categories=["Lo", "Po"]), min_size=1), min_size=1))
def test_every_word_finds_itself(words: list[str]) -> None:
    pattern = any_of(words)
    assert all(pattern.search(word.casefold()) for word in words)
