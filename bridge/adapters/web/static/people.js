/** The panel beside the conversation: who is here, the invite, the reader's language, what the owner may do. */

import { avatar, confirm, h, icon, redraw } from "./dom.js";
import { label, LANGUAGES, live, readerLanguage, t, tn, useLanguage } from "./i18n.js";

/** Emits "ask" (`detail`: type and values) for what the server must do. */
export class People extends EventTarget {
  constructor() {
    super();
    this.members = new Map();
    this.room = null;
    this.me = null;
    this.node = h("aside", { class: "panel", id: "panel", hidden: true });
    label(this.node, "aria-label", () => t("People and invite"));
    live(() => this.#render());
  }

  greet(frame) {
    this.room = frame.room;
    this.me = frame.me;
    this.members = new Map(frame.members.map((member) => [member.id, member]));
    this.#render();
  }

  put(member) {
    this.members.set(member.id, member);
    this.#render();
  }

  drop(id) {
    this.members.delete(id);
    this.#render();
  }

  changeRoom(room) {
    this.room = room;
    this.#render();
  }

  get online() {
    return [...this.members.values()].filter((member) => member.online);
  }

  #ask(type, values = {}) {
    this.dispatchEvent(new CustomEvent("ask", { detail: { type, values } }));
  }

  #render() {
    if (!this.room) return;
    const close = h("button", { class: "icon-button", type: "button", "aria-label": t("Close"), data: { key: "close" } }, icon("close"));
    close.addEventListener("click", () => this.dispatchEvent(new Event("close")));
    const header = h("header", {}, h("h2", {}, t("People and invite")), close);
    redraw(this.node, [header, this.#invite(), this.#people(), this.#reading(), this.#owning()]);
  }

  #invite() {
    if (this.room.closed) return h("p", { class: "hint" }, t("This room was closed by its owner."));
    const link = `${location.origin}/r/${this.room.invite}`;
    const field = h("input", { class: "link", value: link, readOnly: true, "aria-label": t("Invite link"), data: { key: "link" } });
    field.addEventListener("focus", () => field.select());
    const copy = h("button", { class: "primary", type: "button", data: { key: "copy" } }, icon("copy"), h("span", {}, t("Copy")));
    copy.addEventListener("click", async () => {
      const done = await navigator.clipboard?.writeText(link).then(() => true, () => false);
      if (!done) {
        field.focus();
        document.execCommand("copy");
      }
      copy.lastChild.textContent = t("Copied");
    });
    return h("section", {}, h("h3", {}, t("Invite")), h("p", { class: "hint" }, t("Whoever has this link can join.")), h("div", { class: "copy-line" }, field, copy));
  }

  #people() {
    const members = [...this.members.values()].sort((a, b) => Number(b.online) - Number(a.online));
    const items = members.map((member) => {
      const about = member.id === this.me.id ? t("you") : member.owner ? t("owner") : "";
      const state = h("span", { class: member.online ? "dot on" : "dot", role: "img", "aria-label": member.online ? t("here") : t("away") });
      const remove = this.me.owner && !member.owner && !this.room.closed ? this.#removal(member) : "";
      const name = h("bdi", { class: "member-name" }, member.name);
      return h("li", { class: member.online ? "" : "away" }, h("span", { class: "face" }, avatar(`web:${member.id}`, member.name), state), h("span", { class: "who" }, name, about ? h("small", {}, about) : ""), remove);
    });
    return h("section", {}, h("h3", {}, tn("{count} person here", "{count} people here", this.online.length)), h("ul", { class: "members" }, items));
  }

  #removal(member) {
    const button = h("button", { class: "quiet", type: "button", data: { key: `remove-${member.id}` }, "aria-label": t("Remove {name}", { name: member.name }) }, t("Remove"));
    button.addEventListener("click", async () => {
      const question = t("Remove {name}? They cannot come back.", { name: member.name });
      if (await confirm(question, t("Remove"), t("Cancel"))) this.#ask("remove", { member: member.id });
    });
    return button;
  }

  #reading() {
    const menu = h("select", { data: { key: "language" } }, LANGUAGES.map(({ tag, name }) => h("option", { value: tag, lang: tag, selected: tag === readerLanguage() }, name)));
    menu.addEventListener("change", () => useLanguage(menu.value, true).then(() => this.dispatchEvent(new Event("language"))));
    return h("section", {}, h("h3", {}, t("Language")), h("label", { class: "setting" }, h("span", {}, t("I read")), menu));
  }

  #owning() {
    const leave = h("button", { class: "quiet", type: "button", data: { key: "leave" } }, t("Leave this room"));
    leave.addEventListener("click", async () => {
      if (await confirm(t("Leave this room?"), t("Leave"), t("Cancel"))) this.#ask("leave");
    });
    if (!this.me.owner || this.room.closed) return h("section", { class: "last" }, leave);
    const history = h("input", { type: "checkbox", checked: this.room.history, role: "switch", data: { key: "history" } });
    history.addEventListener("change", () => this.#ask("history", { shown: history.checked }));
    const renew = h("button", { class: "quiet", type: "button", data: { key: "renew" } }, t("Make a new link"));
    renew.addEventListener("click", async () => {
      if (await confirm(t("Make a new link? The old one will let nobody in any more."), t("Make a new link"), t("Cancel"))) this.#ask("renew");
    });
    const close = h("button", { class: "quiet danger", type: "button", data: { key: "end" } }, t("Close this room"));
    close.addEventListener("click", async () => {
      if (await confirm(t("Close this room? Nobody can write or join any more."), t("Close this room"), t("Cancel"))) this.#ask("close");
    });
    return h(
      "section",
      { class: "last" },
      h("h3", {}, t("Your room")),
      h("label", { class: "setting" }, h("span", {}, t("Newcomers see earlier messages")), history),
      renew,
      close,
      leave,
    );
  }
}
