/** Cuts a text at every place where a mark begins or ends, and draws the pieces. */

import { BODY, groupOf, isWeak } from "./facts.js";
import { el } from "./dom.js";

/**
 * Overlapping and nested marks become a flat row of segments that cover the text once, in order.
 *
 * @param {string} text
 * @param {{start: number, end: number}[]} marks in any order, overlapping or not
 * @returns {{start: number, end: number, marks: object[]}[]} never empty pieces; a paragraph's end is a cut too
 */
export function segmentsOf(text, marks) {
  const cuts = new Set([0, text.length, ...paragraphEnds(text)]);
  for (const { start, end } of marks) cuts.add(start).add(end);
  const bounds = [...cuts].sort((a, b) => a - b);
  const waiting = [...marks].sort((a, b) => a.start - b.start);
  const segments = [];
  let open = [];
  let next = 0;
  for (let i = 0; i + 1 < bounds.length; i += 1) {
    const start = bounds[i];
    open = open.filter((mark) => mark.end > start);
    for (; next < waiting.length && waiting[next].start <= start; next += 1) {
      if (waiting[next].end > start) open.push(waiting[next]);
    }
    segments.push({ start, end: bounds[i + 1], marks: [...open] });
  }
  return segments;
}

function paragraphEnds(text) {
  return [...text.matchAll(/\n+/g)].map((found) => found.index + found[0].length);
}

/**
 * Draws segments into `container`, whose text content is then the article's, unchanged. `paint` gives them their look.
 *
 * @returns {Map<number, HTMLElement>} the element of each marked segment, by its number
 */
export function draw(container, text, segments) {
  const elements = new Map();
  const paragraphs = [];
  let paragraph = el("p");
  segments.forEach((segment, number) => {
    const piece = text.slice(segment.start, segment.end);
    if (segment.marks.length === 0) {
      paragraph.append(piece);
    } else {
      const named = segment.marks.some((mark) => mark.role === "mention");
      const element = el("span", { "data-segment": number }, named ? el("span", { text: piece }) : piece);
      elements.set(number, element);
      paragraph.append(element);
    }
    if (piece.endsWith("\n")) {
      paragraphs.push(paragraph);
      paragraph = el("p");
    }
  });
  container.replaceChildren(...paragraphs, paragraph);
  return elements;
}

/**
 * Gives every segment the look of the facts that show.
 *
 * @param {(fact: object) => boolean} shows
 */
export function paint(elements, segments, facts, shows) {
  for (const [number, element] of elements) {
    const segment = segments[number];
    const [outer, inner] = looks(segment, segment.marks.filter((mark) => shows(facts.get(mark.fact))), facts);
    if (element.className !== outer) element.className = outer;
    if (element.firstElementChild && element.firstElementChild.className !== inner) element.firstElementChild.className = inner;
  }
}

/** @returns {[string, string]} the classes of a segment, and of the name inside it */
function looks(segment, marks, facts) {
  const classes = new Set(["seg"]);
  let chip = "";
  for (const mark of marks) {
    const { data } = facts.get(mark.fact);
    if (mark.role === "content") classes.add("quote").add(`quote-${data.kind}`);
    if (mark.role === "claim") classes.add("claim");
    if (mark.role === "quantity") classes.add("quantity");
    if (mark.role === "cue") classes.add("cue");
    if (mark.role === "mention") chip = `chip chip-${groupOf(data.label)} mention-${mark.kind}`;
    if (BODY.has(mark.role) && mark.start === segment.start) classes.add(`starts-${mark.role}`);
    if (BODY.has(mark.role) && mark.end === segment.end) classes.add(`ends-${mark.role}`);
  }
  for (const [role, name] of [["content", "weak-quote"], ["claim", "weak-claim"]]) {
    const covering = marks.filter((mark) => mark.role === role);
    if (covering.length > 0 && covering.every((mark) => isWeak(facts.get(mark.fact)))) classes.add(name);
  }
  return [[...classes].join(" "), chip];
}

/** @returns {number[]} the numbers of the segments that `span` covers; segments are found by bisection */
export function segmentsIn(segments, span) {
  let low = 0;
  let high = segments.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (segments[middle].end <= span.start) low = middle + 1;
    else high = middle;
  }
  const numbers = [];
  for (let i = low; i < segments.length && segments[i].start < span.end; i += 1) numbers.push(i);
  return numbers;
}
