/** The form: typed, pasted, dropped or opened text. */

import { byId } from "./dom.js";
import { saveDraft, storedDraft } from "./draft.js";
import { exact, number, plural } from "./format.js";
import { clearProblem, showFieldProblem } from "./problem.js";

const LARGEST_FILE = 16 * 1024 * 1024;
const LONGEST = 1_000_000;
const SAVE_AFTER = 250;

export class Compose {
  /** @param {{onSubmit: (article: object) => void, onCancel: () => void, onRefuse: (title: string, detail: string) => void}} listeners */
  constructor({ onSubmit, onCancel, onRefuse }) {
    this.onRefuse = onRefuse;
    this.text = byId("text");
    this.title = byId("title");
    this.published = byId("published");
    byId("form").addEventListener("submit", (event) => {
      event.preventDefault();
      this.#submit();
    });
    this.onSubmit = onSubmit;
    byId("cancel").addEventListener("click", onCancel);
    for (const field of [this.text, this.title, this.published]) field.addEventListener("input", () => this.#changed());
    byId("clear").addEventListener("click", () => {
      this.fill({ text: "" });
      this.#changed();
      this.text.focus();
    });
    this.text.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) this.#submit();
    });
    byId("file").addEventListener("change", ({ target }) => {
      if (target.files.length > 0) this.#open(target.files[0]);
      target.value = "";
    });
    this.#acceptDrops();
    const { title, text, published } = storedDraft() ?? { text: "" };
    this.fill({ title, text, published_at: published });
  }

  article() {
    return { text: this.text.value, title: this.title.value.trim(), published: this.published.value };
  }

  fill({ text, title = "", published_at: published = "" }) {
    this.text.value = text;
    this.title.value = title;
    this.published.value = published.slice(0, 10);
    this.text.scrollTop = 0;
    this.#count();
  }

  busy(yes) {
    const button = byId("analyse");
    button.disabled = yes;
    button.textContent = yes ? "Reading the article…" : "Find the facts";
    byId("form").setAttribute("aria-busy", String(yes));
    byId("cancel").hidden = !yes;
  }

  /** Says what is wrong before the call, where that is known. */
  #submit() {
    clearProblem();
    const article = this.article();
    const length = article.text.length > LONGEST ? [...article.text].length : article.text.length;
    if (article.text.trim() === "") showFieldProblem("text", "Paste an article first.");
    else if (length > LONGEST) showFieldProblem("text", `${exact(length)} characters; the limit is ${exact(LONGEST)}.`);
    else this.onSubmit(article);
  }

  #changed() {
    clearProblem();
    this.#count();
    clearTimeout(this.timer);
    const article = this.article();
    this.timer = setTimeout(() => saveDraft(article), SAVE_AFTER);
  }

  #count() {
    const { value } = this.text;
    byId("clear").hidden = !(value || this.title.value || this.published.value);
    const words = (value.match(/\S+/g) ?? []).length;
    byId("count").textContent = value === "" ? "" : `${plural(words, "word")}, ${number(value.length)} characters`;
  }

  #acceptDrops() {
    const area = byId("compose");
    const mark = (yes) => byId("drop").classList.toggle("dropping", yes);
    area.addEventListener("dragover", (event) => {
      event.preventDefault();
      mark(true);
    });
    area.addEventListener("dragleave", (event) => {
      if (!area.contains(event.relatedTarget)) mark(false);
    });
    area.addEventListener("drop", (event) => {
      event.preventDefault();
      mark(false);
      const [file] = event.dataTransfer.files;
      if (file) this.#open(file);
      else this.#take(event.dataTransfer.getData("text/plain"));
    });
  }

  #take(text) {
    this.fill({ text });
    this.#changed();
  }

  async #open(file) {
    if (file.size > LARGEST_FILE) return this.onRefuse("This file is too large", "An article has at most a million characters.");
    const bytes = new Uint8Array(await file.arrayBuffer());
    if (bytes.includes(0)) return this.onRefuse("This is not a plain text file", "Save the article as plain text, or paste it.");
    return this.#take(decoded(bytes));
  }
}

/** UTF-8, or what old Western programs wrote. */
function decoded(bytes) {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("windows-1252").decode(bytes);
  }
}
