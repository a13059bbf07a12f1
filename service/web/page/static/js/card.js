/** The card beside the active fact. */

import { copyButton } from "./copy.js";
import { describe } from "./describe.js";
import { byId, el, refill } from "./dom.js";
import { groupOf } from "./facts.js";
import { capital, words } from "./format.js";

const GAP = 12;
const FIELDS = {
  content: "Text", cue: "Word used", quantity: "Figure", subject: "Of what", predicate: "What about it", time: "When", place: "Where",
};
const BY = { encoder: "the trained network", lexicon: "the word tables" };
const SHEET = matchMedia("(max-width: 60rem)");

export class Card {
  /**
   * @param {{visit: (span: object) => void, open: (id: string) => void, only: (layer: string, id: string, value: string) => void,
   *   close: () => void, copied: (fact: object) => string, link: (fact: object) => string|null,
   *   explain: (fact: object) => Promise<object[]>}} actions
   */
  constructor(actions) {
    this.element = byId("card");
    this.actions = actions;
    this.element.addEventListener("keydown", (event) => {
      if (event.key === "Escape") actions.close();
    });
  }

  hide() {
    this.element.hidden = true;
  }

  /**
   * @param {{fact: object, others: object[], pinned: boolean, enter: boolean}} state
   * @param {Map<string, object>} facts
   * @param {DOMRect[]} around what the card should not cover, in the window's coordinates
   */
  show({ fact, others, pinned, enter }, facts, around) {
    const { kind, title, rows, confidence } = describe(fact, facts);
    const colour = fact.layer === "entities" ? groupOf(fact.data.label) : fact.layer;
    this.element.className = `card card-${colour}${pinned ? " pinned" : ""}`;
    this.element.setAttribute("aria-label", `${kind}: ${title}`);
    refill(this.element,
      el("div", { class: "card-head" },
        el("p", { class: "kind", text: kind }),
        el("button", { class: "close", type: "button", "aria-label": "Close", text: "×", onclick: this.actions.close })),
      el("p", { class: "card-title", text: title }),
      el("dl", {}, ...rows.flatMap((row) => this.#row(row))),
      confidence === null ? null : meter(confidence),
      this.#tools(fact),
      others.length === 0 ? null : this.#others(others, facts),
    );
    this.element.hidden = false;
    if (!SHEET.matches) this.#place(around);
    if (enter) this.element.focus({ preventScroll: true });
  }

  #row({ term, text, note, span, fact, only, link }) {
    const go = fact ? () => this.actions.open(fact) : only ? () => this.actions.only(...only) : span ? () => this.actions.visit(span) : null;
    const value = link ? el("a", { href: link, target: "_blank", rel: "noreferrer", text })
      : go ? el("button", { class: "go", type: "button", text, onclick: go }) : el("span", { text });
    return [el("dt", { text: term }), el("dd", {}, value, note ? " " : null, note ? el("span", { class: "note", text: note }) : null)];
  }

  /** Copy, a link where there is one, and why. */
  #tools(fact) {
    const link = this.actions.link(fact);
    const why = el("div", { class: "why", role: "status" });
    const explained = async ({ currentTarget }) => {
      currentTarget.hidden = true;
      why.textContent = "Asking …";
      try {
        refill(why, ...whyRows(await this.actions.explain(fact)));
      } catch {
        why.textContent = "The service gives no explanation.";
      }
    };
    return el("div", { class: "card-tools" },
      copyButton(() => this.actions.copied(fact)),
      link ? copyButton(() => link, "Copy link") : null,
      fact.layer === "entities" ? null : el("button", { class: "quiet", type: "button", text: "Why?", onclick: explained }),
      why);
  }

  #others(others, facts) {
    const buttons = others.map((other) => {
      const { kind, title } = describe(other, facts);
      return el("button", { class: `also also-${other.layer}`, type: "button", onclick: () => this.actions.open(other.id) },
        el("span", { class: "also-kind", text: kind }), ` ${title}`);
    });
    return el("div", { class: "others" }, el("p", { class: "also-head", text: "Also here" }), ...buttons);
  }

  /** Below what belongs to the fact, or above it where there is no room below. */
  #place(around) {
    const paper = this.element.offsetParent.getBoundingClientRect();
    const { offsetHeight: height, offsetWidth: width } = this.element;
    const near = around.filter((rect) => rect.bottom > 0 && rect.top < innerHeight);
    const [anchor] = around;
    const top = Math.min(...near.map((rect) => rect.top), anchor.top);
    const bottom = Math.max(...near.map((rect) => rect.bottom), anchor.bottom);
    const places = [bottom + GAP, top - GAP - height, anchor.bottom + GAP, anchor.top - GAP - height];
    const ceiling = byId("tools").getBoundingClientRect().bottom;
    const fits = (y) => y >= ceiling && y + height <= innerHeight - GAP;
    const y = places.find(fits) ?? places[0];
    const x = Math.min(Math.max(anchor.left, paper.left), paper.right - width);
    this.element.style.top = `${y - paper.top}px`;
    this.element.style.left = `${x - paper.left}px`;
  }
}

function meter(confidence) {
  const percent = Math.round(confidence * 100);
  return el("div", { class: "confidence" },
    el("span", { text: "Confidence" }),
    el("meter", { min: 0, max: 1, low: 0.5, high: 0.8, optimum: 1, value: confidence, "aria-label": "Confidence" }),
    el("span", { class: "figure", text: `${percent}%` }));
}

/** What each part of a fact rests on: the trained network, or a rule by its name. */
function whyRows(explanation) {
  if (explanation.length === 0) return ["No explanation is given."];
  const rows = explanation.flatMap(({ field, by, confidence }) => [
    el("dt", { text: FIELDS[field] ?? capital(words(field)) }),
    el("dd", {}, el("span", { text: BY[by] ?? `rule ${by}` }),
      typeof confidence === "number" ? el("span", { class: "note", text: ` ${Math.round(confidence * 100)}%` }) : null),
  ]);
  return [el("dl", {}, ...rows)];
}
