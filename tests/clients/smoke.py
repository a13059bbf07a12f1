"""The generated client for Python: every answer comes as the type that the document names."""

from newsfacts_client import Client
from newsfacts_client.api.extraction import extract, extract_batch
from newsfacts_client.api.operations import get_health, get_readiness
from newsfacts_client.models import (
    Article,
    Batch,
    BatchResults,
    Claim,
    Facts,
    Include,
    Mention,
    Modifier,
    OffsetUnit,
    Problem,
    Span,
)

TEXT = "\U0001f6a2 “Nearly 40 boats stay in port,” harbour master Ilze Ozola said in Ventspils."


def units(text: str) -> dict[OffsetUnit, bytes | str]:
    return {OffsetUnit.CODE_POINT: text, OffsetUnit.BYTE: text.encode()}


with Client("http://localhost:8000", raise_on_unexpected_status=True) as client:
    for unit, text in units(TEXT).items():
        facts = extract.sync(client=client, body=Article(TEXT, id="a1", offset_unit=unit))
        assert isinstance(facts, Facts), facts
        assert facts.id == "a1"
        mentions = [mention for entity in facts.entities for mention in entity.mentions]
        spans: list[Span | Claim | Mention] = [*facts.quotes[0].spans, *facts.claims, *mentions]
        for span in spans:
            assert text[span.start : span.end] == units(span.text)[unit], span
        claim = facts.claims[0]
        assert claim.quantity.value == 40
        assert claim.quantity.modifier is Modifier.APPROXIMATELY

    some = extract.sync(client=client, body=Article(TEXT, include=[Include.ENTITIES], published_at="2024-03-14"))
    assert isinstance(some, Facts), some

    refused = extract.sync_detailed(client=client, body=Article(""))
    assert refused.status_code == 422
    assert isinstance(refused.parsed, Problem), refused.parsed
    assert refused.parsed.title

    batch = extract_batch.sync(client=client, body=Batch([Article(TEXT), Article("")]))
    assert isinstance(batch, BatchResults), batch
    good, bad = batch.results
    assert good.facts
    assert not good.problem
    assert bad.problem
    assert not bad.facts

    assert get_health.sync_detailed(client=client).status_code == 200
    assert get_readiness.sync_detailed(client=client).status_code == 200
print("done")
