"""The tokenizer: each Chinese character stands for itself, Latin letters and digits make runs."""

import re
from collections.abc import Callable

from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import registry
from spacy.vocab import Vocab

from nlp.components.context import begin

_PIECES = re.compile(r"[A-Za-zÀ-ɏ']+|[0-9]+|\s+|\S")


class Tokenizer:
    """Splits so that any time or place begins and ends at a token; what is found by its characters then has a span."""

    def __init__(self, vocab: Vocab) -> None:
        """Make documents with ``vocab``."""
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        """Return the document of a text. White space is a token, too: all offsets stay what they were."""
        words = _PIECES.findall(text)
        return begin(Doc(self.vocab, words=words, spaces=[False] * len(words)), text)

    def to_bytes(self, **kwargs: object) -> bytes:
        """Nothing has to be kept: the rules are code."""
        del kwargs
        return b""

    def from_bytes(self, data: bytes, **kwargs: object) -> "Tokenizer":
        """Nothing was kept."""
        del data, kwargs
        return self

    def to_disk(self, path: object, **kwargs: object) -> None:
        """Nothing has to be kept."""
        del path, kwargs

    def from_disk(self, path: object, **kwargs: object) -> "Tokenizer":
        """Nothing was kept."""
        del path, kwargs
        return self


@registry.tokenizers("pavilion.Tokenizer.v1")  # type: ignore[untyped-decorator]
def make_tokenizer() -> Callable[[Language], Tokenizer]:
    """Return what makes the tokenizer for a pipeline."""

    def make(nlp: Language) -> Tokenizer:
        return Tokenizer(nlp.vocab)

    return make
