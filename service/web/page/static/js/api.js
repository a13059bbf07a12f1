/** The one call this page makes, and the forms in which it can fail. */

export const ENDPOINT = new URL("v1/extract", document.baseURI).href;
const KEY = "newsfacts-key";

/** Keeps the key that the service asks for, until the tab is closed. */
export function rememberKey(key) {
  sessionStorage.setItem(KEY, key);
}

/** @returns {string|null} the key, where one was asked for */
export const storedKey = () => sessionStorage.getItem(KEY);

/** A failure to show: RFC 9457 problem details, or what is known without them. */
export class Problem extends Error {
  /**
   * @param {{title: string, detail?: string, status?: number, errors?: {pointer: string, detail: string}[], again?: boolean}} details
   *   `again`: trying again may help
   * @param {{retryAfter?: number|null, requestId?: string|null}} more
   */
  constructor(details, { retryAfter = null, requestId = null } = {}) {
    super(details.title);
    this.details = details;
    this.retryAfter = retryAfter;
    this.requestId = requestId;
  }
}

/** A whole web page, as browsers save it: no article begins like that. */
const PAGE = /^\ufeff?\s*(?:<!--[^>]*-->\s*)*<(?:!doctype html|html)\b/i;

/**
 * @param {{text: string, title: string, published: string}} article
 * @returns {object} the request as the contract has it; offsets count as JavaScript does
 */
export function requestFor({ text, title, published }) {
  const request = { text };
  if (PAGE.test(text)) request.format = "html";
  if (title) request.title = title;
  if (published) request.published_at = published;
  request.offset_unit = "utf16";
  return request;
}

/**
 * @returns {Promise<{answer: object, seconds: number, steps: {name: string, milliseconds: number}[]}>}
 * @throws {Problem} the service refused, or did not answer
 * @throws {DOMException} AbortError, when `signal` says so
 */
export async function extract(request, signal) {
  const start = performance.now();
  const key = storedKey();
  const response = await fetch(ENDPOINT, {
    method: "POST",
    headers: { "content-type": "application/json", accept: "application/json", ...(key && { "x-api-key": key }) },
    body: JSON.stringify(request),
    signal,
  }).catch((error) => {
    if (error.name === "AbortError") throw error;
    throw new Problem({ title: "The service does not answer", detail: "Check that it is running, then try again.", again: true });
  });
  if (!response.ok) throw await problemOf(response);
  const answer = await response.json();
  return {
    answer,
    seconds: (performance.now() - start) / 1000,
    steps: stepsOf(response.headers.get("server-timing")),
  };
}

async function problemOf(response) {
  const more = {
    retryAfter: Number.parseInt(response.headers.get("retry-after"), 10) || null,
    requestId: response.headers.get("x-request-id"),
  };
  const type = response.headers.get("content-type") ?? "";
  if (type.startsWith("application/problem+json")) return new Problem(await response.json(), more);
  return new Problem({ title: `Unexpected answer: ${response.status} ${response.statusText}`, status: response.status }, more);
}

/** Reads `Server-Timing: queue;dur=0.1, parse;dur=112`. */
export function stepsOf(header) {
  return [...(header ?? "").matchAll(/([\w-]+);dur=([\d.]+)/g)].map(([, name, duration]) => ({
    name,
    milliseconds: Number(duration),
  }));
}
