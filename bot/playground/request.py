"""A Bot API request's parameters, whichever of Telegram's four ways they came in."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import orjson

from bot.playground.errors import bad_request

_TRUE = frozenset({"true", "1", "yes", "y", "t"})


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that came with the request."""

    name: str
    mime_type: str
    content: bytes


class Params:
    """Parameters by name; strings from a query or form, JSON's own types from a JSON body, files from multipart.

    Whatever a parameter can't be read as is refused by the 400 that Telegram gives.
    """

    def __init__(self, values: Mapping[str, Any], files: Mapping[str, Upload] | None = None) -> None:
        self.values = values
        self.files = files or {}

    def recorded(self) -> dict[str, Any]:
        """Return what a record of the request keeps: the parameters as they came, of files only name and size."""
        files = {name: f"{file.name} ({len(file.content)} bytes)" for name, file in self.files.items()}
        return {**files, **self.values}

    def has(self, name: str) -> bool:
        """Whether the parameter was given and is not null."""
        return self.values.get(name) is not None

    def text(self, name: str) -> str:
        """Return a string, empty if it was not given."""
        value = self.values.get(name)
        if value is None:
            return ""
        if isinstance(value, str):
            return value
        if isinstance(value, bool | list | dict):
            raise bad_request(f'parameter "{name}" must be of type String')
        return str(value)

    def integer(self, name: str, default: int = 0) -> int:
        """Return a whole number."""
        value = self.values.get(name)
        if value is None or value == "":
            return default
        try:
            return int(value) if not isinstance(value, bool | float) else _refuse(name)
        except (TypeError, ValueError):
            return _refuse(name)

    def number(self, name: str, default: float) -> float:
        """Return a number (timeouts come as fractions from some clients)."""
        try:
            return float(self.values.get(name) or default)
        except (TypeError, ValueError):
            return _refuse(name)

    def flag(self, name: str, *, default: bool = False) -> bool:
        """Return a Boolean."""
        value = self.values.get(name)
        if value is None:
            return default
        return value if isinstance(value, bool) else str(value).lower() in _TRUE

    def json(self, name: str) -> object:
        """Return a JSON-serialized (or already plain) value, None if it was not given."""
        value = self.values.get(name)
        if not isinstance(value, str):
            return value
        if not value:
            return None
        try:
            return orjson.loads(value)
        except orjson.JSONDecodeError:
            raise bad_request(f"can't parse {name} JSON object") from None

    def array(self, name: str) -> list[Any] | None:
        """Return a JSON array, None if it was not given."""
        value = self.json(name)
        if value is not None and not isinstance(value, list):
            raise bad_request(f"can't parse {name}: expected an Array")
        return value

    def upload(self, name: str) -> Upload | None:
        """Return the file of this parameter: under its own name, or where ``attach://`` points."""
        value = self.values.get(name)
        if isinstance(value, str) and value.startswith("attach://"):
            return self.attached(value)
        return self.files.get(name)

    def attached(self, reference: str) -> Upload | None:
        """Return the file that ``attach://NAME`` names, None where it isn't such a reference or nothing came."""
        name = reference.removeprefix("attach://")
        return None if name == reference else self.files.get(name)


def _refuse(name: str) -> int:
    raise bad_request(f'parameter "{name}" must be a valid number')
