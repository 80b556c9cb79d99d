"""Lets plain talk go at once: most of what is said in a chat is, and need not be searched for times and places."""

from spacy.language import Language
from spacy.tokens import Doc

from nlp import polls
from nlp.components.context import findings
from nlp.linear import Linear, columns_of
from nlp.understanding import Intent

MARGIN = 3.0
"""How far chatter must lead all other intents, in log-odds.

Of the corpus' held-out messages on which the bot speaks, less than three in a thousand lie beyond; of real talk, four
in five."""


class Triage:
    """Marks talk in which nothing but the classifier's scores has to be looked at."""

    def __init__(self) -> None:
        """Wait for :meth:`bind`."""
        self._others: list[int] = []
        self._chatter = 0

    def bind(self, model: Linear) -> None:
        """Learn where the scores of the intents stand."""
        begin = columns_of(model.heads)["intent"].start
        self._chatter = begin + model.heads["intent"].index(Intent.CHATTER)
        self._others = [begin + at for at, label in enumerate(model.heads["intent"]) if label != Intent.CHATTER]

    def __call__(self, doc: Doc) -> Doc:
        """Mark it, unless words of danger or a poll's grammar speak against it, or somebody wants it read in full."""
        found = findings(doc)
        found.poll_cue = polls.cue(found.text)
        if found.scores is not None and not found.in_full and found.danger is None and found.poll_cue is None:
            scores = found.scores.tolist()
            found.talk = scores[self._chatter] - max(scores[at] for at in self._others) > MARGIN
        return doc


@Language.factory("pavilion_triage")
def make_triage(nlp: Language, name: str) -> Triage:
    """Return the component."""
    del nlp, name
    return Triage()
