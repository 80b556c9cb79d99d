"""config.toml and the environment become one frozen Config; a wrong key is named, with what is expected."""

import os
import tomllib
from collections.abc import Mapping
from datetime import date, time, timedelta
from pathlib import Path
from typing import Annotated, Any, Literal, Self
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator
from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

TOKEN_VARIABLE = "PAVILION_BOT_TOKEN"  # noqa: S105 (the variable's name, not a token)
TOKEN_FILE_VARIABLE = "PAVILION_BOT_TOKEN_FILE"  # noqa: S105
_SPAN_UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days"}
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_TOKEN_PARTS = 2
_HIGHEST_PORT = 65_535


class ConfigError(Exception):
    """The config can't be used; the message says which key of which file, and what is expected."""


def _span(value: object) -> object:
    """Read "90s", "30m", "4h" or "2d"."""
    if isinstance(value, str) and value[-1:] in _SPAN_UNITS and value[:-1].isdigit() and int(value[:-1]):
        return timedelta(**{_SPAN_UNITS[value[-1]]: int(value[:-1])})
    raise ValueError('expected a length of time such as "90s", "30m", "4h" or "2d"')


def _zone(value: object) -> object:
    try:
        return ZoneInfo(str(value))
    except (ZoneInfoNotFoundError, ValueError):
        raise ValueError('expected the name of a time zone such as "Asia/Shanghai" or "Europe/London"') from None


def _hours(value: object) -> object:
    """Read "08:00-18:00"."""
    opens, dash, closes = str(value).partition("-")
    try:
        span = time.fromisoformat(opens.strip()), time.fromisoformat(closes.strip())
    except ValueError:
        span = None
    if not dash or span is None or span[0] >= span[1]:
        raise ValueError('expected hours such as "08:00-18:00", opening before closing')
    return span


def _night(value: object) -> object:
    """Read "22:00-07:00"; nothing is no night."""
    if value in {None, ""}:
        return None
    begins, _, ends = str(value).partition("-")
    try:
        span = time.fromisoformat(begins.strip()), time.fromisoformat(ends.strip())
    except ValueError:
        span = None
    if span is None or span[0] == span[1]:
        raise ValueError('expected hours such as "22:00-07:00", or "" for none')
    return span


def _day(value: object) -> object:
    try:
        return value if isinstance(value, date) else date.fromisoformat(str(value))
    except ValueError:
        raise ValueError('expected a day such as "2026-10-01"') from None


def _weekday(value: object) -> object:
    if value in _WEEKDAYS:
        return _WEEKDAYS.index(str(value))
    raise ValueError(f"expected days out of {', '.join(_WEEKDAYS)}")


def _url(value: str) -> str:
    try:
        backend = make_url(value).get_backend_name()
    except ArgumentError:
        backend = ""
    if backend not in {"sqlite", "postgresql"}:
        raise ValueError('expected "sqlite:///FILE" or "postgresql+psycopg://USER:PASSWORD@HOST/DATABASE"')
    return value


def _listen(value: object) -> object:
    """Read "127.0.0.1:8080", or "[::1]:8080"; nothing is nowhere."""
    if value in {None, ""}:
        return None
    host, _, port = str(value).rpartition(":")
    number = int(port) if port.isascii() and port.isdigit() else -1
    if not host or not 0 <= number <= _HIGHEST_PORT:
        raise ValueError('expected an address and a port, such as "127.0.0.1:8080"')
    return host.strip("[]"), number


def _public_url(value: str) -> str:
    url = urlsplit(value)
    if value and (url.scheme not in {"http", "https"} or not url.hostname or url.query or url.fragment):
        raise ValueError('expected an address such as "https://pavilion.example.org"')
    return value.rstrip("/")


