// The view "Flow": the account, the two tokens, and the calls.

import { announce, byId, element, show, visible } from "./dom.js";
import { formatCountdown, formatDistance, formatTime, serverNow, setServerTime } from "./clock.js";
import { decodePart } from "./api.js";
import { claimRows } from "./claims.js";
import * as wire from "./wire.js";

const STATUS_INTERVAL = 5000;

const REASONS = {
  logout: "it was logged out",
  revoked: "it was revoked",
  expired: "it has expired",
  reuse: "a refresh token was used twice, so two parties have it",
  state_restored: "the state was restored from a backup",
  user_revoked: "everything issued to the user was revoked",
  password_changed: "the password was changed",
  user_disabled: "the user was disabled",
  user_removed: "the user was removed",
};

/** Starts the view. `openToken` shows a token in the Token view. */
export function start(client, info, openToken) {
  byId("cookie-path").textContent = info.cookie.path;
  const view = new View(client, info);
  client.addEventListener("change", () => view.update());

  byId("login").addEventListener("submit", async (event) => {
    event.preventDefault();
    const form = event.target;
    if (form.getAttribute("aria-busy") === "true") return;
    const { username, password } = Object.fromEntries(new FormData(form));
    const answer = await busy(form, () => client.login(username, password, wire.begin(`Log in as ${visible(username)}`)));
    if (answer.ok) {
      form.reset();
      view.noteLogin();
      byId("account-name").focus();
    } else {
      show(byId("account-message"), answer.body?.error_description ?? "The login failed.");
      form.elements.password.select();
    }
  });
  byId("logout").addEventListener("click", async () => {
    await busy(byId("account"), () => client.logout(wire.begin("Log out")));
    byId("login").elements.username.focus();
  });
  byId("logout-all").addEventListener("click", async () => {
    await busy(byId("account"), () => client.logoutEverywhere(wire.begin("Log out everywhere")));
    byId("login").elements.username.focus();
  });
  for (const button of document.querySelectorAll("[data-call]")) {
    const path = button.dataset.call;
    const name = button.firstElementChild.textContent;
    button.addEventListener("click", () => busy(button, () => client.call("GET", path, wire.begin(`Call: ${name.toLowerCase()}`))));
  }
  const refresh = byId("refresh-now");
  refresh.addEventListener("click", () => busy(refresh, () => client.refresh(wire.begin("Refresh"))));
  byId("inspect-access").addEventListener("click", () => openToken(client.accessToken));
  byId("clear-wire").addEventListener("click", () => {
    wire.clear();
    byId("wire-title").focus();
  });

  setInterval(() => view.tick(), 250);
  // Another tab or another program may end the session, refresh it or move the clock.
  setInterval(() => document.visibilityState === "visible" && client.accessToken && client.readStatus(), STATUS_INTERVAL);
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && client.readStatus());
  view.update();
}

/** Continues a session after a reload: the access token is gone, the cookie is not. */
export async function resume(client) {
  await client.readStatus();
  if (client.status?.cookie === "current") await client.refresh(wire.begin("Continue the session"));
}

/** Marks an element as busy while an action runs, so that it is not started twice. */
async function busy(target, action) {
  if (target.getAttribute("aria-busy") === "true") return { ok: false };
  target.setAttribute("aria-busy", "true");
  try {
    return await action();
  } finally {
    target.removeAttribute("aria-busy");
  }
}

class View {
  #client;
  #info;
  #shownToken = null;
  // The status that the clock was set by: an older one would set it back.
  #clockStatus = null;
  #announcedEnd = false;

  constructor(client, info) {
    this.#client = client;
    this.#info = info;
  }

  /** After a login, the cookie must be there; else the browser did not keep it. */
  noteLogin() {
    const banner = byId("cookie-banner");
    banner.hidden = this.#client.status?.cookie !== "absent";
    if (banner.hidden) return;
    const { secure } = this.#info.cookie;
    const isPlain = location.protocol === "http:";
    banner.replaceChildren(
      element("strong", {}, "No cookie came back. "),
      secure && isPlain
        ? "The refresh cookie has the attribute Secure, and this browser does not keep such a cookie from an http address. Start the server with --insecure-cookie, or use https."
        : "This browser blocks cookies for this address. Allow them, or use another browser.",
      " Until then, nothing can be refreshed: after the access token expires, log in again.");
  }

