// A client of the API, as any single-page application may have one.
//
// The access token is in a private field: in memory, and gone with the page. The refresh token is in a cookie that no script
// can read. A request that gets 401 is repeated once, after a refresh.

import { exchange } from "./exchange.js";

const REFRESH = "/api/refresh";

/** All tabs of this origin refresh one after the other, so that each presents the newest cookie. */
const REFRESH_LOCK = "tokctl-refresh";

/** `navigator.locks` exists only in a secure context: https or a loopback address. */
function withLock(action) {
  return navigator.locks ? navigator.locks.request(REFRESH_LOCK, action) : action();
}

/** Dispatches `change` when it gets or loses an access token, or learns about the session. */
export class Client extends EventTarget {
  #accessToken = null;
  #refreshing = null;
  #status = null;
  #cookieInfo;

  /** `cookieInfo` are the attributes of the refresh cookie: `name`, `path`, `secure`, `max_age`. */
  constructor(cookieInfo) {
    super();
    this.#cookieInfo = cookieInfo;
  }

  get accessToken() {
    return this.#accessToken;
  }

  /** The claims of the access token, not verified: only the server can accept a token. */
  get claims() {
    return this.#accessToken && decodePart(this.#accessToken, 1);
  }

  /** What the server last said about the cookie and the session. */
  get status() {
    return this.#status;
  }

  /** Whether the browser sends a refresh cookie, valid or not. */
  get sendsCookie() {
    return Boolean(this.#status) && this.#status.cookie !== "absent";
  }

  /** Whether the session of the access token has ended. */
  get sessionEnded() {
    const session = this.#status?.session;
    return Boolean(session && session.session_id === this.claims?.sid && session.status !== "live");
  }

  /** Exchanges a password for a pair of tokens. */
  async login(username, password, trace) {
    const answer = await this.#send({ method: "POST", path: "/api/login", json: { username, password }, sends: "password" }, trace);
    if (answer.ok) {
      this.#setAccessToken(answer.body.accessToken);
      trace.explain("The password was right. The access token is in the body, the refresh token in a cookie.");
    } else {
      trace.explain("No tokens without the right password. The answer is the same for an unknown user.");
    }
    await this.readStatus();
    return answer;
  }

  /** Calls a protected endpoint; refreshes and repeats the call if the access token is refused. */
  async call(method, path, trace) {
    const sentToken = this.#accessToken;
    const answer = await this.#send({ method, path, accessToken: sentToken }, trace);
    if (answer.status !== 401) {
      this.#explainAnswer(answer, trace);
      return answer;
    }
    if (!sentToken) {
      trace.explain("No access token was sent, so the server asks for one.");
      return answer;
    }
    trace.explain("The access token is refused. The client asks for a new pair with the refresh token.");
    // Another call may have refreshed meanwhile.
    const hasNewToken = this.#accessToken !== null && this.#accessToken !== sentToken;
    if (!hasNewToken && !(await this.refresh(trace))) return answer;
    const repeated = await this.#send({ method, path, accessToken: this.#accessToken }, trace);
    this.#explainAnswer(repeated, trace, "The same call with the new access token. The user noticed nothing.");
    return repeated;
  }

  /** Exchanges the refresh token for a new pair. Returns whether there is a new access token. */
  refresh(trace) {
    // Calls that are refused at the same time share one refresh.
    this.#refreshing ??= withLock(() => this.#refreshNow(trace)).finally(() => {
      this.#refreshing = null;
    });
    return this.#refreshing;
  }

  async #refreshNow(trace) {
    const answer = await this.#send({ method: "POST", path: REFRESH, sends: "refresh" }, trace);
    if (answer.ok) {
      this.#setAccessToken(answer.body.accessToken);
      trace.explain("A new access token, and a new refresh token in the cookie. The old one is invalid from now on.");
    } else if (answer.status === 401) {
      this.#setAccessToken(null);
      trace.explain("The refresh token is not accepted. Only the password helps now.");
    } else {
      trace.explain("The refresh failed, but the session may be alive. The client keeps its tokens and can try again.");
    }
    await this.readStatus();
    return answer.ok;
  }

  /** Ends the session and clears the cookie. */
  async logout(trace) {
    const answer = await this.#send({ method: "DELETE", path: REFRESH, sends: "refresh" }, trace);
    if (answer.ok) {
      this.#setAccessToken(null);
      trace.explain("The session has ended on the server. A copy of either token is useless now.");
    }
    await this.readStatus();
    return answer;
  }

  /** Ends every session of the user, on other devices too, and clears the cookie here. */
  async logoutEverywhere(trace) {
    const answer = await this.call("DELETE", "/api/sessions", trace);
    return answer.ok ? this.logout(trace) : answer;
  }

  /** Asks whether the cookie came back, and for its session. This request is not shown on the wire. */
  async readStatus() {
    const headers = this.#accessToken ? { Authorization: `Bearer ${this.#accessToken}` } : {};
    try {
      const response = await fetch(`${REFRESH}/status`, { headers, cache: "no-store" });
      if (response.ok) this.#status = await response.json();
    } catch {
      // The server is unreachable; the next request will show it.
    }
    this.dispatchEvent(new Event("change"));
    return this.#status;
  }

  #setAccessToken(token) {
    this.#accessToken = token;
    this.dispatchEvent(new Event("change"));
  }

  async #send(request, trace) {
    const { shown, answer } = await exchange(request, { cookie: this.#cookieInfo, isCookieSent: this.sendsCookie });
    trace.exchange(shown);
    return answer;
  }

  #explainAnswer(answer, trace, success = "The server checked signature, issuer, audience, expiry and revocation. No password was needed.") {
    if (answer.ok) trace.explain(success);
    else if (answer.status === 403) trace.explain("403, not 401: the server knows the user, and the token lacks the role. A refresh would not help.");
    else if (answer.status === 401) trace.explain("The new token is refused, too.");
    else trace.explain("The call failed, but not because of the token. The client keeps it.");
  }
}

/** One of the three parts of a JWT: header is 0, payload is 1. Anyone can read them without a key. */
export function decodePart(token, index) {
  try {
    const base64 = token.split(".")[index].replaceAll("-", "+").replaceAll("_", "/");
    const bytes = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return null;
  }
}

/** Sends JSON to an endpoint for this page and returns its answer; throws an `Error` with the server's description. */
export async function post(path, json, accessToken) {
  const headers = { "Content-Type": "application/json" };
  if (accessToken) headers.Authorization = `Bearer ${accessToken}`;
  const response = await fetch(path, { method: "POST", headers, body: JSON.stringify(json), cache: "no-store" });
  const body = parse(await response.text());
  if (!response.ok) throw new Error(body?.error_description ?? `The server answered ${response.status}`);
  return body;
}

/** Parses JSON; null if it is not JSON. A number that JavaScript cannot represent keeps its text, where the browser can do that. */
function parse(text) {
  const isInexact = (value, source) => typeof value === "number" && source?.length > 15 && String(value) !== source;
  try {
    return JSON.parse(text, (key, value, context) =>
      isInexact(value, context?.source) && JSON.rawJSON ? JSON.rawJSON(context.source) : value);
  } catch {
    return null;
  }
}
