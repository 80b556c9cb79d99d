"""How long it takes to find when a rule comes next: real ones, rare ones, and those that never come again."""

import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from benchmarks.rows import Row
from bot.domain.recurrence import moments, next_after, parse

ZONE = ZoneInfo("Europe/Berlin")
START = datetime(2026, 3, 18, 19, 0, tzinfo=ZONE)
ROUNDS = 200
GOAL_MS = 1.0
USUAL = (
    "FREQ=WEEKLY;BYDAY=WE",
    "FREQ=MONTHLY;BYDAY=-1SA",
    "FREQ=DAILY;COUNT=365",
    "FREQ=YEARLY;BYMONTH=10;BYMONTHDAY=1",
)
ABSURD = (
    "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
    "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29;BYDAY=MO",
    "FREQ=YEARLY;BYDAY=MO,TU,WE,TH,FR,SA,SU;BYSETPOS=366;INTERVAL=4",
    "FREQ=MONTHLY;BYMONTHDAY=31;BYDAY=1MO",
    "FREQ=WEEKLY;BYDAY=MO,TU;BYSETPOS=3",
    "FREQ=DAILY;INTERVAL=7;BYDAY=TH",
    "FREQ=MINUTELY;INTERVAL=60;BYMINUTE=7",
    "FREQ=SECONDLY;INTERVAL=60;BYSECOND=30",
)


def rows() -> Iterator[Row]:
    """Measure both kinds, with what is known of years remembered; and absurd ones without."""
    yield Row("next time of a rule, the slowest", max(_warm(text) for text in USUAL), "ms", GOAL_MS, at_most=True)
    yield Row("next time of an absurd rule, the slowest", max(map(_warm, ABSURD)), "ms", GOAL_MS, at_most=True)
    yield Row("… the first time it is asked", max(map(_cold, ABSURD)), "ms", GOAL_MS, at_most=True)


def _warm(text: str) -> float:
    """Return the milliseconds of the usual call."""
    rule, after = parse(text), START + timedelta(days=200)
    next_after(rule, START, ZONE, after)
    begin = time.perf_counter()
    for _ in range(ROUNDS):
        next_after(rule, START, ZONE, after)
    return (time.perf_counter() - begin) / ROUNDS * 1000


def _cold(text: str) -> float:
    """Return the milliseconds of the first call, the best of some."""
    rule, best = parse(text), float("inf")
    for _ in range(5):
        moments._filled.cache_clear()  # noqa: SLF001
        begin = time.perf_counter()
        next_after(rule, START, ZONE, datetime(2027, 1, 1, tzinfo=UTC))
        best = min(best, time.perf_counter() - begin)
    return best * 1000
