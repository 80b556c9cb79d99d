"""Logs as events with fields: for people on a console, for machines as JSON."""

import logging
from typing import Any

import orjson
import structlog

QUIET = ("telegram", "apscheduler", "alembic", "asyncio", "uvicorn")
"""Libraries that tell more than an operator wants to know, the bot's token in URLs among it."""


def _json(event: object, **_: object) -> str:
    return orjson.dumps(event, default=str).decode()


def set_up(level: str, style: str) -> None:
    """Write events of ``level`` and above, as ``console`` lines or as ``json``."""
    number = logging.getLevelNamesMapping()[level.upper()]
    logging.basicConfig(level=number, format="%(levelname)s %(name)s %(message)s")
    for name in QUIET:
        logging.getLogger(name).setLevel(max(number, logging.WARNING))
    as_json: list[Any] = [
        structlog.processors.dict_tracebacks,
        structlog.processors.JSONRenderer(serializer=_json),
    ]
    as_lines: list[Any] = [structlog.dev.ConsoleRenderer()]
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso"),
            *(as_json if style == "json" else as_lines),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(number),
        cache_logger_on_first_use=True,
    )
