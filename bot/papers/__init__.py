"""Papers become bytes here: pictures, pages, rows for spreadsheets, files in a file.

The libraries that draw are loaded with the first paper that needs them: most days of a bot have none.
"""

from typing import assert_never

from bot.domain.paper import Bundle, Chart, Document, File, Paper, Sheet


def render(paper: Paper) -> bytes:
    """Return what the paper's file contains; takes up to a second, and belongs into a thread."""
    match paper:
        case Chart():
            from bot.papers import chart

            return chart.draw(paper)
        case Document():
            from bot.papers import document

            return document.typeset(paper)
        case Sheet():
            from bot.papers import sheet

            return sheet.write(paper)
        case File():
            return paper.text.encode()
        case Bundle():
            from bot.papers import bundle

            return bundle.pack([(each, render(each)) for each in paper.papers])
        case _:
            assert_never(paper)
