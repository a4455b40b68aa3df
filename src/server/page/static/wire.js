// The record of what was sent: actions of the user, each with its HTTP exchanges, as a sequence between browser and server.

import { announce, byId, element, visible, visibleLines } from "./dom.js";
import { formatTimeOfDay, serverNow } from "./clock.js";

/** The most actions that are kept. */
const KEPT = 50;

const CREDENTIALS = { access: "access token", refresh: "refresh token", password: "password" };
const GIVES = { access: "access token", refresh: "refresh token", cleared: "cookie cleared" };

/** Starts an action of the user and returns its trace, to which exchanges and explanations are added. */
export function begin(title) {
  const exchanges = element("ol", { class: "exchanges" });
  const item = element("li", { class: "action" },
    element("header", {},
      element("h4", {}, title),
      element("time", {}, formatTimeOfDay(serverNow()))),
    element("p", { class: "lanes", "aria-hidden": "true" }, element("span", {}, "Browser"), element("span", {}, "Server")),
    exchanges);
  return new Trace(item, exchanges);
}

/** Marks that something happened beside the exchanges, such as time passing. */
export function mark(text) {
  prepend(element("li", { class: "happened" }, text));
  announce(text);
}

function prepend(item) {
  const list = byId("actions");
  list.prepend(item);
  while (list.children.length > KEPT) list.lastElementChild.remove();
  showEmpty(false);
}

class Trace {
  #item;
  #exchanges;

  constructor(item, exchanges) {
    this.#item = item;
    this.#exchanges = exchanges;
  }

  /** Adds an exchange, as `exchange.js` makes it. */
  exchange(shown) {
    this.#exchanges.append(renderExchange(shown));
    if (!this.#item.isConnected) prepend(this.#item);
    const result = shown.problem ?? `${shown.status} ${shown.reason}`;
    announce(`${shown.method} ${shown.path}: ${result}`);
    this.#item.dispatchEvent(new CustomEvent("exchange", { bubbles: true, detail: shown }));
  }

  /** Explains the last exchange. */
  explain(text) {
    const last = this.#exchanges.lastElementChild;
    last?.querySelector(".explanation")?.remove();
    last?.querySelector("details").before(element("p", { class: "explanation" }, text));
  }

}

function renderExchange(shown) {
  const kind = shown.problem || shown.status >= 400 ? "bad" : "good";
  const outcome = shown.status ? `${shown.status} ${shown.reason}` : "no answer";
  return element("li", { class: `exchange ${kind}`, dataset: { status: shown.status ?? 0 } },
    element("div", { class: "arrow request" },
      shown.by && element("span", { class: "actor" }, shown.by),
      element("span", { class: "what" }, element("b", {}, shown.method), " ", element("code", {}, shown.path)),
      shown.sends && chip(shown.sends, CREDENTIALS[shown.sends])),
    element("div", { class: "arrow response" },
      element("span", { class: `status ${kind}` }, outcome),
      shown.error && element("code", { class: "error" }, visible(shown.error)),
      shown.gives.map((token) => chip(token, GIVES[token])),
      shown.milliseconds !== undefined && element("small", { class: "took" }, `${Math.round(shown.milliseconds)} ms`)),
    shown.problem && element("p", { class: "problem" }, shown.problem),
    element("details", {},
      element("summary", {}, "HTTP", element("span", { class: "visually-hidden" }, ` of ${shown.method} ${shown.path}`)),
      element("div", { class: "messages" },
        message("Request", `${shown.method} ${shown.path} HTTP/1.1`, shown.requestLines.lines, shown.requestLines.body),
        shown.status && message("Response", `HTTP/1.1 ${shown.status} ${shown.reason}`, shown.responseLines, shown.responseBody)),
      isByBrowser(shown) && element("p", { class: "byline" }, "Lines in italics are the browser's: a script can neither read nor set them.")));
}

function isByBrowser({ requestLines, responseLines = [] }) {
  return [...requestLines.lines, ...responseLines].some(({ byBrowser }) => byBrowser);
}

function message(label, start, headers, body) {
  return element("pre", { tabindex: "0", role: "group", "aria-label": label },
    element("b", {}, start), "\n",
    headers.map(({ name, value, token, byBrowser }) => [
      element("span", { class: `header${byBrowser ? " by-browser" : ""}` },
        element("span", { class: "name" }, `${name}: `),
        element("span", { class: token ? `value ${token}` : "value" }, visible(value))),
      "\n",
    ]),
    body && element("span", { class: "body" }, `\n${visibleLines(body)}`));
}

function chip(token, text) {
  return element("span", { class: `chip ${token}` }, text);
}

/** Empties the record. */
export function clear() {
  byId("actions").replaceChildren();
  showEmpty(true);
}

function showEmpty(isEmpty) {
  byId("wire-empty").hidden = !isEmpty;
  byId("clear-wire").hidden = isEmpty;
}
