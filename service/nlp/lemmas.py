"""Base forms of the few words that a fact reports, from the model's own tables, one word at a time."""

from __future__ import annotations

from typing import Any

from spacy.language import Language
from spacy.lookups import Lookups, Table

_TABLES = ("lemma_exc", "lemma_rules", "lemma_index")


class Lemmas:
    """spaCy's rule lemmatizer (exceptions, then suffix rules and an index) without its pass over the text."""

    def __init__(self, nlp: Language) -> None:
        """
        nlp: a pipeline with a rule lemmatizer, enabled or not; without one every word is its own lemma. Of the
        lemmatizer's index it keeps verbs and nouns only, as sets, which all that are made of one pipeline share.
        """
        lemmatizer: Any = nlp.get_pipe("lemmatizer") if "lemmatizer" in nlp.component_names else None
        lookups = lemmatizer.lookups if lemmatizer else Lookups()
        self._exceptions, self._rules, listed = (lookups.get_table(name, {}) for name in _TABLES)
        self._index = {part: frozenset(listed.get(part, ())) for part in ("verb", "noun")}
        lookups.set_table("lemma_index", Table(data=self._index))

    def verb(self, form: str) -> str:
        """RETURNS: the base form of a verb form, lower case ("said" → "say")."""
        return self._lemma(form.lower(), "verb")

    def noun(self, form: str) -> str:
        """RETURNS: the singular of a noun form, lower case ("families" → "family")."""
        return self._lemma(form.lower(), "noun")

    def is_noun(self, form: str) -> bool:
        """RETURNS: whether the form is one of a common noun that the tables know ("fishermen")."""
        return self.noun(form) in self._index["noun"]

    def _lemma(self, form: str, part: str) -> str:
        known = self._exceptions.get(part, {}).get(form)
        if known:
            return str(known[0])
        index = self._index[part]
        if form in index:
            return form
        for old, new in self._rules.get(part, ()):
            if form.endswith(old) and form[: len(form) - len(old)] + new in index:
                return str(form[: len(form) - len(old)] + new)
        return form
