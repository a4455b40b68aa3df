// The view "Events": the server's event log, live, for administrators.

import { byId, element, show, visible } from "./dom.js";
import { formatTime } from "./clock.js";
import * as wire from "./wire.js";

const PATH = "/api/admin/events";

/** The most events that are shown. */
const KEPT = 500;

/** Time before a lost connection is opened again, in milliseconds. */
const RETRY = 2000;

const KINDS = {
  login: "good", refresh: "good", retry: "plain", logout: "plain",
  login_refused: "bad", reuse: "bad", state_restored: "bad",
  revoke: "warn", key_revoked: "warn", user_disabled: "warn",
};

/** Starts the view; returns functions that open and close the stream when the view is shown and hidden. */
export function start(client) {
  let controller = null;

  async function open() {
    if (controller) return;
    controller = new AbortController();
    const { signal } = controller;
    while (!signal.aborted) {
      const again = await follow(client, signal);
      if (!again) break;
      await new Promise((resolve) => setTimeout(resolve, RETRY));
    }
    if (controller?.signal === signal) controller = null;
  }

  function close() {
    controller?.abort();
    controller = null;
    setState("closed");
  }

  // Another user may have logged in.
  let token = client.accessToken;
  client.addEventListener("change", () => {
    const isShown = !byId("events").hidden;
    if (client.accessToken !== token && isShown && !controller) open();
    token = client.accessToken;
  });
  return { open, close };
}

/** Reads the stream until it ends. Returns whether to open it again. */
async function follow(client, signal) {
  if (!client.accessToken) {
    refuse("Log in as a user with the role ADMIN to see the events.");
    return false;
  }
  let response;
  try {
    response = await fetch(PATH, { headers: { Authorization: `Bearer ${client.accessToken}` }, cache: "no-store", signal });
  } catch {
    setState("closed");
    return !signal.aborted;
  }
  if (response.status === 401) {
    // The stream ends with its token; the refresh is the same as for any call.
    if (await client.refresh(wire.begin("Refresh for the event stream"))) return true;
    refuse("The session has ended. Log in again to see the events.");
    return false;
  }
  if (response.status === 403) {
    refuse("The role ADMIN is required. An administrator can grant it: tokctl user role add NAME ADMIN. It takes effect at the next refresh.");
    return false;
  }
  if (!response.ok) return true;
  setState("live");
  show(byId("events-message"), "");
  byId("event-list").replaceChildren();
  try {
    for await (const line of lines(response.body)) if (line) add(JSON.parse(line));
  } catch {
    // The connection was lost or closed.
  }
  if (!signal.aborted) setState("closed");
  return !signal.aborted;
}

async function* lines(body) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return;
    const parts = (rest + value).split("\n");
    rest = parts.pop();
    yield* parts;
  }
}

function add(event) {
  const list = byId("event-list");
  list.prepend(element("li", { dataset: { kind: KINDS[event.event] ?? "plain" } },
    element("time", {}, formatTime(event.at)),
    element("span", { class: "event" }, event.event.replaceAll("_", " ")),
    element("span", { class: "user" }, visible(event.user ?? "–")),
    element("code", { class: "session", title: event.session_id }, (event.session_id ?? "").slice(0, 11)),
    element("span", { class: "detail" }, visible(event.detail ?? ""))));
  while (list.children.length > KEPT) list.lastElementChild.remove();
}

function refuse(text) {
  setState("closed");
  byId("event-list").replaceChildren();
  show(byId("events-message"), text);
}

function setState(state) {
  const tag = byId("events-state");
  tag.textContent = state;
  tag.dataset.state = state;
}
