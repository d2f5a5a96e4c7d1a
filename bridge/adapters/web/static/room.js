/** A room: the conversation, where one writes, and who is here. */

import { confirm, h, icon } from "./dom.js";
import { Composer } from "./composer.js";
import { Connection } from "./connection.js";
import { excerpt, versionFor } from "./bubble.js";
import { label, live, readerLanguage, t, tn } from "./i18n.js";
import { languageMenu } from "./languages.js";
import { Outbox } from "./outbox.js";
import { onAsked } from "./notes.js";
import { People } from "./people.js";
import { openPalette, ownEmoji } from "./reactions.js";
import { keepMember } from "./session.js";
import { Sides } from "./sides.js";
import { Desk } from "./slang/desk.js";
import { SlangPanel } from "./slang/panel.js";
import { Timeline } from "./timeline.js";
import { Welcome } from "./welcome.js";

const TYPING_SHOWN = 5000;

/** Show a room to one of its members. `dismissed` is told why, when they may not stay. */
export async function enterRoom(member, dismissed) {
  const room = new Room(member, dismissed);
  document.body.replaceChildren(room.node);
  await room.start();
  return room;
}

class Room {
  #typing = new Map();
  #toastTimer = 0;
  #unread = 0;

  constructor(member, dismissed) {
    this.member = member;
    this.dismissed = dismissed;
    this.people = new People();
    this.timeline = new Timeline((name, entry, extra) => this.#act(name, entry, extra));
    this.composer = new Composer(member);
    this.connection = new Connection(() => this.#address());
    this.outbox = new Outbox(this.connection, member);
    this.desk = new Desk(this.connection);
    this.slang = new SlangPanel(this.desk, member);
    this.pins = new Map();
    this.#build();
    this.#wire();
  }

  async start() {
    await this.outbox.load();
    this.timeline.outbox = this.outbox;
    this.connection.start();
  }

  #address() {
    const scheme = location.protocol === "https:" ? "wss:" : "ws:";
    const query = new URLSearchParams({ member: this.member, since: String(this.timeline.revision), lang: readerLanguage() });
    return `${scheme}//${location.host}/socket?${query}`;
  }

  #build() {
    this.title = h("h1", { dir: "auto" });
    this.count = h("span", { class: "here" });
    this.toggle = h("button", { class: "people-button", type: "button" }, icon("people"), this.count);
    label(this.toggle, "title", () => t("People and invite"));
    const book = h("button", { class: "slang-button", type: "button" }, icon("book"), label(h("span"), "text", () => t("Slang")));
    const badge = h("b", { class: "badge", hidden: true });
    book.append(badge);
    const name = () => (badge.hidden ? t("Slang") : `${t("Slang")}. ${tn("{count} proposal waits for you", "{count} proposals wait for you", Number(badge.textContent))}`);
    label(book, "aria-label", name);
    this.slang.addEventListener("waiting", ({ detail }) => {
      badge.textContent = String(detail);
      badge.hidden = !detail;
      book.setAttribute("aria-label", name());
    });
    label(book, "title", () => t("What the group's own words mean"));
    const menu = languageMenu(() => t("Language"), (tag) => this.connection.send("language", { language: tag }));
    const home = h("a", { class: "home", href: "/" }, h("img", { src: new URL("./icon.svg", import.meta.url).pathname, alt: "Magpie", width: 30, height: 30 }));
    this.status = h("p", { class: "status", role: "status", hidden: true });
    this.pinned = h("button", { class: "pinned", type: "button", hidden: true });
    this.typing = h("p", { class: "typing", "aria-live": "off" });
    this.toast = h("p", { class: "toast", role: "alert", hidden: true });
    this.welcome = new Welcome();
    this.closed = h("p", { class: "closed", hidden: true });
    label(this.closed, "text", () => t("This room was closed by its owner."));
    const header = h("header", { class: "head" }, home, this.title, menu, book, this.toggle);
    const main = h("main", {}, this.status, this.pinned, this.timeline.node, this.welcome.node, h("div", { class: "below" }, this.typing, this.toast, this.closed, this.composer.node));
    this.node = h("div", { class: "room" }, header, main, this.people.node, this.slang.node);
    this.sides = new Sides(this.node, main, [{ panel: this.people, toggle: this.toggle }, { panel: this.slang, toggle: book }]);
  }

