/** Wires the parts of the page together; each knows nothing of the others. */

import { Problem, extract, requestFor } from "./api.js";
import { Card } from "./card.js";
import { curlFor, fillCode, pretty } from "./code.js";
import { Compose } from "./compose.js";
import { announce, byId, el } from "./dom.js";
import { LAYERS } from "./facts.js";
import { day, plural } from "./format.js";
import { Legend } from "./legend.js";
import { Lines } from "./lines.js";
import { fillList, highlight } from "./list.js";
import { clearProblem, showProblem } from "./problem.js";
import { Reader } from "./reader.js";
import { startSamples } from "./samples.js";
import { Tabs } from "./tabs.js";
import { startTheme } from "./theme.js";

const TABS = [
  { id: "quotes", label: "Quotes" },
  { id: "claims", label: "Claims" },
  { id: "entities", label: "Entities" },
  { id: "json", label: "JSON" },
  { id: "curl", label: "curl" },
];

startTheme();
const tabs = new Tabs(TABS);
const reader = new Reader(byId("text-marked"), { onActive: showActive, onReveal: (layer) => legend.set(layer, true) });
const legend = new Legend((layer, shown) => reader.toggle(layer, shown));
const lines = new Lines((span) => reader.elementsOf(span));
const card = new Card({ visit: (span) => reader.visit(span), open: (id) => reader.open(id), close: () => reader.dismiss() });
const compose = new Compose({ onSubmit: analyse, onCancel: () => running?.abort(), onRefuse: refuse });
let running = null;
history.replaceState(null, ""); // a reloaded page begins with the form

startSamples((sample) => {
  compose.fill(sample);
  analyse(compose.article());
});

async function analyse(article) {
  running?.abort();
  const mine = (running = new AbortController());
  clearProblem();
  compose.busy(true);
  const request = requestFor(article);
  try {
    show(article, request, await extract(request, mine.signal));
  } catch (error) {
    if (error.name === "AbortError") return;
    if (!(error instanceof Problem)) throw error;
    showProblem(error, () => analyse(article));
  } finally {
    if (running === mine) compose.busy(false);
  }
}

function refuse(title, detail) {
  showProblem(new Problem({ title, detail }), null);
}

function show(article, request, { answer, seconds, steps }) {
  byId("headline").textContent = article.title || "Untitled article";
  byId("dateline").textContent = day(article.published);
  reader.load(article.text, answer);
  legend.count(reader.facts);
  for (const layer of LAYERS) {
    fillList(tabs.pane(layer), layer, [...reader.facts.values()].filter((fact) => fact.layer === layer), (id) => reader.open(id));
  }
  fillCode(tabs.pane("json"), pretty(answer), { json: true, download: "facts.json" });
  fillCode(tabs.pane("curl"), curlFor(request));
  byId("warnings").replaceChildren(...answer.warnings.map(({ detail }) => el("p", { text: detail })));
  byId("foot").textContent = footnote(answer, seconds, steps);
  if (history.state === null) history.pushState("result", "");
  setView("result");
  announce(LAYERS.map((layer) => plural(answer[layer].length, ...NOUNS[layer])).join(", "));
}

const NOUNS = { quotes: ["quote"], claims: ["claim"], entities: ["entity", "entities"] };

function footnote({ meta }, seconds, steps) {
  const parts = steps.map(({ name, milliseconds }) => `${name} ${Math.round(milliseconds)} ms`).join(", ");
  const version = `newsfacts ${meta.service_version}, ${meta.model} ${meta.model_version}`;
  return `Answered in ${seconds.toFixed(2)} s${parts ? ` (${parts})` : ""} by ${version}.`;
}

function setView(view) {
  byId("compose").hidden = view !== "compose";
  byId("result").hidden = view !== "result";
  document.title = view === "result" ? `${byId("headline").textContent} · newsfacts` : "newsfacts";
  scrollTo({ top: 0 });
  if (view === "compose") byId("text").focus();
  else byId("main").focus({ preventScroll: true });
}

function showActive(state) {
  highlight(byId("panes"), state?.fact.id ?? null);
  lines.draw(state?.fact ?? null);
  byId("paper").classList.toggle("has-active", state !== null);
  if (state === null) return card.hide();
  return card.show(state, reader.facts, [state.anchor, ...reader.partsOf(state.fact)].flatMap((part) => [...part.getClientRects()]));
}

byId("back").addEventListener("click", () => history.back());
addEventListener("popstate", ({ state }) => {
  reader.clear();
  setView(state ?? "compose");
});
byId("keys").addEventListener("click", ({ currentTarget }) => {
  const open = currentTarget.getAttribute("aria-expanded") !== "true";
  currentTarget.setAttribute("aria-expanded", String(open));
  byId("keys-help").hidden = !open;
});
byId("card").addEventListener("pointerenter", () => reader.hold());
byId("card").addEventListener("pointerleave", () => reader.release());
byId("card").addEventListener("focusin", () => reader.hold());
byId("card").addEventListener("focusout", () => reader.release());
document.addEventListener("pointerdown", ({ target }) => {
  if (!target.closest("#card, [data-segment], .fact")) reader.clear();
});
document.addEventListener("keydown", ({ key }) => {
  if (key === "Escape" && reader.active) reader.dismiss();
});
