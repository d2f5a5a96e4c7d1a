/** The panel of the group's slang: the books, what waits for a keeper, and all that may be done with them. */

import { h, icon, redraw } from "../dom.js";
import { label, live, t, tn } from "../i18n.js";
import { moment } from "../time.js";
import { exchange } from "./exchange.js";
import { termForm } from "./form.js";
import { termRow } from "./term.js";

const PAUSE = 200;
/** Commands tell times in UTC, for rooms whose members are all over the world. */
const MOMENT = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d)/;

/**
 * Emits "close", and "waiting" with how many proposals wait for the reader to decide (0 for whoever is no keeper).
 * Reads the books when it is opened, and again when something may have changed.
 */
export class SlangPanel extends EventTarget {
  #desk;
  #member;
  #view = null;
  #asked = 0;
  #timer = 0;
  #page = "list";

  constructor(desk, member) {
    super();
    this.#desk = desk;
    this.#member = member;
    this.node = h("aside", { class: "panel slang", id: "slang", hidden: true });
    label(this.node, "aria-label", () => t("Slang"));
    this.title = h("h2", { tabIndex: -1 });
    this.back = h("button", { class: "icon-button", type: "button", hidden: true, on: { click: () => this.#show("list") } }, icon("back"));
    label(this.back, "aria-label", () => t("Back"));
    const close = h("button", { class: "icon-button", type: "button", on: { click: () => this.dispatchEvent(new Event("close")) } }, icon("close"));
    label(close, "aria-label", () => t("Close"));
    this.search = h("input", { type: "search", dir: "auto", enterkeyhint: "search", autocomplete: "off", on: { input: () => this.#soon() } });
    label(this.search, "aria-label", () => t("Search all books"));
    label(this.search, "placeholder", () => t("Search all books"));
    this.told = h("div", { class: "told", role: "status" });
    this.body = h("div", { class: "slang-body" });
    this.node.append(h("header", {}, this.back, this.title, close), this.search, this.told, this.body);
    this.node.addEventListener("keydown", (event) => this.#keyed(event));
    live(() => this.#render());
  }

  /** Show the books, or what they have of some words. */
  opened(words = "") {
    this.search.value = words;
    this.#tell("");
    this.#page = "list";
    this.#render();
    this.refresh();
  }

  /** Read the books again; while the panel is closed, for keepers alone, who see that something waits for them. */
  async refresh() {
    const closed = this.node.hidden;
    if (closed && this.#view?.keeper === false) return;
    this.#asked += 1;
    const mine = this.#asked;
    try {
      const view = await this.#desk.look(closed ? "" : this.search.value);
      if (mine !== this.#asked) return;
      this.#view = view;
      this.dispatchEvent(new CustomEvent("waiting", { detail: view.keeper ? view.waiting.length : 0 }));
      if (this.#page === "list") this.#render();
    } catch (error) {
      if (!closed) this.#tell(error.message, true);
    }
  }

  /** What the focus begins with: writing at once, where that does not open a keyboard over half the page. */
  focus() {
    if (matchMedia("(hover: hover)").matches) this.search.focus();
    else this.title.focus();
  }

  #soon() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.refresh(), PAUSE);
  }

  #keyed(event) {
    if (event.key !== "Escape") return;
    if (this.#page !== "list") this.#show("list");
    else if (this.search.value && event.target === this.search) this.#search("");
    else return;
    event.stopPropagation();
    event.preventDefault();
  }

  #search(words) {
    this.search.value = words;
    this.refresh();
  }

  /** Turn to another page of the panel; `term` is what its form begins with. */
  #show(page, term = null) {
    this.#page = page;
    this.#tell("");
    this.#render(term);
    if (page === "list") this.refresh();
    if (page !== "form") this.title.focus();
  }

  #tell(sentence, wrong = false, undo = false) {
    this.told.classList.toggle("fault", wrong);
    if (!sentence) return this.told.replaceChildren();
    const close = h("button", { class: "icon-button", type: "button", "aria-label": t("Dismiss"), on: { click: () => this.#tell("") } }, icon("close"));
    const back = undo ? h("button", { class: "small quiet", type: "button", on: { click: () => this.#do("slang undo") } }, t("Undo")) : "";
    return this.told.replaceChildren(h("p", { dir: "auto" }, sentence), close, back);
  }

  /** Give a command, say what came of it, and look again. */
  async #do(line, button = null) {
    if (button) button.disabled = true;
    try {
      const answer = await this.#desk.tell(line);
      this.#tell(answer.text, !answer.public, answer.public && line !== "slang undo");
    } catch (error) {
      this.#tell(error.message, true);
    } finally {
      if (button) button.disabled = false;
      await this.refresh();
    }
  }

  #render(term = null) {
    const titles = { list: t("Slang"), form: term?.number ? t("Change a term") : t("A new term"), history: t("What was changed"), files: t("Files of terms") };
    this.title.textContent = titles[this.#page];
    this.back.hidden = this.#page === "list";
    this.search.hidden = this.#page !== "list";
    switch (this.#page) {
      case "form":
        return this.#renderForm(term);
      case "files": {
        const view = this.#view ?? { own: 0, keeper: false };
        return this.body.replaceChildren(exchange({ desk: this.#desk, member: this.#member, own: view.own, keeper: view.keeper, done: (answer) => this.#done(answer) }));
      }
      case "history":
        return undefined;
      default:
        return this.#renderList();
    }
  }

  #renderForm(term) {
    const form = termForm({ desk: this.#desk, term, keeper: this.#view?.keeper ?? false, done: (answer) => this.#done(answer) });
    this.body.replaceChildren(form.node);
    form.focus();
  }

  async #showHistory(line) {
    this.#show("history");
    this.body.replaceChildren(h("p", { class: "hint" }, t("One moment…")));
    const answer = await this.#desk.tell(line).catch((error) => ({ text: error.message }));
    if (this.#page !== "history") return;
    const lines = answer.text.split("\n").map((one) => h("li", { dir: "auto" }, one.replace(MOMENT, (_, date, time) => moment(Date.parse(`${date}T${time}Z`)))));
    this.body.replaceChildren(h("ul", { class: "history" }, lines));
  }

  #done(answer) {
    this.#show("list");
    this.#tell(answer.text, false, true);
  }

  #renderList() {
    redraw(this.body, [this.#tools(), ...(this.#view ? [this.#waiting(), this.#terms()] : [])], () => this.title.focus());
  }

  #tools() {
    const tool = (words, key, deed, kind = "quiet") => h("button", { class: `small ${kind}`, type: "button", data: { key }, on: { click: (event) => deed(event.currentTarget) } }, words);
    const wanted = this.search.value.trim();
    const begun = wanted ? { forms: [wanted], text: "", en: "", zh: "", number: 0 } : null;
    return h(
      "div",
      { class: "slang-tools" },
      tool(this.#view?.keeper ? t("Add a term") : t("Propose a term"), "add", () => this.#show("form", begun), "primary"),
      tool(t("History"), "history", () => this.#showHistory("slang history")),
      tool(t("Files"), "files", () => this.#show("files")),
      tool(t("Undo"), "undo", (button) => this.#do("slang undo", button)),
    );
  }

  #waiting() {
    const { waiting, keeper } = this.#view;
    if (!waiting.length || this.search.value.trim()) return "";
    const rows = waiting.map((term) =>
      termRow(term, [
        keeper && { words: t("Approve"), key: "approve", kind: "primary", deed: (button) => this.#do(`slang approve #${term.number}`, button) },
        keeper && { words: t("Reject"), key: "reject", deed: (button) => this.#do(`slang reject #${term.number}`, button) },
        (keeper || term.own) && { words: t("Change"), key: "edit", deed: () => this.#show("form", term) },
        !keeper && term.own && { words: t("Withdraw"), key: "remove", deed: (button) => this.#do(`slang remove #${term.number}`, button) },
      ].filter(Boolean)),
    );
    const heading = keeper ? t("Waiting for you to decide") : t("Waiting for a keeper");
    return h("section", { class: "waiting" }, h("h3", {}, heading), h("ul", { class: "slang-list" }, rows));
  }

  #terms() {
    const { terms, more, own, keeper } = this.#view;
    const words = this.search.value.trim();
    if (!terms.length) return this.#nothing(words);
    const rows = terms.map((term) => termRow(term, this.#deeds(term, keeper)));
    const heading = words ? t("Found in all books") : tn("{count} term of this conversation", "{count} terms of this conversation", own);
    const rest = more ? h("p", { class: "hint" }, tn("… and {count} more. Search to narrow it down.", "… and {count} more. Search to narrow it down.", more)) : "";
    return h("section", {}, h("h3", {}, heading), h("ul", { class: "slang-list" }, rows), rest);
  }

  #deeds(term, keeper) {
    if (!term.number) return [{ words: t("Change it here"), key: "here", deed: () => this.#show("form", { ...term, number: 0 }) }];
    return [
      { words: t("Change"), key: "edit", deed: () => this.#show("form", term) },
      keeper && { words: t("Remove"), key: "remove", kind: "quiet danger", deed: (button) => this.#do(`slang remove #${term.number}`, button) },
      { words: t("History"), key: "history", deed: () => this.#showHistory(`slang history #${term.number}`) },
    ].filter(Boolean);
  }

  #nothing(words) {
    const sentence = words
      ? t("No book has “{words}” yet. You can be the first to explain it.", { words })
      : t("This conversation has no terms of its own yet. Thousands are built in: search for one, or add what only your group says.");
    return h("p", { class: "empty-books" }, sentence);
  }
}
