"""Pictures of figures: bars, one below another, in large type for a phone."""

import io
from dataclasses import dataclass
from functools import cache

from PIL import Image, ImageDraw, ImageFont

from bot.domain.paper import Bar, Chart, Panel, Tone
from bot.papers.lettering import FONT, shown

WIDTH = 1080
_EDGE = 64
_INNER = WIDTH - 2 * _EDGE
_PAPER, _INK, _SOFT, _TRACK = "#FBFAF6", "#1F2D3A", "#5D6B78", "#E9E6DE"
_COLOURS: dict[Tone, str] = {"plain": "#2F6DB5", "good": "#00876A", "bad": "#D2601A", "quiet": "#9BA6B0"}
"""Blue, bluish green, orange and grey: told apart by those who can't tell red from green, too."""
_MARK = "#1F2D3A"
_MANY = 12
"""So many bars and more are drawn closer together."""


@dataclass(frozen=True, slots=True)
class _Sizes:
    """What depends on how much there is to show."""

    label: int
    bar: int
    gap: int


_ROOMY = _Sizes(label=38, bar=40, gap=34)
_CLOSE = _Sizes(label=31, bar=22, gap=22)


@cache
def _font(size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(FONT), size)


class _Sheet:
    """A strip of paper that is written from its top; how long it must be is found by writing it once without ink."""

    def __init__(self, height: int) -> None:
        self.image = Image.new("RGB", (WIDTH, height), _PAPER)
        self.pen = ImageDraw.Draw(self.image)
        self.y = 0

    def text(self, x: int, words: str, size: int, colour: str, *, bold: bool = False, anchor: str = "la") -> None:
        """Write a line at the height that has been reached."""
        self.pen.text(
            (x, self.y), words, colour, _font(size), anchor, stroke_width=1 if bold else 0, stroke_fill=colour
        )

    def lines(self, words: list[str], size: int, colour: str, *, bold: bool = False) -> None:
        """Write lines below each other, and go on below them."""
        for line in words:
            self.text(_EDGE, line, size, colour, bold=bold)
            self.y += _leading(size)


def draw(paper: Chart) -> bytes:
    """Return the picture as PNG."""
    rehearsal = _Sheet(1)
    _write(rehearsal, paper)
    sheet = _Sheet(rehearsal.y)
    _write(sheet, paper)
    made = io.BytesIO()
    sheet.image.quantize(128).save(made, "PNG", optimize=True)
    return made.getvalue()


def _write(sheet: _Sheet, paper: Chart) -> None:
    sizes = _CLOSE if sum(len(panel.bars) for panel in paper.panels) >= _MANY else _ROOMY
    sheet.pen.rectangle((0, 0, WIDTH, 14), fill=_COLOURS["plain"])
    sheet.y = 58
    sheet.lines(_wrapped(paper.title, 54, 3), 54, _INK, bold=True)
    sheet.y += 8
    sheet.lines(_wrapped(paper.subtitle, 34, 3), 34, _SOFT)
    for panel in paper.panels:
        _panel(sheet, panel, sizes)
    sheet.y += 40
    if paper.footer:
        sheet.lines(_wrapped(paper.footer, 28, 2), 28, _SOFT)
        sheet.y += 30


def _panel(sheet: _Sheet, panel: Panel, sizes: _Sizes) -> None:
    sheet.y += 40
    sheet.lines(_wrapped(panel.title, 40, 2), 40, _INK, bold=True)
    most = panel.most or max([bar.value for bar in panel.bars] + [mark.at for mark in panel.marks], default=0) or 1
    marks = [(round(_EDGE + _INNER * min(mark.at / most, 1)), shown(mark.text)) for mark in panel.marks]
    _mark_names(sheet, marks)
    sheet.y += 10
    for bar in panel.bars:
        _bar(sheet, bar, most, sizes, [x for x, _ in marks])


def _mark_names(sheet: _Sheet, marks: list[tuple[int, str]]) -> None:
    """Say what the lines across the bars mean: above them, each on a line of its own so that they never collide."""
    size = 29
    for x, name in marks:
        fits = _cut(name, size, _INNER - 40)
        width = round(_font(size).getlength(fits))
        left = x + 16 if x + 16 + width <= WIDTH - _EDGE else x - 16 - width
        left = max(left, _EDGE + 16)
        sheet.pen.polygon([(x - 9, sheet.y + 14), (x + 9, sheet.y + 14), (x, sheet.y + 28)], fill=_MARK)
        sheet.text(left, fits, size, _INK)
        sheet.y += _leading(size)


def _bar(sheet: _Sheet, bar: Bar, most: float, sizes: _Sizes, marks: list[int]) -> None:
    sheet.y += sizes.gap // 2
    value = _cut(shown(bar.text), sizes.label, _INNER // 2)
    room = _INNER - round(_font(sizes.label).getlength(value)) - 30
    label = _wrapped(bar.label, sizes.label, 2, room)
    sheet.text(WIDTH - _EDGE, value, sizes.label, _INK, bold=True, anchor="ra")
    sheet.lines(label or [""], sizes.label, _INK)
    sheet.y += 6
    top, bottom = sheet.y, sheet.y + sizes.bar
    radius = sizes.bar // 4
    sheet.pen.rounded_rectangle((_EDGE, top, WIDTH - _EDGE, bottom), radius, fill=_TRACK)
    length = round(_INNER * min(bar.value / most, 1))
    if length:
        length = max(length, 2 * radius)
        sheet.pen.rounded_rectangle((_EDGE, top, _EDGE + length, bottom), radius, fill=_COLOURS[bar.tone])
    for x in marks:
        sheet.pen.line((x, top, x, bottom + 8), fill=_PAPER, width=9)
        sheet.pen.line((x, top, x, bottom + 8), fill=_MARK, width=5)
    sheet.y = bottom + sizes.gap // 2


def _leading(size: int) -> int:
    return round(size * 1.36)


def _wrapped(text: str, size: int, most: int, width: int = _INNER) -> list[str]:
    """Break a text into lines, at spaces where it has some; what is too long for ``most`` of them is cut."""
    rest, lines = shown(text), list[str]()
    while rest and len(lines) < most - 1:
        line = _fitting(rest, size, width)
        lines.append(line.rstrip())
        rest = rest[len(line) :].lstrip()
    return [*lines, _cut(rest, size, width)] if rest else lines


def _fitting(text: str, size: int, width: int) -> str:
    """Return as much of a text's beginning as fits on a line."""
    length = _longest(text, size, width)
    if length == len(text):
        return text
    space = text.rfind(" ", 0, length + 1)
    if space > length // 2:
        return text[: space + 1]
    # No line begins with a full stop.
    while length > 1 and text[length] in "，。；：！？、）》」』”,.;:!?)":
        length -= 1
    return text[:length]


def _cut(text: str, size: int, width: int) -> str:
    if _font(size).getlength(text) <= width:
        return text
    return text[: _longest(text, size, width - round(_font(size).getlength("…")))].rstrip() + "…"


def _longest(text: str, size: int, width: int) -> int:
    """Return how many letters fit; one at least."""
    low, high = 1, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if _font(size).getlength(text[:middle]) <= width:
            low = middle
        else:
            high = middle - 1
    return low
