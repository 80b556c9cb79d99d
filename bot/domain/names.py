"""Finds whom a sentence speaks of: "刘师傅", "Tom", "@tom_b", among people who are known."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.domain.cause import Actor

_TITLES = "师傅|书记|主任|老师|医生|经理|队长|组长|楼长|阿姨|叔叔|大爷|大妈|奶奶|爷爷|先生|女士|工"
_TITLED = re.compile(rf"(?P<before>[老小])?(?P<surname>[一-鿿])(?P<title>{_TITLES})?")
_CJK = re.compile(r"[一-鿿]")
_SHORTEST = 2


@dataclass(frozen=True, slots=True)
class Spoken:
    """Somebody whom a text names, and where."""

    begin: int
    until: int
    candidates: tuple[Actor, ...]
    """More than one where the name fits several."""


def find(text: str, people: Iterable[Actor]) -> Spoken | None:
    """Return whom a text names: a username before a whole name, that before a part of one; the last such name counts.

    "周五前换门机, 刘师傅": whoever has to do it stands at the end.
    """
    known = list({actor.id: actor for actor in people}.values())
    for ways in (_usernames, _whole_names, _parts):
        found = [spoken for actor in known for spoken in _places(text, ways(actor), actor)]
        if found:
            longest = max(until - begin for begin, until, _ in found)
            at = max((begin, until) for begin, until, _ in found if until - begin == longest)
            named = {actor.id: actor for begin, until, actor in found if (begin, until) == at}
            return Spoken(*at, tuple(named.values()))
    return _by_title(text, known)


def _places(text: str, names: Sequence[str], actor: Actor) -> list[tuple[int, int, Actor]]:
    return [(found.start(), found.end(), actor) for name in names for found in _pattern(name).finditer(text)]


def _pattern(name: str) -> re.Pattern[str]:
    escaped = re.escape(name)
    # Chinese has no spaces between words, other names stand alone.
    return re.compile(escaped if _CJK.search(name) else rf"(?<![^\W_]){escaped}(?![^\W_])", re.IGNORECASE)


def _usernames(actor: Actor) -> list[str]:
    return [f"@{actor.username}"] if actor.username else []


def _whole_names(actor: Actor) -> list[str]:
    name = actor.name.strip()
    return [name] if len(name) >= _SHORTEST else []


def _parts(actor: Actor) -> list[str]:
    return [part for part in actor.name.split() if len(part) >= _SHORTEST]


def _by_title(text: str, known: Sequence[Actor]) -> Spoken | None:
    """Return whom "刘师傅" or "老刘" may be: those of that surname."""
    for found in reversed(list(_TITLED.finditer(text))):
        if found["before"] is None and found["title"] is None:
            continue
        fitting = tuple(actor for actor in known if actor.name.startswith(found["surname"]))
        if fitting:
            return Spoken(found.start(), found.end(), fitting)
    return None
