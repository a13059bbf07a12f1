"""Who figures come from, sentence by sentence.

Beside each sentence stand the sources of its claims in text order: what the name or text of each ends with, None for the
article's own, "|" between answers that are all right.
"""

from __future__ import annotations

from dataclasses import replace

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from newsfacts.facts import AttributionType, Claim, Cue, Quote, QuoteKind, Resolution, Span, Speaker

ROWS: list[tuple[str, list[str | None], str]] = [
    ("A Lumo Institute poll found that 40 percent were against the tax.", ["Lumo Institute"], "a poll found"),
    ("In a survey of 900 farmers, 40 percent had lost their crop.", [None, "survey"], "in a survey of so many"),
    ("In the report, the auditor says 12 bridges are unsafe.", ["auditor"], "in a report, with its speaker"),
    ("In a village near Hue, 40 percent had lost their crop.", [None], "in a place"),
    ("Port Kessa recorded 22 cases.", [None], "a scene"),
    ("They met the 300 villagers the army says it freed.", ["army"], "relative clause without a pronoun"),
    ("Police say the 300 men whom they shot were miners.", ["Police"], "relative clause within a report"),
    ("The 300 men who said they were innocent left.", [None], "those who say so are not told of"),
    (
        "Flooding in Beira has displaced 4,200 people, Mozambique's disaster agency said on Friday.",
        ["agency"],
        "closing cue with a date",
    ),
    ("Police in Lautoka said 12 boats were missing.", ["Police"], "say without that"),
    ("At least 12 boats are missing, police said.", ["police"], "closing attribution"),
    ("The storm has killed 31 people, according to the Red Cross.", ["Red Cross"], "according to behind"),
    (
        "According to figures from the finance ministry, exports fell 8 percent.",
        ["ministry"],
        "according to figures from",
    ),
    ("Data from the ministry showed that wheat imports rose 14 percent.", ["ministry"], "data from a body showed"),
    ("Official data showed that wheat imports rose 14 percent.", ["data"], "data without an issuer"),
    ("Exports fell 8 percent in May, government figures showed.", ["figures"], "data closing"),
    (
        "Figures released by the statistics office show that 3 million people are out of work.",
        ["office"],
        "figures released by",
    ),
    (
        "A survey of 1,200 farmers found that 40 percent had lost their crop.",
        [None, "survey"],
        "size of a survey is the article's own",
    ),
    ("The hospital's records show that 18 patients died that night.", ["records"], "records show"),
    ("Ambassador Petrov said the United Nations had reported 150 deaths.", ["United Nations"], "nested report"),
    (
        '"The World Bank says 40 million people live there," minister Ali Hassan said.',
        ["World Bank"],
        "nested in a quotation",
    ),
    ('"We believe 300 homes were lost," said Mayor Ines Dalo.', ["Ines Dalo"], "first person is no source"),
    ('"I saw 20 soldiers," said baker Omar Said.', ["Omar Said"], "quote"),
    ("Police claimed to have seized 14 rifles.", ["Police"], "claim to have"),
    ("The storm seemed to have killed 14 cows.", [None], "seem to have"),
    ("The charity put the number of missing at 70.", ["charity"], "put a number at"),
    ("The landslide put 70 families at risk.", [None], "put at risk"),
    ("The company sacked 300 workers.", [None], "own"),
    ("The airline added 12 routes.", [None], "add as a deed"),
    ("Chief executive Ann Lee added that 12 routes would close.", ["Ann Lee"], "add as a word"),
    ("The attack claimed 40 lives.", [None], "claim as a deed"),
    ("The rebels claimed that 40 soldiers had died.", ["rebels"], "claim as a word"),
    ("The hospital admitted 25 patients.", [None], "admit as a deed"),
    ("The general admitted that 25 soldiers had fled.", ["general"], "admit as a word"),
    ("The carmaker recalled 5,000 vans.", [None], "recall as a deed"),
    ("Divers found 12 kg of cocaine in the wreck.", [None], "find as a deed"),
    ("The audit office found that 12 bridges were unsafe.", ["office"], "find with a clause"),
    ("Police arrested 14 men, saying they had burnt 60 shops.", [None, "they|Police"], "deed, then word"),
    ("Police said they arrested 14 men and burnt 60 plants.", ["Police", "Police"], "coordination in the content"),
    ("Officials said 14 people died and 60 were hurt.", ["Officials", "Officials"], "clauses joined in the content"),
    ("The minister denied that 40 miners had died.", ["minister"], "deny"),
    ("The ministry reported 40 new cases of cholera.", ["ministry"], "report with an object"),
    ("The ministry announced 400 job cuts.", ["ministry"], "announce with an object"),
    ("Forty new cases were reported by the ministry.", ["ministry"], "passive with an agent"),
    ("Forty new cases were reported on Monday.", [None], "passive without an agent"),
    ("The firm signed a $40 million contract.", [None], "sign"),
    ("The bank withdrew its $25 million offer.", [None], "withdraw"),
    ("Firefighters put out 12 fires.", [None], "put out"),
    ("The islands recorded 12 quakes.", [None], "record"),
    ("Perth saw a high of 44 degrees Celsius.", [None], "see"),
    ("The company plans to hire 300 people.", [None], "plan"),
    ("The union wants to see wages go up by 12 percent.", [None], "want"),
    ("The fund expects growth of 3 percent.", ["fund"], "expectation"),
    ("Economists estimate that the drought cost $2 billion.", ["Economists"], "estimate"),
    ("The toll, the governor said, had reached 48.", ["governor"], "parenthesis"),
    ('"The toll," the governor said, "has reached 48."', ["governor"], "parted quotation"),
    ("Governor Musa Bello told reporters that 48 cattle were stolen.", ["Musa Bello"], "tell reporters"),
    (
        "Governor Musa Bello told 200 traders that 48 cattle were stolen.",
        [None, "Musa Bello"],
        "those told are not told of",
    ),
    ("The army says 20 rebels were killed; the rebels say 5.", ["army", "rebels"], "two sources, semicolon"),
    ("A statement by the port authority said 12 ships were waiting.", ["authority|statement"], "statement by"),
    ("In a statement, the port authority said that 12 ships were waiting.", ["authority"], "in a statement"),
    (
        "The port authority issued a statement saying 12 ships were waiting.",
        ["authority|statement"],
        "issue a statement saying",
    ),
    ("Storm leaves 12 dead, say officials", ["officials"], "headline, inverted"),
    ("The lake has lost 40 percent of its water, warned the ministry.", ["ministry"], "inverted warn"),
    (
        "The lake has lost 40 percent of its water, explains hydrologist Lena Berg.",
        ["Lena Berg|Berg"],
        "inverted present",
    ),
    ("Farmer Jorge Rivas, who said he lost 60 goats, left the valley.", ["Jorge Rivas|Rivas|who"], "relative clause"),
    ("The report, published on Monday, says 700 schools lack toilets.", ["report"], "report says"),
    ("A Unicef report says 700 schools lack toilets.", ["Unicef"], "report of an issuer"),
    ("Monday's report says 700 schools lack toilets.", ["report"], "a date is no issuer"),
    ("It is said that 700 people live there.", [None], "impersonal"),
    ("This suggests that 40 percent of the fish are gone.", [None], "this"),
    ("The drought killed 900 cattle and cost farmers $2 million.", [None, None], "own, two"),
    (
        "The mayor, who turned 60 in May, said the bridge would cost $2 million.",
        [None, "mayor"],
        "own aside within an attribution",
    ),
    (
        "Speaking after a blast that killed 12 people, the mayor said the road would stay shut.",
        [None],
        "own in the setting of a report",
    ),
    ("As 12 homes burned, officials said the road would stay shut.", [None], "own in a clause of time"),
    (
        "Rainfall reached 80mm in Suva, 64mm in Nadi and 12mm in Labasa, the weather office said.",
        ["office", "office", "office"],
        "list, closing",
    ),
    (
        "The weather office said rainfall reached 80mm in Suva, followed by Nadi with 64mm, Labasa 12mm and Levuka 9mm.",
        ["office", "office", "office", "office"],
        "list, opening",
    ),
    (
        "The ministry said exports rose 5 percent. As for imports, they fell 3 percent.",
        ["ministry", "ministry"],
        "next sentence goes on",
    ),
    (
        "The ministry said exports rose 5 percent. In addition, imports fell 3 percent.",
        ["ministry", "ministry"],
        "next sentence adds",
    ),
    (
        "The ministry said exports rose 5 percent.\n\nIn addition, imports fell 3 percent.",
        ["ministry", None],
        "not over a paragraph",
    ),
    (
        "Two trucks collided near Kitwe. Nine people died at the scene, police said.",
        [None, "police"],
        "closing, another matter before",
    ),
    ("Rangers counted 412 elephants this year.", [None], "count as a deed"),
    (
        "The rate stood at 7 percent in June, up from 6 percent in May, Statistics Canada said on Friday.",
        ["Statistics Canada", "Statistics Canada"],
        "two figures, closing",
    ),
    ("The rate stood at 7 percent, per the Labor Department.", ["Labor Department"], "per"),
    ("As per the weather office, 12 villages are cut off.", ["office"], "as per"),
    ("He said that he had 3 children.", ["He"], "pronoun"),
    ("Nurse Amina Yusuf arrived late. She said 30 beds were full.", ["She"], "pronoun to a name"),
    ("The tax brings in about $40 per person, 12 percent less than last year.", [None, None], "per is a rate"),
    (
        "There are 14,000 refugees in the camp, aid workers say, and 300 more arrive each day.",
        ["workers", "workers|None"],
        "aside in the middle",
    ),
    ("Oxfam's Nadia Daar said that 5 million people need food.", ["Nadia Daar|Daar"], "person of a body"),
    ("Oxfam spokesperson Nadia Daar said that 5 million people need food.", ["Nadia Daar|Daar"], "title and name"),
    (
        "An official at the ministry, who asked not to be named, said 5 million people need food.",
        ["official"],
        "unnamed official",
    ),
    ("State news agency Xinhua reported that 16 miners were trapped, citing rescuers.", ["Xinhua"], "agency citing"),
    ("The rights group documented 212 arrests in June.", ["group|None"], "document"),
    ('"Prices are up 30 percent," he complained.', ["he"], "quote with a rare verb"),
    (
        '"Prices are up 30 percent," sighed Dina Aziz, a vendor.',
        ["Dina Aziz"],
        "quote with a verb that is none of saying",
    ),
    ("The king, crowned before 2,000 guests, said nothing.", [None], "said nothing"),
    ("The team says its 12 members are safe.", ["team"], "says"),
    ("He was told that 12 people had died.", [None], "told in the passive"),
    ("Investigators believe 3 men took part.", ["Investigators"], "belief"),
    ("The law firm represents 300 families, it said in a filing.", ["it|law firm"], "it said"),
    (
        "The budget allots $3 million for roads, Mr Tan noted, adding that $1 million would go to bridges.",
        ["Tan", "Tan"],
        "adding",
    ),
    (
        "LIMA - At least 9 people died when a bus fell into a ravine, firefighters reported Sunday. The driver survived.",
        ["firefighters"],
        "agency lead",
    ),
    (
        "The number of tourists fell to 1.2 million last year, down from 1.9 million in 2019, the Fijian government said in a report.",
        ["government", "government"],
        "report closing",
    ),
    ("Okoro, 44, said the shop cost 3 million naira.", [None, "Okoro"], "age of the speaker before"),
    (
        "The finance minister, Lindiwe Dube, said on Tuesday that debt stood at 71 percent of output.",
        ["Lindiwe Dube|Dube"],
        "apposed name",
    ),
    (
        "Debt stands at 71 percent of output, says Lindiwe Dube, the finance minister.",
        ["Lindiwe Dube|Dube"],
        "inverted with a title",
    ),
    (
        "Research by the University of Nairobi found that 60 percent of shops sell fake drugs.",
        ["University of Nairobi|Nairobi"],
        "research by",
    ),
    ("A new study suggests 60 percent of the reef has died.", ["study"], "study suggests"),
    ("The study, by scientists in Cairns, looked at 40 reefs.", [None], "study looked at"),
    (
        "Nearly 60 percent of voters back the plan, according to a poll published on Monday by the Herald.",
        ["poll|Herald"],
        "poll published by",
    ),
    ("An estimated 8,000 people sleep rough in the city.", [None], "estimated as a modifier"),
    ("The reported cost is $4 million.", [None], "reported as a modifier"),
    ("The court heard that Ali had stolen $4 million.", ["court|None"], "court heard"),
    ("The court ruled that the firm must pay $4 million.", ["court"], "ruled"),
    ("The indictment says he stole $4 million.", ["indictment"], "document says"),
    ("He was accused of stealing $4 million.", [None], "accused without an agent"),
    (
        "The opposition claims the contract was inflated by $4 million, a charge the government denies.",
        ["opposition"],
        "claims",
    ),
    (
        "In the north, 300 houses collapsed. In the south, at least 40 people drowned, the army said.",
        [None, "army"],
        "closing, other place",
    ),
    (
        "Residents said the fighting began at dawn. Two shells hit the market and 11 people died, they said.",
        ["they", "they"],
        "they said",
    ),
    (
        "Residents said two shells hit the market. Eleven people died.",
        ["Residents", None],
        "unmarked next sentence is the article's own",
    ),
    ("It said 12 wells had dried up. Furthermore, 30 cattle had died.", ["It", "It"], "furthermore"),
    (
        "The bank lent $3 billion to farmers, its governor told parliament on Thursday, adding that 90 percent had been repaid.",
        ["governor", "governor"],
        "governor told parliament, adding",
    ),
    ("Quoting witnesses, the radio said 6 people were shot.", ["radio"], "quoting"),
    (
        "The toll now stands at 46, the highest in a decade, authorities said.",
        ["authorities"],
        "apposition before closing",
    ),
    ("The firm said it would invest $40 million and hire 200 people.", ["firm", "firm"], "joined infinitives"),
    ("Kofi Mensah, who runs 12 shops in Accra, said sales had halved.", [None], "relative clause of the speaker"),
    (
        "Sales fell 12 percent, said Kofi Mensah, who runs 12 shops in Accra.",
        ["Mensah", None],
        "relative clause of the speaker behind",
    ),
    (
        "The agency, which employs 900 people, said sales fell 12 percent.",
        [None, "agency"],
        "relative clause of a body",
    ),
    (
        '"Of the 40 pumps, 12 work," the engineer told a panel of 9 lawmakers.',
        ["engineer", "engineer", None],
        "those told behind a quotation",
    ),
    (
        "By Friday, 300 had signed up, up from 200, the school's head, Mary Ito, wrote in an email to 60 parents.",
        ["Ito", "Ito", None],
        "own in the setting behind",
    ),
    ("Official: 12 dead in mine blast", ["Official"], "headline with a colon"),
    (
        "The UN refugee agency UNHCR says 1.1 million people have fled; half of them are children.",
        ["UNHCR|agency", "UNHCR|agency|None"],
        "semicolon elaborates",
    ),
    ("Mr Silva has 2 sons and 3 daughters, according to his website.", ["website", "website"], "according to his"),
    ("The government says 12 and the opposition says 40 people died.", ["government", "opposition"], "gapped clause"),
]


