"""What is sealed can be opened with the key, for its context, and says nothing without it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.vote.seal import Seal, Unsealable

SEAL = Seal(b"k" * 32)


@given(st.text(max_size=10), st.text(max_size=300))
def test_what_is_sealed_is_opened_again(context: str, text: str) -> None:
    assert SEAL.open(context, SEAL.close(context, text)) == text


@pytest.mark.parametrize("other", [Seal(b"l" * 32), SEAL])
def test_neither_another_key_nor_another_context_opens_it(other: Seal) -> None:
    with pytest.raises(Unsealable):
        other.open("vote 3", SEAL.close("vote 4", "1"))


@pytest.mark.parametrize("broken", ["", "?", "AAAA", SEAL.close("vote 3", "1")[:-4] + "AAA="])
def test_what_was_changed_is_not_opened(broken: str) -> None:
    with pytest.raises(Unsealable):
        SEAL.open("vote 3", broken)


def test_all_choices_look_alike_in_length() -> None:
    assert len({len(SEAL.close("vote 3", text)) for text in ("1", "-", "12.11.10.9.8.7.6.5.4.3.2.1")}) == 1


def test_the_same_choice_of_two_households_looks_different() -> None:
    assert SEAL.close("vote 3 elector 1", "1") != SEAL.close("vote 3 elector 2", "1")


def test_receipts_are_repeatable_short_and_distinct() -> None:
    receipts = {SEAL.receipt(3, elector, cast) for elector in range(200) for cast in range(5)}
    assert len(receipts) == 1000
    assert all(len(receipt) == 11 and receipt[5] == "-" for receipt in receipts)
    assert SEAL.receipt(3, 1, 1) == Seal(b"k" * 32).receipt(3, 1, 1) != Seal(b"l" * 32).receipt(3, 1, 1)


def test_a_short_key_is_none() -> None:
    with pytest.raises(ValueError, match="32"):
        Seal(b"short")
