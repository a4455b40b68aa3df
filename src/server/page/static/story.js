// The steps of token-based authentication, checked off as they happen.

import { byId, element } from "./dom.js";

const STEPS = [
  {
    title: "Login",
    text: () => "The password is sent once, in exchange for two tokens: one to show with every request, one to replace it.",
    happened: ({ path, method, status }) => path === "/api/login" && method === "POST" && status === 200,
  },
  {
    title: "API call",
    text: () => "Ask for the profile. The access token is sent instead of the password.",
    happened: ({ path, status }) => path.startsWith("/api/user/") && status === 200,
  },
  {
    title: "Forbidden",
    text: () => "Ask for all users. A user without the role ADMIN gets 403: authenticated, but not allowed.",
    happened: ({ path, status }) => path === "/api/admin/users" && status === 403,
  },
  {
    title: "Expiry",
    text: (info) => {
      if (info.controls) return "Let 15 minutes pass, then call the API again: the access token has expired, and the answer is 401.";
      if (info.sandbox) return "In a terminal, run “tokctl clock advance 16m” in this home, then call the API again: the answer is 401.";
      return "Wait until the access token has expired, then call the API again. In a sandbox home (“tokctl init --sandbox”), “tokctl clock advance 16m” moves the time.";
    },
    happened: ({ status, sends }) => status === 401 && sends === "access",
  },
  {
    title: "Refresh",
    text: () => "After a 401, the client exchanges the refresh token for a new pair and repeats the call.",
    happened: ({ path, method, status, by }) => !by && path === "/api/refresh" && method === "POST" && status === 200,
  },
  {
    title: "Theft",
    only: (info) => info.controls,
    text: () => "Replay a stolen token: the previous refresh token, as a thief with a copy would send it. The server sees that two parties have it, and ends the session.",
    happened: ({ by, status }) => Boolean(by) && status === 401,
  },
  {
    title: "Logout",
    text: () => "Log in again if needed, and log out: the session ends on the server, not only in this page.",
    happened: ({ path, method, status }) => path === "/api/refresh" && method === "DELETE" && status === 204,
  },
];

/** Shows the steps and follows the exchanges. */
export function start(info) {
  const steps = STEPS.filter((step) => step.only?.(info) ?? true).map((step) => ({ ...step, isDone: false }));
  const items = steps.map((step) => element("li", {}, element("span", {}, step.title), element("span", { class: "visually-hidden" })));
  byId("story").append(...items);
  const update = () => {
    const current = steps.findIndex((step) => !step.isDone);
    steps.forEach((step, index) => {
      items[index].dataset.state = step.isDone ? "done" : index === current ? "current" : "open";
      items[index].lastElementChild.textContent = step.isDone ? " (done)" : "";
      if (index === current) items[index].setAttribute("aria-current", "step");
      else items[index].removeAttribute("aria-current");
    });
    byId("story-text").textContent = current < 0
      ? "That was all of it. The Token view explains any other token; the Events view shows what the server has recorded."
      : steps[current].text(info);
  };
  byId("actions").addEventListener("exchange", ({ detail }) => {
    for (const step of steps) step.isDone ||= step.happened(detail);
    update();
  });
  update();
}
