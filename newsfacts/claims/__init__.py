"""Numeric claims: what an article asserts in figures, of what, when, where and from which source.

`quantities` finds the figures, `subjects` what they count, `selection` which are claims, `predicates`, `circumstances`
and `parts` the rest, `sources` who the figures come from (written by `parties`); `assemble` puts them together.
"""

from spacy.language import Language
from spacy.tokens import Doc

from newsfacts.claims.assemble import claims_and_quantities
from newsfacts.layers import register
from newsfacts.lexicon.lemmas import Lemmas
from newsfacts.quantities import recognise

register()


class ClaimFinder:
    """The component `newsfacts_claims`. Reads the entities and quotes of a document; without them claims lack those."""

    def __init__(self, nlp: Language) -> None:
        """
        nlp: the pipeline, whose tokenizer makes the first document.
        """
        self._lemmas = Lemmas()
        self(nlp.make_doc("5 men on Tuesday"))  # reads every table now, before a server forks

    def __call__(self, doc: Doc) -> Doc:
        """RETURNS: the same document with `claims` and `quantities` written."""
        found = recognise(doc)
        doc._.newsfacts_claims, doc._.newsfacts_quantities = claims_and_quantities(doc, found, self._lemmas)
        return doc


@Language.factory("newsfacts_claims", assigns=["doc._.newsfacts_claims", "doc._.newsfacts_quantities"])
def make_claims(nlp: Language, name: str) -> ClaimFinder:
    """RETURNS: the component. It reads entities, quotes, tags and dependencies."""
    return ClaimFinder(nlp)
