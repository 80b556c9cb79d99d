"""What buttons carry: round trips, Telegram's 64 bytes, and forgeries."""

from collections.abc import Mapping
from contextlib import suppress
from enum import Enum
from typing import Any, get_args, get_type_hints

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.presses import Press, unpack
from bot.domain.presses.base import CALLBACK_BYTES, LARGEST
from bot.domain.refusal import Reason, Refused

PLAIN: Mapping[type, st.SearchStrategy[Any]] = {
    bool: st.booleans(),
    int: st.integers(1, LARGEST),
    str: st.from_regex(r"[a-z_]{1,16}", fullmatch=True),
}
"""What fields of presses are made of. A press with a stranger one gets its strategy in ``OTHERS``."""
OTHERS: Mapping[type, st.SearchStrategy[Any]] = {}


def field(kind: Any) -> st.SearchStrategy[Any]:
    """Return values for a field: an id is the number that it is."""
    if isinstance(kind, type) and issubclass(kind, Enum):
        return st.sampled_from(kind)
    return PLAIN[getattr(kind, "__supertype__", kind)]


def presses(kind: type[Press]) -> st.SearchStrategy[Press]:
    """Return presses of a kind."""
    hints = {name: hint for name, hint in get_type_hints(kind).items() if name != "PREFIX"}
    return OTHERS[kind] if kind in OTHERS else st.builds(kind, **{name: field(hint) for name, hint in hints.items()})


@given(st.one_of(*map(presses, get_args(Press))))
def test_what_is_packed_is_unpacked_and_fits(press: Press) -> None:
    assert unpack(press.pack()) == press
    assert len(press.pack().encode()) <= CALLBACK_BYTES


def test_no_two_kinds_share_a_prefix() -> None:
    prefixes = [kind.PREFIX for kind in get_args(Press)]
    assert len(set(prefixes)) == len(prefixes)
    assert not any(":" in prefix for prefix in prefixes)


@pytest.mark.parametrize(
    "data",
    ["", ":", "claim", "claim:", "claim:x:1", "claim:1", "claim:1:2:3", "claim:0:1", "claim:-1:1", "claim:1:0",
     "claim:99999999999999999999:1", "offer:1", "offer:x:1", "vote", "claim:1:1\n;drop", "认领:1:1"],
)  # fmt: skip
def test_a_forgery_is_refused(data: str) -> None:
    with pytest.raises(Refused) as caught:
        unpack(data)
    assert caught.value.reason is Reason.BUTTON_UNKNOWN


@given(st.text(max_size=64))
def test_whatever_comes_it_is_a_press_or_a_refusal(data: str) -> None:
    with suppress(Refused):
        unpack(data)
