// The sandbox controls: time, theft and failures at a click.

import { announce, byId, show } from "./dom.js";
import { post } from "./api.js";
import { showReplay } from "./exchange.js";
import { formatTime, setServerTime } from "./clock.js";
import * as wire from "./wire.js";

const QUARTER_HOUR = 15 * 60;

const FAILURES = {
  "status-503": { kind: "status", status: 503 },
  "status-500": { kind: "status", status: 500 },
  error: { kind: "error", status: 401, error: "invalid_token" },
  delay: { kind: "delay", seconds: 3 },
  cut_body: { kind: "cut_body" },
  wrong_type: { kind: "wrong_type" },
};

const REUSED = "This refresh token was used before, so two parties have it. The server cannot know which one is the thief, and ends the session for both.";
const RETRIED = "Within the grace, the server takes the thief for a client that repeats a lost request, and returns the same tokens again. With a refresh.grace of 0s it ends the session.";

/** Shows the controls, if the server has them. */
export function start(client, info) {
  if (!info.controls) return;
  byId("sandbox").hidden = false;
  const session = () => client.status?.session?.session_id;

  on("advance-clock", async () => {
    const { now } = await post("/sandbox/clock", { advance: QUARTER_HOUR });
    setServerTime(now);
    wire.mark(`15 minutes pass: it is ${formatTime(now)}`);
    return "";
  });
  on("replay", async () => {
    if (!session()) return "Log in first.";
    const exchange = await post("/sandbox/replay", { session_id: session() });
    const trace = wire.begin("Theft");
    trace.exchange({ ...showReplay(exchange), by: "Thief" });
    trace.explain(exchange.status === 401 ? REUSED : RETRIED);
    return "";
  });
  on("expire-session", async () => {
    if (!session()) return "Log in first.";
    await post("/sandbox/expire", { session_id: session() });
    return "The session has expired. Refresh, or call the API.";
  });
  byId("reset").hidden = !info.reset;
  on("reset", async () => {
    await post("/sandbox/reset", {});
    wire.mark("The users and settings are those of the seed again, and every session has ended");
    return "";
  });
  byId("failures").addEventListener("submit", (event) => {
    event.preventDefault();
    const { count, endpoint, kind } = Object.fromEntries(new FormData(event.target));
    run(client, async () => {
      await post("/sandbox/failures", { endpoint, count: Number(count), ...FAILURES[kind] });
      return `Set: ${count === "1" ? "the next answer" : `the next ${count} answers`} of ${endpoint}.`;
    });
  });

  function on(id, action) {
    byId(id).addEventListener("click", () => run(client, action));
  }
}

async function run(client, action) {
  const message = byId("sandbox-message");
  try {
    const text = await action();
    show(message, text);
    if (text) announce(text);
  } catch (error) {
    show(message, error.message);
    announce(error.message);
  }
  await client.readStatus();
}
