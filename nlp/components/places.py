"""Finds the places that a message names."""

from spacy.language import Language
from spacy.tokens import Doc

from nlp.components.context import findings
from nlp.places import find, place_of


@Language.component("pavilion_places", assigns=["doc.spans"])
def places(doc: Doc) -> Doc:
    """Assign the place, and a span with its part for a label for each piece of it."""
    found = findings(doc)
    if found.talk:
        return doc
    found.places = find(found.text)
    if found.places:
        found.place = place_of(found.places)
        spans = (doc.char_span(one.begin, one.until, one.part, alignment_mode="expand") for one in found.places)
        doc.spans["places"] = [span for span in spans if span is not None]
    return doc
