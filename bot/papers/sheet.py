"""Rows for a spreadsheet."""

import codecs
import csv
import io

from bot.domain.paper import Sheet

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""How a cell begins that a spreadsheet would carry out instead of showing it."""


def write(paper: Sheet) -> bytes:
    """Return CSV that spreadsheets open as it is meant: they take it for UTF-8 because of the mark at its beginning."""
    made = io.StringIO(newline="")
    csv.writer(made).writerows([_harmless(cell) for cell in row] for row in paper.rows)
    return codecs.BOM_UTF8 + made.getvalue().encode()


def _harmless(cell: str) -> str:
    if not cell.startswith(_FORMULA) or _is_number(cell):
        return cell
    return f"'{cell}"


def _is_number(cell: str) -> bool:
    return cell.startswith(("+", "-")) and cell[1:].replace(".", "", 1).isdecimal() and cell.isascii()
