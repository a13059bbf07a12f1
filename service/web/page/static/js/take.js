/** The pane that offers the facts as files. */

import { copyButton } from "./copy.js";
import { el, refill } from "./dom.js";
import { csv, markdown } from "./export.js";
import { plural } from "./format.js";

const NOUNS = { quotes: ["quote"], claims: ["claim"], entities: ["name"] };

/**
 * @param {HTMLElement} pane
 * @param {{title: string, published: string}} article
 * @param {Record<string, object[]>} shown the facts that the filter lets through, by layer, as the answer has them
 * @param {string} json the whole answer
 */
export function fillTake(pane, article, shown, json) {
  const tables = Object.entries(shown).filter(([, facts]) => facts.length > 0);
  const written = () => markdown(article, shown);
  refill(pane,
    el("h2", { class: "pane-head", text: "Take the facts away" }),
    el("div", { class: "take" },
      el("p", { text: `As filtered: ${Object.entries(shown).map(([layer, facts]) => plural(facts.length, ...NOUNS[layer])).join(", ")}.` }),
      el("h3", { text: "Spreadsheet (CSV)" }),
      el("div", { class: "take-row" }, ...tables.map(([layer, facts]) => save(`${layer}.csv`, "text/csv", () => csv(layer, facts)))),
      el("h3", { text: "Text (Markdown)" }),
      el("div", { class: "take-row" }, save("facts.md", "text/markdown", written), copyButton(written)),
      el("h3", { text: "The whole answer (JSON)" }),
      el("div", { class: "take-row" }, save("facts.json", "application/json", () => json)),
      el("p", { class: "fine", text: UNIT_NOTE })));
}

export const UNIT_NOTE = "start and end count UTF-16 units, as JavaScript, Java and C# do. For other languages set offset_unit.";

/** The file is made when it is asked for. */
function save(name, type, content) {
  return el("button", { class: "quiet", type: "button", text: name, "data-save": name, onclick: () => {
    const address = URL.createObjectURL(new Blob([content()], { type: `${type};charset=utf-8` }));
    el("a", { href: address, download: name }).click();
    setTimeout(() => URL.revokeObjectURL(address), 10_000);
  } });
}
