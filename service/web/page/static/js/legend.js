/** The three layers, each a switch with its colours and count. */

import { LAYERS } from "./facts.js";
import { byId, el } from "./dom.js";

const KEYS = {
  quotes: [["quote-direct", "direct"], ["quote-mixed", "mixed"], ["quote-indirect", "indirect"]],
  claims: [["claim", "claim"], ["claim quantity", "figure"]],
  entities: [["chip chip-person", "person"], ["chip chip-group", "group"], ["chip chip-place", "place"], ["chip chip-other", "other"]],
};
const NAMES = { quotes: "Quotes", claims: "Claims", entities: "Entities" };

export class Legend {
  /** @param {(layer: string, shown: boolean) => void} onToggle */
  constructor(onToggle) {
    this.onToggle = onToggle;
    this.buttons = new Map(LAYERS.map((layer) => [layer, this.#button(layer)]));
    byId("legend").replaceChildren(...this.buttons.values());
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
