"""Codes can be read aloud, recognised however they are typed, and not guessed."""

import secrets
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.ids import CommunityId
from bot.domain.invitation import ALPHABET, LENGTH, WRONG_SPAN, WRONG_TRIES, code_in, digest, may_try, spell

NOW = datetime(2026, 3, 16, tzinfo=UTC)
IVY = CommunityId(1)


def test_a_new_code_has_no_letters_that_are_taken_for_others() -> None:
    codes = {spell(secrets.choice) for _ in range(500)}
    assert len(codes) == 500
    for code in codes:
        assert len(code.replace("-", "")) == LENGTH
        assert not set("01OIL") & set(code)


@given(st.text(ALPHABET, min_size=LENGTH, max_size=LENGTH), st.sampled_from(["{}-{}", "{} {}", " {}{} ", "{}—{}。"]))
def test_a_code_is_known_however_it_is_typed(letters: str, shape: str) -> None:
    typed = shape.format(letters[:4], letters[4:]).lower()
    assert code_in(typed) == letters
    wide = "".join(chr(ord(letter) + 0xFEE0) for letter in letters)
    assert code_in(wide) == letters
    assert digest(IVY, letters) == digest(IVY, f"{letters[:4]}-{letters[4:]}".lower())
    assert digest(IVY, letters) != digest(CommunityId(2), letters)


@pytest.mark.parametrize(
    "text", ["", "2-301", "2单元301室", "ABCD-234", "ABCD-23456", "ABCO-2345", "ABC1-2345", "你好吗我在这里呢"]
)
def test_what_is_no_code_is_none(text: str) -> None:
    assert code_in(text) is None


@pytest.mark.parametrize(
    ("tries", "after", "may"),
    [(0, timedelta(0), True), (WRONG_TRIES - 1, timedelta(0), True), (WRONG_TRIES, timedelta(0), False),
     (WRONG_TRIES, WRONG_SPAN - timedelta(seconds=1), False), (WRONG_TRIES, WRONG_SPAN, True)],
)  # fmt: skip
def test_who_is_wrong_too_often_waits(tries: int, after: timedelta, may: bool) -> None:  # noqa: FBT001
    assert may_try(tries, NOW, NOW + after) == may
