/** The articles that come with the page: fictional news, each a valid request of the service. */

import { byId, el } from "./dom.js";

const FOLDER = new URL("static/samples/", document.baseURI);

const load = async (file) => (await fetch(new URL(file, FOLDER))).json();

/** @param {(sample: {title: string, published_at: string, text: string}) => void} onChoose */
export async function startSamples(onChoose) {
  const list = await load("index.json");
  byId("samples").replaceChildren(
    ...list.map(({ file, place, title }) =>
      el("button", { class: "sample", type: "button", "data-sample": file, onclick: async () => onChoose(await load(file)) },
        el("span", { class: "place", text: place }),
        el("span", { class: "sample-title", text: title }))));
}
