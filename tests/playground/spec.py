"""Checks requests and objects against Telegram's published specification, which stands beside the project."""

import json
from functools import cache
from pathlib import Path
from typing import Any

SPECIFICATION = Path(__file__).parents[3] / "shared" / "telegram" / "bot-api-10.1.json"
_PLAIN = {"Integer": int, "String": str, "Boolean": bool, "Float": (int, float)}


@cache
def _spec() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(SPECIFICATION.read_text(encoding="utf-8"))
    return loaded


def request_problems(method: str, params: dict[str, Any]) -> list[str]:
    """Return what is wrong with a request as it came: unknown, missing and mistyped parameters."""
    described = _spec()["methods"].get(method)
    if described is None:
        return [f"{method}: no such method"]
    fields = {field["name"]: field for field in described.get("fields", [])}
    # What is attached under a name of its own choice belongs to no field.
    attached = {str(value).removeprefix("attach://") for value in _strings(params) if "attach://" in value}
    given = {name: value for name, value in params.items() if name not in attached}
    problems = [f"{method}: unknown parameter {name}" for name in given if name not in fields]
    problems += [f"{method}: {name} is missing" for name, field in fields.items() if _lacks(field, params)]
    for name in given.keys() & fields.keys():
        types = fields[name]["types"]
        problems += _problems(_unserialized(given[name], types), types, f"{method}.{name}")
    return problems


def _strings(params: dict[str, Any]) -> list[str]:
    found = []
    for value in params.values():
        parsed = _unserialized(value, ["Object"]) if isinstance(value, str) else value
        items = parsed if isinstance(parsed, list) else [parsed]
        found += [item["media"] for item in items if isinstance(item, dict) and isinstance(item.get("media"), str)]
        found += [item for item in items if isinstance(item, str)]
    return found


def _lacks(field: dict[str, Any], params: dict[str, Any]) -> bool:
    return field["required"] and params.get(field["name"]) is None


def _unserialized(value: Any, types: list[str]) -> Any:
    """Return a form's string as what it stands for."""
    if not isinstance(value, str) or "String" in types:
        return value
    try:
        return json.loads(value)
    except json.JSONDecodeError:
        return value


def result_problems(method: str, result: Any) -> list[str]:
    """Return what is wrong with a method's result."""
    return _problems(result, _spec()["methods"][method]["returns"], method)


def _problems(value: Any, types: list[str], path: str) -> list[str]:
    """Return the problems with the best fitting of the types."""
    found = [_problems_of_one(value, kind, path) for kind in types]
    return min(found, key=len, default=[])


def _problems_of_one(value: Any, kind: str, path: str) -> list[str]:
    if kind.startswith("Array of "):
        if not isinstance(value, list):
            return [f"{path}: {value!r} is no {kind}"]
        inner = kind.removeprefix("Array of ")
        return [problem for index, item in enumerate(value) for problem in _problems(item, [inner], f"{path}[{index}]")]
    if kind == "InputFile":
        return [] if isinstance(value, str) else [f"{path}: {value!r} is no file"]
    if kind in _PLAIN:
        fits = isinstance(value, _PLAIN[kind]) and (kind == "Boolean" or not isinstance(value, bool))  # type: ignore[arg-type]
        return [] if fits else [f"{path}: {value!r} is no {kind}"]
    return _object_problems(value, kind, path)


def _object_problems(value: Any, kind: str, path: str) -> list[str]:
    described = _spec()["types"][kind]
    if "subtypes" in described:
        return _problems(value, described["subtypes"], path)
    if not isinstance(value, dict):
        return [f"{path}: {value!r} is no {kind}"]
    fields = {field["name"]: field for field in described.get("fields", [])}
    problems = [f"{path}: {kind} has no field {name}" for name in value if name not in fields]
    problems += [f"{path}: {kind} lacks {name}" for name, field in fields.items() if _lacks(field, value)]
    for name in value.keys() & fields.keys():
        problems += _problems(value[name], fields[name]["types"], f"{path}.{name}")
    return problems
