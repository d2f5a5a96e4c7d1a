/** The page's own words, in the reader's language, out of the server's catalogue. */

import { fetchPhrases } from "./api.js";

/** What one can read here: the tag, its catalogue, and its name in itself. */
export const LANGUAGES = [
  { tag: "en", locale: "en", name: "English" },
  { tag: "zh-Hans", locale: "zh_CN", name: "简体中文" },
  { tag: "zh-Hant", locale: "zh_TW", name: "繁體中文" },
];

const KEPT = "magpie.language";
const listeners = new Set();
let current = LANGUAGES[0];
let phrases = {};

/** The reader's language, a BCP 47 tag. */
export const readerLanguage = () => current.tag;

/** How the reader writes dates and numbers: as their own region does, where the browser tells. */
export const readerRegion = () => navigator.languages.find((tag) => forTag(tag) === current.tag) ?? current.tag;

/** What `?lang=`, an earlier choice or the browser says; English for other languages. */
export function inferLanguage() {
  const asked = new URLSearchParams(location.search).get("lang");
  const candidates = [asked, sessionStorage.getItem(KEPT), localStorage.getItem(KEPT), ...navigator.languages];
  if (asked) sessionStorage.setItem(KEPT, asked);
  for (const candidate of candidates) {
    const found = candidate && forTag(candidate);
    if (found) return found;
  }
  return "en";
}

function forTag(tag) {
  const parts = tag.replaceAll("_", "-").toLowerCase().split("-");
  if (parts[0] === "en") return "en";
  if (!["zh", "yue", "cmn"].includes(parts[0])) return null;
  if (parts.includes("hans")) return "zh-Hans";
  const traditional = parts[0] === "yue" || parts.some((part) => ["hant", "tw", "hk", "mo"].includes(part));
  return traditional ? "zh-Hant" : "zh-Hans";
}

/** Read and write in another language from now on. `chosen`: the reader's own choice, to be remembered. */
export async function useLanguage(tag, chosen = false) {
  const language = LANGUAGES.find((one) => one.tag === tag) ?? LANGUAGES[0];
  phrases = await fetchPhrases(language.locale);
  current = language;
  document.documentElement.lang = tag;
  if (chosen) {
    sessionStorage.setItem(KEPT, tag);
    localStorage.setItem(KEPT, tag);
  }
  for (const listener of listeners) listener(tag);
}

/** Do something now and whenever the language changes. */
export function live(effect) {
  listeners.add(effect);
  effect(current.tag);
}

/** A sentence in the reader's language, its `{fields}` filled in. */
export function t(sentence, values = {}) {
  return fill(phrases[sentence] ?? sentence, values);
}

/** A sentence for a count. */
export function tn(one, many, count) {
  const forms = phrases[one];
  const english = count === 1 ? one : many;
  return fill(forms ? forms[Math.min(count === 1 ? 0 : 1, forms.length - 1)] : english, { count });
}

function fill(sentence, values) {
  return sentence.replace(/\{(\w+)\}/g, (field, name) => (name in values ? String(values[name]) : field));
}

/** Set an attribute or, with "text", the content of a node, in every language. */
export function label(node, name, sentence) {
  live(() => (name === "text" ? node.replaceChildren(sentence()) : node.setAttribute(name, sentence())));
  return node;
}