Span = Annotated[timedelta, BeforeValidator(_span)]
Listen = Annotated[tuple[str, int] | None, BeforeValidator(_listen)]
Zone = Annotated[ZoneInfo, BeforeValidator(_zone)]
Hours = Annotated[tuple[time, time], BeforeValidator(_hours)]
Night = Annotated[tuple[time, time] | None, BeforeValidator(_night)]
Day = Annotated[date, BeforeValidator(_day)]
Weekday = Annotated[int, BeforeValidator(_weekday)]
Language = Literal["zh", "en"]
GroupId = Annotated[int, Field(lt=0, description="the id of a group chat, a negative number")]


class _Section(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)


class CommunityConfig(_Section):
    """[community]"""

    name: str = Field(min_length=1)
    zone: Zone
    language: Language
    fallback: str
    emergency_numbers: tuple[str, ...] = Field(min_length=1)
    workers: tuple[Annotated[int, Field(gt=0)], ...] = ()
    holidays: tuple[Day, ...] = ()
    call_back_every: int = Field(default=0, ge=0)


class BuildingConfig(_Section):
    """[[buildings]]"""

    name: str = Field(min_length=1)
    chat: GroupId
    language: Language
    topic: int | None = Field(default=None, gt=0)


class Names(_Section):
    """A name in both languages."""

    zh: str = Field(min_length=1)
    en: str = Field(min_length=1)


class WorkingHoursConfig(_Section):
    """The hours of a squad."""

    days: tuple[Weekday, ...] = Field(min_length=1)
    hours: Hours
    holidays: tuple[Day, ...] | None = None


class SquadConfig(_Section):
    """[[squads]]"""

    key: str = Field(pattern=r"^[a-z][a-z0-9_]{0,31}$")
    names: Names
    chat: GroupId
    lane: Literal["open", "confidential"] = "open"
    categories: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()
    working: WorkingHoursConfig | None = None


class DueConfig(_Section):
    """[due.claim]"""

    emergency: Span
    urgent: Span
    normal: Span
    wish: Span


class ResolveConfig(_Section):
    """[due.resolve]"""

    emergency: Span = timedelta(hours=2)
    urgent: Span = timedelta(hours=8)
    normal: Span = timedelta(hours=24)
    wish: Span = timedelta(hours=120)
    categories: Mapping[str, Span] = {}


class Due(_Section):
    """[due]"""

    claim: DueConfig
    resolve: ResolveConfig = ResolveConfig()


class EscalationConfig(_Section):
    """[escalation]"""

    warning: float = Field(default=0.75, ge=0, lt=1)
    squad_lead: Span = timedelta(hours=2)
    above: Span = timedelta(hours=4)
    office: Span = timedelta(hours=8)


class QuietConfig(_Section):
    """[quiet]"""

    hours: Night = (time(22), time(7))


class UnderstandingConfig(_Section):
    """[understanding]"""

    silent_days: int = Field(default=7, ge=0, le=90)
    dispatch_sureness: float = Field(default=0.3, ge=0, le=1)


class DatabaseConfig(_Section):
    """[database]"""

    url: Annotated[str, AfterValidator(_url)] = "sqlite:///pavilion.db"


class VotesConfig(_Section):
    """[votes]"""

    key_file: Path | None = None


class DeliveryConfig(_Section):
    """[delivery]"""

    api: str = "https://api.telegram.org"
    poll_seconds: int = Field(default=30, ge=0, le=50)
    messages_per_second: float = Field(default=30, gt=0)
    chat_messages_per_second: float = Field(default=1, gt=0)
    group_messages_per_minute: float = Field(default=20, gt=0)


class CouncilConfig(_Section):
    """[council]"""

    notice_days: int = Field(default=3, ge=0, le=30)


class WebConfig(_Section):
    """[web]"""

    listen: Listen = None
    public_url: Annotated[str, AfterValidator(_public_url)] = ""
    behind_proxy: bool = False

    @model_validator(mode="after")
    def _has_an_address(self) -> Self:
        if self.listen is not None and not self.public_url:
            raise ValueError('public_url: expected the address at which phones find what is served at "listen"')
        return self


class LoggingConfig(_Section):
    """[logging]"""

    level: Literal["debug", "info", "warning", "error"] = "info"
    format: Literal["console", "json"] = "console"


