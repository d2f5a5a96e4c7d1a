/** Figures as people read them. */

import { readerLanguage, readerRegion, t, tn } from "./i18n.js";

const UNITS = ["B", "KB", "MB", "GB", "TB"];

/** A number with as many digits as it needs. */
export const number = (value) => new Intl.NumberFormat(readerRegion()).format(value);

/** Bytes in the largest unit that fits. */
export function bytes(value) {
  const power = value < 1000 ? 0 : Math.min(UNITS.length - 1, Math.floor(Math.log10(value) / 3));
  const shown = value / 1000 ** power;
  const digits = power && shown < 100 ? 1 : 0;
  const options = { minimumFractionDigits: digits, maximumFractionDigits: digits };
  return `${new Intl.NumberFormat(readerRegion(), options).format(shown)} ${UNITS[power]}`;
}

/** A length of time (seconds), in its largest unit. */
export function duration(seconds) {
  const whole = Math.round(seconds);
  if (whole < 60) return tn("{count} second", "{count} seconds", whole);
  if (whole < 3600) return tn("{count} minute", "{count} minutes", Math.floor(whole / 60));
  if (whole < 86400) return tn("{count} hour", "{count} hours", Math.floor(whole / 3600));
  return tn("{count} day", "{count} days", Math.floor(whole / 86400));
}

/** A time a translation takes (seconds): "84 ms", "1.2 s". */
export function quick(seconds) {
  if (seconds < 0.0995) return `${number(Math.round(seconds * 10000) / 10)} ms`;
  if (seconds < 0.9995) return `${number(Math.round(seconds * 1000))} ms`;
  return `${number(Math.round(seconds * 10) / 10)} s`;
}

/** A moment (seconds since the epoch). */
export function moment(at) {
  return new Intl.DateTimeFormat(readerRegion(), { dateStyle: "medium", timeStyle: "short" }).format(new Date(at * 1000));
}

/** A platform by its name. */
export function platform(name) {
  const known = { telegram: "Telegram", discord: "Discord", web: t("Web") };
  return known[name] ?? name;
}

/** A language by its tag, in the reader's own. */
export function language(tag) {
  const short = { zh: t("Chinese"), en: t("English"), "zh-Hans": t("Simplified Chinese"), "zh-Hant": t("Traditional Chinese") };
  return short[tag] ?? new Intl.DisplayNames(readerLanguage(), { type: "language" }).of(tag);
}

/** A room, also one without a name. */
export const roomName = (room) => room.title || t("Room {number}", { number: room.number });
