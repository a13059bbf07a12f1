/** Light, dark, or as the system says. The style sheet does the rest through `color-scheme`. */

import { byId } from "./dom.js";

const KEY = "newsfacts-theme";
const NEXT = { system: "light", light: "dark", dark: "system" };
const LABELS = { system: "System", light: "Light", dark: "Dark" };

export function startTheme() {
  const button = byId("theme");
  apply(button, stored());
  button.addEventListener("click", () => {
    const theme = NEXT[button.dataset.theme];
    apply(button, theme);
    store(theme);
  });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => apply(button, button.dataset.theme));
}

function apply(button, theme) {
  const system = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
  const root = document.documentElement;
  root.dataset.theme = theme;
  root.classList.toggle("dark-mode", (theme === "system" ? system : theme) === "dark"); // what Swagger UI looks for
  button.dataset.theme = theme;
  button.textContent = LABELS[theme];
  button.setAttribute("aria-label", `Theme: ${LABELS[theme]}`);
}

// Storage is forbidden in some private windows; the choice then lasts as long as the page.
function stored() {
  try {
    return NEXT[localStorage.getItem(KEY)] ? localStorage.getItem(KEY) : "system";
  } catch {
    return "system";
  }
}

function store(theme) {
  try {
    localStorage.setItem(KEY, theme);
  } catch {
    // see above
  }
}
