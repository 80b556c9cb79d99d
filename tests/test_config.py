"""Settings: the example is complete, and each mistake is named with what is expected."""

import tomllib
from datetime import date, time
from pathlib import Path
from typing import Any

import pytest

from bot import config as settings
from bot.config import Config, ConfigError

EXAMPLE = Path(__file__).parent.parent / "config.example.toml"
FOR_A_TRADE_OF_ONES_OWN = {"examples"}
"""Keys that no squad of the example needs; the example explains them."""


def example() -> dict[str, Any]:
    return tomllib.loads(EXAMPLE.read_text(encoding="utf-8"))


def test_the_example_is_complete() -> None:
    written = example()
    sections = {name: field.annotation for name, field in Config.model_fields.items()}
    assert set(written) == set(sections)
    for section in ("community", "database", "delivery", "council", "escalation", "logging", "quiet", "web"):
        kind: Any = sections[section]
        assert set(written[section]) == set(kind.model_fields)
    squads: set[str] = set().union(*written["squads"])
    assert squads == set(settings.SquadConfig.model_fields) - FOR_A_TRADE_OF_ONES_OWN
    for key in FOR_A_TRADE_OF_ONES_OWN:
        assert f"\n# {key} " in EXAMPLE.read_text(encoding="utf-8")


def test_the_example_is_understood() -> None:
    config = settings.load(EXAMPLE)
    assert config.community.zone.key == "Asia/Shanghai"
    assert config.due.claim.normal.total_seconds() == 4 * 3600
    assert [squad.lane for squad in config.squads].count("confidential") == 2
    assert config.squads[0].working is not None
    assert config.squads[0].working.days == (0, 1, 2, 3, 4, 5)


def test_a_squad_may_have_holidays_of_its_own() -> None:
    data = example()
    data["squads"][0]["working"]["holidays"] = ["2026-01-01"]
    config = settings.parse(data, "my.toml")
    assert config.squads[0].working is not None
    assert config.squads[0].working.holidays == (date(2026, 1, 1),)
    assert config.squads[1].working is not None
    assert config.squads[1].working.holidays is None
    assert config.community.holidays[0] == date(2026, 10, 1)


def test_a_night_may_be_none() -> None:
    assert settings.parse(example(), "my.toml").quiet.hours == (time(22), time(7))
    assert settings.parse(_set(example(), "quiet.hours", ""), "my.toml").quiet.hours is None


def test_a_squad_of_a_trade_of_ones_own_is_understood() -> None:
    data = example()
    data["squads"].append(
        {
            "key": "bees",
            "names": {"zh": "养蜂红管家", "en": "bee stewards"},
            "chat": -1001000000199,
            "categories": ["swarm"],
            "keywords": ["蜜蜂", "bees"],
            "examples": ["楼下树上有一大群蜜蜂", "There is a swarm of bees in the courtyard"],
        }
    )
    squad = settings.parse(data, "my.toml").squads[-1]
    assert squad.examples == ("楼下树上有一大群蜜蜂", "There is a swarm of bees in the courtyard")
    assert settings.parse(example(), "my.toml").squads[0].examples == ()


def _set(data: dict[str, Any], path: str, value: Any) -> dict[str, Any]:
    *parents, last = path.split(".")
    place: Any = data
    for part in parents:
        place = place[int(part)] if part.isdigit() else place[part]
    if value is None:
        del place[last]
    else:
        place[last] = value
    return data


