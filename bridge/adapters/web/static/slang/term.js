/** One term of a list: what it is, what it becomes, what is known of it, and what may be done with it. */

import { h } from "../dom.js";
import { readerLanguage, t } from "../i18n.js";
import { noteOf, toneName } from "../notes.js";
import { day } from "../time.js";

const HAN = /\p{Script=Han}/u;

/** The language of a few words, for the fonts and for screen readers. */
const langOf = (words) => (HAN.test(words) ? (readerLanguage() === "zh-Hant" ? "zh-Hant" : "zh-Hans") : "en");

function bookName(book) {
  switch (book) {
    case "room":
      return t("this room");
    case "bridge":
      return t("this conversation");
    case "host":
      return t("this Magpie");
    default:
      return t("built in");
  }
}

/** What a term becomes, in words and without the notation of commands. */
function becomes(term) {
  if (term.action === "keep") return h("span", { class: "becomes" }, t("stays as it is"));
  const first = term.action === "replace" ? arrow() : h("span", { class: "sign", role: "img", "aria-label": t("in plainer words") }, "≈");
  // The others are for recognising it in what a model makes of the plain words.
  const [rendering] = term.renderings;
  const then = rendering ? [" ", arrow(), " ", said(rendering)] : [];
  return h("span", { class: "becomes" }, first, " ", said(term.plain), then);
}

const arrow = () => h("span", { class: "sign", role: "img", "aria-label": t("becomes") }, "→");

const said = (words) => h("bdi", { lang: langOf(words) }, words);

/**
 * The row of a term. `deeds` are what may be done: each has `words`, `deed` and `key`, by which the focus is found again.
 */
export function termRow(term, deeds) {
  const [form, ...others] = term.forms;
  const note = noteOf(term);
  const about = [
    toneName(term.tone) && h("span", { class: "tone" }, toneName(term.tone)),
    h("span", {}, bookName(term.book)),
    term.by && term.book !== "host" && h("bdi", {}, term.by),
    term.at && h("span", {}, day(term.at * 1000)),
    term.origin && h("span", {}, term.origin),
  ].filter(Boolean);
  const buttons = deeds.map(({ words, deed, key, kind = "quiet" }) => {
    const button = h("button", { class: `small ${kind}`, type: "button", "aria-label": `${words}: ${form}`, data: { key: `${key}-${term.number || form}` } }, words);
    button.addEventListener("click", () => deed(button));
    return button;
  });
  return h(
    "li",
    { class: "slang-term" },
    h("p", { class: "slang-line" }, h("strong", { lang: langOf(form), dir: "auto" }, form), " ", becomes(term)),
    others.length ? h("p", { class: "also", dir: "auto" }, t("also: {forms}", { forms: others.join(" · ") })) : "",
    term.literal ? h("p", { class: "literal", dir: "auto" }, t("Literally: {words}", { words: term.literal })) : "",
    note ? h("p", { class: "explained", dir: "auto" }, note) : "",
    h("p", { class: "about" }, about),
    buttons.length ? h("div", { class: "deeds" }, buttons) : "",
  );
}
