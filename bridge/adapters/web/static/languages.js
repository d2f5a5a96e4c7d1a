/** The menu of the languages that one can read here. */

import { h } from "./dom.js";
import { label, LANGUAGES, live, readerLanguage, useLanguage } from "./i18n.js";

/** A menu that shows the reader's language. `name` says what it is for; `changed` is told after a change. */
export function languageMenu(name, changed = () => {}) {
  const options = LANGUAGES.map(({ tag, name: called }) => h("option", { value: tag, lang: tag }, called));
  const menu = h("select", { class: "language" }, options);
  label(menu, "aria-label", name);
  live((tag) => (menu.value = tag));
  menu.addEventListener("change", async () => {
    await useLanguage(menu.value, true);
    changed(readerLanguage());
  });
  return menu;
}
