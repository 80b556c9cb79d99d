"""Pictures and files that the bot makes: plain values, their words in the reader's language already.

They are owed as they stand here, and become bytes when they are sent (``bot.papers``).
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from typing import Any, ClassVar, Literal, cast

BARS = 40
"""Bars of one picture; who has more sums up the rest."""

Tone = Literal["plain", "good", "bad", "quiet"]
"""How a bar is coloured: the ordinary one, what wins or agrees, what loses or is against, what stands aside."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One line of a panel."""

    label: str
    value: float
    """Its length, on its panel's scale."""
    text: str
    """What is written behind it: "41 (42.7 %)"."""
    tone: Tone = "plain"


@dataclass(frozen=True, slots=True)
class Mark:
    """A line across all bars of a panel: a quorum, a threshold."""

    at: float
    text: str


@dataclass(frozen=True, slots=True)
class Panel:
    """Bars that share a scale."""

    title: str
    bars: tuple[Bar, ...]
    marks: tuple[Mark, ...] = ()
    most: float = 0
    """Where the scale ends: 1 for shares; 0 for "as far as the longest bar or mark"."""


@dataclass(frozen=True, slots=True)
class Chart:
    """A picture of figures, for a phone's width."""

    ENDING: ClassVar[str] = ".png"
    name: str
    """The file's name, without its ending."""
    title: str
    panels: tuple[Panel, ...]
    subtitle: str = ""
    footer: str = ""

    def __post_init__(self) -> None:
        if sum(len(panel.bars) for panel in self.panels) > BARS:
            raise ValueError(f"more than {BARS} bars in a picture")


@dataclass(frozen=True, slots=True)
class Heading:
    """Begins a part of a document."""

    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Text of a document; its lines stay lines."""

    text: str


@dataclass(frozen=True, slots=True)
class Table:
    """Rows below a head that is repeated on each page."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...] = ()
    """How the columns share the width; equally, if nothing is said."""


@dataclass(frozen=True, slots=True)
class Document:
    """Pages to print or to sign: minutes, a hand-over."""

    ENDING: ClassVar[str] = ".pdf"
    name: str
    title: str
    blocks: tuple[Heading | Paragraph | Table, ...]
    subtitle: str = ""
    footer: str = ""
    """Stands below each page, beside its number."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """Rows for a spreadsheet."""

    ENDING: ClassVar[str] = ".csv"
    name: str
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class File:
    """A text as it is."""

    ENDING: ClassVar[str] = ""
    name: str
    """With its ending."""
    text: str


@dataclass(frozen=True, slots=True)
class Bundle:
    """Several papers in one file."""

    ENDING: ClassVar[str] = ".zip"
    name: str
    papers: tuple["Paper", ...]


Paper = Chart | Document | Sheet | File | Bundle
_KINDS: Mapping[str, type] = {
    kind.__name__.lower(): kind
    for kind in (Chart, Panel, Bar, Mark, Document, Heading, Paragraph, Table, Sheet, File, Bundle)
}


def file_name(paper: Paper) -> str:
    """Return what the paper is called where it is kept as a file."""
    return paper.name + paper.ENDING


def as_photo(paper: Paper) -> bool:
    """Tell whether a chat shows the paper as a picture; others are files."""
    return isinstance(paper, Chart)


def to_json(paper: Paper) -> dict[str, Any]:
    """Return the paper as values that JSON knows."""
    return cast("dict[str, Any]", _plain(paper))


def from_json(values: dict[str, Any]) -> Paper:
    """Return the paper that ``to_json`` made these values of."""
    return cast("Paper", _paper(values))


def _plain(value: Any) -> Any:  # noqa: ANN401
    if is_dataclass(value):
        parts = {part.name: _plain(getattr(value, part.name)) for part in fields(value)}
        return parts | {"kind": type(value).__name__.lower()}
    return [_plain(each) for each in value] if isinstance(value, tuple) else value


def _paper(value: Any) -> Any:  # noqa: ANN401
    if isinstance(value, dict):
        parts = {name: _paper(part) for name, part in value.items() if name != "kind"}
        return _KINDS[value["kind"]](**parts)
    return tuple(_paper(each) for each in value) if isinstance(value, list) else value
