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
    const remark = Object.hasOwn(meanings, name) ? meanings[name] : "";
    return row({ name, value, time: isTime && formatTime(value), remark });
  });
}

/** A table row for a claim or parameter. `time` is what a number of seconds stands for, `remark` may be a complaint. */
export function row({ name, value, time, remark, isBad = false }) {
  return element("tr", {},
    element("th", { scope: "row" }, element("code", {}, visible(name))),
    element("td", {}, element("code", {}, plain(value)), time && element("small", {}, time)),
    element("td", { class: isBad ? "bad" : null }, remark));
}
