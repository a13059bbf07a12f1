/** The side lists: one row a fact, each a button that goes to its place in the article. */

import { CLAIM_KINDS, ENTITY_LABELS, partyName, QUOTE_KINDS } from "./describe.js";
import { el } from "./dom.js";
import { GROUP_NAMES, groupOf, isWeak } from "./facts.js";
import { plural, quantity } from "./format.js";

const HEADINGS = { quotes: "Quotes", claims: "Claims", entities: "Names" };

/**
 * @param {HTMLElement} pane
 * @param {object[]} facts of one layer
 * @param {(id: string) => void} open
 */
export function fillList(pane, layer, facts, open) {
  const row = { quotes: quoteRow, claims: claimRow, entities: entityRow }[layer];
  const item = (fact) =>
    el("li", { class: isWeak(fact) ? "weak" : null },
      el("button", { class: `fact fact-${layer}`, type: "button", "data-fact": fact.id, onclick: () => open(fact.id) }, ...row(fact.data)));
  pane.replaceChildren(
    el("h2", { class: "pane-head", text: HEADINGS[layer] }),
    ...(layer === "entities" ? grouped(facts) : [[null, facts]]).map(([group, members]) =>
      el("section", {}, group && el("h3", { class: "group-name", text: GROUP_NAMES[group] }), el("ul", {}, ...members.map(item)))),
    el("p", { class: "empty", text: facts.length === 0 ? `No ${HEADINGS[layer].toLowerCase()} found in this article.` : "Nothing fits the filter." }));
}

/** Shows the rows of the facts that fit. */
export function filterList(pane, fitted) {
  let any = false;
  for (const section of pane.querySelectorAll("section")) {
    let some = false;
    for (const item of section.querySelectorAll("li")) {
      item.hidden = !fitted.has(item.firstElementChild.dataset.fact);
      some ||= !item.hidden;
    }
    section.hidden = !some;
    any ||= some;
  }
  pane.querySelector(".empty").hidden = any;
}

/** Shows which row belongs to the active fact. */
export function highlight(panes, id) {
  for (const row of panes.querySelectorAll('.fact[aria-current="true"]')) row.removeAttribute("aria-current");
  const row = id && rowOf(panes, id);
  if (!row) return;
  row.setAttribute("aria-current", "true");
  const pane = row.closest(".pane");
  if (!pane.hidden && pane.scrollHeight > pane.clientHeight) keepInView(pane, row);
}

/** Scrolls a list so that a fact's row is its first: the page itself must not move under the pointer. */
export function scrollList(pane, id) {
  const row = rowOf(pane, id);
  if (row && !pane.hidden) pane.scrollTop += row.getBoundingClientRect().top - pane.getBoundingClientRect().top;
}

const rowOf = (parent, id) => parent.querySelector(`.fact[data-fact="${CSS.escape(id)}"]`);

/** As scrollIntoView, but of the pane alone. */
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
      el("span", { class: quote.speaker ? "who" : "who nobody", text: speaker }), " ",
      el("span", { class: "tags" },
        el("span", { class: `badge quote quote-${quote.kind}`, text: (QUOTE_KINDS[quote.kind] ?? quote.kind).toLowerCase() }), sureness(quote.confidence))),
    el("span", { class: "row-text", text: quote.text }),
  ];
}

function claimRow(claim) {
  const said = [claim.subject?.text, claim.predicate?.text].filter(Boolean).join(" · ");
  const source = claim.source && partyName(claim.source);
  return [
    el("span", { class: "row-head" },
      el("span", { class: "figure", text: quantity(claim.quantity) }), " ",
      el("span", { class: "tags" },
        claim.direction ? el("span", { class: "badge direction", text: claim.direction }) : null,
        el("span", { class: "badge", text: (CLAIM_KINDS[claim.quantity.kind] ?? claim.quantity.kind).toLowerCase() }), sureness(claim.confidence))),
    el("span", { class: "row-subject", text: said || claim.text }),
    source ? el("span", { class: "row-source", text: `Source: ${source}` }) : null,
  ];
}

function entityRow(entity) {
  const others = entity.mentions.filter((mention) => mention.kind !== "name").length;
  const note = plural(entity.mentions.length, "mention") + (others > 0 ? `, ${others} by pronoun or role` : "");
  return [
    el("span", { class: "row-head" },
      el("span", { class: `who chip chip-${groupOf(entity.label)}`, text: entity.name }), " ",
      el("span", { class: "badge", text: ENTITY_LABELS[entity.label] ?? entity.label })),
    el("span", { class: "row-source", text: note }),
  ];
}

function sureness(confidence) {
  return el("span", { class: "sure" }, el("span", { class: "unseen", text: "Confidence " }), `${Math.round(confidence * 100)}%`);
}

function grouped(facts) {
  const groups = Object.keys(GROUP_NAMES).map((group) => [group, facts.filter((fact) => groupOf(fact.data.label) === group)]);
  return groups.filter(([, members]) => members.length > 0);
}
