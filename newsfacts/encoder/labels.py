"""What the encoder's heads say about a token: tag sets, and which tag may follow which.

Names: BIO over the labels of the worldwide newswire corpus (Shan et al. 2023). Fine: BIO over OntoNotes 5.
Quotes: sources, cues and contents in the sense of PARC and PolNeAR; `R-CONTENT` begins a later piece of a content begun
before (after its cue, in the next paragraph).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

NAME_LABELS = ("Person", "Location", "Organization", "NORP", "Date", "Misc", "Money", "Facility", "Product")
FINE_LABELS = (
    *("PERSON", "NORP", "FAC", "ORG", "GPE", "LOC", "PRODUCT", "EVENT", "WORK_OF_ART", "LAW", "LANGUAGE"),
    *("DATE", "TIME", "PERCENT", "MONEY", "QUANTITY", "ORDINAL", "CARDINAL"),
)
OUTSIDE = "O"


def bio(labels: tuple[str, ...]) -> tuple[str, ...]:
    """RETURNS: `O`, then `B-` and `I-` of each label."""
    return (OUTSIDE, *(prefix + label for label in labels for prefix in ("B-", "I-")))


NAME_TAGS = bio(NAME_LABELS)
FINE_TAGS = bio(FINE_LABELS)
QUOTE_TAGS = (
    *(OUTSIDE, "B-CONTENT", "R-CONTENT", "I-CONTENT"),
    *("B-SOURCE", "I-SOURCE", "B-CUE", "I-CUE"),
)
PARTS_OF_SPEECH = tuple(
    "$ '' , -LRB- -RRB- . : ADD AFX CC CD DT EX FW HYPH IN JJ JJR JJS LS MD NFP NN NNP NNPS NNS PDT POS PRP PRP$ "
    "RB RBR RBS RP SYM TO UH VB VBD VBG VBN VBP VBZ WDT WP WP$ WRB XX _SP ``".split()
)
"""The tags of OntoNotes 5, as the base model gives them."""
DEPENDENCIES = tuple(
    "ROOT acl acomp advcl advmod agent amod appos attr aux auxpass case cc ccomp compound conj csubj csubjpass dative "
    "dep det dobj expl intj mark meta neg nmod npadvmod nsubj nsubjpass nummod oprd parataxis pcomp pobj poss preconj "
    "predet prep prt punct quantmod relcl xcomp".split()
)
"""The relations of ClearNLP, as the base model gives them."""

RELATIONS = ("source", "cue", "previous", "cue_source")
"""Pointers: a content to its source, its cue, and its piece before; a cue to its source."""


def legal(tags: tuple[str, ...]) -> NDArray[np.bool_]:
    """RETURNS: a matrix, from tag × to tag: `I-x` only after a tag of `x`."""
    matrix = np.ones((len(tags), len(tags)), dtype=bool)
    for column, tag in enumerate(tags):
        if tag.startswith("I-"):
            matrix[:, column] = [before[1:] == tag[1:] for before in tags]
    return matrix


def legal_start(tags: tuple[str, ...]) -> NDArray[np.bool_]:
    """RETURNS: for each tag, whether a sequence may begin with it."""
    return np.array([not tag.startswith("I-") for tag in tags])
