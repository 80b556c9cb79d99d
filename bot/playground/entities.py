"""Message text as Telegram understands it: UTF-16 lengths, found entities, and ``parse_mode=HTML``."""

import re
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from bot.playground.errors import BotApiError, bad_request

Entity = dict[str, Any]

# Letters of any script bind: Telegram sees no mention in 请@emma看 and no command in /report灯坏了.
_FOUND = re.compile(
    r"(?P<url>https?://[^\s<>\"']*[^\s<>\"'.,;:!?()\[\]、。\uff0c\uff1b\uff1a\uff01\uff1f\uff09」』】])"
    r"|(?P<email>(?<![\w.+-])[A-Za-z0-9_.+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,})"
    r"|(?P<mention>(?<!\w)@[A-Za-z][A-Za-z0-9_]{3,31}(?!\w))"
    r"|(?P<bot_command>(?<![\w/<>])/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?(?![\w/<>]))"
    r"|(?P<hashtag>(?<!\w)#(?!\d+(?!\w))\w{1,256})"
)
_MAY_HOLD_ENTITY = re.compile(r"[@/#]")
_OPAQUE = frozenset({"pre", "code", "text_link", "text_mention"})
_TAGS = {
    "b": "bold", "strong": "bold", "i": "italic", "em": "italic", "u": "underline", "ins": "underline",
    "s": "strikethrough", "strike": "strikethrough", "del": "strikethrough", "tg-spoiler": "spoiler",
    "span": "spoiler", "a": "text_link", "code": "code", "pre": "pre", "blockquote": "blockquote",
}  # fmt: skip
_NAMED_CHARACTERS = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_REFERENCE = re.compile(r"&(?:#(?P<dec>\d{1,7})|#x(?P<hex>[0-9A-Fa-f]{1,6})|(?P<name>[a-z]{2,4}));?")
_ATTRIBUTE = re.compile(
    r"\s*(?P<name>[^\s=>/\"']*)\s*(?:=\s*(?:\"(?P<double>[^\"]*)(?:\"|\Z)|'(?P<single>[^']*)(?:'|\Z)|(?P<token>[A-Za-z0-9.-]+)))?"
)
_USER_LINK = re.compile(r"tg://user\?id=(\d+)\Z")


