"""How many times are read rightly: the rules of the evaluation sets, with their leniencies where speakers differ."""

import json
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from benchmarks.rows import Row
from nlp.times import en, zh
from nlp.times.found import TimeFound, TimeKind

EVAL = Path(__file__).resolve().parents[2] / "shared" / "eval"
Find = Callable[[str, datetime], Sequence[TimeFound]]
_DAYPARTS = {
    "morning": (4, 12),
    "noon": (11, 14),
    "afternoon": (12, 19),
    "evening": (17, 24),
    "night": (18, 30),
}
"""Hours in which a part of the day may begin; beyond 24 is the next day."""
NOW = datetime(2026, 3, 16, 10, tzinfo=UTC)
_HALF_DAY = timedelta(hours=12)


@dataclass(frozen=True, slots=True, eq=False)
class Case:
    """One sentence with its time, as the file has it."""

    text: str
    span: str
    language: str
    reference: datetime
    kind: str
    expected: Mapping[str, Any]


ROUNDS = 5
LANGUAGES: Mapping[str, tuple[Find, float, float]] = {"zh": (zh.find, 94, 0), "en": (en.find, 90, 3)}
"""How each language's times are found; its goals in percent: cases read rightly at least, false finds at most."""
KIND_GOAL, SPEED_GOAL = 80, 10_000


def rows() -> Iterator[Row]:
    """Measure both recognisers on real cases; nothing where these aren't on this machine."""
    if not EVAL.exists():
        return
    for language, (find, goal, false_goal) in LANGUAGES.items():
        found = cases(EVAL / "times.jsonl", language)
        right = {case: right_in(case, find) for case in found}
        yield Row(f"times, {language}: right", 100 * sum(right.values()) / len(right), "%", goal)
        for kind in sorted({case.kind for case in found}):
            of_kind = [right[case] for case in found if case.kind == kind]
            yield Row(f"times, {language}: right, {kind}", 100 * sum(of_kind) / len(of_kind), "%", KIND_GOAL)
        none = without_time(EVAL / "times_none.jsonl", language)
        false = sum(bool(find(text, NOW)) for text in none)
        yield Row(
            f"times, {language}: found where there is none", 100 * false / len(none), "%", false_goal, at_most=True
        )
        started = time.perf_counter()
        for case in found * ROUNDS:
            find(case.text, NOW)
        yield Row(f"times, {language}: speed", ROUNDS * len(found) / (time.perf_counter() - started), "/s", SPEED_GOAL)


def right_in(case: "Case", find: Find) -> bool:
    """Tell whether a recogniser reads a case rightly."""
    return is_right(case, found_for(case, find(case.text, case.reference.replace(tzinfo=UTC))))


def without_time(path: Path, language: str) -> list[str]:
    """Read the sentences in which there is nothing to be found."""
    found = (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines())
    return [row["text"] for row in found if row["lang"] == language]


def cases(path: Path, language: str) -> tuple[Case, ...]:
    """Read the cases of one language."""
    rows = (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines())
    return tuple(
        Case(
            row["text"],
            row["span"],
            row["lang"],
            datetime.fromisoformat(row["reference"]),
            row["kind"],
            row["expected"],
        )
        for row in rows
        if row["lang"] == language
    )


def found_for(case: Case, found: Iterable[TimeFound]) -> TimeFound | None:
    """Return what was found at the case's place: the time that shares most characters with it."""
    begin = case.text.find(case.span)
    until = begin + len(case.span)
    touching = [time for time in found if time.begin < until and begin < time.until]
    return max(touching, key=lambda time: min(until, time.until) - max(begin, time.begin), default=None)


def is_right(case: Case, found: TimeFound | None) -> bool:
    """Tell whether a time is the one expected, within the leniencies of the case."""
    if found is None:
        return False
    expected = case.expected
    if "rrule" in expected:
        return found.rrule is not None and _same_rule(expected["rrule"], found)
    if "seconds" in expected:
        return found.duration is not None and found.duration.total_seconds() == expected["seconds"]
    return found.rrule is None and found.kind is not TimeKind.DURATION and _same_span(expected, found)


