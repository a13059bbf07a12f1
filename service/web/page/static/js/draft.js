/** What is in the form, kept in this tab until it is closed or cleared. It goes nowhere else. */

const KEY = "newsfacts-draft";

/** @param {{text: string, title: string, published: string}} article */
export function saveDraft(article) {
  try {
    if (article.text || article.title || article.published) sessionStorage.setItem(KEY, JSON.stringify(article));
    else sessionStorage.removeItem(KEY);
  } catch {
    // Storage is forbidden in some private windows, and holds five million characters: the draft then lasts as the page does.
  }
}

/** @returns {{text: string, title: string, published: string}|null} */
export function storedDraft() {
  try {
    return JSON.parse(sessionStorage.getItem(KEY));
  } catch {
    return null;
  }
}
