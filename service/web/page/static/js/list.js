/** The side lists: one row a fact, each a button that goes to its place in the article. */

import { partyName } from "./describe.js";
import { el } from "./dom.js";
import { GROUP_NAMES, groupOf } from "./facts.js";
import { plural, quantity } from "./format.js";

/**
 * @param {HTMLElement} pane
 * @param {object[]} facts of one layer
 * @param {(id: string) => void} open
 */
export function fillList(pane, layer, facts, open) {
  const row = { quotes: quoteRow, claims: claimRow, entities: entityRow }[layer];
  const button = (fact) =>
    el("li", {}, el("button", { class: `fact fact-${layer}`, type: "button", "data-fact": fact.id, onclick: () => open(fact.id) }, ...row(fact.data)));
  if (facts.length === 0) {
    pane.replaceChildren(el("p", { class: "empty", text: `No ${layer} found in this article.` }));
  } else if (layer === "entities") {
    pane.replaceChildren(...grouped(facts).flatMap(([group, members]) => [
      el("h3", { class: "group-name", text: GROUP_NAMES[group] }), el("ul", {}, ...members.map(button))]));
  } else {
    pane.replaceChildren(el("ul", {}, ...facts.map(button)));
  }
}

/** Shows which row belongs to the active fact. */
export function highlight(panes, id) {
  for (const row of panes.querySelectorAll('.fact[aria-current="true"]')) row.removeAttribute("aria-current");
  const row = id && panes.querySelector(`.fact[data-fact="${CSS.escape(id)}"]`);
  if (!row) return;
  row.setAttribute("aria-current", "true");
  const pane = row.closest(".pane");
  if (!pane.hidden && pane.scrollHeight > pane.clientHeight) keepInView(pane, row);
}

/** As scrollIntoView, but of the pane alone: the page must not move under the pointer. */
function keepInView(pane, row) {
  const outer = pane.getBoundingClientRect();
  const inner = row.getBoundingClientRect();
  if (inner.top < outer.top) pane.scrollTop -= outer.top - inner.top + 8;
  else if (inner.bottom > outer.bottom) pane.scrollTop += inner.bottom - outer.bottom + 8;
}

function quoteRow(quote) {
  const speaker = quote.speaker ? partyName(quote.speaker) : "No speaker given";
  return [
    el("span", { class: "row-head" },
      el("span", { class: quote.speaker ? "who" : "who nobody", text: speaker }),
      el("span", { class: `badge quote-${quote.kind}`, text: quote.kind })),
    el("span", { class: "row-text", text: quote.text }),
  ];
}

function claimRow(claim) {
  const said = [claim.subject?.text, claim.predicate?.text].filter(Boolean).join(" · ");
  const source = claim.source && partyName(claim.source);
  return [
    el("span", { class: "row-head" },
      el("span", { class: "figure", text: quantity(claim.quantity) }),
      claim.direction ? el("span", { class: "badge direction", text: claim.direction }) : null),
    el("span", { class: "row-subject", text: said || claim.text }),
    source ? el("span", { class: "row-source", text: source }) : null,
  ];
}

function entityRow(entity) {
  const kinds = entity.mentions.filter((mention) => mention.kind !== "name").length;
  const note = plural(entity.mentions.length, "mention") + (kinds > 0 ? `, ${kinds} of them not by name` : "");
  return [
    el("span", { class: "row-head" },
      el("span", { class: `who chip chip-${groupOf(entity.label)}`, text: entity.name }),
      el("span", { class: "badge", text: entity.label })),
    el("span", { class: "row-source", text: note }),
  ];
}

function grouped(facts) {
  const groups = Object.keys(GROUP_NAMES).map((group) => [group, facts.filter((fact) => groupOf(fact.data.label) === group)]);
  return groups.filter(([, members]) => members.length > 0);
}
