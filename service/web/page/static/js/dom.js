/** Elements without markup strings: nothing on this page is ever parsed as HTML. */

const SVG = "http://www.w3.org/2000/svg";

/** @returns {HTMLElement} the element of `index.html` with this id */
export const byId = (id) => document.getElementById(id);

/**
 * @param {string} tag
 * @param {Record<string, unknown>} attributes `class`, `text`, `on…` listeners; null and false are left out
 * @param {...(Node|string|null)} children null is left out
 */
export function el(tag, attributes = {}, ...children) {
  return fill(document.createElement(tag), attributes, children);
}

/** As `el`, for SVG. */
export function svg(tag, attributes = {}, ...children) {
  return fill(document.createElementNS(SVG, tag), attributes, children);
}

function fill(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === false || value === undefined) continue;
    if (name === "text") element.textContent = value;
    else if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.filter((child) => child !== null));
  return element;
}

/** Replaces what `parent` holds; null is left out. */
export function refill(parent, ...children) {
  parent.replaceChildren(...children.filter((child) => child !== null));
}

/** Says something to people who use a screen reader. */
export function announce(message) {
  byId("status").textContent = message;
}

/** @returns {boolean} whether motion is welcome */
export const mayMove = () => !matchMedia("(prefers-reduced-motion: reduce)").matches;
