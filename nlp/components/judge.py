"""Weighs the learned scores and the other signals of a message against each other."""

from collections.abc import Mapping, Sequence
from math import exp, log
from pathlib import Path

import numpy as np
import orjson
from spacy.language import Language
from spacy.tokens import Doc

from nlp.components.context import Findings, Judgement, findings
from nlp.linear import Floats, Linear, columns_of
from nlp.understanding import Intent, Urgency

INTENTS = (Intent.REPORT, Intent.WISH, Intent.POLL, Intent.EVENT, Intent.QUESTION, Intent.CHATTER)
"""What a message that answers no card can be, in the order of the columns."""
URGENCIES = (Urgency.NORMAL, Urgency.URGENT, Urgency.EMERGENCY)
SIGNALS = ("address", "spot", "danger", "poll", "event", "time", "question", "exclamation", "short", "long")
"""What is known besides the learned scores."""
_SHORT, _LONG = 8, 60
"""Characters."""
_FAR = 30.0
_LEAST = log(1e-6)
_CHATTER = (*(0.0 for _ in INTENTS[1:]), 1.0)
_TALK = Judgement(_CHATTER, category=0, category_probability=0.0, urgency=0)
_CLARITY = len(INTENTS) + 2
"""Where :func:`evidence` has the logarithm of the best category's probability."""


class Judge:
    """A second, small model for each language: log-odds of the intents from the first one's scores and the signals."""

    def __init__(self) -> None:
        """Wait for weights: for each language a row for each intent, columns as in :func:`evidence`, then the bias."""
        self.weights: dict[str, Floats] = {}

    def bind(self, model: Linear) -> None:
        """Learn where each head's scores stand."""
        self._columns = columns_of(model.heads)

    def __call__(self, doc: Doc) -> Doc:
        """Assign the judgement."""
        found = findings(doc)
        if found.scores is None:
            raise ValueError("the judge needs the classifier's scores")
        if found.talk:
            found.judgement = _TALK
            return doc
        facts = evidence(found, self._columns)
        weights = self.weights.get(found.language or "")
        intents = _CHATTER
        if weights is not None:
            logs = log_softmax((weights[:, :-1] @ facts + weights[:, -1]).tolist())
            intents = tuple(exp(each) for each in logs)
        found.judgement = Judgement(
            intents,
            category=int(found.scores[self._columns["category"]].argmax()),
            category_probability=exp(facts[_CLARITY]),
            urgency=int(found.scores[self._columns["urgency"]].argmax()),
        )
        return doc

    def to_disk(self, path: Path, **kwargs: object) -> None:
        """Keep the weights."""
        del kwargs
        rounded = {language: np.round(rows.astype(float), 4).tolist() for language, rows in self.weights.items()}
        Path(path).write_bytes(orjson.dumps(rounded, option=orjson.OPT_INDENT_2))

    def from_disk(self, path: Path, **kwargs: object) -> "Judge":
        """Load the weights."""
        del kwargs
        self.weights = {
            language: np.array(rows, np.float32) for language, rows in orjson.loads(Path(path).read_bytes()).items()
        }
        return self


def evidence(found: Findings, columns: Mapping[str, slice]) -> Floats:
    """Return what the second model weighs.

    The log-probabilities of the intents, the score ``ours``, how loud and how clear the loudest category is (talk of
    other things is of none), and the signals.
    """
    scores = found.scores
    if scores is None:
        raise ValueError("there are no scores")
    logs = log_softmax(scores[columns["intent"]].tolist())
    ours = min(max(float(scores[columns["ours"]][0]), -_FAR), _FAR)
    categories = scores[columns["category"]]
    loudest = float(categories.max())
    clarity = loudest - float(np.logaddexp.reduce(categories))
    return np.array([*logs, ours, loudest, clarity, *signals(found)], np.float32)


def signals(found: Findings) -> tuple[bool, ...]:
    """Return the signals beside the learned scores, in the order of ``SIGNALS``."""
    place, plain = found.place, found.plain
    return (
        place.building is not None or place.unit is not None or place.room is not None or place.floor is not None,
        place.spot is not None,
        found.danger is not None,
        found.poll_cue is not None,
        found.event_cue is not None,
        bool(found.times),
        plain.endswith("?"),
        "!" in plain,
        len(plain) < _SHORT,
        len(plain) > _LONG,
    )


def log_softmax(scores: Sequence[float]) -> list[float]:
    """Return the logarithms of probabilities. Of so few numbers plain arithmetic is quicker than numpy's."""
    most = max(scores)
    total = most + log(sum(exp(score - most) for score in scores))
    return [max(score - total, _LEAST) for score in scores]


@Language.factory("pavilion_judge")
def make_judge(nlp: Language, name: str) -> Judge:
    """Return the component."""
    del nlp, name
    return Judge()
