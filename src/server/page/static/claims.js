// Claims and header parameters as rows of a table.

import { element, visible } from "./dom.js";
import { formatTime } from "./clock.js";

const TIMES = new Set(["exp", "nbf", "iat", "auth_time", "updated_at"]);

/** A string without quotes if that loses nothing, any other value as JSON. */
export function plain(value) {
  const isPlain = typeof value === "string" && value !== "" && value === value.trim();
  return visible(isPlain ? value : JSON.stringify(value));
}

/** A table row for each claim, with its meaning from `meanings`. */
export function claimRows(claims, meanings) {
  return Object.entries(claims).map(([name, value]) => {
    const isTime = TIMES.has(name) && typeof value === "number";
    const meaning = Object.hasOwn(meanings, name) ? meanings[name] : "";
    return row(name, value, isTime ? `${meaning} ${formatTime(value)}` : meaning);
  });
}

/** A table row for a name, a value and a remark, which may be `bad`. */
export function row(name, value, remark, isBad = false) {
  return element("tr", {},
    element("th", { scope: "row" }, element("code", {}, visible(name))),
    element("td", {}, element("code", {}, plain(value))),
    element("td", { class: isBad ? "bad" : null }, remark));
}
