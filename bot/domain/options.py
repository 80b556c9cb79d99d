"""Options that somebody lists in a message of their own."""

import re

_LINE = re.compile(r"[\n;；]+")
_SIGNS = (re.compile(r"[/|]"), re.compile("、"), re.compile("[,，]"))
"""What may stand between options in one line; the first that does is what was meant."""
_MARK = re.compile(
    r"""
    \s*(?:
        [-*•·–—▪]\s*                                # a dash or a dot
        |[(（]?(?:\d{1,2}|[A-Za-z])\s*[)）.．、:：]\s*  # "1." "A)"
        |[①-⑳]\s*
        |\d\ufe0f?\u20e3\s*                         # a number on a key
    )
    """,
    re.VERBOSE,
)


def options_in(text: str) -> tuple[str, ...]:
    """Return the options, without the marks before them; what stands twice counts once."""
    lines = [line for line in _LINE.split(text) if line.strip()]
    if len(lines) == 1:
        between = next((sign for sign in _SIGNS if sign.search(lines[0])), None)
        lines = between.split(lines[0]) if between is not None else lines
    found = (" ".join(_unmarked(line).split()) for line in lines)
    return tuple(dict.fromkeys(option for option in found if option))


def _unmarked(line: str) -> str:
    mark = _MARK.match(line)
    return line if mark is None else line[mark.end() :]
