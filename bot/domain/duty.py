"""Whether a steward takes tasks now, and how many at once."""

import re
from dataclasses import dataclass, replace

MOST = 99


@dataclass(frozen=True, slots=True)
class Duty:
    """What a steward said of themselves in a squad; without a word they are on duty without a limit."""

    on: bool = True
    cap: int | None = None
    """How many open tasks they take at most."""

    def has_room(self, open_tasks: int) -> bool:
        """Tell whether another task may be given to them."""
        return self.on and not self.is_full(open_tasks)

    def is_full(self, open_tasks: int) -> bool:
        """Tell whether they hold as many tasks as they want."""
        return self.cap is not None and open_tasks >= self.cap


_ON = ("on", "上班", "在岗", "上岗", "开工", "值班")
_OFF = ("off", "下班", "休息", "离岗", "不在", "收工")
_NO_CAP = ("cap off", "no cap", "不限")


def said(words: str, before: Duty) -> Duty | None:
    """Return what a steward says of themselves; None where it can't be told."""
    text = " ".join(words.casefold().split())
    if text in _NO_CAP:
        return replace(before, cap=None)
    capped = re.fullmatch(r"(?:cap|最多|上限)\s*(\d{1,9})\s*[单件个]?", text)
    if capped:
        return replace(before, cap=min(int(capped[1]), MOST))
    if text in _ON or text in _OFF:
        return replace(before, on=text in _ON)
    return None
