"""Proposals in plain words: only where somebody says that they propose something to the neighbours.

"我建议你去看看" is advice to one person and "有人提议…" tells of others: a message counts if it begins with its writer
proposing, and puts something forward.
"""

import re

from nlp.normal import simplify

_LONGEST_READ = 1000
_SHORTEST = 4
"""Characters of anything that can be proposed."""
_ZH = re.compile(
    r"""
    ^\s*
    (?:(?:各位|大家|邻居们|邻居|业主们|街坊们|楼长|群里)[^,。!\n]{0,10}[,:!\s]\s*)?   # "各位邻居,"
    (?:(?:我|我们|我家|咱们|本人|在此)?(?:正式|想|要|来|先|在此|再)?(?:提议|倡议|动议|提案|提一个议题|提个议题|提个议|提个案)
      |(?:我|我们)(?:想|要)?(?:提|发起)(?:一个|个|一项)?(?:议题|提议|倡议|提案|动议|建议)
      |(?:提议|倡议|提案|议题)(?=\s?[::]))
    (?:大家|咱们|我们|本楼|楼里|全楼)?\s?[::,]?\s?
    """,
    re.VERBOSE,
)
_EN = re.compile(
    r"""
    ^\s*
    (?:(?:dear|hi|hello|hey)?\s?(?:neighbou?rs|all|everyone|everybody|folks)\s?[,:!-]\s*)?
    (?:(?:i|we)(?:'d|\swould|\swould\slike\sto|'d\slike\sto|\swant\sto|\shereby)?\s(?:propose|move|put\sforward)\b
      |my\sproposal(?:\sis)?|proposal(?=\s?:)|motion(?=\s?:))
    \s?(?:that|to\severyone|to\sall)?\s?[:,]?\s?
    """,
    re.VERBOSE,
)
_MOVING = re.compile(r"^\s*(?:i|we)(?:'d|\s[a-z ]+?)?\smove\s(?!that)")
"""Somebody moves house, or a chair."""
_ENDS = " \t\n,。.!!;;::-—"


def read(text: str) -> str | None:
    """Return what is proposed, or None where nothing is."""
    plain = simplify(text[:_LONGEST_READ])
    match = _ZH.match(plain) or (None if _MOVING.match(plain) else _EN.match(plain))
    if match is None:
        return None
    matter = text[match.end() : _LONGEST_READ].strip(_ENDS)
    asks = plain.rstrip().endswith(("吗?", "吗", "么?"))
    return matter if len(matter) >= _SHORTEST and not asks else None
