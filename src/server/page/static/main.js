// Starts the page: what the server is, its three views, and the tabs between them.

import { Client } from "./api.js";
import { setServerTime } from "./clock.js";
import { byId, element, show } from "./dom.js";
import * as events from "./events.js";
import * as flow from "./flow.js";
import * as sandbox from "./sandbox.js";
import * as story from "./story.js";
import * as token from "./token.js";

async function start() {
  const response = await fetch("/page/info", { cache: "no-store" });
  if (!response.ok) throw new Error(`The server answered ${response.status}.`);
  const info = await response.json();
  setServerTime(info.now);
  byId("issuer").textContent = info.issuer;
  byId("access-contents").open = matchMedia("(min-width: 30rem)").matches;
  show(byId("clock-offset"), info.sandbox && "sandbox");

  const client = new Client(info.cookie);
  story.start(info);
  const openToken = token.start(client);
  const eventStream = events.start(client);
  const select = tabs({ events: eventStream });
  flow.start(client, info, (text) => {
    select("token");
    openToken(text);
  });
  sandbox.start(client, info);
  await flow.resume(client);
  document.body.dataset.ready = "true";
}

/** The tabs, as the ARIA Authoring Practices describe them. `hooks` are opened and closed with their view. */
function tabs(hooks) {
  const all = [...document.querySelectorAll("[role=tab]")];
  const viewOf = (tab) => byId(tab.getAttribute("aria-controls"));
  const select = (name, isFocused = false) => {
    for (const tab of all) {
      const view = viewOf(tab);
      const isSelected = view.id === name;
      tab.setAttribute("aria-selected", isSelected);
      tab.tabIndex = isSelected ? 0 : -1;
      if (view.hidden === isSelected) hooks[view.id]?.[isSelected ? "open" : "close"]();
      view.hidden = !isSelected;
      if (isSelected && isFocused) tab.focus();
    }
    history.replaceState(null, "", `#${name}`);
  };
  all.forEach((tab, index) => {
    tab.addEventListener("click", () => select(viewOf(tab).id));
    tab.addEventListener("keydown", (event) => {
      const next = { ArrowRight: index + 1, ArrowLeft: index - 1, Home: 0, End: all.length - 1 }[event.key];
      if (next === undefined) return;
      event.preventDefault();
      select(viewOf(all.at(next % all.length)).id, true);
    });
  });
  const named = () => all.map((tab) => viewOf(tab).id).find((id) => `#${id}` === location.hash);
  addEventListener("hashchange", () => named() && select(named()));
  select(named() ?? "flow");
  return select;
}

start().catch((error) => {
  byId("main").prepend(element("p", { class: "banner bad", role: "alert" }, `The page could not start. ${error.message}`));
});
