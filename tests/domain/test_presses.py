"""What buttons carry: round trips, Telegram's 64 bytes, and forgeries."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.ids import IssueNumber, MessageId
from bot.domain.presses import (
    CALLBACK_BYTES,
    LARGEST,
    AcceptPress,
    ClaimPress,
    DonePress,
    OfferPress,
    Press,
    ReturnPress,
    WithdrawPress,
    unpack,
)
from bot.domain.refusal import Reason, Refused

NUMBERS = st.integers(1, LARGEST)
PRESSES = st.one_of(
    *(
        st.builds(kind, NUMBERS.map(IssueNumber), NUMBERS)
        for kind in (ClaimPress, DonePress, AcceptPress, ReturnPress, WithdrawPress)
    ),
    st.builds(OfferPress, NUMBERS.map(MessageId), st.booleans()),
)


@given(PRESSES)
def test_what_is_packed_is_unpacked_and_fits(press: Press) -> None:
    assert unpack(press.pack()) == press
    assert len(press.pack().encode()) <= CALLBACK_BYTES


@pytest.mark.parametrize(
    "data",
    ["", ":", "claim", "claim:", "claim:x:1", "claim:1", "claim:1:2:3", "claim:0:1", "claim:-1:1", "claim:1:0",
     "claim:99999999999999999999:1", "offer:1", "offer:x:1", "vote:1:1", "claim:1:1\n;drop", "认领:1:1"],
)  # fmt: skip
def test_a_forgery_is_refused(data: str) -> None:
    with pytest.raises(Refused) as caught:
        unpack(data)
    assert caught.value.reason is Reason.BUTTON_UNKNOWN


@given(st.text(max_size=64))
def test_whatever_comes_it_is_a_press_or_a_refusal(data: str) -> None:
    with suppress(Refused):
        unpack(data)
