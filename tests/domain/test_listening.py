"""How eager the bot is: a step each way, and the days in which it only listens."""

from datetime import UTC, datetime

import pytest

from bot.domain.listening import Eagerness, Listening, more_eager, quieter

NOON = datetime(2026, 3, 16, 4, tzinfo=UTC)


@pytest.mark.parametrize(
    ("before", "quiet", "eager"),
    [
        (Eagerness.QUIET, Eagerness.QUIET, Eagerness.NORMAL),
        (Eagerness.NORMAL, Eagerness.QUIET, Eagerness.LISTEN),
        (Eagerness.LISTEN, Eagerness.NORMAL, Eagerness.LISTEN),
    ],
)
def test_a_step_each_way(before: Eagerness, quiet: Eagerness, eager: Eagerness) -> None:
    assert quieter(Listening(before)) == Listening(quiet)
    assert more_eager(Listening(before)) == Listening(eager)


@pytest.mark.parametrize("eagerness", list(Eagerness))
def test_to_speak_at_all_is_the_first_step(eagerness: Eagerness) -> None:
    assert more_eager(Listening(eagerness, NOON)) == Listening(eagerness)
    assert quieter(Listening(eagerness, NOON)).until == NOON
