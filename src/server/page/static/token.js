// The view "Token": what a token contains, and why it is rejected.

import { announce, byId, element, visible, visibleLines } from "./dom.js";
import { formatTime } from "./clock.js";
import { post } from "./api.js";
import { plain, row } from "./claims.js";

/** Time without typing after which the token is inspected, in milliseconds. */
const PAUSE = 400;

/** Starts the view, and returns a function that shows a token in it. */
export function start(client) {
  const form = byId("inspect");
  const output = byId("inspection");
  let timer;
  let latest = 0;

  async function inspect() {
    clearTimeout(timer);
    const { token, key, kind, other } = Object.fromEntries(new FormData(form));
    const number = ++latest;
    if (!token.trim()) {
      output.replaceChildren();
      return;
    }
    const request = { token, ...(key.trim() && { [kind]: key }), ...(other.trim() && { other }) };
    let children;
    try {
      children = render(await post("/page/inspect", request, client.accessToken));
    } catch (error) {
      children = [banner("bad", "Not inspected", error.message)];
    }
    // A later answer may have come first.
    if (number !== latest) return;
    output.replaceChildren(...children);
    announce(output.querySelector(".banner").textContent);
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    inspect();
  });
  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(inspect, PAUSE);
  });
  form.addEventListener("reset", () => {
    clearTimeout(timer);
    latest += 1;
    output.replaceChildren();
    form.elements.token.focus();
  });
  byId("use-access").addEventListener("click", () => open(client.accessToken));

  function open(token) {
    form.elements.token.value = token ?? "";
    return inspect();
  }
  return open;
}

function render(report) {
  const notes = (report.notes ?? []).map((note) => element("p", { class: "note" }, visible(note)));
  if (report.error) return [...notes, fault("bad", "Not a token", report.error)];
  return [
    ...notes,
    report.verify ? renderVerdict(report.verify) : fault("bad", "The key", report.key_error),
    element("div", { class: "columns even" },
      element("div", { class: "column" }, renderDecoded(report.decode, isSignatureAccepted(report.verify))),
      element("div", { class: "column" }, report.verify && renderChecks(report.verify), renderFindings(report.lint))),
    report.diff && renderDiff(report.diff),
    report.diff_error && fault("bad", "The second token", report.diff_error),
  ].filter(Boolean);
}

function banner(kind, title, ...children) {
  return element("div", { class: `banner ${kind}` }, element("strong", {}, title), ...children.map((child) => (typeof child === "string" ? ` ${child}` : child)));
}

/** A fault of the command line: its message, its stable name, and its hint. */
function fault(kind, title, { code, message, hint }) {
  return banner(kind, title,
    element("code", { class: "code" }, code),
    element("p", {}, visible(message)),
    hint && element("p", { class: "hint" }, "Hint: ", visible(hint)));
}

function renderVerdict(verify) {
  if (verify.valid) {
    const { kid, alg, source } = verify.key ?? {};
    const key = [alg, kid && `key ${visible(kid)}`, source && `from ${visible(source)}`].filter(Boolean).join(", ");
    return banner("good", "Valid",
      element("p", {}, `The signature and every claim checked are accepted (${key}).`),
      notChecked(verify));
  }
  return element("div", { class: "banner bad" },
    element("strong", {}, "Rejected"),
    element("ul", { class: "errors" }, verify.errors.map((error, index) => {
      const cause = index === 0 ? verify.cause : null;
      const hint = cause?.hint ?? error.hint;
      return element("li", {},
        element("code", { class: "code" }, error.code), " ", visible(error.message),
        cause && element("p", {}, "Most likely: ", visible(cause.message)),
        hint && element("p", { class: "hint" }, "Hint: ", visible(hint)));
    })),
    notChecked(verify));
}

function notChecked(verify) {
  const names = verify.not_checked ?? [];
  return [
    ...(verify.notes ?? []).map((note) => element("p", { class: "note" }, visible(note))),
    names.length > 0 && element("p", { class: "note" }, `Not checked: ${names.join(", ")}`),
  ];
}

function card(title, remark, ...children) {
  return element("section", { class: "card" },
    element("header", {}, element("h3", {}, title), remark && element("span", { class: "tag" }, remark)),
    ...children);
}

function table(rows) {
  return element("table", { class: "claims" },
    element("thead", { class: "visually-hidden" },
      element("tr", {}, ["Name", "Value", "Meaning"].map((name) => element("th", { scope: "col" }, name)))),
    element("tbody", {}, rows));
}

