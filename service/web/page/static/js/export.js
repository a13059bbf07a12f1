/** The facts in the forms in which people take them away: a line to paste, tables for a sheet, Markdown. */

import { partyName } from "./describe.js";
import { plural, quantity } from "./format.js";

const party = (one) => (one ? partyName(one) : null);

/** Columns and rows of each table. Offsets are the answer's. */
const TABLES = {
  quotes: (quote) => [{
    id: quote.id, kind: quote.kind, type: quote.type, speaker: party(quote.speaker), speaker_text: quote.speaker?.text,
    resolution: quote.speaker?.resolution, cue: quote.cue?.text, text: quote.text, start: quote.spans[0].start,
    end: quote.spans.at(-1).end, parts: quote.spans.length,
    co_speakers: (quote.co_speakers ?? []).map(party).join("; "), addressee: party(quote.addressee),
    reported_by: party(quote.reported_by), issues: quote.issues.join(" "), confidence: quote.confidence,
  }],
  claims: (claim) => [{
    id: claim.id, text: claim.text, start: claim.start, end: claim.end, figure: claim.quantity.text, kind: claim.quantity.kind,
    value: claim.quantity.value, low: claim.quantity.low, high: claim.quantity.high, modifier: claim.quantity.modifier,
    unit: claim.quantity.unit?.name, currency: claim.quantity.unit?.currency, subject: claim.subject?.text,
    predicate: claim.predicate?.text, negated: claim.negated, direction: claim.direction, time: claim.time?.text,
    from: claim.time?.from, to: claim.time?.to, place: claim.place?.text, source: party(claim.source),
    quote_id: claim.quote_id, part_of: claim.part_of, confidence: claim.confidence,
  }],
  entities: (entity) => entity.mentions.map((mention) => ({
    id: entity.id, label: entity.label, name: entity.name, country: entity.place?.country,
    geonames_id: entity.place?.geonames_id, mention: mention.text, kind: mention.kind, start: mention.start, end: mention.end,
    value: mention.value,
  })),
};

/**
 * @param {string} layer
 * @param {object[]} facts of the layer, as the answer has them; at least one
 * @returns {string} a table with a header, for a spreadsheet (RFC 4180, with a byte order mark, which Excel asks for)
 */
export function csv(layer, facts) {
  const rows = facts.flatMap(TABLES[layer]);
  return `\ufeff${[Object.keys(rows[0]), ...rows.map(Object.values)].map((row) => `${row.map(cell).join(",")}\r\n`).join("")}`;
}

/** A text that a spreadsheet would take for a formula is kept from it by an apostrophe. */
function cell(value) {
  if (value === null || value === undefined) return "";
  const text = typeof value === "string" && /^[=+\-@\t\r]/.test(value) ? `'${value}` : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** @returns {string} one fact to paste into a story or a mail, with its place in the text */
export function line({ layer, data, body }, text, title) {
  const place = [title && `“${title}”`, `paragraph ${paragraphOf(text, body[0].start)}`, `characters ${body[0].start}–${body.at(-1).end}`];
  const where = `(${place.filter(Boolean).join(", ")})`;
  if (layer === "quotes") return `${data.text} — ${party(data.speaker) ?? "no speaker given"} ${where}`;
  if (layer === "claims") return `${data.text}${data.source ? ` — ${party(data.source)}` : ""} ${where}`;
  return `${data.name} (${plural(data.mentions.length, "mention")}) ${where}`;
}

/** @returns {number} from 1; paragraphs are parted by line ends */
function paragraphOf(text, start) {
  return text.slice(0, start).split(/\n+/).filter((paragraph, at, all) => paragraph.trim() || at === all.length - 1).length;
}

/** @returns {string} the facts as a document */
export function markdown({ title, published }, { quotes, claims, entities }) {
  const listed = (heading, rows) => (rows.length > 0 ? [`## ${heading}`, "", ...rows, ""] : []);
  return [
    `# ${escaped(title || "Untitled article")}`, "", ...(published ? [published, ""] : []),
    ...listed("Quotes", quotes.map((quote) => `- **${escaped(party(quote.speaker) ?? "No speaker given")}** (${quote.kind}, ${percent(quote)}): ${escaped(quote.text)}`)),
    ...listed("Claims", claims.map((claim) => `- **${escaped(quantity(claim.quantity))}**: ${escaped(claim.text)}${claim.source ? ` (source: ${escaped(party(claim.source))})` : ""}, ${percent(claim)}`)),
    ...listed("Names", entities.map((entity) => `- ${escaped(entity.name)} (${entity.label}), ${plural(entity.mentions.length, "mention")}`)),
    "Found by machine; may be wrong.", "",
  ].join("\n");
}

const percent = ({ confidence }) => `${Math.round(confidence * 100)}%`;

/** No text of an article may become markup. */
const escaped = (text) => text.replace(/\s+/g, " ").replace(/[\\`*_[\]<>#|]/g, "\\$&");
