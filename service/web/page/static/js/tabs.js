/** Tabs as the ARIA practices have them: arrow keys move, the chosen one alone is in the tab order. */

import { byId, el } from "./dom.js";

export class Tabs {
  /**
   * @param {{id: string, label: string}[]} tabs
   * @param {(id: string) => void} onChoose
   */
  constructor(tabs, onChoose) {
    this.onChoose = onChoose;
    this.tabs = tabs.map(({ id, label }) => ({
      id,
      tab: el("button", {
        id: `tab-${id}`, class: "tab", type: "button", role: "tab", "aria-controls": `pane-${id}`, text: label,
        onclick: () => this.choose(id), onkeydown: (event) => this.#key(event),
      }),
      pane: el("div", { id: `pane-${id}`, class: "pane", role: "tabpanel", "aria-labelledby": `tab-${id}`, tabindex: "0" }),
    }));
    byId("tabs").replaceChildren(...this.tabs.map(({ tab }) => tab));
    byId("panes").replaceChildren(...this.tabs.map(({ pane }) => pane));
    this.choose(tabs[0].id);
  }

  choose(id) {
    this.chosen = id;
    for (const { id: other, tab, pane } of this.tabs) {
      tab.setAttribute("aria-selected", String(other === id));
      tab.setAttribute("tabindex", other === id ? "0" : "-1");
      pane.hidden = other !== id;
    }
    this.onChoose(id);
  }

  focus(id) {
    this.tabs.find((tab) => tab.id === id).tab.focus();
  }

  /** @returns {HTMLElement} the pane to fill */
  pane(id) {
    return this.tabs.find((tab) => tab.id === id).pane;
  }

  #key(event) {
    const at = this.tabs.findIndex(({ id }) => id === this.chosen);
    const last = this.tabs.length - 1;
    const to = { ArrowRight: at === last ? 0 : at + 1, ArrowLeft: at === 0 ? last : at - 1, Home: 0, End: last }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    this.choose(this.tabs[to].id);
    this.tabs[to].tab.focus();
  }
}
