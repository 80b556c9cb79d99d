"""When another task may be given to a steward."""

import pytest

from bot.domain.duty import Duty


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
