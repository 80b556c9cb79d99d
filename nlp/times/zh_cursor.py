"""A place in the pieces of a text, which goes on piece by piece and can go back."""

from nlp.times.zh_tokens import Token

TIGHT = frozenset({"", " ", "  ", "的", "(", ")", " (", ") ", ")的"})
"""What may stand between two pieces of one time."""
LOOSE = TIGHT | {",", ", ", ":", ": "}
LIST = frozenset({"", " ", "、", ",", "和", "及", "与", "跟", "、 ", ", "})


class Cursor:
    """The pieces from one of them on."""

    __slots__ = ("_end", "_first", "_pieces", "at")

    def __init__(self, pieces: list[Token], at: int) -> None:
        self._pieces = pieces
        self._first = at
        self._end = len(pieces)
        self.at = at

    def peek(self, *kinds: str, gaps: frozenset[str] = TIGHT) -> Token | None:
        """Return the next piece if it is of one of the kinds and near enough."""
        if self.at == self._end:
            return None
        piece = self._pieces[self.at]
        near = piece.kind in kinds and (piece.gap in gaps or self.at == self._first)
        return piece if near else None

    def take(self, *kinds: str, gaps: frozenset[str] = TIGHT) -> Token | None:
        """Return the next piece like ``peek``, and go on behind it; written out, for it is asked most often."""
        at = self.at
        if at == self._end:
            return None
        piece = self._pieces[at]
        if piece.kind in kinds and (piece.gap in gaps or at == self._first):
            self.at = at + 1
            return piece
        return None

    @property
    def next_kind(self) -> str:
        """The kind of the next piece, empty behind the last one."""
        return "" if self.at == self._end else self._pieces[self.at].kind

    @property
    def begin(self) -> int:
        """Offset of the first character."""
        return self._pieces[self._first].begin

    @property
    def until(self) -> int:
        """Offset behind the last character that was taken."""
        return self._pieces[self.at - 1].until
