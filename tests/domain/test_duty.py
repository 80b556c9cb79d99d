"""When another task may be given to a steward."""

import pytest

from bot.domain.duty import Duty, said


@pytest.mark.parametrize(
    ("duty", "open_tasks", "room", "full"),
    [
        pytest.param(Duty(), 50, True, False, id="no limit"),
        pytest.param(Duty(on=False), 0, False, False, id="off duty"),
        pytest.param(Duty(cap=2), 1, True, False, id="below the cap"),
        pytest.param(Duty(cap=2), 2, False, True, id="at the cap"),
        pytest.param(Duty(cap=0), 0, False, True, id="takes none"),
    ],
)
def test_another_task_is_given_to_whoever_has_room(duty: Duty, open_tasks: int, room: bool, full: bool) -> None:  # noqa: FBT001
    assert (duty.has_room(open_tasks), duty.is_full(open_tasks)) == (room, full)


@pytest.mark.parametrize(
    ("words", "before", "now"),
    [
        ("on", Duty(on=False, cap=2), Duty(cap=2)),
        ("下班", Duty(cap=2), Duty(on=False, cap=2)),
        ("OFF", Duty(), Duty(on=False)),
        ("cap 5", Duty(), Duty(cap=5)),
        ("最多3单", Duty(on=False), Duty(on=False, cap=3)),
        ("上限 0", Duty(), Duty(cap=0)),
        ("cap 1000000", Duty(), Duty(cap=99)),
        ("no cap", Duty(cap=3), Duty()),
        ("不限", Duty(cap=3), Duty()),
        ("cap", Duty(), None),
        ("cap -1", Duty(), None),
        ("maybe", Duty(), None),
    ],
)
def test_what_a_steward_says_of_themselves(words: str, before: Duty, now: Duty | None) -> None:
    assert said(words, before) == now
