/** Wires the parts of the page together; each knows nothing of the others. */

import { Problem, extract, requestFor, storedKey } from "./api.js";
import { Card } from "./card.js";
import { curlFor, fillCode, pretty } from "./code.js";
import { Compose } from "./compose.js";
import { announce, byId, el } from "./dom.js";
import { line } from "./export.js";
import { LAYERS } from "./facts.js";
import { Filter } from "./filter.js";
import { day, plural } from "./format.js";
import { Legend } from "./legend.js";
import { Lines } from "./lines.js";
import { fillList, filterList, highlight, scrollList } from "./list.js";
import { clearProblem, showProblem } from "./problem.js";
import { Reader } from "./reader.js";
import { loadSample, startSamples } from "./samples.js";
import { Tabs } from "./tabs.js";
import { fillTake, UNIT_NOTE } from "./take.js";
import { startTheme } from "./theme.js";

const TABS = [
  { id: "quotes", label: "Quotes" },
  { id: "claims", label: "Claims" },
  { id: "entities", label: "Names" },
  { id: "take", label: "Export" },
  { id: "json", label: "JSON" },
  { id: "curl", label: "curl" },
];
const CODE = new Set(["json", "curl"]);
let running = null;
let current = null; // what is being read: article, request, answer, and the example's name

startTheme();
const reader = new Reader(byId("text-marked"), { onActive: showActive, onReveal: reveal });
const filter = new Filter(showFiltered);
const legend = new Legend((layer, shown) => filter.layer(layer, shown));
const tabs = new Tabs(TABS, (id) => {
  filter.offer(id);
  byId("filters").hidden = CODE.has(id);
  follow();
});
const lines = new Lines((span) => reader.elementsOf(span));
const card = new Card({
  visit: (span) => reader.visit(span),
  open: (id) => reader.open(id),
  only: showOnly,
  close: () => reader.dismiss(),
  copied: (fact) => line(fact, current.article.text, current.article.title),
  link: (fact) => (current.sample ? new URL(`#${current.sample}/${fact.id}`, location.href).href : null),
  explain,
});
const compose = new Compose({ onSubmit: (article) => analyse(article), onCancel: () => running?.abort(), onRefuse: refuse });

const begun = location.hash;
history.replaceState(null, "", location.pathname + location.search); // a reloaded page begins with the form, or an example
tryTo(() => startSamples((name) => openSample(name)));
openAddress(begun);

/** Does what may fail; a failure is shown with a way to try again. */
async function tryTo(action) {
  try {
    await action();
  } catch (error) {
    if (error.name === "AbortError") return;
    if (!(error instanceof Problem)) throw error;
    showProblem(error, () => {
      clearProblem();
      tryTo(action);
    });
  }
}

function openSample(name, id = null) {
  return tryTo(async () => {
    const sample = await loadSample(name);
    compose.fill(sample);
    await read(compose.article(), name);
    if (reader.facts.has(id)) reader.open(id);
  });
}