def sources(doc: Doc) -> list[set[str] | None]:
    found: tuple[Claim, ...] = doc._.newsfacts_claims
    return [{s for s in (c.source.name, c.source.text) if s} if c.source else None for c in found]


@pytest.mark.parametrize(("text", "expected", "phenomenon"), ROWS, ids=[row[2] for row in ROWS])
def test_source(nlp: Language, text: str, expected: list[str | None], phenomenon: str) -> None:
    found = sources(nlp(text))
    assert len(found) == len(expected)
    for names, wanted in zip(found, expected, strict=True):
        rights = (wanted or "None").split("|")
        if names is None:
            assert "None" in rights
        else:
            assert any(name.endswith(right) for name in names for right in rights if right != "None"), names


def attributed(
    nlp: Language, text: str, content: str, cue: str, lemma: str, speaker: str, kind: QuoteKind = QuoteKind.INDIRECT
) -> Doc:
    """A document whose one quote is given, as an encoder might."""
    doc = nlp(text)
    at = {part: text.index(part) for part in (content, cue, speaker)}
    doc._.newsfacts_quotes = (
        Quote(
            id="q1",
            kind=kind,
            type=AttributionType.ASSERTION,
            text=content,
            spans=(Span(text=content, start=at[content], end=at[content] + len(content)),),
            cue=Cue(text=cue, start=at[cue], end=at[cue] + len(cue), lemma=lemma),
            speaker=Speaker(
                text=speaker, start=at[speaker], end=at[speaker] + len(speaker), resolution=Resolution.NOMINAL
            ),
            addressee=None,
            reported_by=None,
            issues=(),
            confidence=0.9,
        ),
    )
    return nlp.get_pipe("newsfacts_claims")(doc)


