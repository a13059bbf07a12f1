"""The pipeline as it is loaded: what it knows beforehand."""

from __future__ import annotations

from spacy.language import Language

from newsfacts import pipeline


def test_no_common_word_makes_the_tokenizer_forget_the_rest(nlp: Language) -> None:
    words = list(pipeline._common(nlp.get_pipe(pipeline.ENCODER), nlp.tokenizer.rules))
    assert {"the", "The", "government", "years,", "said."} <= set(words)
    assert not [rule for rule, _ in nlp.tokenizer.explain(" ".join(words)) if rule.startswith("SPECIAL")]
