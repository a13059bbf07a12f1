/**
 * The answer as the page needs it: every fact under its id with the stretches of text that show it.
 *
 * A `Mark` is `{start, end, fact, role}`, offsets in UTF-16 units. Roles `content`, `mention`, `claim` are a fact's own
 * body and are always coloured; the others (`cue`, `speaker`, `subject`, …) show while the fact is active.
 */

export const LAYERS = ["quotes", "claims", "entities"];
export const BODY = new Set(["content", "mention", "claim"]);

const GROUPS = {
  PERSON: "person",
  NORP: "group",
  ORG: "group",
  GPE: "place",
  LOC: "place",
  FAC: "place",
};

/** Facts below this confidence are drawn thin, without a ground. */
export const WEAK = 0.5;

/** @returns {boolean} whether a fact is more likely wrong than others; entities have no confidence */
export const isWeak = ({ data }) => (data.confidence ?? 1) < WEAK;

export const GROUP_NAMES = {
  person: "People",
  group: "Organisations and groups",
  place: "Places",
  other: "Dates and other names",
};

/** @returns {"person"|"group"|"place"|"other"} the colour family of an entity label */
export const groupOf = (label) => GROUPS[label] ?? "other";

/** @returns {boolean} whether a party or span has a place in the text */
const written = (span) => span !== null && span !== undefined && span.start !== null;

/**
 * @param {object} answer of `/v1/extract`
 * @returns {Map<string, {id: string, layer: string, data: object, body: object[], marks: object[], links: object[]}>}
 *   in the answer's order: quotes, claims, entities
 */
export function factsOf(answer) {
  const entities = new Map((answer.entities ?? []).map((entity) => [entity.id, entity]));
  const facts = [
    ...(answer.quotes ?? []).map((quote) => quoteFact(quote, entities)),
    ...(answer.claims ?? []).map((claim) => claimFact(claim, entities)),
    ...(answer.entities ?? []).map(entityFact),
  ];
  return new Map(facts.map((fact) => [fact.id, fact]));
}

function quoteFact(quote, entities) {
  const parts = { cue: quote.cue, speaker: quote.speaker, addressee: quote.addressee, reporter: quote.reported_by };
  const links = linksFrom(quote.spans, [
    ["speaker", quote.speaker],
    ...(quote.co_speakers ?? []).map((speaker) => ["speaker", speaker]),
    ["told to", quote.addressee],
    ["reported by", quote.reported_by],
  ]);
  return fact(quote, "quotes", "content", quote.spans, parts, [...links, ...toName(quote.speaker, entities)]);
}

function claimFact(claim, entities) {
  const { quantity, subject, predicate, time, place, source } = claim;
  const links = linksFrom([quantity], [
    ["of what", subject],
    ["source", source],
  ]);
  const parts = { quantity, subject, predicate, time, place, source };
  return fact(claim, "claims", "claim", [claim], parts, [...links, ...toName(source, entities)]);
}

function entityFact(entity) {
  return fact(entity, "entities", "mention", entity.mentions, {}, []);
}

function fact(data, layer, bodyRole, body, parts, links) {
  const id = data.id;
  const marks = body.map(({ start, end, kind }) => ({ start, end, fact: id, role: bodyRole, kind }));
  for (const [role, span] of Object.entries(parts)) {
    if (written(span)) marks.push({ start: span.start, end: span.end, fact: id, role });
  }
  return { id, layer, data, body, marks, links };
}

function linksFrom(spans, ends) {
  return ends.filter(([, span]) => written(span)).map(([label, span]) => ({ from: spans, to: span, label }));
}

/** From "she" or "Wekesa" on to the first place where the article gives the full name. */
function toName(party, entities) {
  const entity = written(party) ? entities.get(party.entity_id) : undefined;
  const full = entity?.mentions.find((mention) => mention.kind === "name");
  const here = full && full.start >= party.start && full.end <= party.end;
  return full && !here ? [{ from: [party], to: full, label: "is", indirect: true }] : [];
}
