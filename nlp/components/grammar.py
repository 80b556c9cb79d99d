"""What the grammar of events says; that of polls has been asked by the triage."""

from spacy.language import Language
from spacy.tokens import Doc

from nlp import events
from nlp.components.context import findings


@Language.component("pavilion_grammar")
def grammar(doc: Doc) -> Doc:
    """Assign the words that make it look like an event; what is announced exactly is read where it counts."""
    found = findings(doc)
    if not found.talk:
        found.event_cue = events.cue(found.text, found.times)
    return doc
