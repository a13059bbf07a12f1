/**
 * What there is to say of a fact, as plain data that cards and lists draw.
 *
 * A row is `{term, text, note?, span?, fact?, only?, link?}`: `span` is a place to jump to, `fact` the id of another
 * fact, `only` a filter that shows what is meant, `link` an address elsewhere.
 */

import { inWords } from "./dates.js";
import { capital, interval, plural, quantity, words } from "./format.js";
import { countryName, placeAddress } from "./geonames.js";

export const ENTITY_LABELS = {
  PERSON: "Person",
  NORP: "Nationality, party or religion",
  FAC: "Building",
  ORG: "Organisation",
  GPE: "Country or town",
  LOC: "Other place",
  PRODUCT: "Product",
  EVENT: "Event",
  WORK_OF_ART: "Work of art",
  LAW: "Law",
  LANGUAGE: "Language",
  DATE: "Date",
  TIME: "Time",
};
export const QUOTE_KINDS = { direct: "Direct", indirect: "Indirect", mixed: "Mixed" };
export const QUOTE_TYPES = { assertion: "Statement", belief: "Belief", fact: "Something known", eventuality: "Plan or wish" };
export const CLAIM_KINDS = {
  count: "Number",
  money: "Money",
  percent: "Percentage",
  measure: "Measure",
  duration: "Duration",
  age: "Age",
  ratio: "Fraction or multiple",
  rate: "Rate",
  score: "Score",
};
const ISSUES = {
  missing_opening_mark: "opening mark missing",
  missing_closing_mark: "closing mark missing",
  unbalanced_nested_marks: "marks inside it do not pair up",
  mismatched_marks: "opened and closed in different styles",
  continued_without_mark: "a new paragraph without an opening mark",
};
const FOUND_BY = { name: undefined, nominal: "by role", pronoun: "by pronoun", carried: "from the sentence before" };
const FIRST_WORDS = 60;

/**
 * @param {{layer: string, data: object}} fact
 * @param {Map<string, object>} facts all of the article
 * @returns {{kind: string, title: string, rows: object[], confidence: number|null}}
 */
export function describe(fact, facts) {
  return { quotes: quote, claims: claim, entities: entity }[fact.layer](fact.data, facts);
}

/** @returns {string} a fact that begins with `segment` as a screen reader says it: its kind, whose it is, its first words */
export function spoken({ layer, data }, text, { start, end }) {
  const here = text.slice(start, end);
  if (layer === "entities") return `${here}: ${(ENTITY_LABELS[data.label] ?? data.label).toLowerCase()}${here === data.name ? "" : `, ${data.name}`}`;
  const whole = layer === "quotes" ? data.spans.find((span) => span.start === start) : data;
  const cut = Math.max(end, start + FIRST_WORDS);
  const first = text.slice(start, whole.end <= cut ? whole.end : Math.max(end, text.lastIndexOf(" ", cut))).replace(/\s+/g, " ");
  if (layer === "claims") return `Claim${data.source ? `, ${partyName(data.source)}` : ""}: ${first}`;
  return `${capital(data.kind)} quote, ${data.speaker ? partyName(data.speaker) : "no speaker given"}: ${first}`;
}

/** @returns {string} what a search looks through */
export function haystack({ layer, data }) {
  const { speaker, co_speakers, addressee, reported_by, source } = data;
  const parties = [speaker, ...(co_speakers ?? []), addressee, reported_by, source].filter(Boolean).map(partyName);
  if (layer === "entities") return [data.name, ENTITY_LABELS[data.label], ...data.mentions.map(({ text }) => text)].join("\n");
  return [data.text, data.quantity?.text, data.subject?.text, data.predicate?.text, ...parties].filter(Boolean).join("\n");
}

/** @returns {string} who a party is, in the fullest form known */
export const partyName = (party) => party.name ?? party.text ?? "";

function quote(data, facts) {
  const inside = [...facts.values()].filter((other) => other.layer === "claims" && other.data.quote_id === data.id);
  return {
    kind: `${QUOTE_KINDS[data.kind] ?? data.kind} quote`,
    title: data.speaker ? partyName(data.speaker) : "No speaker given",
    rows: present([
      ["Speaker", data.speaker && { ...partyRow(data.speaker), note: FOUND_BY[data.speaker.resolution] }],
      ...(data.co_speakers ?? []).map((speaker) => ["Together with", partyRow(speaker)]),
      ["Word used", data.cue && { text: data.cue.text, span: data.cue }],
      ["Told to", partyRow(data.addressee)],
      ["Reported by", partyRow(data.reported_by)],
      ["Type", { text: QUOTE_TYPES[data.type] ?? data.type }],
      ["Written in", data.spans.length > 1 && { text: `${data.spans.length} parts` }],
      ["Marks", data.issues.length > 0 && { text: data.issues.map((issue) => ISSUES[issue] ?? words(issue)).join(", ") }],
      ...inside.map((other) => ["Figure", { text: quantity(other.data.quantity), fact: other.id }]),
    ]),
    confidence: data.confidence,
  };
}

function claim(data, facts) {
  const said = facts.get(data.quote_id);
  const whole = facts.get(data.part_of);
  return {
    kind: `Claim · ${(CLAIM_KINDS[data.quantity.kind] ?? data.quantity.kind).toLowerCase()}`,
    title: quantity(data.quantity),
    rows: present([
      ["Of what", spanRow(data.subject)],
      ["What about it", data.predicate && { ...spanRow(data.predicate), note: data.negated ? "denied" : undefined }],
      ["Figure", { text: data.quantity.text, note: data.quantity.modifier === "exactly" ? undefined : words(data.quantity.modifier), span: data.quantity }],
      ["Unit", data.quantity.unit && { text: data.quantity.unit.name, note: data.quantity.unit.dimension }],
      ["Change", data.direction && { text: data.direction }],
      ["When", timeRow(data.time)],
      ["Where", spanRow(data.place)],
      ["Source", partyRow(data.source)],
      ["Part of", whole && { text: quantity(whole.data.quantity), fact: whole.id }],
      ["Said in", said && { text: `${QUOTE_KINDS[said.data.kind] ?? said.data.kind} quote`, fact: said.id }],
    ]),
    confidence: data.confidence,
  };
}

function entity(data, facts) {
  const quotes = [...facts.values()].filter((other) => other.data.speaker?.entity_id === data.id);
  const figures = [...facts.values()].filter((other) => other.data.source?.entity_id === data.id);
  const values = [...new Set(data.mentions.map((mention) => mention.value).filter(Boolean))];
  return {
    kind: ENTITY_LABELS[data.label] ?? data.label,
    title: data.name,
    rows: present([
      ["Mentions", { text: formsOf(data.mentions), note: plural(data.mentions.length, "mention") }],
      ["Meaning", values.length > 0 && { text: values.map(inWords).join("; ") }],
      ["Country", data.place && { text: countryName(data.place.country) }],
      ["Place data", data.place && { text: "GeoNames", note: "CC BY 4.0", link: placeAddress(data.place) }],
      ["Says", quotes.length > 0 && { text: plural(quotes.length, "quote"), only: ["quotes", "speaker", data.id] }],
      ["Source of", figures.length > 0 && { text: plural(figures.length, "figure"), only: ["claims", "source", data.id] }],
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