/** `#mombasa/q3` is the third quote of an example. */
function openAddress(hash) {
  const [, name, id] = hash.match(/^#([a-z]+)(?:\/(\w+))?$/) ?? [];
  if (!name) return;
  if (current?.sample === name && !byId("result").hidden) {
    if (reader.facts.has(id) && reader.active !== id) reader.open(id);
  } else {
    openSample(name, id);
  }
}

const analyse = (article) => tryTo(() => read(article, null));

async function read(article, sample) {
  running?.abort();
  const mine = (running = new AbortController());
  clearProblem();
  compose.busy(true);
  const request = requestFor(article);
  try {
    const found = await extract(request, mine.signal);
    show({ article: { ...article, text: found.answer.text ?? article.text }, request, sample, ...found });
  } finally {
    if (running === mine) compose.busy(false);
  }
}

function refuse(title, detail) {
  showProblem(new Problem({ title, detail }), null);
}

function show(reading) {
  current = { ...reading, json: pretty(reading.answer), explained: null };
  const { article, request, sample, answer, json } = current;
  byId("headline").textContent = article.title || "Untitled article";
  byId("dateline").textContent = day(article.published);
  reader.load(article.text, answer);
  legend.count(reader.facts);
  for (const layer of LAYERS) {
    fillList(tabs.pane(layer), layer, [...reader.facts.values()].filter((fact) => fact.layer === layer), (id) => reader.open(id));
  }
  filter.load(reader.facts);
  fillCode(tabs.pane("json"), json, { json: true, download: "facts.json", note: UNIT_NOTE });
  fillCode(tabs.pane("curl"), curlFor(request, storedKey()), { note: UNIT_NOTE });
  byId("warnings").replaceChildren(...answer.warnings.map(({ detail }) => el("p", { text: detail })));
  byId("foot").replaceChildren(el("p", { text: footnote(current) }), ...credits(answer));
  const address = sample ? `#${sample}` : location.pathname + location.search;
  if (history.state === null) history.pushState("result", "", address);
  else history.replaceState("result", "", address);
  setView("result");
  announce(LAYERS.map((layer) => plural(answer[layer].length, ...NOUNS[layer])).join(", "));
}

const NOUNS = { quotes: ["quote"], claims: ["claim"], entities: ["name"] };

function footnote({ answer: { meta }, seconds, steps }) {
  const parts = steps.map(({ name, milliseconds }) => `${name} ${Math.round(milliseconds)} ms`).join(", ");
  const version = `newsfacts ${meta.service_version}, ${meta.model} ${meta.model_version}`;
  return `Answered in ${seconds.toFixed(2)} s${parts ? ` (${parts})` : ""} by ${version}.`;
}

/** GeoNames' licence asks for its name wherever its data is shown. */
function credits({ entities }) {
  return entities.some(({ place }) => place) ? [el("p", { text: "Countries and ids of places: GeoNames, CC BY 4.0." })] : [];
}

function showFiltered(shows, fitted) {
  reader.show(shows);
  for (const layer of LAYERS) filterList(tabs.pane(layer), fitted);
  if (!current) return;
  const shown = Object.fromEntries(LAYERS.map((layer) => [layer, filter.fitting(layer).map(({ data }) => data)]));
  byId("fitting").textContent = fitted.size < reader.facts.size ? `${plural(fitted.size, "fact")} of ${reader.facts.size}` : "";
  fillTake(tabs.pane("take"), current.article, shown, current.json);
}

/** Makes a fact show that a switch or the filter hides. */
function reveal(fact) {
  legend.set(fact.layer, true);
  filter.reveal(fact);
}

function showOnly(layer, id, value) {
  reader.clear();
  legend.set(layer, true);
  filter.only(id, value);
  tabs.choose(layer);
  tabs.focus(layer);
}

async function explain({ id, layer }) {
  current.explained ??= (await extract({ ...current.request, explain: true })).answer;
  return current.explained[layer].find((fact) => fact.id === id)?.explanation ?? [];
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
  if (state?.pinned) {
    if (tabs.chosen !== state.fact.layer) tabs.choose(state.fact.layer);
    if (current.sample) history.replaceState("result", "", `#${current.sample}/${state.fact.id}`);
  }
  highlight(byId("panes"), state?.fact.id ?? null);
  lines.draw(state?.fact ?? null);
  byId("paper").classList.toggle("has-active", state !== null);
  if (state === null) return card.hide();
  return card.show(state, reader.facts, [state.anchor, ...reader.partsOf(state.fact)].flatMap((part) => [...part.getClientRects()]));
}

/** Keeps the list in step with the text, unless somebody is in it. */
function follow() {
  if (!current || reader.active) return;
  const layer = tabs.chosen;
  if (byId("panel").matches(":hover, :focus-within") || !["quotes", "claims"].includes(layer)) return;
  const start = reader.offsetAt(byId("tools").getBoundingClientRect().bottom);
  const next = filter.fitting(layer).find(({ body }) => body[0].end > start);
  if (next) scrollList(tabs.pane(layer), next.id);
}

byId("back").addEventListener("click", () => history.back());
addEventListener("popstate", ({ state }) => {
  reader.clear();
  setView(state ?? "compose");
});
addEventListener("hashchange", () => openAddress(location.hash));
addEventListener("scroll", () => requestAnimationFrame(follow), { passive: true });
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
