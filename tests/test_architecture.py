"""The table of docs/architecture.md: who may import whom."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
ROOMS = ("bot", "nlp", "storage", "benchmarks", "docs")

EVERYTHING: set[str] = {"*"}
MAY_IMPORT: dict[str, set[str]] = {
    "bot/domain": {"bot.domain"},
    "bot/services": {
        "bot.services", "bot.calendars", "bot.domain", "bot.texts", "storage", "nlp.understanding", "nlp.times.found",
    },
    "bot/handlers": {"bot.handlers", "bot.services", "bot.calendars", "bot.domain", "bot.texts", "telegram"},
    "bot/gateway": {
        "bot.gateway", "bot.domain.ids", "bot.handlers.entry", "storage.inbox", "storage.outbox",
        "telegram", "aiohttp", "orjson", "structlog",
    },
    "bot/papers": {"bot.papers", "bot.domain.paper", "PIL", "fpdf", "fontTools"},
    "bot/calendars": {"bot.calendars", "bot.domain", "icalendar"},
    "bot/web": {"bot.web", "bot.calendars", "bot.domain", "starlette", "uvicorn"},
    "bot/playground": {"bot.playground", "starlette", "uvicorn", "orjson", "python_multipart", "aiohttp"},
    "bot/__init__.py": set(),
    "bot/texts": {"bot.texts", "bot.domain", "babel"},
    "bot/config.py": {"pydantic", "sqlalchemy"},
    "bot/log.py": {"structlog", "orjson"},
    "bot/memory.py": {"bot.domain", "bot.services", "storage", "orjson"},
    "bot/vote_key.py": {"bot.config", "bot.domain", "sqlalchemy"},
    "bot/assembly.py": {"bot.config", "bot.vote_key", "bot.domain", "bot.services", "bot.texts", "nlp", "storage"},
    "bot/demo.py": {"bot.domain", "bot.services", "storage"},
    "bot/check.py": {"bot.config", "bot.vote_key", "bot.gateway", "storage", "telegram", "rich", "sqlalchemy"},
    "bot/readings.py": {"bot.assembly", "bot.config", "nlp", "storage", "orjson", "rich"},
    "bot/app.py": EVERYTHING,
    "bot/cli.py": EVERYTHING,
    "bot/__main__.py": EVERYTHING,
    "nlp/train.py": {"nlp", "spacy", "numpy", "orjson", "sklearn", "scipy"},
    "nlp": {"nlp", "spacy", "numpy", "orjson"},
    "storage": {"storage", "sqlalchemy", "alembic", "bot.domain"},
    "benchmarks": EVERYTHING,
    "docs": EVERYTHING,
}  # fmt: skip
NEVER_TOGETHER = {"bot/services": {"asyncio"}}
"""A service can't wait for the network even by mistake."""


def _files() -> list[Path]:
    return sorted(path for room in ROOMS for path in (ROOT / room).rglob("*.py"))


def _allowed(path: Path) -> tuple[str, set[str]]:
    place = path.relative_to(ROOT).as_posix()
    fitting = [room for room in MAY_IMPORT if place == room or place.startswith(f"{room}/")]
    assert fitting, f"{place} is in no room of the table"
    room = max(fitting, key=len)
    return room, MAY_IMPORT[room]


def _imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"a relative import in {path}"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


@pytest.mark.parametrize("path", _files(), ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_file_imports_only_what_its_room_may(path: Path) -> None:
    room, allowed = _allowed(path)
    for name in _imports(path):
        top = name.partition(".")[0]
        assert top not in NEVER_TOGETHER.get(room, set()), f"{path} imports {name}"
        if top in sys.stdlib_module_names or allowed is EVERYTHING:
            continue
        assert any(f"{name}.".startswith(f"{may}.") for may in allowed), f"{room} may not import {name}"


@pytest.mark.parametrize("path", ["bot/__init__.py", "bot/domain/__init__.py"])
def test_what_storage_loads_on_its_way_to_the_rules_is_empty(path: str) -> None:
    assert (ROOT / path).read_text(encoding="utf-8") == ""
