/**
 * The marked article: which fact is active, by pointer or keyboard, and which facts show.
 *
 * One segment at a time is in the tab order; arrow keys go from fact to fact. A fact is active while it is pointed at or
 * focused, and pinned once it is clicked or opened with Enter.
 */

import { spoken } from "./describe.js";
import { mayMove } from "./dom.js";
import { BODY, factsOf } from "./facts.js";
import { draw, paint, segmentsIn, segmentsOf } from "./marks.js";

const OPEN_AFTER = 70;
const CLOSE_AFTER = 220;
const INNERMOST_FIRST = { mention: 0, claim: 1, content: 2 };

export class Reader {
  /**
   * @param {HTMLElement} container holds the marked text and nothing else
   * @param {{onActive: (state: object|null) => void, onReveal: (fact: object) => void}} listeners `onReveal`: a fact that
   *   does not show is to be opened
   */
  constructor(container, { onActive, onReveal }) {
    this.container = container;
    this.onActive = onActive;
    this.onReveal = onReveal;
    this.shows = () => true;
    this.pinned = false;
    this.active = null;
    this.load("", {});
    this.#listen();
  }

  /** Draws another article. */
  load(text, answer) {
    this.clear();
    this.text = text;
    this.facts = factsOf(answer);
    const marks = [...this.facts.values()].flatMap((fact) => fact.marks);
    this.segments = segmentsOf(text, marks);
    this.elements = draw(this.container, text, this.segments);
    this.shows = () => true;
    this.beginnings = this.#findBeginnings();
    this.show(this.shows);
  }

  /** Shows the facts that fit, and leaves the others without marks, for pointer and keys too. */
  show(shows) {
    this.shows = shows;
    if (this.active && !shows(this.facts.get(this.active))) this.clear();
    paint(this.elements, this.segments, this.facts, shows);
    for (const [element, name] of this.marked ?? []) element.classList.add(name);
    this.#findStops();
  }

