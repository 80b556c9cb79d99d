"""Several files in one."""

import io
import zipfile
from collections.abc import Sequence

from bot.domain.paper import Paper, file_name

_UNCHANGING = (1980, 1, 1, 0, 0, 0)
"""The earliest time a ZIP knows: the same papers make the same bytes."""


def pack(papers: Sequence[tuple[Paper, bytes]]) -> bytes:
    """Put papers with their contents into a ZIP; those of the same name are numbered."""
    made, taken = io.BytesIO(), set[str]()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for paper, content in papers:
            name = _free(file_name(paper), taken)
            taken.add(name)
            entry = zipfile.ZipInfo(name, _UNCHANGING)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)
    return made.getvalue()


def _free(name: str, taken: set[str]) -> str:
    # A name out of somebody's title may look like a path.
    flat = name.replace("/", "-").replace("\\", "-").replace("\0", "")
    stem, dot, ending = flat.rpartition(".")
    candidates = (f"{stem} ({number}){dot}{ending}" for number in range(2, len(taken) + 3))
    return flat if flat not in taken else next(each for each in candidates if each not in taken)