@pytest.mark.parametrize(
    ("path", "value", "told"),
    [
        pytest.param("community.name", None, "community.name: missing", id="missing"),
        pytest.param("community.nmae", "x", "community.nmae: no such key", id="misspelt"),
        pytest.param("community.zone", "China", 'zone such as "Asia/Shanghai"', id="zone"),
        pytest.param("community.zone", "../etc", 'zone such as "Asia/Shanghai"', id="zone that is a path"),
        pytest.param("community.fallback", "nobody", "community.fallback: expected the key of a squad", id="fallback"),
        pytest.param("community.emergency_numbers", [], "community.emergency_numbers:", id="no numbers"),
        pytest.param("buildings.0.chat", 12, "buildings[1].chat: ", id="not a group"),
        pytest.param(
            "buildings.1.chat", -1001000000003, "buildings.chat: -1001000000003 stands there more", id="twins"
        ),
        pytest.param("buildings.0.chat", -1001000000101, "either a building's or a squad's", id="both"),
        pytest.param("buildings.0.language", "fr", "buildings[1].language: ", id="language"),
        pytest.param("squads.0.key", "Property!", "squads[1].key: ", id="key"),
        pytest.param("squads.1.key", "property", "squads.key: property stands there more than once", id="same key"),
        pytest.param("squads.0.names.en", None, "squads[1].names.en: missing", id="a name missing"),
        pytest.param("squads.0.lane", "secret", "squads[1].lane: ", id="lane"),
        pytest.param("squads.0.keywords", "电梯", "squads[1].keywords: ", id="one keyword"),
        pytest.param("squads.0.examples", "电梯坏了", "squads[1].examples: ", id="one example"),
        pytest.param("squads.0.working.hours", "20:00-08:00", 'hours such as "08:00-18:00"', id="hours"),
        pytest.param("squads.0.working.days", ["monday"], "days out of mon, tue", id="days"),
        pytest.param("due.claim.normal", "4 hours", 'length of time such as "90s"', id="span"),
        pytest.param("due.claim.normal", "0h", 'length of time such as "90s"', id="no time at all"),
        pytest.param("due.resolve.normal", "soon", 'length of time such as "90s"', id="span to be done in"),
        pytest.param("escalation.warning", 1.5, "escalation.warning: ", id="a warning after it is due"),
        pytest.param("quiet.hours", "at night", 'hours such as "22:00-07:00"', id="a night without hours"),
        pytest.param("quiet.hours", "22:00-22:00", 'hours such as "22:00-07:00"', id="a night that never ends"),
        pytest.param("community.holidays", ["National Day"], 'a day such as "2026-10-01"', id="a holiday's name"),
        pytest.param("understanding.silent_days", -1, "understanding.silent_days: ", id="days before the first"),
        pytest.param("understanding.silent_days", 1000, "understanding.silent_days: ", id="silent for years"),
        pytest.param("database.url", "mysql://x", "database.url: expected", id="database"),
        pytest.param("delivery.poll_seconds", 500, "delivery.poll_seconds: ", id="poll"),
        pytest.param("council.notice_days", -1, "council.notice_days: ", id="notice after the meeting"),
        pytest.param("web.listen", "8080", 'such as "127.0.0.1:8080"', id="a port alone"),
        pytest.param("web.listen", "127.0.0.1:99999", 'such as "127.0.0.1:8080"', id="no such port"),
        pytest.param("web.public_url", "ftp://x", 'such as "https://pavilion.example.org"', id="no web address"),
        pytest.param("web", {"listen": "127.0.0.1:8080"}, "web: public_url: expected", id="served, but found nowhere"),
        pytest.param("logging.level", "loud", "logging.level: ", id="level"),
    ],
)
def test_a_mistake_is_named_with_its_key_and_file(path: str, value: Any, told: str) -> None:
    with pytest.raises(ConfigError) as caught:
        settings.parse(_set(example(), path, value), "my.toml")
    assert str(caught.value).startswith("my.toml: ")
    assert told in str(caught.value)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        pytest.param(None, "no such file. Copy config.example.toml", id="missing"),
        pytest.param(b"a = ", "this is not TOML", id="broken"),
        pytest.param("名 = 1".encode("gbk"), "this is not TOML", id="another encoding"),
        pytest.param(b"", "community: missing", id="empty"),
    ],
)
def test_a_file_that_can_not_be_read_is_named(tmp_path: Path, content: bytes | None, told: str) -> None:
    path = tmp_path / "my.toml"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(ConfigError, match=r"my\.toml: ") as caught:
        settings.load(path)
    assert told in str(caught.value)


def test_the_token_comes_from_the_environment_or_a_file(tmp_path: Path) -> None:
    file = tmp_path / "token"
    file.write_text("12:abc\n", encoding="utf-8")
    assert settings.token({"PAVILION_BOT_TOKEN": "1:x"}) == "1:x"
    assert settings.token({"PAVILION_BOT_TOKEN_FILE": str(file)}) == "12:abc"


@pytest.mark.parametrize(
    ("environment", "told"),
    [
        pytest.param({}, "set PAVILION_BOT_TOKEN", id="none"),
        pytest.param({"PAVILION_BOT_TOKEN": "hunter2"}, "as BotFather gives it", id="no token"),
        pytest.param({"PAVILION_BOT_TOKEN_FILE": "/nowhere/token"}, "/nowhere/token", id="no file"),
    ],
)
def test_a_token_that_is_none_is_told_without_showing_it(environment: dict[str, str], told: str) -> None:
    with pytest.raises(ConfigError) as caught:
        settings.token(environment)
    assert told in str(caught.value)
    assert "hunter2" not in str(caught.value)
