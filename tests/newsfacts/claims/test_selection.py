"""Which figures are claims."""

from __future__ import annotations

import pytest
from spacy.language import Language

from tests.newsfacts.claims.found import claims

NOT_CLAIMS = [
    ("The city plans to reach net zero.", "label of zero"),
    ("The school has a zero-tolerance rule.", "label of zero, hyphened"),
    ("It will not bother them one bit.", "idiom"),
    ("The top 1 percent did well.", "class, in percent"),
    ("The two men now plan to appeal.", "definite"),
    ("Both sides agreed.", "definite"),
    ("One of the owners spoke to us.", "partitive one"),
    ("No one was hurt.", "idiom"),
    ("One day the road will be built.", "idiom"),
    ("He said he would buy one.", "pronoun one"),
    ("She works at a five-star hotel.", "class label"),
    ("He left ten days ago.", "when: ago"),
    ("The court must decide within two weeks.", "when: within"),
    ("Prices have been stable over the past three years.", "when: over the past"),
    ("The well was dry four days after it opened.", "when: after"),
    ("1998. The war breaks out.", "list number"),
    ("The band played in the under-16 category.", "class label"),
    ("The camp is for children between the ages of eight and twelve.", "band"),
    ("She is the only one that came.", "pronoun one"),
    ("Turnout among voters over 65 was high.", "band"),
    ("He walked from one end to the other.", "one and its counterpart"),
    ("The school offers one-to-one lessons.", "one and its counterpart, hyphened"),
    ("She took bronze in the women's 200m freestyle.", "name of a race"),
    ("Ten-year bonds fell again.", "debt by its term"),
    ("The mayor had left three years previously.", "when: previously"),
    ("Parts must be sent two weeks in advance.", "when: in advance"),
    ("One neighbour told the court so.", "any one, who says something"),
    ("There is only one way for the bank.", "idiom after an emphasis"),
]


@pytest.mark.parametrize(("text", "phenomenon"), NOT_CLAIMS)
def test_no_claim(nlp: Language, text: str, phenomenon: str) -> None:
    assert [c.quantity.text for c in claims(nlp, text)] == []


STILL_CLAIMS = [
    ("Just one of the boats came back.", 1, "one that counts"),
    ("Only one bridge remains.", 1, "one that counts"),
    ("The city's 300 schools are shut.", 300, "definite that brings the figure"),
    ("Of the 16 miners, none was hurt.", 16, "base of a share"),
    ("He was mayor for nine years.", 9, "how long"),
    ("It will take two weeks.", 2, "how long"),
    ("The bus came 20 minutes late.", 20, "a delay"),
    ("The roof closes in just 16 seconds.", 16, "how fast"),
    ("None of the 12 climbers was hurt.", 12, "base of none"),
    ("Some of the 14 clinics have power.", 14, "base of some"),
    ("The five-member panel met in Lima.", 5, "definite, but for the first time"),
    ("The three Danish ships were searched.", 3, "definite with an adjective"),
    ("The cable is 200m long.", 200, "a length that is no race"),
    ("One man died.", 1, "one that something happened to"),
    ("Fire broke out, killing one and injuring others.", 1, "one beside others"),
]


@pytest.mark.parametrize(("text", "value", "phenomenon"), STILL_CLAIMS)
def test_still_a_claim(nlp: Language, text: str, value: float, phenomenon: str) -> None:
    assert [c.quantity.value for c in claims(nlp, text)] == [value]


def test_a_set_told_of_before_is_no_claim_again(nlp: Language) -> None:
    found = claims(nlp, "Police arrested 45 protesters on Monday.\n\nThe 45 protesters were freed a day later.")
    assert [c.quantity.value for c in found] == [45]
