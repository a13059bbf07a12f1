/** A button that copies. */

import { announce, el } from "./dom.js";

/** @param {() => string} text asked for when it is wanted */
export function copyButton(text, label = "Copy") {
  return el("button", { class: "quiet copy", type: "button", text: label, onclick: ({ currentTarget }) => copy(text(), currentTarget, label) });
}

async function copy(text, button, label) {
  if (navigator.clipboard) await navigator.clipboard.writeText(text);
  else copyBySelection(text); // browsers keep the clipboard from pages without TLS
  button.textContent = "Copied";
  announce("Copied");
  setTimeout(() => (button.textContent = label), 1500);
}

function copyBySelection(text) {
  const area = el("textarea", { class: "unseen" });
  area.value = text;
  document.body.append(area);
  area.select();
  document.execCommand("copy");
  area.remove();
}
