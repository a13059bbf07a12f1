"""What the document says of each enum. The values themselves stand in `newsfacts.facts`."""

DESCRIPTIONS = {
    "AttributionType": (
        "What is attributed, in PARC's terms: an `assertion` (said), a `belief` (thinks, fears), a `fact` (knows, "
        "admits) or an `eventuality` (plans, demands)."
    ),
    "Direction": "Which way a figure changed.",
    "EntityLabel": "OntoNotes 5 labels of names and times.",
    "Include": "A kind of fact.",
    "MentionKind": "How an entity is mentioned.",
    "Modifier": (
        "How a figure bounds the true value. `between` goes with `low` and `high`; `magnitude` is a vague figure such "
        "as `thousands`, of value 1000."
    ),
    "OffsetUnit": "What an offset counts: Unicode code points, UTF-16 code units, or bytes of UTF-8.",
    "QuantityKind": "What sort of figure it is.",
    "QuoteIssue": "What was wrong with a quote's marks.",
    "QuoteKind": "Whether all, part or none of what is attributed stands between quotation marks.",
    "Resolution": (
        "How the speaker was found: by `name`, `nominal` or `pronoun`; `carried` means that none is written near the "
        "quote and it was taken from the neighbouring one."
    ),
    "WarningCode": "What there is to know of an answer.",
}
