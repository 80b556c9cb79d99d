"""``pavilion understand`` and what ``pavilion train --with-feedback`` learns from."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot import config as settings
from bot import readings
from bot.cli import app
from storage import migrate, offers
from storage.database import Database
from tests.storage.makers import NOW, settle
from tests.storage.test_people import an_offer
from tests.support.town import EXAMPLE


def understand(*arguments: str) -> str:
    """Run the command as a person does."""
    result = CliRunner().invoke(app, ["understand", *arguments], env={"COLUMNS": "160"})
    assert result.exit_code == 0, result.output
    return result.output


@pytest.mark.parametrize(
    ("text", "category", "building"),
    [
        ("3栋2单元的电梯又坏了,我妈买菜上不去", "lift", "3"),
        ("Water is dripping through the ceiling in Building 5, flat 402", "water_leak", "5"),
    ],
)
def test_a_message_is_read_as_json_and_as_a_table(text: str, category: str, building: str) -> None:
    found = json.loads(understand(text, "--json"))
    assert (found["intent"], found["category"], found["place"]["building"]) == ("report", category, building)
    assert found["because"]
    table = understand(text)
    for said in ("report", category, f"building {building}", "because"):
        assert said in table


def test_an_answer_is_read_as_one() -> None:
    assert json.loads(understand("我来,半小时到", "--answers", "squad", "--json"))["intent"] == "claim"
    assert json.loads(understand("我来,半小时到", "--json"))["intent"] != "claim"


def test_a_time_has_its_recurrence() -> None:
    (time,) = json.loads(understand("每周三晚7点在活动室合唱,欢迎来", "--json"))["times"]
    assert time["rrule"] == "FREQ=WEEKLY;BYDAY=WE"


def test_nonsense_is_read_as_nothing() -> None:
    assert json.loads(understand("💥", "--json"))["sureness"] == "silent"


@pytest.mark.parametrize(("filed", "intent", "kind"), [(True, "report", None), (False, "chatter", "near")])
def test_what_was_answered_becomes_a_row_to_learn_from(
    tmp_path: Path,
    filed: bool,  # noqa: FBT001
    intent: str,
    kind: str | None,
) -> None:
    example = settings.load(EXAMPLE)
    database_settings = example.database.model_copy(update={"url": f"sqlite:///{tmp_path}/pavilion.db"})
    config = example.model_copy(update={"database": database_settings})
    with Database(config.database.url) as database:
        migrate.upgrade(database.engine)
        offer = an_offer(database.work(settle))
        database.work(lambda tx: offers.add(tx, offer))
        database.work(lambda tx: offers.answer(tx, offer, NOW, filed=filed))
    (row,) = readings.feedback_of(config)
    assert (row.text, row.intent, row.kind, row.split) == (offer.text, intent, kind, "train")
