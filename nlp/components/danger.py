"""The emergency safety net."""

from spacy.language import Language
from spacy.tokens import Doc

from nlp.components.context import findings
from nlp.danger import find


@Language.component("pavilion_danger")
def danger(doc: Doc) -> Doc:
    """Assign the danger that the words speak of, if any."""
    found = findings(doc)
    found.danger = find(found.plain)
    return doc
