// The server's clock, which may be a sandbox's. The page never decides by the browser's own clock.

let offset = 0;

/** Sets the clock to the server's time, in Unix seconds, as of now. */
export function setServerTime(seconds) {
  offset = seconds * 1000 - performance.now();
}

/** The server's time in Unix seconds. */
export function serverNow() {
  return (offset + performance.now()) / 1000;
}

/** A time as RFC 3339 in UTC, as the command line prints it. */
export function formatTime(seconds) {
  const date = new Date(seconds * 1000);
  return Number.isNaN(date.getTime()) ? String(seconds) : date.toISOString().replace(/\.\d+Z$/, "Z");
}

/** The time of day in UTC. */
export function formatTimeOfDay(seconds) {
  return formatTime(seconds).slice(11, 19);
}

/** Minutes and seconds, with hours if there are any: `14:05`, `1:00:00`. */
export function formatCountdown(seconds) {
  const total = Math.max(0, Math.ceil(seconds));
  const [hours, minutes, rest] = [Math.floor(total / 3600), Math.floor(total / 60) % 60, total % 60];
  const two = (number) => String(number).padStart(2, "0");
  return hours > 0 ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`;
}

const UNITS = [["day", 86400], ["hour", 3600], ["minute", 60], ["second", 1]];

/** A duration in its largest unit: `30 days`. */
export function formatDuration(seconds) {
  const length = Math.max(0, Math.round(seconds));
  const [unit, size] = UNITS.find(([, size]) => length >= size) ?? UNITS.at(-1);
  const count = Math.round(length / size);
  return `${count} ${unit}${count === 1 ? "" : "s"}`;
}

/** How far a time is from the server's: `in 30 days`, `2 minutes ago`. */
export function formatDistance(seconds) {
  const distance = seconds - serverNow();
  return distance >= 0 ? `in ${formatDuration(distance)}` : `${formatDuration(-distance)} ago`;
}
