/** Arrows over the article: from what is said to who says it, from a figure to its source. */

import { byId, svg } from "./dom.js";

const ARC = 22;
const LETTER = 8; // the room of a label's letter and line, in pixels
const LINE = 14;
const INSET = 5; // boxes reach beyond the letters; arrows begin and end at the letters

export class Lines {
  /** @param {(span: object) => HTMLElement[]} elementsOf */
  constructor(elementsOf) {
    this.canvas = byId("lines");
    this.elementsOf = elementsOf;
    this.fact = null;
    new ResizeObserver(() => this.draw(this.fact)).observe(this.canvas.parentElement);
  }

  /** @param {{layer: string, links: object[]}|null} fact null clears */
  draw(fact) {
    this.fact = fact;
    const origin = this.canvas.parentElement.getBoundingClientRect();
    const placed = [];
    const lines = (fact?.links ?? []).map((link) => this.#line(link, fact.layer, origin, placed));
    this.canvas.replaceChildren(...lines.filter(Boolean));
  }

  #line({ from, to, label, indirect = false }, layer, origin, placed) {
    const sources = from.flatMap((span) => rectsOf(this.elementsOf(span)));
    const targets = rectsOf(this.elementsOf(to));
    if (sources.length === 0 || targets.length === 0) return null;
    const [source, target] = nearest(sources, targets);
    const path = pathBetween(moved(source, origin), moved(target, origin));
    const at = clear(path.label, label, placed);
    const role = label.replaceAll(" ", "-");
    return svg("g", { class: `line line-${layer} line-${role}${indirect ? " indirect" : ""}` },
      svg("path", { class: "halo", d: path.d }),
      svg("path", { class: "stroke", d: path.d }),
      svg("path", { class: "head", d: headAt(path.end, path.down) }),
      svg("text", { x: at.x, y: at.y, text: label }));
  }
}

/** A label goes up until it lies on none of those placed before. */
export function clear({ x, y }, text, placed) {
  const half = (text.length * LETTER) / 2;
  const hit = (other) => Math.abs(other.x - x) < half + other.half && Math.abs(other.y - y) < LINE;
  while (placed.some(hit)) y -= LINE;
  placed.push({ x, y, half });
  return { x, y };
}

const rectsOf = (elements) => elements.flatMap((element) => [...element.getClientRects()]);

const moved = (rect, origin) => ({
  left: rect.left - origin.left,
  right: rect.right - origin.left,
  top: rect.top - origin.top + INSET,
  bottom: rect.bottom - origin.top - INSET,
});

const gap = (a, b) => Math.max(0, a.left - b.right, b.left - a.right);
const centre = (rect) => (rect.left + rect.right) / 2;

/** The pair of boxes with the least way between them; only the ends of a long list can be nearest to one place. */
function nearest(sources, targets) {
  const ends = sources.length > 8 ? [...sources.slice(0, 4), ...sources.slice(-4)] : sources;
  let best = [ends[0], targets[0]];
  let least = Infinity;
  for (const source of ends) {
    for (const target of targets) {
      const way = gap(source, target) / 8 + Math.abs(source.top - target.top);
      if (way < least) [least, best] = [way, [source, target]];
    }
  }
  return best;
}

/** On one line an arc above it; between lines a curve that leaves and arrives upright. */
function pathBetween(source, target) {
  const height = source.bottom - source.top;
  const sameLine = Math.abs(source.top - target.top) < height / 2;
  const end = { x: centre(target) };
  if (sameLine) {
    const start = { x: nearEdge(source, end.x), y: source.top - 2 };
    const lift = Math.min(ARC + Math.abs(end.x - start.x) / 12, 2 * ARC);
    end.y = target.top - 2;
    const d = `M${start.x},${start.y} C${start.x},${start.y - lift} ${end.x},${end.y - lift} ${end.x},${end.y - 5}`;
    return { d, end, down: true, label: { x: (start.x + end.x) / 2, y: start.y - 0.75 * lift - 4 } };
  }
  const down = target.top > source.top;
  const start = { x: nearEdge(source, end.x), y: down ? source.bottom : source.top };
  end.y = down ? target.top - 1 : target.bottom + 1;
  const reach = Math.min(0.6 * Math.abs(end.y - start.y), 90);
  const [leave, arrive] = down ? [start.y + reach, end.y - reach] : [start.y - reach, end.y + reach];
  const tip = end.y + (down ? -5 : 5);
  const d = `M${start.x},${start.y} C${start.x},${leave} ${end.x},${arrive} ${end.x},${tip}`;
  return { d, end, down, label: { x: (start.x + end.x) / 2, y: (start.y + end.y) / 2 + 4 } };
}

/** A place inside a box that is near `x`, but not at its very edge. */
function nearEdge(rect, x) {
  const margin = Math.min(16, (rect.right - rect.left) / 2);
  return Math.min(Math.max(x, rect.left + margin), rect.right - margin);
}

function headAt({ x, y }, down) {
  const back = down ? -8 : 8;
  return `M${x},${y} L${x - 4.5},${y + back} L${x + 4.5},${y + back} Z`;
}