  #wire() {
    const { connection, people, timeline, composer, outbox } = this;
    connection.addEventListener("frame", ({ detail }) => this.#frame(detail));
    connection.addEventListener("state", () => this.#showState());
    timeline.addEventListener("older", ({ detail }) => connection.send("older", { before: detail }) || timeline.disconnected());
    timeline.addEventListener("peek", ({ detail }) => connection.send("peek", { entries: detail }));
    composer.addEventListener("post", ({ detail }) => {
      timeline.toEnd();
      this.welcome.show(false);
      outbox.add(detail.text, detail.replyTo, detail.files);
    });
    composer.addEventListener("edit", ({ detail }) => this.#ask("edit", { entry: detail.entry.id, text: detail.text }));
    composer.addEventListener("typing", () => connection.send("typing"));
    composer.addEventListener("last", () => timeline.newestOwn && composer.edit(timeline.newestOwn));
    this.welcome.addEventListener("copy", () => this.#copyInvite());
    people.addEventListener("ask", ({ detail }) => this.#ask(detail.type, detail.values));
    people.addEventListener("language", () => connection.send("language", { language: readerLanguage() }));
    onAsked((form) => this.sides.open(this.slang, { words: form }));
    this.pinned.addEventListener("click", () => this.#goTo(Math.max(...this.pins.keys())));
    this.node.addEventListener("dragover", (event) => event.preventDefault());
    this.node.addEventListener("drop", (event) => {
      event.preventDefault();
      composer.attach([...event.dataTransfer.files]);
    });
    document.addEventListener("visibilitychange", () => document.hidden || this.#showUnread(0));
    live(() => this.#showRoom());
    live(() => this.#showTyping());
    live(() => this.#showState());
  }

  #frame(frame) {
    switch (frame.type) {
      case "hello":
        return this.#greet(frame);
      case "entry":
        return this.#entry(frame.entry);
      case "older":
        return this.timeline.prepend(frame);
      case "peeked":
        return this.timeline.peeked(frame.entries);
      case "member":
        this.people.put(frame.member);
        return this.#showRoom();
      case "gone":
        this.people.drop(frame.member);
        return this.#showRoom();
      case "typing":
        return this.#types(frame);
      case "room":
        this.people.changeRoom(frame.room);
        return this.#showRoom();
      case "dismissed":
        this.connection.stop();
        return this.dismissed(frame);
      default:
        return undefined;
    }
  }

  #greet(frame) {
    const first = !this.people.room;
    this.people.greet(frame);
    this.composer.limits = frame.limits;
    this.timeline.configure({ me: frame.me.id, key: `web:${frame.me.id}`, owner: frame.me.owner, closed: frame.room.closed });
    this.pins = new Map(frame.pinned.map((entry) => [entry.id, entry]));
    this.timeline.greet(frame);
    this.#showRoom();
    this.#showPinned();
    this.outbox.send(true);
    this.slang.refresh();
    if (first) {
      // On a phone the keyboard would cover what was said.
      if (matchMedia("(hover: hover)").matches) this.composer.focus();
      if (frame.me.owner && frame.members.length === 1 && matchMedia("(min-width: 900px)").matches) this.sides.open(this.people, { focus: false });
    }
  }

  #entry(entry) {
    this.timeline.put(entry);
    if (entry.author) this.#typing.delete(`${entry.author.platform}:${entry.author.id}`);
    this.welcome.show(false);
    // Whatever changes the books is told by Magpie itself.
    if (!entry.author) this.slang.refresh();
    if (entry.pinned) this.pins.set(entry.id, entry);
    else this.pins.delete(entry.id);
    this.#showPinned();
    this.#showTyping();
    if (document.hidden && !entry.deleted && entry.author?.id !== this.member) this.#showUnread(this.#unread + 1);
  }

  async #act(name, entry, extra) {
    switch (name) {
      case "reply":
        return this.composer.replyTo(entry);
      case "edit":
        return this.composer.edit(entry);
      case "react":
        return openPalette(extra, (emoji) => this.#toggleReaction(entry, emoji));
      case "toggle":
        return this.#toggleReaction(entry, extra);
      case "pin":
        return this.#ask("pin", { entry: entry.id, pinned: !entry.pinned });
      case "goto":
        return this.#goTo(entry.id);
      case "copy":
        await navigator.clipboard?.writeText(versionFor(entry).text.plain);
        return this.#say(t("Copied"));
      case "dismiss":
        return this.#ask("delete", { entry: entry.id });
      case "command":
        return this.#command(extra);
      case "delete":
        if (await confirm(t("Delete this message for everybody?"), t("Delete"), t("Cancel"))) this.#ask("delete", { entry: entry.id });
        return undefined;
      default:
        return undefined;
    }
  }

  /** Give the command of a button; what everybody is told of it stands in the conversation. */
  async #command(line) {
    const answer = await this.desk.tell(line).catch((error) => ({ text: error.message }));
    if (!answer.public) this.#say(answer.text);
  }

  #toggleReaction(entry, emoji) {
    const now = this.timeline.find(entry.id) ?? entry;
    const own = ownEmoji(now, `web:${this.member}`);
    const next = own.includes(emoji) ? own.filter((one) => one !== emoji) : [...own, emoji];
    this.#ask("react", { entry: entry.id, emoji: next.slice(-10) });
  }

  #goTo(id) {
    if (this.timeline.goTo(id)) return;
    this.#say(t("That message is further up."));
    this.timeline.older();
  }

  async #copyInvite() {
    const done = await navigator.clipboard?.writeText(`${location.origin}/r/${this.people.room.invite}`).then(() => true, () => false);
    if (done) this.#say(t("Copied"));
    else this.sides.open(this.people);
  }

  async #ask(type, values) {
    try {
      await this.connection.ask(type, values);
    } catch (error) {
      this.#say(error.message);
    }
  }

  #say(sentence) {
    clearTimeout(this.#toastTimer);
    this.toast.textContent = sentence;
    this.toast.hidden = false;
    this.#toastTimer = setTimeout(() => (this.toast.hidden = true), 6000);
  }

  #showRoom() {
    const room = this.people.room;
    if (!room) return;
    const title = room.title || t("Web room");
    this.title.textContent = title;
    this.count.textContent = String(this.people.online.length);
    const here = tn("{count} person here", "{count} people here", this.people.online.length);
    this.toggle.setAttribute("aria-label", `${t("People and invite")}. ${here}`);
    this.closed.hidden = !room.closed;
    this.welcome.show(!room.closed && this.timeline.empty, this.people.members.size < 2);
    this.composer.node.hidden = room.closed;
    this.timeline.configure({ closed: room.closed });
    if (!location.pathname.endsWith(room.invite)) {
      history.replaceState(null, "", `/r/${room.invite}`);
      keepMember(room.invite, this.member);
    }
    this.#showUnread(this.#unread);
  }