def _same_span(expected: Mapping[str, Any], found: TimeFound) -> bool:
    if found.start is not None and expected.keys() & {"weekend", "week_ok", "daypart"}:
        return _near_enough(expected, found.start)
    starts = "start" not in expected or _same_moment(expected, "start", found.start, found.end)
    return starts and ("end" not in expected or _same_moment(expected, "end", found.end, found.start))


def _near_enough(expected: Mapping[str, Any], start: datetime) -> bool:
    """Where only the part of the day, the weekend or the week counts."""
    if "daypart" in expected:
        return _in_daypart(expected, start)
    wanted, got = _day(expected["start"]), start.date()
    if expected.get("weekend"):
        return abs((got - wanted).days) <= 1
    return got - timedelta(days=got.weekday()) == wanted - timedelta(days=wanted.weekday())


def _same_moment(expected: Mapping[str, Any], name: str, got: datetime | None, other: datetime | None) -> bool:
    if expected.get(f"vague_{name}"):
        return got is not None or other is not None
    if got is None:
        return False
    days = [0, *expected.get("alt_days", ())]
    if expected.get("any_day"):
        days += [1, -1]
    slack_days = int(expected.get("slack_days", 0)) + int(expected.get(f"vague_{name}_days", 0))
    wanted_text = expected[name]
    naive = got.replace(tzinfo=None)
    for ahead in days:
        if "T" not in wanted_text:
            if abs((naive.date() - (_day(wanted_text) + timedelta(days=ahead))).days) <= slack_days:
                return True
            continue
        wanted = datetime.fromisoformat(wanted_text) + timedelta(days=ahead)
        halves = (timedelta(0), _HALF_DAY, -_HALF_DAY) if expected.get("twelve") else (timedelta(0),)
        slack = timedelta(minutes=int(expected.get("slack_min", 0)) + 1, days=slack_days)
        if any(abs(naive - (wanted + half)) < slack for half in halves):
            return True
    return False


def _in_daypart(expected: Mapping[str, Any], start: datetime) -> bool:
    first, last = _DAYPARTS.get(expected["daypart"], (0, 24))
    days = [0, *expected.get("alt_days", ())] + ([1, -1] if expected.get("any_day") else [])
    naive = start.replace(tzinfo=None)
    midnights = (
        datetime.combine(_day(expected["start"][:10]) + timedelta(days=ahead), datetime.min.time()) for ahead in days
    )
    exact = naive == datetime.fromisoformat(expected["start"])
    return exact or any(timedelta(hours=first) <= naive - midnight < timedelta(hours=last) for midnight in midnights)


def _same_rule(expected: Mapping[str, Any], found: TimeFound) -> bool:
    got = dict(part.split("=") for part in (found.rrule or "").split(";"))
    if got.get("FREQ") != expected["freq"] or int(got.get("INTERVAL", 1)) != expected.get("interval", 1):
        return False
    for key in ("byday", "bymonthday", "bymonth", "bysetpos"):
        if sorted(map(str, expected.get(key, []))) != sorted(filter(None, got.get(key.upper(), "").split(","))):
            return False
    if str(expected.get("count", "")) != got.get("COUNT", ""):
        return False
    if "until" in expected and not _until_fits(expected["until"], got.get("UNTIL", "")):
        return False
    return _same_time_of_day(expected, found)


def _until_fits(expected: str, got: str) -> bool:
    if not got:
        return False
    return abs((_day(got[:8]) - _day(expected)).days) <= 1


def _same_time_of_day(expected: Mapping[str, Any], found: TimeFound) -> bool:
    if "daypart" in expected:
        return found.daypart == expected["daypart"] or found.at is not None
    if "time" not in expected:
        return True
    if found.at is None:
        return False
    wanted = datetime.strptime(expected["time"], "%H:%M").time()  # noqa: DTZ007 - a time of day has no zone
    minutes = abs((wanted.hour - found.at.hour) * 60 + wanted.minute - found.at.minute)
    return minutes == 0 or (bool(expected.get("twelve")) and minutes == 12 * 60)


def _day(text: str) -> date:
    return datetime.fromisoformat(text).date()