class Config(_Section):
    """All settings."""

    community: CommunityConfig
    buildings: tuple[BuildingConfig, ...] = ()
    squads: tuple[SquadConfig, ...] = Field(min_length=1)
    due: Due
    escalation: EscalationConfig = EscalationConfig()
    quiet: QuietConfig = QuietConfig()
    understanding: UnderstandingConfig = UnderstandingConfig()
    database: DatabaseConfig = DatabaseConfig()
    votes: VotesConfig = VotesConfig()
    delivery: DeliveryConfig = DeliveryConfig()
    council: CouncilConfig = CouncilConfig()
    web: WebConfig = WebConfig()
    logging: LoggingConfig = LoggingConfig()

    @model_validator(mode="after")
    def _fits_together(self) -> Self:
        keys = [squad.key for squad in self.squads]
        _no_twins(keys, "squads.key")
        _no_twins([building.name for building in self.buildings], "buildings.name")
        building_chats = [building.chat for building in self.buildings]
        _no_twins(building_chats, "buildings.chat")
        if shared := {squad.chat for squad in self.squads} & set(building_chats):
            raise ValueError(f"a chat is either a building's or a squad's, but {sorted(shared)} are both")
        if self.community.fallback not in keys:
            raise ValueError(f"community.fallback: expected the key of a squad, one of {', '.join(keys)}")
        return self


def _no_twins(values: list[Any], key: str) -> None:
    if twins := {str(value) for value in values if values.count(value) > 1}:
        raise ValueError(f"{key}: {', '.join(sorted(twins))} stands there more than once")


def load(path: Path) -> Config:
    """Read a config file.

    :raises ConfigError: it isn't there, isn't TOML, or a key is missing, unknown or wrong.
    """
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise ConfigError(f"{path}: no such file. Copy config.example.toml there and change it.") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path}: this is not TOML: {error}") from None
    except OSError as error:
        raise ConfigError(f"{path}: {error.strerror}") from None
    return parse(data, str(path))


def parse(data: Mapping[str, Any], name: str) -> Config:
    """Check settings that came from the file ``name``.

    :raises ConfigError: a key is missing, unknown or wrong.
    """
    try:
        return Config.model_validate(data)
    except ValidationError as error:
        lines = [f"{name}: {_advice(problem)}" for problem in error.errors(include_url=False)]
        raise ConfigError("\n".join(lines)) from None


def token(environment: Mapping[str, str] = os.environ) -> str:
    """Return the bot's token, which never stands in the config.

    :raises ConfigError: there is none, or it can't be one.
    """
    found = environment.get(TOKEN_VARIABLE, "").strip()
    if file := environment.get(TOKEN_FILE_VARIABLE):
        try:
            found = found or Path(file).read_text(encoding="utf-8").strip()
        except OSError as error:
            raise ConfigError(f"{TOKEN_FILE_VARIABLE}: {file}: {error.strerror}") from None
    if not found:
        raise ConfigError(f"no token: set {TOKEN_VARIABLE}, or {TOKEN_FILE_VARIABLE} to a file that holds it")
    parts = found.split(":")
    if len(parts) != _TOKEN_PARTS or not parts[0].isdigit() or not parts[1]:
        raise ConfigError(f"{TOKEN_VARIABLE}: expected a token as BotFather gives it, like 123456:ABC-DEF")
    return found


def _advice(problem: Any) -> str:  # noqa: ANN401 (pydantic's own dictionary)
    """Turn pydantic's finding into a line: which key, and what is expected there."""
    key = ""
    for part in problem["loc"]:
        key += f"[{part + 1}]" if isinstance(part, int) else f".{part}" if key else str(part)
    message = problem["msg"].removeprefix("Value error, ")
    message = {"Field required": "missing", "Extra inputs are not permitted": "no such key"}.get(message, message)
    found = "" if problem["type"] in {"missing", "extra_forbidden"} or not key else f" (found {problem['input']!r})"
    return f"{key}: {message}{found}" if key else message
