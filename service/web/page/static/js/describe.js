/**
 * What there is to say of a fact, as plain data that cards and lists draw.
 *
 * A row is `{term, text, note?, span?, fact?}`: `span` is a place to jump to, `fact` the id of another fact.
 */

import { capital, interval, plural, quantity, words } from "./format.js";

const LABELS = {
  PERSON: "Person",
  NORP: "Nationality, religion or political group",
  FAC: "Building or facility",
  ORG: "Organisation",
  GPE: "Country, state or town",
  LOC: "Place",
  PRODUCT: "Product",
  EVENT: "Event",
  WORK_OF_ART: "Work of art",
  LAW: "Law",
  LANGUAGE: "Language",
  DATE: "Date",
  TIME: "Time",
};

/**
 * @param {{layer: string, data: object}} fact
 * @param {Map<string, object>} facts all of the article
 * @returns {{kind: string, title: string, rows: object[], confidence: number|null}}
 */
export function describe(fact, facts) {
  return { quotes: quote, claims: claim, entities: entity }[fact.layer](fact.data, facts);
}

/** @returns {string} who a party is, in the fullest form known */
export const partyName = (party) => party.name ?? party.text ?? "";

function quote(data, facts) {
  const inside = [...facts.values()].filter((other) => other.layer === "claims" && other.data.quote_id === data.id);
  return {
    kind: `${capital(data.kind)} quote`,
    title: data.speaker ? partyName(data.speaker) : "No speaker given",
    rows: present([
      ["Speaker", data.speaker && { ...partyRow(data.speaker), note: data.speaker.resolution }],
      ["Cue", data.cue && { text: data.cue.text, note: data.cue.lemma, span: data.cue }],
      ["Told to", partyRow(data.addressee)],
      ["Reported by", partyRow(data.reported_by)],
      ["Attributed as", { text: data.type }],
      ["Pieces", data.spans.length > 1 && { text: `${data.spans.length}, one quote` }],
      ["Marks", data.issues.length > 0 && { text: data.issues.map(words).join(", ") }],
      ...inside.map((other) => ["Figure", { text: quantity(other.data.quantity), fact: other.id }]),
    ]),
    confidence: data.confidence,
  };
}

function claim(data, facts) {
  const said = facts.get(data.quote_id);
  const whole = facts.get(data.part_of);
  return {
    kind: `Claim · ${data.quantity.kind}`,
    title: quantity(data.quantity),
    rows: present([
      ["Of what", spanRow(data.subject)],
      ["Said of it", data.predicate && { ...spanRow(data.predicate), note: data.negated ? "negated" : undefined }],
      ["Figure", { text: data.quantity.text, note: words(data.quantity.modifier), span: data.quantity }],
      ["Unit", data.quantity.unit && { text: data.quantity.unit.name, note: data.quantity.unit.dimension }],
      ["Change", data.direction && { text: data.direction }],
      ["When", timeRow(data.time)],
      ["Where", spanRow(data.place)],
      ["Source", partyRow(data.source)],
      ["Part of", whole && { text: quantity(whole.data.quantity), fact: whole.id }],
      ["Said in", said && { text: `${capital(said.data.kind)} quote`, fact: said.id }],
    ]),
    confidence: data.confidence,
  };
}

function entity(data, facts) {
  const quotes = [...facts.values()].filter((other) => other.data.speaker?.entity_id === data.id);
  const figures = [...facts.values()].filter((other) => other.data.source?.entity_id === data.id);
  const values = [...new Set(data.mentions.map((mention) => mention.value).filter(Boolean))];
  return {
    kind: LABELS[data.label] ?? data.label,
    title: data.name,
    rows: present([
      ["Mentions", { text: formsOf(data.mentions), note: plural(data.mentions.length, "mention") }],
      ["In ISO 8601", values.length > 0 && { text: values.join(", ") }],
      ["Says", quotes.length > 0 && { text: plural(quotes.length, "quote"), fact: quotes[0].id }],
      ["Source of", figures.length > 0 && { text: plural(figures.length, "figure"), fact: figures[0].id }],
    ]),
    confidence: null,
  };
}

const present = (rows) => rows.filter(([, row]) => row).map(([term, row]) => ({ term, ...row }));

const spanRow = (span) => span && { text: span.text, span };

function partyRow(party) {
  if (!party) return null;
  const span = party.start === null ? undefined : party;
  const text = party.text ?? "not written here";
  return { text, note: party.name && party.name !== party.text ? party.name : undefined, span };
}

function timeRow(time) {
  if (!time) return null;
  return { text: time.text, note: time.from || time.to ? interval(time.from, time.to) : undefined, span: time };
}

/** The different forms of an entity's mentions, most frequent first. */
function formsOf(mentions) {
  const counts = new Map();
  for (const { text } of mentions) counts.set(text, (counts.get(text) ?? 0) + 1);
  const sorted = [...counts].sort((a, b) => b[1] - a[1]);
  const shown = sorted.slice(0, 6).map(([text, count]) => (count > 1 ? `${text} ×${count}` : text));
  return shown.join(", ") + (sorted.length > 6 ? ", …" : "");
}
