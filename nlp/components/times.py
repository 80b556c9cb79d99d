"""Finds the times that a message speaks of."""

from spacy.language import Language
from spacy.tokens import Doc

from nlp.components.context import findings
from nlp.times.reading import find


@Language.component("pavilion_times", assigns=["doc.spans"])
def times(doc: Doc) -> Doc:
    """Assign the times, relative to when the message was written, and a span for each."""
    found = findings(doc)
    if found.talk:
        return doc
    found.times = find(found.text, found.said_at)
    if found.times:
        spans = (doc.char_span(one.begin, one.until, one.kind, alignment_mode="expand") for one in found.times)
        doc.spans["times"] = [span for span in spans if span is not None]
    return doc
