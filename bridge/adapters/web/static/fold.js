/** A long text, of which the beginning is shown until somebody wants it all. */

import { h } from "./dom.js";
import { t } from "./i18n.js";

const LONG = 1200;
const LINES = 24;

/** A paragraph, with a button to unfold it where `plain` is long. */
export function folded(paragraph, plain) {
  if (plain.length <= LONG && plain.split("\n", LINES + 1).length <= LINES) return [paragraph];
  const button = h("button", { class: "small quiet unfold", type: "button" });
  const show = (all) => {
    paragraph.classList.toggle("folded", !all);
    button.setAttribute("aria-expanded", String(all));
    button.textContent = all ? t("Show less") : t("Show all of it");
  };
  button.addEventListener("click", (event) => {
    event.stopPropagation();
    const all = paragraph.classList.contains("folded");
    show(all);
    if (!all) paragraph.scrollIntoView({ block: "nearest" });
  });
  show(false);
  return [paragraph, button];
}
