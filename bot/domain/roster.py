"""A roster: bytes of a CSV file become rows, or a list of what is wrong; and rows become a plan of what changes."""

import csv
import io
import re
import unicodedata
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from enum import StrEnum

from bot.domain.household import AREA_UNIT, Household

MOST_ROWS = 5_000
MOST_BYTES = 2_000_000
LARGEST_AREA = 100_000
"""In m². A larger dwelling is a mistake."""
_SHORT, _LONG = 20, 120
_SHOWN = 24


class Wrong(StrEnum):
    """What can be wrong with a file, or with one line of it."""

    NOT_TEXT = "not_text"
    SPREADSHEET = "spreadsheet"
    EMPTY = "empty"
    NO_HEADER = "no_header"
    TOO_MANY_ROWS = "too_many_rows"
    BROKEN = "broken"
    ROOM_MISSING = "room_missing"
    AREA_WRONG = "area_wrong"
    TOO_LONG = "too_long"
    TWICE = "twice"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong, and where."""

    wrong: Wrong
    line: int = 0
    """As a spreadsheet counts, the header being 1; 0 is the whole file."""
    value: str = ""
    other: int = 0
    """The line that has the same household."""


@dataclass(frozen=True, slots=True)
class Row:
    """One household as the file has it."""

    unit: str
    room: str
    area: int = 0
    owner: str = ""
    names: str = ""

    @property
    def label(self) -> str:
        """Return what neighbours call it."""
        return f"{self.unit}-{self.room}" if self.unit else self.room


@dataclass(frozen=True, slots=True)
class Roster:
    """What a file says. Rows count only if nothing is wrong."""

    rows: tuple[Row, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """What a roster changes."""

    added: tuple[Row, ...]
    changed: tuple[tuple[Household, Row], ...]
    gone: tuple[Household, ...]
    """Nobody speaks for these."""
    gone_with_people: tuple[Household, ...]
    """Somebody does: they stay unless the lead says so."""
    same: int


# ---- reading ----

HEADERS: Mapping[str, frozenset[str]] = {
    "unit": frozenset({"单元", "单元号", "楼门", "门栋", "unit", "staircase", "stair", "entrance"}),
    "room": frozenset(
        {"房号", "房间号", "室", "室号", "房间", "门牌", "门牌号", "户号", "room", "flat", "apartment", "no"}
    ),
    "area": frozenset({"面积", "建筑面积", "专有面积", "产权面积", "area", "areasqm", "aream2", "sqm", "m2", "size"}),
    "owner": frozenset({"业主", "业主姓名", "产权人", "所有权人", "owner", "owners"}),
    "names": frozenset({"姓名", "住户", "住户姓名", "居住人", "居民", "names", "name", "residents", "resident"}),
}
_DELIMITERS = ",;\t"
_SPREADSHEETS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
"""How the files of spreadsheet programs begin."""
_AREA_UNIT = re.compile(r"(?:m2|sqm|平方米|平米|平|㎡)\s*$", re.IGNORECASE)
_LAST_WORD = re.compile(r"(?:单元|室|号)$")


class _Unreadable(Exception):
    def __init__(self, wrong: Wrong, value: str = "") -> None:
        super().__init__(wrong.value)
        self.problem = Problem(wrong, value=value)


def read(content: bytes) -> Roster:
    """Return what a file says."""
    try:
        return _rows(*_named_lines(_table(_decoded(content))))
    except _Unreadable as found:
        return Roster((), (found.problem,))


def _named_lines(lines: Sequence[tuple[int, list[str]]]) -> tuple[Sequence[tuple[int, list[str]]], dict[str, int]]:
    """Return the lines below the header, and where it has which column."""
    columns = _columns(lines[0][1])
    if "room" not in columns:
        raise _Unreadable(Wrong.NO_HEADER)
    if len(lines) == 1:
        raise _Unreadable(Wrong.EMPTY)
    if len(lines) - 1 > MOST_ROWS:
        raise _Unreadable(Wrong.TOO_MANY_ROWS, str(len(lines) - 1))
    return lines[1:], columns


def _table(text: str) -> list[tuple[int, list[str]]]:
    """Return the lines in which something stands, with their numbers."""
    try:
        lines = [line for line in _lines(text) if any(cell.strip() for cell in line[1])]
    except csv.Error:
        raise _Unreadable(Wrong.BROKEN) from None
    if not lines:
        raise _Unreadable(Wrong.EMPTY)
    return lines


def _decoded(content: bytes) -> str:
    """Return a file's text: UTF-8 with or without a mark, UTF-16 with one, or what Chinese spreadsheets write."""
    if content.startswith(_SPREADSHEETS):
        raise _Unreadable(Wrong.SPREADSHEET)
    marked = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ("utf-16",) if marked else ("utf-8-sig", "gb18030"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise _Unreadable(Wrong.NOT_TEXT)


def _lines(text: str) -> Iterator[tuple[int, list[str]]]:
    """Return the file's lines with their numbers."""
    head = text.splitlines()[0] if text.strip() else ""
    delimiter = max(_DELIMITERS, key=head.count)
    if "，" in head and not any(head.count(one) for one in _DELIMITERS):
        text, delimiter = text.replace("，", ","), ","
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    at = 1
    for cells in reader:
        yield at, cells
        at = reader.line_num + 1


def _columns(head: Sequence[str]) -> dict[str, int]:
    columns: dict[str, int] = {}
    for place, cell in enumerate(head):
        # 面积(㎡) is 面积; "Area m²" is "aream2".
        named = re.sub(r"[(\[（【].*|[\s_.:/-]", "", unicodedata.normalize("NFKC", cell).casefold())
        for column, names in HEADERS.items():
            if named in names:
                columns.setdefault(column, place)
    return columns


def _rows(lines: Iterable[tuple[int, list[str]]], columns: Mapping[str, int]) -> Roster:
    rows: list[Row] = []
    problems: list[Problem] = []
    seen: dict[tuple[str, str], int] = {}
    for at, cells in lines:
        said = {column: _cell(cells, place) for column, place in columns.items()}
        problem = _problem(said, at)
        if problem is not None:
            problems.append(problem)
            continue
        row = Row(
            unit=_short(said.get("unit", "")),
            room=_short(said["room"]),
            area=_area(said.get("area", "")) or 0,
            owner=said.get("owner", ""),
            names=said.get("names", ""),
        )
        before = seen.setdefault((row.unit, row.room), at)
        if before != at:
            problems.append(Problem(Wrong.TWICE, at, row.label, before))
        rows.append(row)
    return Roster(tuple(rows), tuple(problems))


def _cell(cells: Sequence[str], place: int) -> str:
    return " ".join(unicodedata.normalize("NFKC", cells[place]).split()) if place < len(cells) else ""


def _problem(said: Mapping[str, str], at: int) -> Problem | None:
    if not _short(said["room"]):
        return Problem(Wrong.ROOM_MISSING, at)
    if _area(said.get("area", "")) is None:
        return Problem(Wrong.AREA_WRONG, at, said["area"][:_SHOWN])
    for column, most in (("unit", _SHORT), ("room", _SHORT), ("owner", _LONG), ("names", _LONG)):
        if len(said.get(column, "")) > most:
            return Problem(Wrong.TOO_LONG, at, said[column][:_SHOWN])
    return None


def _short(cell: str) -> str:
    """Return a unit or a room without its word: 2单元 is 2. Spreadsheets make 301 into 301.0."""
    return _LAST_WORD.sub("", re.sub(r"^(\d+)\.0$", r"\1", cell)).strip().upper()


def _area(cell: str) -> int | None:
    """Return an area in hundredths of a square metre, 0 where nothing is said; None where it can't be one."""
    said = _AREA_UNIT.sub("", cell).strip().replace(" ", "")
    if not said:
        return 0
    if re.fullmatch(r"\d+,\d{1,2}", said):
        said = said.replace(",", ".")
    try:
        area = Decimal(said.replace(",", "")) if re.fullmatch(r"[\d.,]+", said) else Decimal(-1)
    except InvalidOperation:
        return None
    if not 0 <= area < LARGEST_AREA:
        return None
    return int((area * AREA_UNIT).quantize(Decimal(1), ROUND_HALF_UP))


# ---- planning ----


def plan(rows: Iterable[Row], known: Collection[Household], has_people: Callable[[Household], bool]) -> Plan:
    """Return what a roster changes among the households that are known."""
    before = {(home.unit, home.room): home for home in known}
    added, changed, same = [], [], 0
    named = set()
    for row in rows:
        named.add((row.unit, row.room))
        home = before.get((row.unit, row.room))
        if home is None:
            added.append(row)
        elif (home.area, home.owner, home.names) != (row.area, row.owner, row.names):
            changed.append((home, row))
        else:
            same += 1
    gone = [home for key, home in before.items() if key not in named]
    return Plan(
        added=tuple(added),
        changed=tuple(changed),
        gone=tuple(home for home in gone if not has_people(home)),
        gone_with_people=tuple(home for home in gone if has_people(home)),
        same=same,
    )