  /** @returns {number} the place in the text of the first line below `top`, in the window's coordinates */
  offsetAt(top) {
    const numbers = [...this.elements.keys()];
    let low = 0;
    let high = numbers.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.elements.get(numbers[middle]).getBoundingClientRect().bottom <= top) low = middle + 1;
      else high = middle;
    }
    return low < numbers.length ? this.segments[numbers[low]].start : this.text.length;
  }

  /** @returns {object[]} the visible facts whose body covers a segment, innermost first */
  factsAt(number) {
    const marks = this.segments[number].marks.filter((mark) => BODY.has(mark.role) && this.#shows(mark));
    marks.sort((a, b) => a.end - a.start - (b.end - b.start) || INNERMOST_FIRST[a.role] - INNERMOST_FIRST[b.role]);
    return [...new Set(marks.map((mark) => this.facts.get(mark.fact)))];
  }

  /** @returns {HTMLElement[]} the elements that a span covers */
  elementsOf(span) {
    return segmentsIn(this.segments, span).map((number) => this.elements.get(number)).filter(Boolean);
  }

  /** @returns {HTMLElement[]} what belongs together of a fact: its body and those it is linked to; of an entity nothing */
  partsOf({ layer, body, links }) {
    if (layer === "entities") return [];
    const ends = links.filter((link) => !link.indirect).map((link) => link.to);
    return [...body, ...ends].flatMap((span) => this.elementsOf(span));
  }

  /** Goes to a fact from elsewhere on the page: shows its layer, scrolls to it, focuses and pins it. */
  open(id) {
    const fact = this.facts.get(id);
    if (!this.shows(fact)) this.onReveal(fact);
    const [anchor] = this.elementsOf(fact.body[0]);
    this.scrollTo(anchor);
    this.activate(id, anchor, { pinned: true });
    this.#focus(anchor);
  }

  /** Scrolls to a span and makes it blink. */
  visit(span) {
    const elements = this.elementsOf(span);
    this.scrollTo(elements[0], mayMove() ? "smooth" : "auto");
    for (const element of elements) {
      element.classList.add("blink");
      setTimeout(() => element.classList.remove("blink"), 1200);
    }
  }

  scrollTo(element, behavior = "auto") {
    element.scrollIntoView({ block: "center", behavior });
  }

  /** Makes a fact the active one, seen from `anchor`, an element of its body; `enter` moves the focus into its card. */
  activate(id, anchor, { pinned = false, enter = false } = {}) {
    this.#unmark();
    this.active = id;
    this.anchor = anchor;
    this.pinned = pinned;
    const fact = this.facts.get(id);
    this.marked = fact.marks.flatMap((mark) => this.#classesOf(mark));
    for (const [element, name] of this.marked) element.classList.add(name);
    anchor.setAttribute("aria-describedby", "card");
    const others = this.factsAt(Number(anchor.dataset.segment)).filter((other) => other.id !== id);
    this.onActive({ fact, anchor, others, pinned, enter });
  }

  clear() {
    if (!this.active) return;
    this.#unmark();
    this.active = null;
    this.pinned = false;
    this.onActive(null);
  }

  /** Closes the card and goes back to the article. */
  dismiss() {
    const { anchor } = this;
    this.clear();
    if (anchor) this.#focus(anchor, { quiet: true });
  }

  /** The pointer is over the card: don't close. */
  hold() {
    clearTimeout(this.timer);
  }

  /** The pointer left text or card: close soon, unless pinned or focused. */
  release() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      if (!this.pinned && !this.container.contains(document.activeElement)) this.clear();
    }, CLOSE_AFTER);
  }

  #unmark() {
    clearTimeout(this.timer);
    for (const [element, name] of this.marked ?? []) element.classList.remove(name);
    this.marked = [];
    this.anchor?.removeAttribute("aria-describedby");
  }

  /** A mark may lie over several segments; the first and last of them close its frame. */
  #classesOf(mark) {
    const elements = this.elementsOf(mark);
    const all = elements.map((element) => [element, `on-${mark.role}`]);
    return BODY.has(mark.role) ? all : [...all, [elements[0], "on-first"], [elements.at(-1), "on-last"]];
  }

  #shows(mark) {
    return this.shows(this.facts.get(mark.fact));
  }

  /** @returns {[number, object[]][]} the segments where facts begin, each with these, innermost first */
  #findBeginnings() {
    const begins = (segment) => segment.marks.some((mark) => BODY.has(mark.role) && mark.start === segment.start);
    const numbers = this.segments.flatMap((segment, number) => (begins(segment) ? [number] : []));
    return numbers.map((number) => {
      const { start } = this.segments[number];
      return [number, this.factsAt(number).filter(({ body }) => body.some((span) => span.start === start))];
    });
  }

  /** A stop is a segment where a visible fact begins. It is a button whose name says which. */
  #findStops() {
    this.stops = [];
    for (const [number, facts] of this.beginnings) {
      const element = this.elements.get(number);
      const shown = facts.filter(this.shows);
      if (shown.length > 0) this.stops.push(number);
      const name = shown.map((fact) => spoken(fact, this.text, this.segments[number])).join("; ");
      if (name === (element.getAttribute("aria-label") ?? "")) continue;
      for (const [attribute, value] of [["role", "button"], ["tabindex", "-1"], ["aria-label", name]]) {
        if (name) element.setAttribute(attribute, value);
        else element.removeAttribute(attribute);
      }
    }
    this.container.querySelector('[tabindex="0"]')?.setAttribute("tabindex", "-1");
    if (this.stops.length > 0) this.elements.get(this.stops[0]).setAttribute("tabindex", "0");
  }

  #focus(element, { quiet = false } = {}) {
    this.container.querySelector('[tabindex="0"]')?.setAttribute("tabindex", "-1");
    element.setAttribute("tabindex", "0");
    this.quiet = quiet;
    element.focus({ preventScroll: true });
    this.quiet = false;
  }

  #listen() {
    const { container } = this;
    // Not pointerover: that also comes when the page moves under a pointer at rest.
    container.addEventListener("pointermove", (event) => {
      const element = segmentElement(event.target);
      if (event.pointerType === "touch" || this.pinned || element === this.under) return;
      this.under = element;
      if (!element) return;
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.#show(element), OPEN_AFTER);
    });
    container.addEventListener("pointerleave", () => {
      this.under = null;
      this.release();
    });
    container.addEventListener("click", (event) => {
      const element = segmentElement(event.target);
      if (element && getSelection().isCollapsed) this.#show(element, { pinned: true });
    });
    container.addEventListener("focusin", (event) => {
      const element = segmentElement(event.target);
      if (element && !this.quiet && !this.pinned) this.#show(element);
    });
    container.addEventListener("focusout", () => this.release());
    container.addEventListener("keydown", (event) => this.#key(event));
  }

  #show(element, options) {
    const [fact] = this.factsAt(Number(element.dataset.segment));
    if (fact) this.activate(fact.id, element, options);
    else if (!this.pinned) this.clear();
  }

  #key(event) {
    const element = segmentElement(event.target);
    if (!element || event.altKey || event.ctrlKey || event.metaKey) return;
    const at = this.stops.indexOf(Number(element.dataset.segment));
    const last = this.stops.length - 1;
    const target = { ArrowRight: at + 1, ArrowDown: at + 1, ArrowLeft: at - 1, ArrowUp: at - 1, Home: 0, End: last };
    if (event.key in target) {
      const number = this.stops[target[event.key]];
      if (number !== undefined) this.#step(this.elements.get(number));
    } else if (event.key === "Enter" || event.key === " ") {
      this.#show(element, { pinned: true, enter: true });
    } else if (event.key === "Escape") {
      this.clear();
    } else {
      return;
    }
    event.preventDefault();
  }

  #step(element) {
    this.pinned = false;
    this.#focus(element);
    element.scrollIntoView({ block: "nearest" });
  }
}

const segmentElement = (target) => target.closest?.("[data-segment]");