  update() {
    const client = this.#client;
    if (client.status !== this.#clockStatus) {
      this.#clockStatus = client.status;
      if (client.status) setServerTime(client.status.now);
    }
    this.#updateAccount();
    if (client.accessToken !== this.#shownToken) this.#updateAccess();
    this.#updateSession();
    byId("use-access").hidden = !client.accessToken;
    this.tick();
  }

  #updateAccount() {
    const { claims, sessionEnded, status } = this.#client;
    const isLoggedIn = Boolean(claims) && !sessionEnded;
    byId("login").hidden = isLoggedIn;
    byId("account").hidden = !isLoggedIn;
    const reason = status?.session?.end_reason;
    const ended = sessionEnded || Boolean(!claims && reason && reason !== "logout");
    if (ended) {
      const text = `The session has ended: ${REASONS[reason] ?? "it has expired"}.`;
      show(byId("account-message"), text);
      if (!this.#announcedEnd) announce(text);
    } else if (isLoggedIn || reason === "logout") {
      show(byId("account-message"), "");
    }
    this.#announcedEnd = ended;
    byId("account-message").classList.toggle("bad", ended);
    if (!isLoggedIn) {
      byId("cookie-banner").hidden = true;
      return;
    }
    byId("account-name").textContent = visible(claims.sub);
    const roles = [claims.roles ?? []].flat();
    byId("account-roles").replaceChildren(...roles.map((role) => element("span", { class: "chip" }, visible(role))));
  }

  #updateAccess() {
    const token = this.#client.accessToken;
    this.#shownToken = token;
    byId("access").hidden = !token;
    if (!token) return;
    const [header, payload, signature] = token.split(".");
    const part = (name, text) => element("span", { class: `part ${name}` }, text);
    byId("access-text").replaceChildren(part("header", header), ".", part("payload", payload), ".", part("signature", signature));
    const { alg, kid, typ } = decodePart(token, 0) ?? {};
    byId("access-header").replaceChildren(
      "A token of the type ", element("code", {}, visible(typ)), ", signed with ", element("code", {}, visible(alg)),
      " by the key ", element("code", {}, visible(kid)), ".");
    byId("access-claims").replaceChildren(...claimRows(decodePart(token, 1) ?? {}, this.#info.claims));
  }

  #updateSession() {
    const { status, claims } = this.#client;
    const session = status?.session;
    const tag = byId("refresh-state");
    const isLive = session?.status === "live";
    byId("refresh").hidden = !session || (!claims && !isLive);
    const state = !session || (!claims && !isLive) ? "none" : isLive ? (status.cookie === "absent" ? "no cookie" : "live") : "ended";
    tag.textContent = state;
    tag.dataset.state = state;
    if (!session) return;
    byId("session-id").textContent = session.session_id;
    byId("session-generation").textContent = session.generation;
  }

  /** What changes with time. */
  tick() {
    const clock = byId("server-clock");
    clock.textContent = formatTime(serverNow());
    const { claims, status, sessionEnded } = this.#client;
    const tag = byId("access-state");
    let state = "none";
    if (claims) {
      const left = claims.exp - serverNow();
      byId("access-left").textContent = left > 0 ? formatCountdown(left) : "expired";
      const life = byId("access-life");
      life.max = Math.max(1, claims.exp - claims.iat);
      life.value = Math.max(0, left);
      life.textContent = formatCountdown(left);
      state = sessionEnded ? "revoked" : left > 0 ? "valid" : "expired";
    }
    tag.textContent = state;
    tag.dataset.state = state;
    const session = status?.session;
    if (session) {
      byId("session-idle").textContent = formatDistance(session.idle_expires_at);
      byId("session-idle").title = formatTime(session.idle_expires_at);
      byId("session-end").textContent = formatDistance(session.expires_at);
      byId("session-end").title = formatTime(session.expires_at);
    }
  }
}
