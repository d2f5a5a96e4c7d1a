/** Reactions under a message, and the palette to choose one from. */

import { h } from "./dom.js";
import { label, t } from "./i18n.js";

/** Asks Magpie why a message reads as it does; the answer is for oneself, and nobody sees the question. */
const WHY = "❓";

const PALETTE = ["👍", "❤️", "😂", "😮", "😢", "🙏", "🎉", "🔥", "👀", "🤔", "👏", WHY];

const palette = h("div", { class: "palette", popover: "auto", role: "group" });
label(palette, "aria-label", () => t("React"));

/** Choose an emoji at a place of the page; `choose` gets it. */
export function openPalette(anchor, choose) {
  const buttons = PALETTE.map((emoji) => {
    const button = h("button", { type: "button" }, emoji);
    if (emoji === WHY) {
      const words = t("Ask Magpie why it reads like this");
      button.title = words;
      button.setAttribute("aria-label", words);
    }
    button.addEventListener("click", () => {
      palette.hidePopover();
      choose(emoji);
    });
    return button;
  });
  palette.replaceChildren(...buttons);
  if (!palette.isConnected) document.body.append(palette);
  palette.showPopover();
  const box = anchor.getBoundingClientRect();
  const above = box.top - palette.offsetHeight - 6;
  palette.style.left = `${Math.max(8, Math.min(innerWidth - palette.offsetWidth - 8, box.left + box.width / 2 - palette.offsetWidth / 2))}px`;
  palette.style.top = `${above > 8 ? above : box.bottom + 6}px`;
  buttons[0].focus();
}

/** One's own emoji under an entry. */
export const ownEmoji = (entry, key) =>
  entry.reactions.filter((one) => one.authors.some((author) => author.key === key)).map((one) => one.emoji);

/** The reactions of an entry; `toggle` gets the emoji that was pressed. */
export function reactionBar(entry, key, toggle) {
  if (!entry.reactions.length) return "";
  const chips = entry.reactions.map(({ emoji, authors }) => {
    const mine = authors.some((author) => author.key === key);
    const names = new Intl.ListFormat(document.documentElement.lang).format(authors.map((author) => author.name));
    const chip = h(
      "button",
      { class: mine ? "chip mine" : "chip", type: "button", title: names, "aria-pressed": String(mine), "aria-label": `${emoji} ${authors.length}: ${names}` },
      h("span", { class: "emoji" }, emoji),
      h("span", { class: "count" }, String(authors.length)),
    );
    chip.addEventListener("click", (event) => {
      event.stopPropagation();
      toggle(emoji);
    });
    return chip;
  });
  return h("div", { class: "reactions" }, chips);
}