def utf16_length(text: str) -> int:
    """Return the length in UTF-16 units, which is how Telegram counts characters and places entities."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def find_entities(text: str, taken: Iterable[Entity] = ()) -> list[Entity]:
    """Return the mentions, commands, hashtags, links and addresses of ``text`` outside of ``taken`` code and links."""
    if not _MAY_HOLD_ENTITY.search(text):
        return []
    opaque = [(entity["offset"], entity["offset"] + entity["length"]) for entity in taken if entity["type"] in _OPAQUE]
    found = []
    for match in _FOUND.finditer(text):
        start = utf16_length(text[: match.start()])
        length = utf16_length(match[0])
        if not any(begin < start + length and start < end for begin, end in opaque):
            found.append({"type": match.lastgroup, "offset": start, "length": length})
    return found


def mentions(text: str, entities: Iterable[Entity], user: Entity) -> bool:
    """Whether a text mentions this User: by ``@username``, or by a link to somebody who may have none."""
    units = text.encode("utf-16-le", "surrogatepass")
    name = f"@{user.get('username', '')}".lower()
    for entity in entities:
        start, end = 2 * entity["offset"], 2 * (entity["offset"] + entity["length"])
        if entity["type"] == "mention" and units[start:end].decode("utf-16-le").lower() == name:
            return True
        if entity["type"] == "text_mention" and entity["user"]["id"] == user["id"]:
            return True
    return False


class Formatted(NamedTuple):
    """A text and its entities, ready to stand in a message."""

    text: str
    entities: list[Entity]


def read_text(
    text: str, parse_mode: str | None, given: list[object] | None, user: Callable[[int], Entity | None]
) -> Formatted:
    """Return what a bot's text becomes in the chat; ``user`` finds whom a ``tg://user?id=`` link names.

    Raises BotApiError for markup that Telegram refuses. Only HTML and plain text are spoken here.
    """
    if not parse_mode or parse_mode.lower() == "none":
        plain = Formatted(text, [_checked(entity) for entity in given or ()])
    elif parse_mode.lower() == "html":
        plain = _Html(text, user).parse()
    else:
        raise bad_request("unsupported parse_mode")
    return _trimmed(plain)


def _checked(entity: object) -> Entity:
    """Return an entity that the bot gave by itself, if it is one."""
    if not isinstance(entity, dict) or not isinstance(entity.get("type"), str):
        raise _cannot_parse("expected an Object with a type")
    if not isinstance(entity.get("offset"), int) or not isinstance(entity.get("length"), int):
        raise _cannot_parse("offset and length must be Integers")
    return entity


def _trimmed(formatted: Formatted) -> Formatted:
    text = formatted.text.strip()
    skipped = utf16_length(formatted.text[: len(formatted.text) - len(formatted.text.lstrip())])
    end = utf16_length(text)
    entities = []
    for entity in formatted.entities:
        start = max(entity["offset"] - skipped, 0)
        stop = min(entity["offset"] - skipped + entity["length"], end)
        if start < stop:
            entities.append(entity | {"offset": start, "length": stop - start})
    entities += find_entities(text, entities)
    entities.sort(key=lambda entity: (entity["offset"], -entity["length"]))
    return Formatted(text, entities)


@dataclass(slots=True)
class _OpenTag:
    name: str
    argument: str
    offset: int  # in UTF-16 units of the text so far
    nested_language: str = ""


class _Html:
    """One reading of a bot's HTML; the sentences of its errors are Telegram's own."""

    def __init__(self, source: str, user: Callable[[int], Entity | None]) -> None:
        self.source, self.user = source, user
        self.at = 0
        self.parts: list[str] = []
        self.offset = 0
        self.open: list[_OpenTag] = []
        self.entities: list[Entity] = []

    def parse(self) -> Formatted:
        for mark in self._marks():
            if self.source[mark] == "&":
                self._reference(mark)
            elif self.source.startswith("</", mark):
                self._end_tag(mark)
            else:
                self._start_tag(mark)
        if self.open:
            raise _cannot_parse(f'Can\'t find end tag corresponding to start tag "{self.open[-1].name}"')
        return Formatted("".join(self.parts), self.entities)

    def _marks(self) -> Iterator[int]:
        """Add plain text up to each ``<`` or ``&`` and yield its place; who handles it moves ``at`` behind it."""
        special = re.compile("[<&]")
        while match := special.search(self.source, self.at):
            self._add(self.source[self.at : match.start()])
            self.at = match.start()
            yield match.start()
        self._add(self.source[self.at :])

    def _add(self, text: str) -> None:
        if text:
            self.parts.append(text)
            self.offset += utf16_length(text)

    def _reference(self, mark: int) -> None:
        match = _REFERENCE.match(self.source, mark)
        character = _character(match) if match else None
        self._add(character or "&")
        self.at = match.end() if match and character else mark + 1

    def _start_tag(self, mark: int) -> None:
        name_end = _search(r"[\s>]", self.source, mark + 1)
        if name_end is None:
            raise _cannot_parse(f"Unclosed start tag at byte offset {self._byte(mark)}")
        name = self.source[mark + 1 : name_end].lower()
        if name not in _TAGS:
            raise _cannot_parse(f'Unsupported start tag "{name}" at byte offset {self._byte(mark)}')
        attributes = self._attributes(mark, name, name_end)
        self.open.append(_OpenTag(name, self._argument(mark, name, attributes), self.offset))

    def _attributes(self, mark: int, name: str, at: int) -> dict[str, str]:
        attributes: dict[str, str] = {}
        while True:
            at = _search(r"\S", self.source, at) or len(self.source)
            if at >= len(self.source):
                raise _cannot_parse(f"Unclosed start tag at byte offset {self._byte(mark)}")
            if self.source[at] == ">":
                self.at = at + 1
                return attributes
            match = _ATTRIBUTE.match(self.source, at)
            if match is None or not match["name"]:
                place = self._byte(mark)
                raise _cannot_parse(f'Empty attribute name in the tag "{name}" at byte offset {place}')
            value = match["double"] or match["single"] or (match["token"] or "").lower()
            attributes[match["name"].lower()] = _REFERENCE.sub(lambda m: _character(m) or m[0], value)
            at = match.end()

    def _argument(self, mark: int, name: str, attributes: dict[str, str]) -> str:
        if name == "a":
            return attributes.get("href", "")
        if name == "code":
            return attributes.get("class", "").removeprefix("language-")
        if name == "blockquote":
            return "expandable" if "expandable" in attributes else ""
        if name == "span" and attributes.get("class") != "tg-spoiler":
            place = self._byte(mark)
            raise _cannot_parse(f'Tag "span" must have class "tg-spoiler" at byte offset {place}')
        return ""

    def _end_tag(self, mark: int) -> None:
        if not self.open:
            raise _cannot_parse(f"Unexpected end tag at byte offset {self._byte(mark)}")
        match = re.compile(r"</([^\s>]*)\s*(>?)").match(self.source, mark)
        if match is None or not match[2]:
            raise _cannot_parse(f"Unclosed end tag at byte offset {self._byte(mark)}")
        tag, found = self.open.pop(), match[1].lower()
        if found and found != tag.name:
            expected = f'expected "</{tag.name}>", found "</{found}>"'
            raise _cannot_parse(f"Unmatched end tag at byte offset {self._byte(mark)}, {expected}")
        self.at = match.end()
        if self.offset > tag.offset:
            self._close(tag)

    def _close(self, tag: _OpenTag) -> None:
        entity: Entity = {"type": _TAGS[tag.name], "offset": tag.offset, "length": self.offset - tag.offset}
        inside_pre = bool(self.open) and self.open[-1].name == "pre"
        if tag.name == "code" and inside_pre:
            self.open[-1].nested_language = tag.argument
            return
        if tag.name == "pre" and tag.nested_language:
            entity["language"] = tag.nested_language
        if tag.name == "blockquote" and tag.argument:
            entity["type"] = "expandable_blockquote"
        if tag.name == "a" and not self._link(entity, tag):
            return
        self.entities.append(entity)

    def _link(self, entity: Entity, tag: _OpenTag) -> bool:
        """Complete a link's entity; False where Telegram silently leaves plain text."""
        url = tag.argument
        named = _USER_LINK.match(url)
        if named is None:
            entity["url"] = url if "://" in url else f"http://{url}"
            return "." in url or "://" in url
        user = self.user(int(named[1]))
        if user is not None:
            entity |= {"type": "text_mention", "user": user}
        return user is not None

    def _byte(self, at: int) -> int:
        return len(self.source[:at].encode())


def _character(match: re.Match[str]) -> str | None:
    if match["name"]:
        return _NAMED_CHARACTERS.get(match["name"])
    code = int(match["dec"] or match["hex"], 10 if match["dec"] else 16)
    return chr(code) if 0 < code <= sys.maxunicode else None


def _search(pattern: str, text: str, at: int) -> int | None:
    match = re.compile(pattern).search(text, at)
    return match.start() if match else None


def _cannot_parse(what: str) -> BotApiError:
    return bad_request(f"can't parse entities: {what}")
