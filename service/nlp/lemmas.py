"""Base forms of the few words that a fact reports, from the model's own tables, one word at a time."""

from __future__ import annotations

from typing import Any

from spacy.language import Language


class Lemmas:
    """spaCy's rule lemmatizer (exceptions, then suffix rules and an index) without its pass over the text."""

    def __init__(self, nlp: Language) -> None:
        """
        nlp: a pipeline with a rule lemmatizer, enabled or not; without one every word is its own lemma.
        """
        tables: dict[str, Any] = {key: {} for key in ("lemma_exc", "lemma_rules", "lemma_index")}
        if "lemmatizer" in nlp.component_names:
            lemmatizer: Any = nlp.get_pipe("lemmatizer")
            tables = {name: lemmatizer.lookups.get_table(name) for name in tables}
        self._exceptions = tables["lemma_exc"]
        self._rules: dict[str, list[tuple[str, str]]] = tables["lemma_rules"]
        # a spaCy table answers to strings but lists its keys as hashes
        self._index = {part: frozenset(tables["lemma_index"].get(part, ())) for part in ("verb", "noun")}

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
        index = self._index.get(part, frozenset())
        if form in index:
            return form
        for old, new in self._rules.get(part, ()):
            if form.endswith(old) and form[: len(form) - len(old)] + new in index:
                return str(form[: len(form) - len(old)] + new)
        return form
