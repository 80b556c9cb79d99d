"""``pavilion understand`` and ``pavilion train``: how the bot reads a message, and how it learns to."""

from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any

import orjson
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from bot.assembly import squad_words
from bot.config import Config, ConfigError
from nlp import reader
from nlp.corpus import Row
from nlp.languages import language_of
from nlp.understanding import Answered, Intent, Said, Understanding
from storage import offers
from storage.database import Database

STEPS = 7
"""What the training tells of, for the bar."""


def read(config: Config, text: str, answers: Answered | None, at: datetime | None = None) -> Understanding:
    """Return what a message means in the community of ``config``; without ``at`` it is written now."""
    said_at = (at or datetime.now(UTC)).astimezone(config.community.zone)
    return reader.load(squad_words(config))(Said(text, said_at, answers))


def as_json(understood: Understanding) -> str:
    """Return all of an understanding."""
    return orjson.dumps(asdict(understood), option=orjson.OPT_INDENT_2, default=str).decode()


def as_table(understood: Understanding) -> Table:
    """Return an understanding for people; what nothing was found for is left out."""
    table = Table(show_header=False)
    for name, value in _lines(understood):
        table.add_row(name, value)
    return table


def _lines(understood: Understanding) -> list[tuple[str, str]]:
    lines = [
        ("intent", f"{understood.intent} ({understood.confidence:.0%})"),
        ("sureness", understood.sureness.value),
        ("squad", understood.squad or ""),
        ("category", understood.category or ""),
        ("urgency", understood.urgency.value),
        ("place", _fields(asdict(understood.place))),
        *(("time", _fields(asdict(time))) for time in understood.times),
        ("poll", "" if understood.poll is None else _fields(asdict(understood.poll))),
        ("event", "" if understood.event is None else _fields(asdict(understood.event))),
        ("because", " · ".join(understood.because)),
    ]
    return [(name, value) for name, value in lines if value]


def _fields(fields: dict[str, Any]) -> str:
    return ", ".join(f"{name} {value}" for name, value in fields.items() if value)


def train(config: Config | None, console: Console) -> None:
    """Train and keep the model.

    :param config: names the database whose answered questions are learned from, too.
    :raises ConfigError: what training needs isn't installed.
    """
    try:
        from nlp import train as training
    except ImportError as error:
        raise ConfigError(f"training needs {error.name}: `make train` installs it") from None
    feedback = () if config is None else feedback_of(config)
    with Progress(TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn(), console=console) as progress:
        task = progress.add_task("", total=STEPS)

        def step(what: str) -> None:
            progress.update(task, description=f"{what:<36}", advance=1)

        nlp, thresholds = training.train(step, feedback)
        training.save(nlp, thresholds, len(feedback))
        progress.update(task, description="kept in nlp/model/", completed=STEPS)
    console.print(training.card(nlp, thresholds, len(feedback)), markup=False)


def feedback_of(config: Config) -> tuple[Row, ...]:
    """Return what neighbours answered as rows of the corpus: filed is what was offered, declined is chatter."""
    with Database(config.database.url) as database:
        answered = database.read(offers.feedback)
    return tuple(
        Row(
            text=one.text,
            language=language_of(one.text) or config.community.language,
            intent=one.intent if one.filed else Intent.CHATTER.value,
            kind=None if one.filed else "near",
        )
        for one in answered
    )
