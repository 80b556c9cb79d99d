"""What a lead writes of a vote: whether it binds, and the parts that are named with a label."""

import re
from collections.abc import Mapping
from enum import StrEnum

from bot.domain.vote.form import Option

_BINDING = re.compile(
    r"表决|票决|公投|一户一票|每户一票|每家一票|大家投票|请大家投|业主投票|住户投票|全楼投票|全体投票"
    r"|\b(?:binding|ballot|one vote (?:per|each)|(?:let's|let us|please) vote|everybody votes?|everyone votes?"
    r"|vote(?:\s*[:\uff1a]|\s+on\b|\s+by\b)|put (?:it|this|that) to (?:a|the) vote)",
    re.IGNORECASE,
)
_OPINIONS = re.compile(r"\s*(?:意见征集|征集|征求|问卷|(?:quick\s)?(?:poll|survey)\b)", re.IGNORECASE)
"""Whoever begins so asks for opinions, and may call the answers votes all the same."""
_ON_ISSUE = re.compile(
    r"(?:表决|投票|票决)\s*(?:一下)?\s*[#\uff03]\s?(\d{1,9})"
    r"|\b(?:vote|ballot)\s+(?:on|about)\s+[#\uff03]\s?(\d{1,9})",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"[\n、;\uff1b/|]|[,\uff0c](?!\d{3}\b)")
_MARK = re.compile(r"^\s*(?:[-*•·]|\(?\d{1,2}[.)、\uff09]|[A-La-l][.)、\uff09]|[①-⑫])\s*")
_COST = re.compile(
    r"[\s:\uff1a=(\uff08]*(?:[¥￥€£$]\s?)?(\d{1,3}(?:[,\uff0c]\d{3})+|\d{1,9})\s?(万)?\s?(?:元|块|yuan|rmb|¥|€|£)?[)\uff09]?\s*$",
    re.IGNORECASE,
)
_AMOUNT = re.compile(r"(\d{1,3}(?:[,\uff0c]\d{3})+|\d{1,9})\s?(万)?")


class Part(StrEnum):
    """What can be said of a vote, each by its label."""

    QUESTION = "question"
    OPTIONS = "options"
    CLOSES = "closes"
    OPENS = "opens"
    CAP = "cap"
    MOST = "most"
    WINNERS = "winners"


_LABELS: Mapping[Part, str] = {
    Part.QUESTION: "问题|题目|议题|question",
    Part.OPTIONS: "选项|方案|候选|心愿|options?|choices|wishes",
    Part.CLOSES: "截止|截至|结束|closes?|until|ends?|deadline",
    Part.OPENS: "开始|开放|opens?|starts?|from",
    Part.CAP: "总额|预算|经费|budget|money|cap",
    Part.MOST: "最多选|最多|可选|at most|max",
    Part.WINNERS: "选出|当选|winners?|elect",
}
_LABEL = re.compile(
    "|".join(rf"(?P<{part.value}>(?:{names})(?:时间|日期)?)" for part, names in _LABELS.items()), re.IGNORECASE
)


def binds(text: str) -> bool:
    """Tell whether a message calls for a vote of the households, and not just for opinions."""
    return _BINDING.search(text) is not None and _OPINIONS.match(text) is None


def issue_voted_on(text: str) -> int | None:
    """Return the number of the issue that a message puts to the vote."""
    found = _ON_ISSUE.search(text)
    return int(found[1] or found[2]) if found else None


def parts(text: str) -> dict[Part, str]:
    """Read "选项:东门、西门" and "closes: Friday 8 pm", each on a line of its own; options may go on below theirs."""
    found: dict[Part, str] = {}
    last: Part | None = None
    for line in text.splitlines():
        label = _LABEL.match(line.strip())
        rest = line.strip()[label.end() :].lstrip() if label else ""
        if label and label.lastgroup and rest[:1] in {":", "\uff1a"}:
            last = Part(label.lastgroup)
            found[last] = rest[1:].strip()
        elif last is Part.OPTIONS and line.strip():
            found[last] = f"{found[last]}\n{line.strip()}".strip()
    return found


def options(text: str) -> tuple[Option, ...]:
    """Read options from a list, in a line or on lines."""
    lines = [line for line in text.splitlines() if line.strip()]
    pieces = lines if len(lines) > 1 else _BETWEEN.split(text)
    named = (_MARK.sub("", piece).strip(" \t.。;\uff1b,\uff0c、") for piece in pieces)
    return tuple(Option(piece) for piece in named if piece)


def wishes(text: str) -> tuple[Option, ...]:
    """Read options with what each costs: "长椅 300、花箱 200元"."""
    return tuple(priced(option) for option in options(text))


def priced(option: Option) -> Option:
    """Return an option with the cost that stands behind it; without one, as it is."""
    found = _COST.search(option.text)
    if found is None or not found.start():
        return option
    return Option(option.text[: found.start()].strip(" :\uff1a=(\uff08"), _number(found))


def amount(text: str) -> int | None:
    """Read an amount of money, or a number."""
    found = _AMOUNT.search(text)
    return _number(found) if found else None


def _number(found: re.Match[str]) -> int:
    return int(re.sub(r"[,\uff0c]", "", found[1])) * (10_000 if found[2] else 1)
