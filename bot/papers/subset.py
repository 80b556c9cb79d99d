"""Makes the font that charts and documents are set in: ``python -m bot.papers.subset NotoSansCJK-Regular.ttc``.

The one in ``fonts/`` was made of Noto Sans CJK 2.004 (https://github.com/notofonts/noto-cjk, release Sans2.004), all of
which is 19 MB. What is kept: GBK, which is every character of the block that Chinese is written in, simplified and
traditional; the rarer ones of the Table of General Standard Chinese Characters (通用规范汉字表), with which names are
registered; Latin, and punctuation.
"""

import sys
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTCollection, TTFont

FONT = Path(__file__).parent / "fonts" / "PavilionSans-Regular.otf"
_SIMPLIFIED = "NotoSansCJKsc-Regular"
"""Of the collection's fonts: characters have the shapes that are usual on the mainland."""
_LATIN = range(0x20, 0x250)
_PUNCTUATION = range(0x2010, 0x2040)
_RARE_PLANE = range(0x20000, 0x30000)
_RARE = (
    "㑇㑊㕮㘎㙍㙘㙦㛃㛚㛹㟃㠇㠓㤘㥄㧐㧑㧟㫰㬊㬎㬚㭎㭕㮾㰀㳇㳘㳚㴔㵐㶲㸆㸌㺄㻬㽏㿠䁖䂮䃅䃎䅟䌹䎃䎖䏝䏡䏲䐃䓖䓛䓨䓫䓬䗖䗛䗪䗴䜣䝙䢺䢼䣘䥽䦃䲟䲠"
    "䲢䴓䴔䴕䴖䴗䴘䴙䶮"
)
_OTHER = "□€✓→←↑↓"


def _wanted() -> set[int]:
    """Return the characters that the font shall have, by their numbers."""
    pairs = (bytes((first, second)) for first in range(0x81, 0xFF) for second in range(0x40, 0xFF))
    gbk = "".join(pair.decode("gbk", "ignore") for pair in pairs)
    return {ord(char) for char in gbk + _RARE + _OTHER} | set(_LATIN) | set(_PUNCTUATION) | set(_RARE_PLANE)


def _rename(font: TTFont) -> None:
    """Give it a name of its own, so that nobody takes it for the whole font."""
    names = font["name"]
    for number, name in ((1, "Pavilion Sans"), (4, "Pavilion Sans Regular"), (6, "PavilionSans-Regular")):
        for record in [each for each in names.names if each.nameID == number]:
            names.setName(name, number, record.platformID, record.platEncID, record.langID)
    font["CFF "].cff.fontNames[0] = "PavilionSans-Regular"


def make(collection: Path, target: Path) -> None:
    """Keep what is wanted of one font of the collection."""
    fonts = TTCollection(str(collection), lazy=True).fonts
    font = next(each for each in fonts if each["name"].getDebugName(6) == _SIMPLIFIED)
    options = subset.Options(hinting=False, layout_features=[], notdef_outline=True, name_IDs=["*"])
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=_wanted())
    subsetter.subset(font)
    _rename(font)
    subset.save_font(font, str(target), options)


if __name__ == "__main__":
    make(Path(sys.argv[1]), FONT)