/** The server repeats the payload only then. */
function isSignatureAccepted(verify) {
  return Boolean(verify) && verify.payload !== null;
}

function renderDecoded(decode, isVerified) {
  const rows = (members) => members.map(({ is_bad: isBad, ...member }) => row({ ...member, isBad }));
  const sections = decode.claims.map(({ class: name, claims }) => [
    element("h4", {}, `${name} claims`),
    table(rows(claims)),
  ]);
  const payload = decode.claims.length > 0 ? sections : [element("h4", {}, "Payload"), renderPayload(decode.payload)];
  return element("section", { class: "card", "aria-label": "Decoded" },
    element("header", {}, element("h3", {}, "Decoded"), !isVerified && element("span", { class: "tag" }, "signature not verified")),
    element("h4", {}, "Header"),
    table(rows(decode.header_parameters)),
    payload,
    element("h4", {}, "Signature"),
    element("p", { class: "sizes" }, `${decode.sizes.signature} bytes; the whole token has ${decode.sizes.token}.`),
    (decode.notes ?? []).map((note) => element("p", { class: "note" }, visible(note.message))));
}

/** A payload that is not a set of claims; null if it is encrypted. */
function renderPayload(payload) {
  if (payload === null) return element("p", {}, "Encrypted.");
  const text = typeof payload === "string" ? visibleLines(payload) : plain(payload);
  return element("pre", { tabindex: "0", role: "group", "aria-label": "Payload" }, text);
}

const DECIDED = { passed: "passed", failed: "failed", not_checked: "not checked" };

function renderChecks(verify) {
  const checks = verify.checks ?? [];
  if (checks.length === 0) return null;
  return card("Checks", `in the order made, at ${formatTime(verify.as_of)}`,
    element("ol", { class: "checks" }, checks.map(renderCheck)));
}

function renderCheck({ check, decided, expected, found, difference }) {
  const name = [element("span", { class: "check" }, visible(check)), " ", element("span", { class: "decided" }, DECIDED[decided])];
  const values = [compared("expected", expected, difference?.expected), compared("found", found, difference?.found)];
  return element("li", { dataset: { decided } },
    values.some(Boolean)
      ? element("details", { open: decided === "failed" }, element("summary", {}, name), element("dl", { class: "values" }, values))
      : element("p", {}, name));
}

/** A value with its first difference marked; `at` counts characters. */
function compared(label, value, at) {
  if (!value) return null;
  const characters = [...value];
  const content = at === null || at === undefined
    ? [visible(value)]
    : [visible(characters.slice(0, at).join("")), element("mark", {}, visible(characters[at] ?? " ")), visible(characters.slice(at + 1).join(""))];
  return element("div", {}, element("dt", {}, label), element("dd", {}, element("code", {}, content)));
}

function renderFindings(lint) {
  if (lint.findings.length === 0) return card("Lint", "no findings");
  return card("Lint", `${lint.findings.length} finding${lint.findings.length === 1 ? "" : "s"}`,
    element("ul", { class: "findings" }, lint.findings.map((finding) =>
      element("li", { dataset: { level: finding.level } },
        element("p", {}, element("span", { class: "level" }, finding.level), " ", element("strong", {}, visible(finding.message)), " ", element("code", { class: "code" }, finding.id)),
        element("p", { class: "why" }, finding.why),
        element("p", { class: "hint" }, "Fix: ", visible(finding.fix), finding.reference && ` (${finding.reference})`)))));
}

const SIGNS = { added: "+", removed: "−", changed: "→", reordered: "↕" };

function renderDiff(diff) {
  if (diff.same) return card("Compared with the second token", "the same");
  const rows = [["header", diff.header], ["payload", diff.payload]].flatMap(([part, differences]) =>
    differences.map(({ path, change, a, b }) =>
      element("tr", { dataset: { change } },
        element("th", { scope: "row" }, element("code", {}, `${SIGNS[change]} ${visible(path || part)}`), element("span", { class: "visually-hidden" }, ` ${change}`)),
        element("td", {}, a !== undefined && element("code", {}, visible(JSON.stringify(a)))),
        element("td", {}, b !== undefined && element("code", {}, visible(JSON.stringify(b)))))));
  return card("Compared with the second token", diff.signature.same ? "same signature" : "different signature",
    element("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": "Differences" },
      element("table", { class: "claims diff" },
        element("thead", {}, element("tr", {}, ["Member", "First", "Second"].map((name) => element("th", { scope: "col" }, name)))),
        element("tbody", {}, rows))),
    (diff.notes ?? []).map((note) => element("p", { class: "note" }, visible(note.message))));
}
