/** Errors, as a person wants to read them. */

import { rememberKey } from "./api.js";
import { byId, el } from "./dom.js";

const FIELDS = { "#/text": "text", "#/title": "title", "#/published_at": "published" };
const FIELD_NAMES = { "#/text": "Article", "#/title": "Headline", "#/published_at": "Published" };

/**
 * @param {import("./api.js").Problem} problem
 * @param {() => void} retry
 */
export function showProblem({ details, retryAfter, requestId }, retry) {
  const errors = details.errors ?? [];
  byId("problem").replaceChildren(
    el("div", { class: "problem" },
      el("p", { class: "problem-title", text: details.title }),
      details.detail ? el("p", { text: details.detail }) : null,
      errors.length === 0 ? null : el("ul", {}, ...errors.map(({ pointer, detail }) =>
        el("li", {}, el("b", { text: FIELD_NAMES[pointer] ?? pointer }), ` ${detail}`))),
      retryAfter === null ? null : el("p", {},
        `The service asks to wait ${retryAfter} s. `, el("button", { class: "quiet", type: "button", text: "Try again", onclick: retry })),
      details.status === 401 || details.status === 403 ? keyField(retry) : null,
      el("p", { class: "fine", text: [details.status && `Status ${details.status}`, requestId && `request ${requestId}`].filter(Boolean).join(" · ") })));
  const field = errors.map(({ pointer }) => FIELDS[pointer]).find(Boolean);
  for (const id of Object.values(FIELDS)) byId(id).toggleAttribute("aria-invalid", id === field);
  if (field) byId(field).focus();
}

/** Asks for the key. No form of its own: it stands inside one. */
function keyField(retry) {
  const input = el("input", { type: "password", id: "key", autocomplete: "off", spellcheck: "false" });
  const send = () => {
    if (!/^[\x21-\x7e]+$/.test(input.value)) return input.focus();
    rememberKey(input.value);
    return retry();
  };
  input.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    send();
  });
  return el("div", { class: "actions" },
    el("label", { class: "field" }, el("span", { text: "Key" }), input),
    el("button", { class: "quiet", type: "button", text: "Try with this key", onclick: send }));
}

export function clearProblem() {
  byId("problem").replaceChildren();
  for (const id of Object.values(FIELDS)) byId(id).removeAttribute("aria-invalid");
}