@pytest.mark.parametrize(
    ("text", "content", "cue", "lemma", "speaker", "expected", "phenomenon"),
    [
        (
            "The sponsor also withdrew its $25 million offer.",
            "its $25 million offer",
            "also withdrew",
            "withdraw",
            "The sponsor",
            None,
            "a deed that an encoder took for a word",
        ),
        (
            "The crews put out a blaze 40 km from Dhaka.",
            "a blaze 40 km from Dhaka",
            "put out",
            "put",
            "The crews",
            None,
            "a deed with a verb that can report",
        ),
        (
            "The surf club added 12 members.",
            "12 members",
            "added",
            "add",
            "The surf club",
            None,
            "a verb of saying without a clause",
        ),
        (
            "A clerk at the port, who gave no name, reported 12 ships.",
            "12 ships",
            "reported",
            "report",
            "A clerk at the port, who gave no name,",
            "A clerk",
            "a speaker with what is apposed to it",
        ),
        (
            "A study released Monday foresees 12 storms.",
            "12 storms",
            "foresees",
            "foresee",
            "A study released Monday",
            "A study",
            "a speaker with a participle",
        ),
    ],
)
def test_of_a_quote_its_speaker_is_asked_only_for_words(
    nlp: Language,
    text: str,
    content: str,
    cue: str,
    lemma: str,
    speaker: str,
    expected: str | None,
    phenomenon: str,
) -> None:
    doc = attributed(nlp, text, content, cue, lemma, speaker)
    (claim,) = doc._.newsfacts_claims
    assert claim.quote_id == "q1"
    assert (claim.source and claim.source.text) == expected


def test_what_stands_in_marks_is_its_speakers_whatever_the_verb(nlp: Language) -> None:
    text = '"It lost 30 percent," sighed the vendor.'
    doc = attributed(nlp, text, '"It lost 30 percent,"', "sighed", "sigh", "the vendor", QuoteKind.DIRECT)
    (claim,) = doc._.newsfacts_claims
    assert claim.source is not None
    assert claim.source.text == "the vendor"


def test_what_is_intended_has_no_source(nlp: Language) -> None:
    doc = attributed(nlp, "The firm said to hire 30 people.", "to hire 30 people", "said", "say", "The firm")
    doc._.newsfacts_quotes = tuple(replace(quote, type=AttributionType.EVENTUALITY) for quote in doc._.newsfacts_quotes)
    (claim,) = nlp.get_pipe("newsfacts_claims")(doc)._.newsfacts_claims
    assert claim.source is None


def test_a_source_keeps_to_its_paragraph(nlp: Language) -> None:
    text = "The ministry said exports rose 5 percent."
    (alone,) = nlp(text)._.newsfacts_claims
    first, *_ = nlp(f"{text}\n\nAs for ships, 3 sank. They carried 9 tonnes, the union said.")._.newsfacts_claims
    assert first == alone
