"""Base forms of the few words that a fact reports, from the model's own tables, one word at a time."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
from spacy.language import Language
from spacy.lookups import Lookups, Table
from spacy.strings import get_string_id

_TABLES = ("lemma_exc", "lemma_rules", "lemma_index")


class Forms:
    """Knows which words it was made of, by their 64-bit hashes, in a twelfth of the memory of a set of them."""

    def __init__(self, words: Iterable[str]) -> None:
        self._hashes = np.sort(np.fromiter(map(get_string_id, words), dtype=np.uint64))

    def __contains__(self, word: str) -> bool:
        number = np.uint64(get_string_id(word))
        place = int(self._hashes.searchsorted(number))
        return place < len(self._hashes) and bool(self._hashes[place] == number)


def forms(words: Forms | Iterable[str]) -> Forms:
    """RETURNS: the words as `Forms`, if they are not that already."""
    return words if isinstance(words, Forms) else Forms(words)


class Lemmas:
    """spaCy's rule lemmatizer (exceptions, then suffix rules and an index) without its pass over the text."""

    def __init__(self, nlp: Language) -> None:
        """
        nlp: a pipeline with a rule lemmatizer, enabled or not; without one every word is its own lemma. Of the
        lemmatizer's index it keeps verbs and nouns only, as `Forms`, which all that are made of one pipeline share.
        """
        lemmatizer: Any = nlp.get_pipe("lemmatizer") if "lemmatizer" in nlp.component_names else None
        lookups = lemmatizer.lookups if lemmatizer else Lookups()
        self._exceptions, self._rules, listed = (lookups.get_table(name, {}) for name in _TABLES)
        self._index = {part: forms(listed.get(part, ())) for part in ("verb", "noun")}
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