  #showUnread(count) {
    this.#unread = count;
    const title = this.people.room?.title || "Magpie";
    document.title = count ? `(${count}) ${title}` : title;
  }

  #showState() {
    const waiting = this.connection.state === "waiting" && this.people.room;
    this.status.hidden = !waiting;
    if (waiting) {
      this.status.textContent = t("The connection is lost. What you write is kept and sent when it is back.");
      this.timeline.disconnected();
    }
  }

  #showPinned() {
    const newest = this.pins.get(Math.max(...this.pins.keys()));
    this.pinned.hidden = !newest;
    if (newest) this.pinned.replaceChildren(icon("pin"), h("span", { dir: "auto" }, excerpt(newest)));
  }

  #types({ key, name }) {
    clearTimeout(this.#typing.get(key)?.timer);
    const timer = setTimeout(() => {
      this.#typing.delete(key);
      this.#showTyping();
    }, TYPING_SHOWN);
    this.#typing.set(key, { name, timer });
    this.#showTyping();
  }

  #showTyping() {
    const names = [...this.#typing.values()].map(({ name }) => name);
    if (!names.length) return this.typing.replaceChildren();
    const list = new Intl.ListFormat(readerLanguage()).format(names.slice(0, 3));
    const words = names.length === 1 ? t("{names} is writing…", { names: list }) : t("{names} are writing…", { names: list });
    return this.typing.replaceChildren(h("span", { class: "dots", "aria-hidden": "true" }, h("i"), h("i"), h("i")), words);
  }
}
