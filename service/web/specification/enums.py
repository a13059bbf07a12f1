"""What the document says of each enum, value by value. The values themselves stand in `newsfacts.facts`."""

VALUES: dict[str, tuple[str, dict[str, str]]] = {
    "AttributionType": (
        "What is attributed, in the terms of the PARC corpus.",
        {
            "assertion": "a statement (said, told, according to)",
            "belief": "a thought or feeling (thinks, fears, hopes)",
            "fact": "something known or admitted (knows, admits, found out)",
            "eventuality": "a plan, wish or demand (plans, wants, asks for)",
        },
    ),
    "Direction": (
        "Which way the figure changed.",
        {"increase": "it rose, or rose to this figure", "decrease": "it fell, or fell to this figure"},
    ),
    "EntityLabel": (
        "What sort of thing it is: the OntoNotes 5 labels of names and times.",
        {
            "PERSON": "a person",
            "NORP": "a nationality, religious or political group",
            "FAC": "a building, bridge, airport, road",
            "ORG": "an organisation, company, authority, team",
            "GPE": "a country, state, town",
            "LOC": "another place: a river, sea, mountain, region",
            "PRODUCT": "a product, vehicle, weapon",
            "EVENT": "a named event: a war, storm, tournament",
            "WORK_OF_ART": "a book, film, song, programme",
            "LAW": "a named law, treaty, ruling",
            "LANGUAGE": "a language",
            "DATE": "a date, or a length of time of a day or more",
            "TIME": "a time of day, or a length of time below a day",
        },
    ),
    "Include": (
        "A kind of fact.",
        {
            "entities": "people, organisations, places, dates and other names",
            "quotes": "who said, thinks, knows or wants what",
            "claims": "statements with a figure",
            "quantities": "every figure with what it counts, claim or not",
        },
    ),
    "MentionKind": (
        "How the text refers to the entity.",
        {
            "name": "by a name or alias",
            "nominal": "by a description (`the minister`)",
            "pronoun": "by a pronoun (`she`)",
        },
    ),
    "Modifier": (
        "How the figure relates to the true value.",
        {
            "exactly": "as written, without a qualifier",
            "approximately": "about, some, nearly",
            "more_than": "more than, over",
            "at_least": "at least, no fewer than",
            "less_than": "less than, under",
            "at_most": "at most, up to",
            "between": "a range: `low` and `high` are set, `value` is null",
            "magnitude": "a vague word that stands for its size (`thousands`: 1000)",
        },
    ),
    "OffsetUnit": (
        "What `start`, `end` and `length` count.",
        {
            "code_point": "Unicode code points, as Python slices strings; the default",
            "utf16": "UTF-16 code units: JavaScript, Java, C#",
            "byte": "bytes of UTF-8: Go, Rust",
        },
    ),
    "QuantityKind": (
        "What sort of figure it is.",
        {
            "count": "a number of things",
            "money": "a price or sum",
            "percent": "percent, percentage points, per mille",
            "measure": "a number with a unit of measure",
            "duration": "how long something lasts",
            "age": "the age of a person or thing",
            "ratio": "a fraction, a multiple, `one in five`",
            "rate": "something per unit of something else",
            "score": "of a match or vote: `low` and `high` are its two figures as printed",
        },
    ),
    "QuoteIssue": (
        "What was wrong with the quotation marks of a quote. The quote is given all the same.",
        {
            "missing_opening_mark": "a closing mark without an opening one; it starts with its paragraph or sentence",
            "missing_closing_mark": "an opening mark without a closing one; it ends with its paragraph",
            "unbalanced_nested_marks": "a mark inside the quote has no partner, or one mark closes two quotes",
            "mismatched_marks": "opened in one style, closed in another",
            "continued_without_mark": "goes on in a new paragraph that does not repeat the opening mark",
        },
    ),
    "QuoteKind": (
        "How much of the quote is in quotation marks.",
        {"direct": "all of it", "mixed": "parts of it", "indirect": "nothing"},
    ),
    "Resolution": (
        "How the speaker is written at the quote.",
        {
            "name": "by name",
            "nominal": "by a description (`the minister`)",
            "pronoun": "by a pronoun (`she`)",
            "carried": "not at all: taken from the quote before or after it",
        },
    ),
    "TextFormat": (
        "What the text of a request is.",
        {"text": "the article as plain text; the default", "html": "a web page with the article in it"},
    ),
    "WarningCode": (
        "Something to know about an answer that is given all the same.",
        {
            "not_english": "the text does not look like English; expect poor facts",
            "no_sentences": "the text has no sentence: a table, a list, or navigation",
            "markup": "plain text was sent that holds tags of HTML or marks of Markdown",
        },
    ),
}

DESCRIPTIONS = {
    name: "\n".join([intro, "", *(f"- `{value}`: {meaning}" for value, meaning in values.items())])
    for name, (intro, values) in VALUES.items()
}
