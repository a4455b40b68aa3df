// The page's DOM. Text enters it as text nodes only: nothing that a user or a token contains is ever markup.

/** The element with this ID. */
export const byId = (id) => document.getElementById(id);

/**
 * Makes an element. `attributes` may hold `class`, `dataset` and event listeners (`onclick`); strings among `children`
 * become text nodes, null and false are left out.
 */
export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (key === "dataset") Object.assign(made.dataset, value);
    else if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
    else made.setAttribute(key, value === true ? "" : value);
  }
  made.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return made;
}

/** Shows `text` in an element, or hides the element if there is none. */
export function show(target, text) {
  target.textContent = text ?? "";
  target.hidden = !text;
}

// Control characters, bidirectional overrides and invisible characters, as the command line escapes them.
const HARMFUL = /[\p{Cc}\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\u{1bca0}-\u{1bca3}\u{1d173}-\u{1d17a}\u{e0000}-\u{e0fff}]/gu;
const ESCAPES = { "\n": "\\n", "\r": "\\r", "\t": "\\t" };

/** Text from outside, with characters that are invisible or reorder others replaced by their code points. */
export function visible(text) {
  return String(text).replace(HARMFUL, (c) => ESCAPES[c] ?? `\\u{${c.codePointAt(0).toString(16)}}`);
}

/** As `visible`, with line breaks kept. */
export function visibleLines(text) {
  return String(text).split("\n").map(visible).join("\n");
}

/** Announces text to screen readers. */
export function announce(text) {
  byId("announcer").textContent = text;
}
