/** Errors, as a person wants to read them. */

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
      el("p", { class: "fine", text: [details.status && `Status ${details.status}`, requestId && `request ${requestId}`].filter(Boolean).join(" · ") })));
  const field = errors.map(({ pointer }) => FIELDS[pointer]).find(Boolean);
  for (const id of Object.values(FIELDS)) byId(id).toggleAttribute("aria-invalid", id === field);
  if (field) byId(field).focus();
}

export function clearProblem() {
  byId("problem").replaceChildren();
  for (const id of Object.values(FIELDS)) byId(id).removeAttribute("aria-invalid");
}
