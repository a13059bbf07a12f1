/** What is said when an article could not be read, for people: the cause, the field, and what to do. */

import { rememberKey } from "./api.js";
import { byId, el, refill } from "./dom.js";

const FIELDS = { "#/text": ["text", "article"], "#/title": ["title", "headline"], "#/published_at": ["published", "date"] };
const WORDS = {
  401: ["This service needs a key", "Ask its operator for one. It stays in this tab until you close it."],
  403: ["This key is not known here", "Check it for typing errors, or ask the operator of the service."],
  413: ["This article is too long for the service", "Send it in parts."],
  422: ["Something in the form cannot be read", null],
  500: ["The service failed on this article", "Try again. If it fails again, report it with the request number below."],
  503: ["The service is busy", "Others are being served. Try again in a moment."],
};
const AGAIN = new Set([500, 502, 503, 504]);

/**
 * @param {import("./api.js").Problem} problem
 * @param {(() => void)|null} retry
 */
export function showProblem({ details, retryAfter, requestId }, retry) {
  clearProblem();
  const { status } = details;
  const known = (details.errors ?? []).filter(({ pointer }) => FIELDS[pointer]);
  for (const { pointer, detail } of known) showFieldProblem(FIELDS[pointer][0], `The ${FIELDS[pointer][1]}: ${detail.charAt(0).toLowerCase()}${detail.slice(1)}`);
  if (known.length > 0) return;
  const [title, detail] = WORDS[status] ?? [details.title, details.detail];
  const wait = retryAfter === null ? null : `The service asks to wait ${retryAfter} s.`;
  refill(byId("problem"),
    el("div", { class: "problem" },
      el("p", { class: "problem-title", text: title }),
      detail ? el("p", { text: detail }) : null,
      wait ? el("p", { text: wait }) : null,
      status === 401 || status === 403 ? keyField(retry) : null,
      retry && (details.again || AGAIN.has(status)) ? el("button", { class: "quiet", type: "button", text: "Try again", onclick: retry }) : null,
      el("p", { class: "fine", text: [status && `Status ${status}`, requestId && `request ${requestId}`].filter(Boolean).join(" · ") })));
  byId("problem").scrollIntoView({ block: "nearest" });
}

/** Says at a field what is wrong with it, and goes there. */
export function showFieldProblem(id, message) {
  byId(`${id}-problem`).textContent = message;
  byId(id).setAttribute("aria-invalid", "true");
  byId(id).focus({ preventScroll: true });
  byId(id).closest(".field").scrollIntoView({ block: "nearest" });
  byId(`${id}-problem`).scrollIntoView({ block: "nearest" });
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
  for (const [id] of Object.values(FIELDS)) {
    byId(id).removeAttribute("aria-invalid");
    byId(`${id}-problem`).textContent = "";
  }
}
