/** Times in the reader's language. All times are in milliseconds. */

import { readerLanguage, readerRegion } from "./i18n.js";

const DAY = 86_400_000;

const format = (time, options) => new Intl.DateTimeFormat(readerRegion(), options).format(time);

const dayNumber = (time) => Math.floor((time - new Date(time).getTimezoneOffset() * 60_000) / DAY);

export const sameDay = (one, other) => dayNumber(one) === dayNumber(other);

export const clock = (time) => format(time, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });

export const precise = (time) => format(time, { dateStyle: "full", timeStyle: "short" });

/** Today, yesterday, or a date, as a heading. */
export function day(time) {
  const ago = dayNumber(Date.now()) - dayNumber(time);
  if (ago === 0 || ago === 1) {
    const word = new Intl.RelativeTimeFormat(readerLanguage(), { numeric: "auto" }).format(-ago, "day");
    return word.charAt(0).toLocaleUpperCase() + word.slice(1);
  }
  const sameYear = new Date(time).getFullYear() === new Date().getFullYear();
  return format(time, { weekday: "long", day: "numeric", month: "long", year: sameYear ? undefined : "numeric" });
}

/** A time that may be on another day. */
export function moment(time) {
  return sameDay(time, Date.now()) ? clock(time) : format(time, { dateStyle: "medium", timeStyle: "short" });
}

export function duration(seconds) {
  const whole = Math.round(seconds);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}

export function fileSize(bytes) {
  const units = ["byte", "kilobyte", "megabyte", "gigabyte"];
  let value = bytes;
  let unit = 0;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1024;
    unit += 1;
  }
  const options = { style: "unit", unit: units[unit], unitDisplay: "short", maximumFractionDigits: value < 10 ? 1 : 0 };
  return new Intl.NumberFormat(readerLanguage(), options).format(value);
}
