/** Values as a reader expects them in print. */

const NUMBER = new Intl.NumberFormat("en", { maximumFractionDigits: 4 });
const RATIO = new Intl.NumberFormat("en", { maximumSignificantDigits: 3 });
const LARGE = new Intl.NumberFormat("en", { notation: "compact", maximumFractionDigits: 3 });
const DAY = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });

const BOUNDS = {
  exactly: "",
  approximately: "≈ ",
  more_than: "> ",
  at_least: "≥ ",
  less_than: "< ",
  at_most: "≤ ",
  between: "",
  magnitude: "order of ",
};

/** @returns {string} "1,400", "210M" from a million on */
export const number = (value) => (Math.abs(value) >= 1e6 ? LARGE : NUMBER).format(value);

/** @returns {string} with all its digits: "1,050,000" */
export const exact = (value) => NUMBER.format(value);

/** @returns {string} the figure of a quantity: "≈ 1,400", "KES 210M", "USD 4M–5M", "8%", "≥ 19 knots", "a third (0.333)" */
export function quantity({ text, value, low, high, modifier, unit, kind }) {
  if (kind === "ratio" && value !== null) return `${text} (${RATIO.format(value)})`;
  const figure = value === null ? `${bound(low)}–${bound(high)}` : number(value);
  return `${BOUNDS[modifier] ?? ""}${withUnit(figure, unit, kind)}`;
}

const bound = (value) => (value === null ? "…" : number(value));

function withUnit(figure, unit, kind) {
  if (unit === null || unit === undefined) return kind === "percent" ? `${figure}%` : figure;
  if (unit.name === "percent") return `${figure}%`;
  return unit.currency ? `${unit.currency} ${figure}` : `${figure} ${unit.text}`;
}

/** @returns {string} "14 Mar 2024" or "1 Jan 2023 to 31 Dec 2023"; `until` is not part of the interval */
export function interval(from, until) {
  const first = from && dayOf(from);
  const last = until && new Date(dayOf(until).getTime() - 86_400_000);
  if (first && last && first.getTime() === last.getTime()) return DAY.format(first);
  if (first && last) return `${DAY.format(first)} to ${DAY.format(last)}`;
  return first ? `from ${DAY.format(first)}` : `until ${DAY.format(last)}`;
}

const dayOf = (text) => new Date(`${text.slice(0, 10)}T00:00:00Z`);

/** @returns {string} "1 quote", "2 quotes" */
export const plural = (count, noun, nouns = `${noun}s`) => `${NUMBER.format(count)} ${count === 1 ? noun : nouns}`;

/** @returns {string} "missing_opening_mark" as words */
export const words = (slug) => slug.replaceAll("_", " ");

/** @returns {string} with its first letter large */
export const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);

/** @returns {string} an ISO day as a reader writes it, or nothing */
export const day = (text) => (text ? DAY.format(dayOf(text)) : "");
