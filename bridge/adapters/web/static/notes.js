/** Notes of the glossary: a dotted word that tells, when asked, what it means. */

import { h } from "./dom.js";
import { readerLanguage, t } from "./i18n.js";

const HAN = /\p{Script=Han}/u;

const card = h("div", { class: "note-card", popover: "auto", role: "dialog", tabIndex: -1 });
let asked = () => {};

/** `listener` gets the form of a term of which somebody wants to know more. */
export function onAsked(listener) {
  asked = listener;
}

/** A term inside a text. */
export function term(note, children) {
  const node = h("span", { class: "term", role: "button", "aria-haspopup": "dialog" }, children);
  node.tabIndex = 0;
  const open = (event) => {
    if (event.type === "keydown" && event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    event.stopPropagation();
    show(note, node);
  };
  node.addEventListener("click", open);
  node.addEventListener("keydown", open);
  return node;
}

/** A small button that stands for a term whose words the translation does not have. */
export function termChip(note) {
  const node = h("button", { class: "term-chip", type: "button" }, note.form);
  node.addEventListener("click", (event) => {
    event.stopPropagation();
    show(note, node);
  });
  return node;
}

function show(term, anchor) {
  const note = readerLanguage() === "zh-Hant" ? { ...term, ...term.hant } : term;
  const chinese = readerLanguage() !== "en";
  const explained = noteOf(note);
  const means = [note.text, ...note.renderings].find((words) => words && words !== note.form && HAN.test(words) === chinese) ?? "";
  const more = h("button", { class: "small quiet", type: "button" }, t("Open in Slang"));
  more.addEventListener("click", () => {
    card.hidePopover();
    asked(note.form);
  });
  card.setAttribute("aria-label", note.form);
  card.replaceChildren(
    h("p", { class: "note-head" }, h("strong", { dir: "auto" }, note.form), means ? h("span", { class: "means" }, means) : ""),
    note.literal ? h("p", { class: "literal" }, t("Literally: {words}", { words: note.literal })) : "",
    explained ? h("p", { dir: "auto" }, explained) : "",
    note.origin ? h("p", { class: "origin" }, t("From: {origin}", { origin: note.origin })) : "",
    h("div", { class: "note-foot" }, toneName(note.tone) ? h("span", { class: "tone" }, toneName(note.tone)) : "", more),
  );
  if (!card.isConnected) document.body.append(card);
  card.showPopover();
  place(anchor);
  // From here Escape leads back to the word.
  card.focus({ preventScroll: true });
}

/** What a term means, in the reader's language where somebody wrote it. */
export function noteOf({ en, zh }) {
  return (readerLanguage() === "en" ? en || zh : zh || en) || "";
}

/** How a term sounds, in a word; "" where it is plain. */
export function toneName(tone) {
  const names = { playful: t("playful"), intimate: t("intimate"), rude: t("rude"), vulgar: t("vulgar"), slur: t("a slur") };
  return names[tone] ?? "";
}

function place(anchor) {
  const box = anchor.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = card;
  const left = Math.max(8, Math.min(innerWidth - width - 8, box.left + box.width / 2 - width / 2));
  const above = box.top - height - 8;
  card.style.left = `${left}px`;
  card.style.top = `${above > 8 ? above : Math.min(innerHeight - height - 8, box.bottom + 8)}px`;
}
