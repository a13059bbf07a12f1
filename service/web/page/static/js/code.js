/** The answer as JSON and the request as a command, each to be copied. */

import { ENDPOINT } from "./api.js";
import { announce, el, refill } from "./dom.js";

const COLOUR_UP_TO = 300_000;
const TOKEN = /("(?:[^"\\]|\\.)*")(\s*:)?|\b(?:true|false|null)\b|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

/** @returns {string} the request as one command for a shell; the quoted here-document takes any text as it is */
export function curlFor(request) {
  return `curl -sS ${ENDPOINT} \\\n  -H 'content-type: application/json' \\\n  --data-binary @- <<'JSON'\n${pretty(request)}\nJSON\n`;
}

export const pretty = (value) => JSON.stringify(value, null, 2);

/** @param {{download?: string}} options a file name, to offer saving too */
export function fillCode(pane, text, { json = false, download } = {}) {
  const code = el("code", {}, ...(json && text.length <= COLOUR_UP_TO ? coloured(text) : [text]));
  refill(pane,
    el("div", { class: "code-tools" },
      el("button", { class: "quiet copy", type: "button", text: "Copy", onclick: (event) => copy(text, event.currentTarget) }),
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

async function copy(text, button) {
  if (navigator.clipboard) await navigator.clipboard.writeText(text);
  else copyBySelection(text); // browsers keep the clipboard from pages without TLS
  button.textContent = "Copied";
  announce("Copied");
  setTimeout(() => (button.textContent = "Copy"), 1500);
}

function copyBySelection(text) {
  const area = el("textarea", { class: "unseen" });
  area.value = text;
  document.body.append(area);
  area.select();
  document.execCommand("copy");
  area.remove();
}
