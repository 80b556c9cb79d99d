"""The spaCy pipeline: built from ``config.cfg`` for training, loaded from ``model/`` for reading."""

from pathlib import Path

import spacy
from spacy.language import Language

# Each registers what config.cfg names.
from nlp.components import (  # noqa: F401
    classifier,
    context,
    danger,
    grammar,
    places,
    times,
    tokenizer,
)
from nlp.components.classifier import Classifier
from nlp.components.judge import Judge
from nlp.components.triage import Triage
from nlp.linear import Linear

HERE = Path(__file__).parent
CONFIG = HERE / "config.cfg"
MODEL = HERE / "model"


def blank() -> Language:
    """Return the pipeline that ``config.cfg`` declares, without weights."""
    return spacy.util.load_model_from_config(spacy.util.load_config(CONFIG), auto_fill=True)


def load(folder: Path = MODEL) -> Language:
    """Return the trained pipeline.

    :raises ValueError: its weights are for other labels than ``config.cfg`` declares.
    """
    nlp = blank()
    classifier_of(nlp).from_disk(folder / "classifier")
    judge_of(nlp).from_disk(folder / "judge.json")
    bind(nlp)
    return nlp


def save(nlp: Language, folder: Path = MODEL) -> None:
    """Write the weights. What config.cfg and the code say isn't written a second time."""
    folder.mkdir(parents=True, exist_ok=True)
    classifier_of(nlp).to_disk(folder / "classifier")
    judge_of(nlp).to_disk(folder / "judge.json")


def bind(nlp: Language) -> None:
    """Tell the parts that use them where the classifier's scores stand."""
    model = weights_of(nlp)
    judge_of(nlp).bind(model)
    triage = nlp.get_pipe("triage")
    if isinstance(triage, Triage):
        triage.bind(model)


def classifier_of(nlp: Language) -> Classifier:
    """Return the pipeline's classifier."""
    part = nlp.get_pipe("classifier")
    if not isinstance(part, Classifier):
        raise TypeError("the pipeline's classifier is another component")
    return part


def weights_of(nlp: Language) -> Linear:
    """Return the classifier's weights.

    :raises ValueError: it has none yet.
    """
    model = classifier_of(nlp).model
    if model is None:
        raise ValueError("the classifier has no weights: train it, or load them")
    return model


def judge_of(nlp: Language) -> Judge:
    """Return the pipeline's judge."""
    part = nlp.get_pipe("judge")
    if not isinstance(part, Judge):
        raise TypeError("the pipeline's judge is another component")
    return part
