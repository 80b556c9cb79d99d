"""What the grammar of polls and events says."""

from spacy.language import Language
from spacy.tokens import Doc

from nlp import events, polls
from nlp.components.context import findings


@Language.component("pavilion_grammar")
def grammar(doc: Doc) -> Doc:
    """Assign the words that make it look like a poll or an event; what it asks exactly is read where it counts."""
    found = findings(doc)
    found.poll_cue = polls.cue(found.text)
    found.event_cue = events.cue(found.text, found.times)
    return doc
