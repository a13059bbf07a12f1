/** The three layers, each a switch with its count and the look of its marks. */

import { LAYERS } from "./facts.js";
import { byId, el } from "./dom.js";

const KEYS = {
  quotes: [["quote quote-direct", "direct"], ["quote quote-mixed", "mixed"], ["quote quote-indirect", "indirect"]],
  claims: [["claim", "claim"], ["claim quantity", "figure"]],
  entities: [["chip chip-person", "person"], ["chip chip-group", "organisation"], ["chip chip-place", "place"], ["chip chip-other", "date, other"]],
};
const NAMES = { quotes: "Quotes", claims: "Claims", entities: "Names" };
const MEANINGS = [
  ["quote quote-direct", "direct", "Words that the article gives in quotation marks."],
  ["quote quote-indirect", "indirect", "What somebody said, thinks or wants, in the article's words."],
  ["quote quote-mixed", "mixed", "In the article's words, with parts in quotation marks."],
  ["claim", "claim", "A statement with a figure: so many of something, and what about them."],
  ["claim quantity", "figure", "The number itself, with its unit."],
  ["chip chip-person", "person", "A person's name."],
  ["chip chip-group", "organisation", "An organisation, a nationality, a party or a religion."],
  ["chip chip-place", "place", "A country, a town, a building or another place."],
  ["chip chip-other", "date, other", "A date or time, a work, a law, an event or a product."],
  ["chip chip-person mention-pronoun", "she", "A name's stand-in: a pronoun or a description."],
  ["quote quote-direct weak-quote", "thin line", "Confidence below 50%: check it against the text."],
];

export class Legend {
  /** @param {(layer: string, shown: boolean) => void} onToggle */
  constructor(onToggle) {
    this.onToggle = onToggle;
    this.buttons = new Map(LAYERS.map((layer) => [layer, this.#button(layer)]));
    byId("legend").replaceChildren(...this.buttons.values());
    byId("meanings").replaceChildren(...MEANINGS.map(([style, name, meaning]) =>
      el("div", {}, el("dt", {}, el("span", { class: `key ${style}`, text: name })), el("dd", { text: meaning }))));
  }

  /** @param {Map<string, {layer: string}>} facts */
  count(facts) {
    const layers = [...facts.values()].map((fact) => fact.layer);
    for (const [layer, button] of this.buttons) {
      button.querySelector(".number").textContent = layers.filter((other) => other === layer).length;
    }
  }

  set(layer, shown) {
    this.buttons.get(layer).setAttribute("aria-pressed", String(shown));
    this.onToggle(layer, shown);
  }

  #button(layer) {
    const flip = (event) => this.set(layer, event.currentTarget.getAttribute("aria-pressed") !== "true");
    return el("button", { class: `layer layer-${layer}`, type: "button", "aria-pressed": "true", "data-layer": layer, onclick: flip },
      el("span", { class: "layer-name", text: NAMES[layer] }),
      el("span", { class: "number", text: "0" }),
      el("span", { class: "keys", "aria-hidden": "true" }, ...KEYS[layer].map(([style, text]) => el("span", { class: `key ${style}`, text }))));
  }
}
