/** The host's page: the door, and behind it everything at one look, always fresh. */

import { logIn, logOut, state } from "./api.js";
import { conversationsSection } from "./conversations.js";
import { h } from "./dom.js";
import { duration } from "./format.js";
import { healthSection, hourSection } from "./health.js";
import { Offline, Refused } from "./http.js";
import { inferLanguage, label, live, t, useLanguage } from "./i18n.js";
import { languageMenu } from "./languages.js";
import { packagesSection, underWay } from "./packages.js";
import { reviewSection } from "./review.js";
import { aboutSection, storageSection } from "./storage.js";

/** Milliseconds between looks; sooner while a package is on its way, and after something was done. */
const CALM = 4000;
const BUSY = 700;

/** Milliseconds for which good news stays. */
const READING = 8000;

/** The status of what is refused to whoever has to log in first. */
const LOGGED_OUT = 401;

const notice = h("p", { class: "notice", role: "status" });
const main = h("main", {});
const head = h("header", { class: "head" });
let board = null;
let fading = 0;

function tell(words, bad = false) {
  clearTimeout(fading);
  notice.textContent = words;
  notice.classList.toggle("bad", bad);
  if (words && !bad) fading = setTimeout(() => tell(""), READING);
}

function explain(error) {
  if (error instanceof Refused && error.cause === LOGGED_OUT) showDoor(t("You were logged out. Log in again."));
  else complain(error);
}

function complain(error) {
  if (error instanceof Refused) tell(error.message, true);
  else if (error instanceof Offline) tell(t("Magpie does not answer."), true);
  else throw error;
}

/** Everything behind the door, refreshed until `stop`. */
class Board {
  constructor() {
    const act = (...what) => this.act(...what);
    this.look = { find: "", limit: 50 };
    this.timer = 0;
    this.asked = 0;
    this.health = healthSection();
    this.sections = [
      this.health,
      hourSection(),
      reviewSection(act),
      conversationsSection((look) => this.search(look)),
      packagesSection(act),
      storageSection(act),
      aboutSection(),
    ];
    this.uptime = h("span", { class: "uptime" });
    this.links = h("nav", {}, this.sections.map((section) => link(section)));
    label(this.links, "aria-label", () => t("Parts of this page"));
    this.leave = h("button", { class: "plain", on: { click: () => leave() } });
    label(this.leave, "text", () => t("Log out"));
    this.seen = () => !document.hidden && this.refresh();
    document.addEventListener("visibilitychange", this.seen);
  }

  /** Look anew; an answer that was overtaken by a later question is not shown. */
  async refresh() {
    clearTimeout(this.timer);
    const asked = ++this.asked;
    let busy = false;
    try {
      const data = await state(this.look.find, this.look.limit);
      if (asked !== this.asked || board !== this) return;
      this.show(data);
      busy = data.packages.installations.some(underWay);
    } catch (error) {
      if (asked !== this.asked || board !== this) return;
      explain(error);
      this.silent = error instanceof Offline;
    }
    if (board === this && !document.hidden) this.timer = setTimeout(() => this.refresh(), busy ? BUSY : CALM);
  }

  show(data) {
    if (this.silent) tell("");
    this.silent = false;
    this.uptime.textContent = t("running for {time}", { time: duration(data.uptime) });
    const { health, chart, review, conversations, packages, storage, versions } = data;
    const parts = { health, chart, review, conversations, packages, storage, versions, schema: storage.schema };
    const shown = [["health"], ["chart"], ["review"], ["conversations"], ["packages"], ["storage"], ["versions", "schema"]];
    this.sections.forEach((section, at) => section.update(Object.fromEntries(shown[at].map((name) => [name, parts[name]]))));
  }

  search(look) {
    this.look = look;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.refresh(), 200);
  }

  /** Do what a button asks for, then look anew. `words`: what to say when it is done. */
  async act(button, deed, words) {
    // Not `disabled`, which would take the focus away.
    if (button.hasAttribute("aria-disabled")) return;
    button.setAttribute("aria-disabled", "true");
    tell("");
    try {
      const answer = await deed();
      tell(typeof words === "function" ? words(answer) : (words ?? ""));
    } catch (error) {
      explain(error);
    }
    button.removeAttribute("aria-disabled");
    if (board === this) await this.refresh();
  }

  stop() {
    clearTimeout(this.timer);
    document.removeEventListener("visibilitychange", this.seen);
  }
}

function link(section) {
  const node = h("a", { href: `#${section.node.id}` });
  live(() => (node.textContent = section.heading.textContent));
  return node;
}

function showBoard() {
  board = new Board();
  tell("");
  head.replaceChildren(title(), board.uptime, languages(), board.leave);
  main.replaceChildren(board.links, ...board.sections.map((section) => section.node));
  board.refresh();
}

function showDoor(words = "") {
  board?.stop();
  board = null;
  const token = h("input", { type: "password", id: "token", name: "token", autocomplete: "current-password", required: true, maxLength: 500 });
  const name = h("label", { for: "token" });
  const button = h("button", { class: "primary large" });
  const hint = h("p", { class: "hint" });
  label(name, "text", () => t("Token"));
  label(button, "text", () => t("Log in"));
  label(hint, "text", () => t("It stands in the file admin-token in the data folder, or where you set MAGPIE_OPERATIONS__ADMIN_TOKEN."));
  // A password manager wants a name beside the password.
  const user = h("input", { type: "text", name: "username", autocomplete: "username", value: "magpie", hidden: true });
  const form = h("form", { class: "door" }, user, name, token, button, hint);
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    button.disabled = true;
    try {
      await logIn(token.value);
      showBoard();
      main.querySelector("a")?.focus();
    } catch (error) {
      complain(error);
      token.select();
    }
    button.disabled = false;
  });
  tell(words);
  head.replaceChildren(title(), languages());
  main.replaceChildren(form);
  token.focus();
}

async function leave() {
  try {
    await logOut();
    showDoor(t("You are logged out."));
  } catch (error) {
    explain(error);
  }
}

function title() {
  const node = h("h1", {});
  live(() => {
    node.textContent = t("Magpie: the host's page");
    document.title = node.textContent;
  });
  return node;
}

const languages = () => languageMenu(() => t("Language"));

async function begin() {
  await useLanguage(inferLanguage());
  document.body.append(head, notice, main);
  try {
    await state("", 1);
    showBoard();
  } catch (error) {
    showDoor(error instanceof Offline ? t("Magpie does not answer.") : "");
  }
}

begin();
