/** What stands in the middle of a room in which nothing was said yet: whom to invite, or that one may begin. */

import { h, icon } from "./dom.js";
import { label, live, t } from "./i18n.js";

/** Emits "copy" when the invite is wanted. */
export class Welcome extends EventTarget {
  #alone = true;

  constructor() {
    super();
    this.copy = h("button", { class: "primary", type: "button" }, icon("copy"), label(h("span"), "text", () => t("Copy the link")));
    this.copy.addEventListener("click", () => this.dispatchEvent(new Event("copy")));
    this.title = h("h2");
    this.words = h("p");
    this.node = h("div", { class: "welcome", hidden: true }, this.title, this.words, this.copy);
    live(() => this.#render());
  }

  /** Show it, or no longer; `alone`: nobody else came in so far. */
  show(shown, alone) {
    this.node.hidden = !shown;
    this.#alone = alone;
    this.#render();
  }

  #render() {
    this.copy.hidden = !this.#alone;
    this.title.textContent = this.#alone ? t("You are the first one here") : t("Say hello");
    this.words.textContent = this.#alone ? t("Send this link to whoever shall talk with you.") : t("Write in Chinese or English. Everybody reads their own language.");
  }
}
