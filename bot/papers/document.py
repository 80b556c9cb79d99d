"""Pages to print or to sign, with the font in them."""

from typing import assert_never

from fpdf import FPDF
from fpdf.enums import Align, TableBordersLayout, WrapMode, XPos, YPos
from fpdf.fonts import FontFace

from bot.domain.paper import Document, Heading, Paragraph, Table
from bot.papers.lettering import FONT, reads_as_chinese, shown

_FAMILY = "pavilion"
_EDGE, _FOOT = 20, 18
"""Millimetres of an A4 page that stay free."""
_TITLE, _HEADING, _TEXT, _SMALL = 20, 14, 11, 9
_INK, _SOFT, _RULE, _SHADE = (31, 45, 58), (93, 107, 120), (190, 197, 204), (233, 236, 240)


class _Pages(FPDF):
    """A4 pages that are numbered at their foot."""

    def __init__(self, paper: Document) -> None:
        super().__init__(format="A4")
        self._foot = shown(paper.footer)
        self.set_margins(_EDGE, _EDGE)
        self.set_auto_page_break(auto=True, margin=_EDGE + _FOOT / 2)
        self.add_font(_FAMILY, fname=FONT)
        self.set_title(shown(paper.title))
        self.set_creator("Pavilion")

    def footer(self) -> None:
        """Write below a page; called for each."""
        self.set_y(-_FOOT)
        self._ink(_SMALL, _SOFT)
        self.cell(self.epw - 15, 6, self._foot)
        self.cell(15, 6, str(self.page_no()), align=Align.R)

    def write_lines(self, text: str, size: int, colour: tuple[int, int, int] = _INK) -> None:
        """Write text over the whole width; its lines stay lines."""
        self._ink(size, colour)
        for line in text.splitlines() or [""]:
            words = shown(line)
            wrap = WrapMode.CHAR if reads_as_chinese(words) else WrapMode.WORD
            self.multi_cell(0, size * 0.6, words, align=Align.L, wrapmode=wrap, new_x=XPos.LMARGIN, new_y=YPos.NEXT)

    def draw_table(self, block: Table) -> None:
        """Draw rows between fine lines, with the head again on each page."""
        self._ink(_TEXT - 1, _INK)
        self.set_draw_color(_RULE)
        cells = [[shown(cell) for cell in row] for row in (block.head, *block.rows)]
        wrap = WrapMode.CHAR if reads_as_chinese("".join(map("".join, cells))) else WrapMode.WORD
        with self.table(
            borders_layout=TableBordersLayout.HORIZONTAL_LINES,
            col_widths=block.widths or None,
            headings_style=FontFace(fill_color=_SHADE),
            line_height=_TEXT * 0.55,
            padding=1.2,
            text_align=Align.L,
            wrapmode=wrap,
        ) as table:
            for row in cells:
                table.row(row)

    def _ink(self, size: int, colour: tuple[int, int, int]) -> None:
        self.set_font(_FAMILY, size=size)
        self.set_text_color(*colour)


def typeset(paper: Document) -> bytes:
    """Return the pages as PDF."""
    pages = _Pages(paper)
    pages.add_page()
    pages.write_lines(paper.title, _TITLE)
    if paper.subtitle:
        pages.write_lines(paper.subtitle, _TEXT, _SOFT)
    for block in paper.blocks:
        pages.ln(4)
        match block:
            case Heading(text):
                pages.write_lines(text, _HEADING)
            case Paragraph(text):
                pages.write_lines(text, _TEXT)
            case Table():
                pages.draw_table(block)
            case _:
                assert_never(block)
    return bytes(pages.output())
