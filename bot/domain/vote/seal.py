"""Sealing with a key that is kept outside the database: what is sealed means nothing to whoever has the file alone.

Made of the standard library's keyed BLAKE2b. The tag is computed over context and text, and begins the key stream: as
every context is used for one text only, no two texts share a stream (the construction is known as SIV). Texts are
padded, so that a long choice doesn't stand out.
"""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from hashlib import blake2b
from hmac import compare_digest

KEY_BYTES = 32
_TAG = 16
_BLOCK = 64
_ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
"""Without letters and digits that are taken for each other."""
RECEIPT_LENGTH = 10


class Unsealable(ValueError):
    """It was sealed with another key or for another context, or has been changed."""


class Seal:
    """Seals texts, and makes names that only the key can make again."""

    def __init__(self, key: bytes) -> None:
        """Take the key.

        :raises ValueError: it is too short to be one.
        """
        if len(key) < KEY_BYTES:
            raise ValueError(f"the key needs {KEY_BYTES} bytes")
        self._stream, self._mark, self._name = (
            blake2b(purpose, key=key[:64], digest_size=32).digest() for purpose in (b"stream", b"mark", b"name")
        )

    def close(self, context: str, text: str) -> str:
        """Seal a text for a context."""
        plain = text.encode()
        padded = plain + b"\x80" + b"\0" * (-(len(plain) + 1) % _BLOCK)
        tag = self._tag(context, padded)
        return urlsafe_b64encode(tag + self._streamed(tag, padded)).decode()

    def open(self, context: str, sealed: str) -> str:
        """Return what was sealed.

        :raises Unsealable: it wasn't, with this key and for this context.
        """
        try:
            whole = urlsafe_b64decode(sealed)
        except ValueError:
            raise Unsealable(context) from None
        tag, padded = whole[:_TAG], self._streamed(whole[:_TAG], whole[_TAG:])
        if not compare_digest(tag, self._tag(context, padded)):
            raise Unsealable(context)
        return padded[: padded.rindex(b"\x80")].decode()

    def name(self, *parts: object) -> str:
        """Return a name for something that only the key can make: nobody else can tell whose it is."""
        return self._named(*parts).hexdigest()

    def receipt(self, *parts: object) -> str:
        """Return a code that people can compare: K7FQ3-9XM2T."""
        number = int.from_bytes(self._named("receipt", *parts).digest())
        signs = []
        for _ in range(RECEIPT_LENGTH):
            number, at = divmod(number, len(_ALPHABET))
            signs.append(_ALPHABET[at])
        half = RECEIPT_LENGTH // 2
        return f"{''.join(signs[:half])}-{''.join(signs[half:])}"

    def _named(self, *parts: object) -> blake2b:
        return blake2b("\0".join(map(str, parts)).encode(), key=self._name, digest_size=_TAG)

    def _tag(self, context: str, padded: bytes) -> bytes:
        said = context.encode()
        return blake2b(len(said).to_bytes(4) + said + padded, key=self._mark, digest_size=_TAG).digest()

    def _streamed(self, tag: bytes, text: bytes) -> bytes:
        blocks = range(-(-len(text) // _BLOCK))
        stream = b"".join(blake2b(tag + number.to_bytes(4), key=self._stream).digest() for number in blocks)
        # As whole numbers: byte by byte would cost more than all the rest of a ballot's way.
        return (int.from_bytes(text) ^ int.from_bytes(stream[: len(text)])).to_bytes(len(text))
