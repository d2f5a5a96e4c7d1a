/** Notes of the glossary: a dotted word that tells, when asked, what it means. */

import { h } from "./dom.js";
import { readerLanguage, t } from "./i18n.js";

const card = h("div", { class: "note-card", popover: "auto", role: "note" });

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

function show(note, anchor) {
  const chinese = readerLanguage() !== "en";
  const explained = (chinese ? note.zh || note.en : note.en || note.zh) || note.text;
  card.replaceChildren(
    h("strong", {}, note.form),
    note.text && note.text !== note.form ? h("span", { class: "means" }, note.text) : "",
    note.literal ? h("p", { class: "literal" }, t("Literally: {words}", { words: note.literal })) : "",
    h("p", {}, explained),
    toneName(note.tone) ? h("span", { class: "tone" }, toneName(note.tone)) : "",
  );
  if (!card.isConnected) document.body.append(card);
  card.showPopover();
  place(anchor);
}

function toneName(tone) {
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
