// One HTTP request and its response, and both as they can be shown: without a password, a cookie's value or a whole token.

const MASK = "••••••••";

const REASONS = {
  200: "OK", 201: "Created", 204: "No Content", 400: "Bad Request", 401: "Unauthorized", 403: "Forbidden", 404: "Not Found",
  405: "Method Not Allowed", 409: "Conflict", 413: "Content Too Large", 415: "Unsupported Media Type",
  421: "Misdirected Request", 429: "Too Many Requests", 500: "Internal Server Error", 502: "Bad Gateway",
  503: "Service Unavailable", 504: "Gateway Timeout",
};

/** The response headers that say something about authentication. */
const SHOWN_HEADERS = ["WWW-Authenticate", "Retry-After", "Allow", "Cache-Control", "Content-Type"];

/** The longest body that is shown whole. */
const BODY_LIMIT = 4000;

/**
 * Sends a request. `request` has `method`, `path`, and may have `json`, `accessToken`, and `sends`, which is `password` or
 * `refresh`. Returns `answer` (`ok`, `status`, `body`) and `shown`, which `wire.js` renders.
 */
export async function exchange(request, { cookie, isCookieSent }) {
  const { method, path, json, accessToken } = request;
  const isRefresh = request.sends === "refresh";
  const sendsCookie = isRefresh && isCookieSent;
  const headers = {};
  if (accessToken) headers.Authorization = `Bearer ${accessToken}`;
  if (json) headers["Content-Type"] = "application/json";
  const shown = {
    method,
    path,
    sends: accessToken ? "access" : sendsCookie ? "refresh" : request.sends === "password" ? "password" : null,
    requestLines: requestLines(request, cookie, sendsCookie),
    gives: [],
  };
  const started = performance.now();
  const answer = { ok: false, status: 0, body: null };
  try {
    const body = json && JSON.stringify(json);
    const response = await fetch(path, { method, headers, body, cache: "no-store", redirect: "error" });
    answer.status = response.status;
    shown.status = response.status;
    shown.reason = REASONS[response.status] ?? response.statusText;
    shown.responseLines = headerLines(response);
    await readBody(response, answer, shown);
    const setsCookie = answer.ok && (isRefresh || request.sends === "password");
    const clearsCookie = sendsCookie && (method === "DELETE" ? answer.ok : answer.status === 401);
    if (setsCookie || clearsCookie) shown.responseLines.push(setCookieLine(cookie, method === "DELETE" || clearsCookie));
    if (answer.ok && answer.body?.accessToken) shown.gives = ["access", "refresh"];
    if (clearsCookie) shown.gives = ["cleared"];
  } catch {
    shown.problem ??= "The server cannot be reached.";
  }
  shown.milliseconds = performance.now() - started;
  return { answer, shown };
}

async function readBody(response, answer, shown) {
  let text;
  try {
    text = await response.text();
  } catch {
    shown.problem = "The connection ended before the body was complete. The client cannot know what the server has done.";
    return;
  }
  if (!text) {
    answer.ok = response.ok;
    return;
  }
  const type = response.headers.get("Content-Type") ?? "";
  if (!/^application\/(?:[\w.-]+\+)?json\b/i.test(type)) {
    shown.problem = "The body is not JSON, although the API promises it.";
    shown.responseBody = text.slice(0, BODY_LIMIT);
    return;
  }
  try {
    answer.body = JSON.parse(text);
    answer.ok = response.ok;
    shown.responseBody = formatBody(answer.body);
    shown.error = answer.body?.error;
  } catch {
    shown.problem = "The body is not valid JSON.";
    shown.responseBody = text.slice(0, BODY_LIMIT);
  }
}

function requestLines({ method, json, accessToken }, cookie, sendsCookie) {
  const lines = [{ name: "Host", value: location.host, byBrowser: true }];
  if (method !== "GET") lines.push({ name: "Origin", value: location.origin, byBrowser: true });
  if (accessToken) lines.push({ name: "Authorization", value: `Bearer ${abridged(accessToken)}`, token: "access" });
  if (sendsCookie) lines.push({ name: "Cookie", value: `${cookie.name}=${MASK}`, token: "refresh", byBrowser: true });
  if (json) lines.push({ name: "Content-Type", value: "application/json" });
  return { lines, body: json && formatBody(json) };
}

function headerLines(response) {
  return SHOWN_HEADERS.filter((name) => response.headers.has(name)).map((name) => ({ name, value: response.headers.get(name) }));
}

/** Scripts never see `Set-Cookie`: this is what the server says about the cookie, with its value masked. */
function setCookieLine(cookie, isCleared) {
  const value = `${cookie.name}=${isCleared ? "" : MASK}`;
  const attributes = ["HttpOnly", cookie.secure && "Secure", "SameSite=Strict", `Path=${cookie.path}`, `Max-Age=${isCleared ? 0 : cookie.max_age}`];
  return { name: "Set-Cookie", value: [value, ...attributes.filter(Boolean)].join("; "), token: "refresh", byBrowser: true };
}

/** The name of a header in the letters that people use: those of the server are in lower case. */
function headerName(name) {
  return [...SHOWN_HEADERS, "Set-Cookie"].find((known) => known.toLowerCase() === name.toLowerCase()) ?? name;
}

/** An exchange that the server made itself, in the form that `wire.js` renders. */
export function showReplay({ method, path, status, request_headers: requested, response_headers: answered, body }) {
  const lines = (headers) => headers.map(([name, value]) => ({ name: headerName(name), value, token: /cookie$/i.test(name) ? "refresh" : undefined }));
  return {
    method,
    path,
    sends: "refresh",
    requestLines: { lines: lines(requested) },
    status,
    reason: REASONS[status] ?? "",
    responseLines: lines(answered),
    responseBody: formatBody(body),
    error: body.error,
    gives: [],
  };
}

/** JSON with passwords masked and tokens shortened. */
function formatBody(body) {
  const text = JSON.stringify(body, (key, value) => {
    if (key === "password") return MASK;
    if (key === "accessToken") return abridged(value);
    return value;
  }, 2);
  return text.length > BODY_LIMIT ? `${text.slice(0, BODY_LIMIT)}…` : text;
}

function abridged(token) {
  return `${token.slice(0, 12)}…${token.slice(-6)}`;
}
