"""The learned part: scores of all labels from the pieces of the text."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

from nlp.components.context import findings
from nlp.features import features
from nlp.linear import Linear, load, save


class Classifier:
    """Finds a :class:`~nlp.linear.Linear` model's scores for a message."""

    def __init__(self, heads: Mapping[str, Sequence[str]]) -> None:
        """Classify by these heads; the weights come by training or from disk."""
        self.heads = heads
        self.model: Linear | None = None

    def __call__(self, doc: Doc) -> Doc:
        """Assign the scores."""
        if self.model is None:
            raise ValueError("the classifier has no weights: train it, or load them")
        found = findings(doc)
        found.rows = self.model.rows_of(features(found.plain))
        found.scores = self.model.scores(found.rows)
        return doc

    def to_disk(self, path: Path, **kwargs: object) -> None:
        """Keep the weights."""
        del kwargs
        if self.model is not None:
            save(self.model, Path(path))

    def from_disk(self, path: Path, **kwargs: object) -> "Classifier":
        """Load the weights."""
        del kwargs
        self.model = load(Path(path), self.heads)
        return self


@Language.factory("pavilion_classifier", default_config={"heads": {}})
def make_classifier(nlp: Language, name: str, heads: dict[str, list[str]]) -> Classifier:
    """Return the component for the labels that the pipeline's config declares."""
    del nlp, name
    return Classifier(heads)
