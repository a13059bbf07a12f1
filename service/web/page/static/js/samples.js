/** The articles that come with the page: fictional news, each a valid request of the service. */

import { Problem } from "./api.js";
import { byId, el } from "./dom.js";

const FOLDER = new URL("static/samples/", document.baseURI);

/** @throws {Problem} the file does not come */
async function load(file) {
  const response = await fetch(new URL(file, FOLDER)).catch(() => null);
  if (!response?.ok) throw new Problem({ title: "The example could not be loaded", detail: "The service does not answer.", again: true });
  return response.json();
}

/** @returns {Promise<{title: string, published_at: string, text: string}>} */
export const loadSample = (name) => load(`${name}.json`);

/** @param {(name: string) => void} onChoose */
export async function startSamples(onChoose) {
  const list = await load("index.json");
  byId("samples").replaceChildren(
    ...list.map(({ file, place, title }) =>
      el("button", { class: "sample", type: "button", "data-sample": file, onclick: () => onChoose(file.replace(".json", "")) },
        el("span", { class: "place", text: place }),
        el("span", { class: "sample-title", text: title }))));
}
