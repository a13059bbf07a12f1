/** Which facts show, in the text and in the lists: by layer, search words, confidence, speaker, kind and type. */

import { CLAIM_KINDS, ENTITY_LABELS, haystack, partyName, QUOTE_KINDS, QUOTE_TYPES } from "./describe.js";
import { byId, el } from "./dom.js";

const CHOICES = [
  { id: "speaker", layer: "quotes", label: "Speaker", all: "All speakers", value: ({ speaker }) => partyKey(speaker), name: ({ speaker }) => (speaker ? partyName(speaker) : "No speaker given") },
  { id: "kind", layer: "quotes", label: "Kind of quote", all: "All kinds", value: ({ kind }) => kind, name: ({ kind }) => QUOTE_KINDS[kind] ?? kind },
  { id: "type", layer: "quotes", label: "Type", all: "All types", value: ({ type }) => type, name: ({ type }) => QUOTE_TYPES[type] ?? type },
  { id: "source", layer: "claims", label: "Source", all: "All sources", value: ({ source }) => partyKey(source), name: ({ source }) => (source ? partyName(source) : "The article itself") },
  { id: "figure", layer: "claims", label: "Kind of figure", all: "All figures", value: ({ quantity }) => quantity.kind, name: ({ quantity }) => CLAIM_KINDS[quantity.kind] ?? quantity.kind },
  { id: "label", layer: "entities", label: "Kind of name", all: "All kinds", value: ({ label }) => label, name: ({ label }) => ENTITY_LABELS[label] ?? label },
];

const partyKey = (party) => (party ? party.entity_id ?? partyName(party) : "nobody");

export class Filter {
  /** @param {(shows: (fact: object) => boolean, fitted: Set<string>) => void} onChange `fitted`: ids, hidden layers' too */
  constructor(onChange) {
    this.onChange = onChange;
    this.hidden = new Set();
    this.search = byId("search");
    this.least = byId("least");
    this.selects = new Map(CHOICES.map((choice) => [choice, el("select", { id: `filter-${choice.id}`, "aria-label": choice.label, onchange: () => this.#changed() })]));
    byId("choices").replaceChildren(...this.selects.values());
    this.search.addEventListener("input", () => this.#soon());
    this.least.addEventListener("input", () => this.#soon());
    byId("unfilter").addEventListener("click", () => {
      this.reset();
      this.search.focus();
    });
  }

  /** Begins again with another article's facts. */
  load(facts) {
    this.facts = [...facts.values()];
    this.texts = new Map(this.facts.map((fact) => [fact, haystack(fact).toLowerCase()]));
    for (const [choice, select] of this.selects) fillSelect(select, choice, this.facts);
    this.reset();
  }

  reset() {
    this.search.value = "";
    this.least.value = 0;
    for (const select of this.selects.values()) select.value = "";
    this.#changed();
  }

  /** Only the choices of one list are of use beside it. */
  offer(layer) {
    for (const [choice, select] of this.selects) select.hidden = choice.layer !== layer;
  }

  layer(layer, shown) {
    if (shown) this.hidden.delete(layer);
    else this.hidden.add(layer);
    this.#changed();
  }

  /** Chooses one value, such as a speaker, and nothing else. */
  only(id, value) {
    this.reset();
    for (const [choice, select] of this.selects) if (choice.id === id) select.value = value;
    this.#changed();
  }

  /** Opens a way to a fact that does not show. */
  reveal(fact) {
    if (!this.fitted.has(fact.id)) this.reset();
  }

  /** @returns {(fact: object) => boolean} whether search, confidence and choices let a fact through, its layer aside */
  #fits() {
    const least = this.least.valueAsNumber / 100;
    const words = this.search.value.trim().toLowerCase();
    const chosen = [...this.selects].filter(([, { value }]) => value !== "").map(([choice, { value }]) => ({ ...choice, wanted: value }));
    return (fact) =>
      (fact.data.confidence ?? 1) >= least &&
      (words === "" || this.texts.get(fact).includes(words)) &&
      chosen.every(({ layer, value, wanted }) => layer !== fact.layer || value(fact.data) === wanted);
  }

  /** @returns {object[]} the facts of a layer that the filter lets through */
  fitting(layer) {
    return this.facts.filter((fact) => fact.layer === layer && this.fitted.has(fact.id));
  }

  /** Typing and dragging come faster than the text can be painted. */
  #soon() {
    cancelAnimationFrame(this.frame);
    this.frame = requestAnimationFrame(() => this.#changed());
  }

  #changed() {
    if (!this.facts) return;
    byId("least-shown").textContent = `${this.least.value}%`;
    this.fitted = new Set(this.facts.filter(this.#fits()).map(({ id }) => id));
    const filtering = this.fitted.size < this.facts.length;
    byId("unfilter").hidden = !filtering;
    this.onChange((fact) => this.fitted.has(fact.id) && !this.hidden.has(fact.layer), this.fitted);
  }
}

function fillSelect(select, { layer, value, name, all }, facts) {
  const counts = new Map();
  for (const fact of facts) {
    if (fact.layer !== layer) continue;
    const key = value(fact.data);
    const entry = counts.get(key) ?? { name: name(fact.data), count: 0 };
    entry.count += 1;
    counts.set(key, entry);
  }
  const sorted = [...counts].sort(([, a], [, b]) => b.count - a.count || a.name.localeCompare(b.name));
  select.replaceChildren(el("option", { value: "", text: all }),
    ...sorted.map(([key, entry]) => el("option", { value: key, text: `${entry.name} (${entry.count})` })));
  select.disabled = sorted.length < 2;
}
