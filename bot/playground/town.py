"""Reads a community's people and chats from a TOML file."""

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.playground.chats import Json, Person

DEMO = Path(__file__).with_name("town.toml")
_NAMES = ("id", "first_name", "last_name", "username", "language_code")


@dataclass(frozen=True, slots=True)
class ChatPlan:
    """A chat to open: who is in it with which status, and the names of its topics."""

    id: int
    type: str
    kind: str
    title: str
    members: dict[int, str]
    topics: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Town:
    """What a TOML file describes."""

    token: str
    bot: Person
    people: tuple[Person, ...]
    chats: tuple[ChatPlan, ...]


def read_town(path: Path = DEMO) -> Town:
    """Return the community described in ``path``; raises KeyError or tomllib.TOMLDecodeError for a wrong file."""
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    bot = Person({"id": table["bot"]["id"], "is_bot": True} | _names(table["bot"]), color="#0f766e")
    return Town(
        token=table["bot"]["token"],
        bot=bot,
        people=tuple(_person(row) for row in table["people"]),
        chats=tuple(_plan(row, bot.id) for row in table["chats"]),
    )


def _names(row: Json) -> Json:
    return {name: row[name] for name in _NAMES if name in row}


def _person(row: dict[str, Any]) -> Person:
    return Person({"is_bot": False} | _names(row), about=row.get("about", {}), color=row.get("color", "#7d8597"))


def _plan(row: dict[str, Any], bot_id: int) -> ChatPlan:
    members = dict.fromkeys(row["members"], "member")
    members[row["creator"]] = "creator"
    members |= dict.fromkeys(row.get("admins", ()), "administrator")
    if "bot" in row:
        members[bot_id] = row["bot"]
    return ChatPlan(row["id"], row["type"], row["kind"], row["title"], members, tuple(row.get("topics", ())))
