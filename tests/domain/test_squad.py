"""Who gets an issue, and which hours nobody can work in."""

from datetime import time

import pytest

from bot.domain.ids import ChatId, SquadKey
from bot.domain.squad import Lane, Squad, WorkingHours, who_gets


def squad(key: str, *categories: str) -> Squad:
    return Squad(SquadKey(key), {"zh": key, "en": key}, ChatId(-1), Lane.OPEN, frozenset(categories))


SQUADS = (squad("property", "lift", "power"), squad("order", "power", "dogs"), squad("office"))


@pytest.mark.parametrize(
    ("understood", "category", "gets"),
    [
        pytest.param("order", None, "order", id="the squad understood"),
        pytest.param("order", "lift", "order", id="the squad goes before the category"),
        pytest.param(None, "power", "property", id="the first that has the category"),
        pytest.param(None, "dogs", "order", id="by category"),
        pytest.param(None, "stage", "office", id="nobody has it"),
        pytest.param("gone", None, "office", id="a squad that was dropped"),
        pytest.param(None, None, "office", id="nothing known"),
    ],
)
def test_who_gets_an_issue(understood: str | None, category: str | None, gets: str) -> None:
    assert who_gets(SQUADS, understood, category, SquadKey("office")).key == gets


@pytest.mark.parametrize(
    ("opens", "closes", "days"),
    [
        pytest.param(time(18), time(8), {0}, id="closes before it opens"),
        pytest.param(time(8), time(8), {0}, id="no time at all"),
        pytest.param(time(8), time(18), set(), id="no day"),
    ],
)
def test_hours_in_which_nobody_works_are_refused(opens: time, closes: time, days: set[int]) -> None:
    with pytest.raises(ValueError, match="working hours"):
        WorkingHours(opens, closes, frozenset(days))
