"""What buttons carry: round trips, Telegram's 64 bytes, and forgeries."""

from collections.abc import Mapping
from contextlib import suppress
from enum import Enum
from typing import Any, get_args, get_type_hints

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.ids import ChatId, EventNumber, IssueNumber, PersonId, SquadKey
from bot.domain.place import NOWHERE, Place
from bot.domain.presses import Press, unpack
from bot.domain.presses.base import CALLBACK_BYTES, LARGEST, LARGEST_ID
from bot.domain.presses.events import DoorPress
from bot.domain.presses.roles import AppointPress, DismissPress
from bot.domain.presses.seeing import ListPress, SearchPress, TurnPress, fits
from bot.domain.presses.setup import CategoriesPress, CategoryPress, ChoosePress
from bot.domain.refusal import Reason, Refused
from bot.domain.roles import Appointment, Role
from bot.domain.seeing import LAST_PAGE, Shelf, fitting
from bot.domain.setting import SETTINGS, Of
from bot.domain.vote.form import MOST_OPTIONS
from bot.texts.naming import CATEGORIES

PLAIN: Mapping[Any, st.SearchStrategy[Any]] = {
    bool: st.booleans(),
    int: st.integers(1, LARGEST),
    tuple[int, ...]: st.lists(st.integers(1, MOST_OPTIONS), unique=True).map(tuple),
    str: st.from_regex(r"[a-z_]{1,16}", fullmatch=True),
}
"""What fields of presses are made of. A press with a stranger one gets its strategy in ``OTHERS``."""
IDS = st.integers(1, LARGEST_ID)
NUMBERS = st.integers(1, LARGEST)
KEYS = st.from_regex(r"[a-z][a-z0-9_]{0,31}", fullmatch=True)
APPOINTMENTS = st.one_of(
    st.builds(Appointment, st.just(Role.BUILDING_LEAD), building=IDS.map(lambda number: ChatId(-number))),
    st.builds(Appointment, st.sampled_from([Role.STEWARD, Role.SQUAD_LEAD]), squad=KEYS),
    st.just(Appointment(Role.COMMUNITY_WORKER)),
)
PAGES = st.integers(1, LAST_PAGE)
PLACES = st.builds(Place, *(st.none() | st.from_regex(r"[\w-]{1,16}", fullmatch=True) for _ in range(6))).filter(fits)
CHOICES = [
    (whose, setting.key, value)
    for setting in SETTINGS.values()
    for value in setting.values
    for whose in ((ChatId(-LARGEST_ID),) if setting.of is Of.BUILDING else (SquadKey("s" * 32), SquadKey("property")))
]
OTHERS: Mapping[type, st.SearchStrategy[Any]] = {
    ChoosePress: st.sampled_from(CHOICES).map(lambda choice: ChoosePress(*choice)),
    CategoryPress: st.builds(CategoryPress, KEYS, st.sampled_from(sorted(CATEGORIES)), st.booleans()),
    CategoriesPress: st.builds(CategoriesPress, KEYS, st.booleans()),
    DoorPress: st.builds(DoorPress, NUMBERS.map(EventNumber), NUMBERS, NUMBERS, st.none() | IDS.map(PersonId)),
    **{kind: st.builds(kind, IDS, APPOINTMENTS) for kind in (AppointPress, DismissPress)},
    ListPress: st.builds(ListPress, st.sampled_from(Shelf), PAGES, PLACES | st.just(NOWHERE)),
    SearchPress: st.builds(SearchPress, PAGES, st.text(min_size=1).map(fitting).filter(bool)),
    TurnPress: st.builds(TurnPress, st.integers(1, LARGEST).map(IssueNumber), PAGES),
}


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
     "claim:99999999999999999999:1", "offer:1",
     "rsvp:1:20260318:maybe not", "rsvp:0:20260318:yes", "guest:1:20260318", "here:1:x", "door:1:1:1:x",
     "door:1:1:1:-5", "door:1:1:1:99999999999999999999", "evdraft:ok", "evdraft:explode:0", "evdraft:start:-1",
     "events:0", "events:x", "memo:1:1:forever", "memo:1:0:done", "memo::1:1h",
     "list:open:0:", "list:open:1000:", "list:all:1:", "list:open:1:a b", "list:open:1:1,2,3,4,5,6,7",
     "list:open:1", "find:1:", "find:1: ", "find:x:lift", "turn:1:1000", "show:1:1", "photos:",
     "offer:x:1", "vote", "claim:1:1\n;drop", "认领:1:1",
     "appoint:1:b:", "appoint:1:x:-5", "appoint:x:w:", "appoint:1:w:-5", "appoint:0:w:", "appoint:1:s:", "dismiss:1",
     "set:-5:heads:feet", "set:-5:nothing:x", "set:0:heads:owner", "set::proof:none", "setup:tower", "cats::1"],
)  # fmt: skip
def test_a_forgery_is_refused(data: str) -> None:
    with pytest.raises(Refused) as caught:
        unpack(data)
    assert caught.value.reason is Reason.BUTTON_UNKNOWN


@given(st.text(max_size=64))
def test_whatever_comes_it_is_a_press_or_a_refusal(data: str) -> None:
    with suppress(Refused):
        unpack(data)
