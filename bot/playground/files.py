"""Files that went through the playground: kept in memory, handed out by id, the oldest forgotten first."""

import struct
from collections.abc import Callable
from dataclasses import dataclass
from itertools import count

from bot.playground.errors import bad_request

MAX_UPLOAD = 50 * 1024 * 1024
MAX_PHOTO = 10 * 1024 * 1024
MAX_DOWNLOAD = 20 * 1024 * 1024
MAX_SIDES = 10_000
MAX_PROPORTION = 20
_JPEG_MARK = 0xFF
_JPEG_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}


@dataclass(frozen=True, slots=True)
class StoredFile:
    """One file: ``id`` for this bot, ``unique_id`` for everybody, ``path`` as getFile gives it."""

    id: str
    unique_id: str
    path: str
    name: str
    mime_type: str
    content: bytes


class FileStore:
    """The newest files up to ``max_bytes`` in all."""

    def __init__(self, max_bytes: int = 128 * 1024 * 1024) -> None:
        self.max_bytes = max_bytes
        self._files: dict[str, StoredFile] = {}
        self._by_path: dict[str, str] = {}
        self._bytes = 0
        self._numbers = count(1)

    def keep(self, content: bytes, *, folder: str, name: str, mime_type: str) -> StoredFile:
        """Keep a file; ``folder`` is the first part of its path (photos, documents)."""
        number = next(self._numbers)
        extension = name.rpartition(".")[2] if "." in name else "bin"
        file = StoredFile(
            id=f"AgACAgUAAxkBAAI{number:08x}PVLN",
            unique_id=f"AQAD{number:08x}",
            path=f"{folder}/file_{number}.{extension}",
            name=name,
            mime_type=mime_type,
            content=content,
        )
        self._files[file.id] = file
        self._by_path[file.path] = file.id
        self._bytes += len(content)
        self._forget()
        return file

    def get(self, file_id: str) -> StoredFile | None:
        """Return the file, or None if it never was or is forgotten."""
        return self._files.get(file_id)

    def at(self, path: str) -> StoredFile | None:
        """Return the file that getFile offered under ``path``."""
        return self._files.get(self._by_path.get(path, ""))

    def _forget(self) -> None:
        while self._bytes > self.max_bytes and len(self._files) > 1:
            oldest = self._files.pop(next(iter(self._files)))
            del self._by_path[oldest.path]
            self._bytes -= len(oldest.content)


def checked_image_size(content: bytes) -> tuple[int, int]:
    """Return width and height of a bot's photo, or refuse it as Telegram does."""
    if len(content) > MAX_PHOTO:
        raise bad_request("file is too big")
    size = image_size(content)
    if size is None:
        raise bad_request("IMAGE_PROCESS_FAILED")
    if sum(size) > MAX_SIDES or max(size) > MAX_PROPORTION * min(size):
        raise bad_request("PHOTO_INVALID_DIMENSIONS")
    return size


def image_size(content: bytes) -> tuple[int, int] | None:
    """Return width and height of a PNG, JPEG, GIF or WebP from its header, None for anything else."""
    for magic, read in _READERS.items():
        if content.startswith(magic):
            try:
                return read(content)
            except (struct.error, IndexError):
                return None
    return None


def image_type(content: bytes) -> str | None:
    """Return the media type of an image that browsers show, None for anything else, whatever its sender called it."""
    return next((kind for magic, kind in _MEDIA_TYPES.items() if content.startswith(magic)), None)


def _png(content: bytes) -> tuple[int, int] | None:
    width, height = struct.unpack_from(">II", content, 16)
    return width, height


def _gif(content: bytes) -> tuple[int, int] | None:
    width, height = struct.unpack_from("<HH", content, 6)
    return width, height


def _jpeg(content: bytes) -> tuple[int, int] | None:
    at = 2
    while content[at] == _JPEG_MARK:
        marker, length = content[at + 1], struct.unpack_from(">H", content, at + 2)[0]
        if marker in _JPEG_FRAMES:
            height, width = struct.unpack_from(">HH", content, at + 5)
            return width, height
        at += 2 + length
    return None


def _webp(content: bytes) -> tuple[int, int] | None:
    kind = content[12:16]
    if kind == b"VP8X":
        return 1 + int.from_bytes(content[24:27], "little"), 1 + int.from_bytes(content[27:30], "little")
    if kind == b"VP8L":
        bits = int.from_bytes(content[21:25], "little")
        return 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
    width, height = struct.unpack_from("<HH", content, 26)
    return width & 0x3FFF, height & 0x3FFF


_READERS: dict[bytes, Callable[[bytes], tuple[int, int] | None]] = {
    b"\x89PNG\r\n\x1a\n": _png,
    b"GIF8": _gif,
    b"\xff\xd8": _jpeg,
    b"RIFF": _webp,
}
_MEDIA_TYPES = {
    b"\x89PNG\r\n\x1a\n": "image/png",
    b"GIF8": "image/gif",
    b"\xff\xd8": "image/jpeg",
    b"RIFF": "image/webp",
}
