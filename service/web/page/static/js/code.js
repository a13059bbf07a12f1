/** The answer as JSON and the request as a command, each to be copied. */

import { ENDPOINT } from "./api.js";
import { copyButton } from "./copy.js";
import { el, refill } from "./dom.js";

const COLOUR_UP_TO = 300_000;
const TOKEN = /("(?:[^"\\]|\\.)*")(\s*:)?|\b(?:true|false|null)\b|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

/**
 * @param {string|null} key that the service asks for
 * @returns {string} the request as one command for a shell; the quoted here-document takes any text as it is
 */
export function curlFor(request, key) {
  const header = key === null ? "" : `  -H 'x-api-key: ${key.replaceAll("'", "'\\''")}' \\\n`;
  return `curl -sS ${ENDPOINT} \\\n  -H 'content-type: application/json' \\\n${header}  --data-binary @- <<'JSON'\n${pretty(request)}\nJSON\n`;
}

export const pretty = (value) => JSON.stringify(value, null, 2);

/** @param {{download?: string, note?: string}} options a file name, to offer saving too; what to know of the text */
export function fillCode(pane, text, { json = false, download, note } = {}) {
  const code = el("code", {}, ...(json && text.length <= COLOUR_UP_TO ? coloured(text) : [text]));
  refill(pane,
    el("div", { class: "code-tools" },
      note ? el("p", { class: "fine", text: note }) : null,
      copyButton(() => text),
      download ? el("a", { class: "quiet", download, href: URL.createObjectURL(new Blob([text], { type: "application/json" })), text: "Save" }) : null),
    el("pre", { tabindex: "0" }, code));
}

function coloured(text) {
  const parts = [];
  let end = 0;
  for (const found of text.matchAll(TOKEN)) {
    if (found.index > end) parts.push(text.slice(end, found.index));
    const [whole, string, colon] = found;
    if (string) parts.push(el("span", { class: colon ? "json-key" : "json-string", text: string }), colon ?? "");
    else parts.push(el("span", { class: "json-value", text: whole }));
    end = found.index + whole.length;
  }
  return [...parts, text.slice(end)];
}
