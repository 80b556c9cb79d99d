"""What the pipeline's parts find in a message; it travels on the Doc."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from spacy.tokens import Doc

from nlp.danger import Danger
from nlp.languages import language_of
from nlp.linear import Floats
from nlp.normal import normalise
from nlp.places import PlaceFound
from nlp.times.found import TimeFound
from nlp.understanding import NOWHERE, Place

_KEY = "pavilion"
_LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the pipeline makes of a message, with its doubts."""

    intents: tuple[float, ...]
    """The probability of each of the judge's ``INTENTS``."""
    category: int
    """The column of the category that is most probable, if it is a report."""
    category_probability: float
    urgency: int
    """Which of the judge's ``URGENCIES`` is most probable, if it is a report."""

    @property
    def ours(self) -> float:
        """The probability that it concerns the bot at all."""
        return 1.0 - self.intents[-1]

    @property
    def business(self) -> int:
        """Which intent is most probable, if it concerns the bot."""
        return max(range(len(self.intents) - 1), key=self.intents.__getitem__)


@dataclass(slots=True)
class Findings:
    """A message, and what each part has found in it. Asking a Doc for its text puts it together anew each time."""

    text: str
    in_full: bool = False
    """Whatever it seems to be, all of it is to be read."""
    talk: bool = False
    """Plainly nothing but talk."""
    said_at: datetime = _LONG_AGO
    """Aware, in the community's zone."""
    plain: str = field(init=False)
    """The text in the form that words are looked up in."""
    language: str | None = field(init=False)
    rows: Sequence[int] = ()
    """The rows of the model that the message's pieces have."""
    scores: Floats | None = None
    """The learned scores, a column for each label."""
    places: tuple[PlaceFound, ...] = ()
    place: Place = NOWHERE
    times: tuple[TimeFound, ...] = ()
    danger: Danger | None = None
    poll_cue: str | None = None
    event_cue: str | None = None
    judgement: Judgement | None = None

    def __post_init__(self) -> None:
        """Bring the text into its plain form, once for all."""
        self.plain = normalise(self.text)
        self.language = language_of(self.text)


def findings(doc: Doc) -> Findings:
    """Return what has been found so far."""
    found: Findings = doc.user_data[_KEY]
    return found


def begin(doc: Doc, text: str) -> Doc:
    """Lay the message on its Doc."""
    doc.user_data[_KEY] = Findings(text)
    return doc
