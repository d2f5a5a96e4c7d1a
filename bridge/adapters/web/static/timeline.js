/** The messages of a room: in order, grouped, with what is still on its way at the end. */

import { bubble, pendingBubble, replyWords, toggleOriginal } from "./bubble.js";
import { h, icon } from "./dom.js";
import { label, live, t, tn } from "./i18n.js";
import { day, sameDay } from "./time.js";

const TOGETHER = 5 * 60;
const NEAR = 120;

/** Emits "older" (with the oldest id known) and "peek" (with ids that replies refer to). */
export class Timeline extends EventTarget {
  #entries = new Map();
  #order = [];
  #rows = new Map();
  #context;
  #outbox = null;
  #more = false;
  #asking = false;
  #unread = 0;
  #quoted = new Map();
  #wanted = new Set();

  constructor(act) {
    super();
    this.revision = "";
    this.#context = { me: "", key: "", owner: false, closed: false, act, find: (id) => this.find(id) };
    this.list = h("div", { class: "list" });
    this.pendingList = h("div", { class: "list pending-list", "aria-live": "off" });
    this.top = h("div", { class: "top" });
    this.log = h("div", { class: "log", role: "log", tabIndex: -1, "aria-live": "polite" }, h("div", { class: "column" }, this.top, this.list, this.pendingList));
    label(this.log, "aria-label", () => t("Messages"));
    this.jump = h("button", { class: "jump", type: "button", hidden: true }, h("span", { class: "unread" }), icon("down"));
    label(this.jump, "aria-label", () => t("Go to the newest messages"));
    this.jump.addEventListener("click", () => this.toEnd(true));
    this.node = h("div", { class: "timeline" }, this.log, this.jump);
    this.log.addEventListener("scroll", () => this.#scrolled(), { passive: true });
    this.log.addEventListener("keydown", (event) => this.#keyed(event));
    this.list.addEventListener("click", (event) => this.#tapped(event));
    new ResizeObserver(() => this.#stuck && this.toEnd()).observe(this.log);
    new ResizeObserver(() => this.#stuck && this.toEnd()).observe(this.list);
    live(() => this.#renderAll());
  }

  #stuck = true;

  set outbox(outbox) {
    this.#outbox = outbox;
    outbox.addEventListener("change", ({ detail }) => {
      this.#renderPending();
      if (detail.state === "waiting") this.toEnd();
    });
    this.#renderPending();
  }

  /** Who reads: `me`, `key`, `owner`, `closed`. */
  configure(values) {
    const before = JSON.stringify([this.#context.me, this.#context.owner, this.#context.closed]);
    Object.assign(this.#context, values);
    if (before !== JSON.stringify([this.#context.me, this.#context.owner, this.#context.closed])) this.#renderAll();
  }

  find(id) {
    return this.#entries.get(id) ?? this.#quoted.get(id);
  }

  get empty() {
    return !this.#order.length && !this.#outbox?.items.size;
  }

  get newestOwn() {
    return this.#order.map((id) => this.#entries.get(id)).findLast((one) => one.author?.id === this.#context.me && one.author.platform === "web" && one.original.plain);
  }

  /** Take in a greeting: the newest page, or what was missed. */
  greet(frame) {
    if (frame.reset) {
      this.#entries.clear();
      this.#quoted.clear();
      this.#more = frame.more;
      for (const entry of frame.entries) this.#entries.set(entry.id, entry);
      this.#renderAll();
      this.toEnd();
    } else {
      for (const entry of frame.entries) this.put(entry);
    }
    this.#saw(frame.revision);
    this.#settle(frame.entries);
    this.#askForQuoted();
  }

  /** Take in an entry as it is now. */
  put(entry) {
    this.#saw(entry.revision);
    this.#settle([entry]);
    if (this.#quoted.has(entry.id)) this.#quoted.set(entry.id, entry);
    const known = this.#entries.get(entry.id);
    if (known && known.revision >= entry.revision) return;
    if (entry.deleted) {
      this.#remove(entry);
    } else if (known) {
      this.#entries.set(entry.id, entry);
      this.#renderRow(entry.id);
    } else if (!this.#more || !this.#order.length || entry.id > this.#order[0]) {
      this.#insert(entry);
    }
    this.#refreshReplies(entry);
    this.#askForQuoted();
  }

  /** Take in an older page. */
  prepend(frame) {
    this.#asking = false;
    this.#more = frame.more;
    const height = this.log.scrollHeight - this.log.scrollTop;
    const added = frame.entries.filter((entry) => !this.#entries.has(entry.id));
    this.#quietly();
    this.#insertBefore(added);
    this.log.scrollTop = this.log.scrollHeight - height;
    this.#askForQuoted();
  }

  /** Take in entries that replies refer to. */
  peeked(entries) {
    for (const entry of entries) {
      this.#quoted.set(entry.id, entry);
      this.#refreshReplies(entry);
    }
  }

  /** Ask for the page before, unless that is under way. */
  older() {
    if (!this.#more || this.#asking || !this.#order.length) return;
    this.#asking = true;
    this.dispatchEvent(new CustomEvent("older", { detail: this.#order[0] }));
  }

  /** A lost connection may have lost a question. */
  disconnected() {
    this.#asking = false;
  }

  toEnd(smooth = false) {
    this.#stuck = true;
    const behavior = smooth && !matchMedia("(prefers-reduced-motion: reduce)").matches ? "smooth" : "instant";
    this.log.scrollTo({ top: this.log.scrollHeight, behavior });
    this.#showUnread(0);
  }

  /** Bring an entry into view; returns whether it is loaded. */
  goTo(id) {
    const row = this.#rows.get(id);
    if (!row) return false;
    row.scrollIntoView({ block: "center", behavior: "instant" });
    row.classList.remove("flash");
    requestAnimationFrame(() => row.classList.add("flash"));
    this.#focusRow(row);
    return true;
  }

  #saw(revision) {
    if (this.revision === "" || revision > this.revision) this.revision = revision;
  }

  #settle(entries) {
    for (const entry of entries) if (entry.client && this.#outbox?.items.has(entry.client)) this.#outbox.drop(entry.client);
  }

  #insert(entry) {
    this.#entries.set(entry.id, entry);
    const last = this.#order.at(-1);
    const isNewest = last === undefined || entry.id > last;
    if (!isNewest) {
      this.#renderAll();
      return;
    }
    this.#order.push(entry.id);
    const stuck = this.#stuck;
    this.#place(entry, this.list);
    this.#group(last);
    this.#rove(this.#rows.get(entry.id));
    const mine = entry.author?.id === this.#context.me;
    if (stuck) this.toEnd();
    else if (!mine) this.#showUnread(this.#unread + 1);
  }

  #insertBefore(added) {
    const oldest = this.#order[0];
    for (const entry of added) this.#entries.set(entry.id, entry);
    this.#order = [...added.map((entry) => entry.id), ...this.#order];
    const fragment = new DocumentFragment();
    for (const entry of added) this.#place(entry, fragment);
    const newest = added.at(-1);
    const sameDate = newest && oldest !== undefined && sameDay(newest.created_at * 1000, this.#entries.get(oldest).created_at * 1000);
    if (sameDate) this.list.querySelector(":scope > .day")?.remove();
    this.list.prepend(fragment);
    this.#group(newest?.id);
    this.#group(oldest);
    this.#showBeginning();
  }

  #remove(entry) {
    if (!this.#entries.delete(entry.id)) return;
    this.#quoted.set(entry.id, entry);
    const row = this.#rows.get(entry.id);
    const hadFocus = row.contains(document.activeElement);
    const { previousElementSibling: above, nextElementSibling: below } = row;
    if (above?.matches(".day") && !below?.matches(".row")) above.remove();
    row.remove();
    this.#rows.delete(entry.id);
    const at = this.#order.indexOf(entry.id);
    this.#order.splice(at, 1);
    this.#group(this.#order[at - 1]);
    this.#group(this.#order[at]);
    if (row.querySelector('.bubble[tabindex="0"]') && this.#order.length) this.#rove(this.#rows.get(this.#order.at(-1)));
    if (hadFocus) this.log.focus();
  }

  /** What was said before is no news to a screen reader. */
  #quietly() {
    this.log.setAttribute("aria-busy", "true");
    requestAnimationFrame(() => this.log.removeAttribute("aria-busy"));
  }

  #showBeginning() {
    const all = !this.#more && this.#order.length > 0;
    this.top.replaceChildren(all ? h("p", { class: "beginning" }, t("This is where the conversation begins.")) : "");
  }

  #renderAll() {
    this.#quietly();
    this.#order = [...this.#entries.keys()].sort((a, b) => a - b);
    this.#rows.clear();
    this.list.replaceChildren();
    this.#showBeginning();
    for (const id of this.#order) this.#place(this.#entries.get(id), this.list);
    if (this.#order.length) this.#rove(this.#rows.get(this.#order.at(-1)));
    this.#renderPending();
  }

  /** Put the row of an entry at the end of a node, a new day above it where one begins. */
  #place(entry, into) {
    const previous = this.#entries.get(this.#order[this.#order.indexOf(entry.id) - 1]);
    if (!previous || !sameDay(previous.created_at * 1000, entry.created_at * 1000)) {
      into.append(h("div", { class: "day", role: "separator" }, h("span", {}, day(entry.created_at * 1000))));
    }
    const row = bubble(entry, this.#context);
    this.#rows.set(entry.id, row);
    into.append(row);
    this.#group(entry.id);
  }

  /** Show whether a row begins or ends what somebody says in one go. */
  #group(id) {
    const row = this.#rows.get(id);
    if (!row) return;
    const at = this.#order.indexOf(id);
    const [above, entry, below] = [at - 1, at, at + 1].map((place) => this.#entries.get(this.#order[place]));
    row.classList.toggle("first", !(above && together(above, entry)));
    row.classList.toggle("last", !(below && together(entry, below)));
  }

  #renderRow(id) {
    const old = this.#rows.get(id);
    if (!old) return;
    const row = bubble(this.#entries.get(id), this.#context);
    for (const name of ["first", "last", "open"]) row.classList.toggle(name, old.classList.contains(name));
    if (old.querySelector(".original:not([hidden])")) toggleOriginal(row.querySelector(".bubble"));
    if (old.querySelector('.text + .unfold[aria-expanded="true"]')) row.querySelector(".text + .unfold")?.click();
    const focused = old.contains(document.activeElement);
    row.querySelector(".bubble").tabIndex = old.querySelector(".bubble").tabIndex;
    old.replaceWith(row);
    this.#rows.set(id, row);
    if (focused) row.querySelector(".bubble").focus();
    if (this.#stuck) this.toEnd();
  }

  #renderPending() {
    if (!this.#outbox) return;
    const rows = [...this.#outbox.items.values()].map((item) =>
      pendingBubble(item, () => this.#outbox.retry(item.id), () => this.#outbox.drop(item.id)),
    );
    rows.at(0)?.classList.add("first");
    rows.at(-1)?.classList.add("last");
    this.pendingList.replaceChildren(...rows);
    if (this.#stuck) this.toEnd();
  }

  #refreshReplies(entry) {
    for (const node of this.list.querySelectorAll(`.reply[data-to="${entry.id}"]`)) node.replaceChildren(...replyWords(this.find(entry.id)));
  }

  #askForQuoted() {
    const missing = [];
    for (const entry of this.#entries.values()) {
      const id = entry.reply_to;
      if (id && !this.find(id) && !this.#wanted.has(id)) missing.push(id);
    }
    for (const id of missing) this.#wanted.add(id);
    if (missing.length) this.dispatchEvent(new CustomEvent("peek", { detail: missing.slice(0, 100) }));
  }

  #scrolled() {
    this.#stuck = this.log.scrollHeight - this.log.scrollTop - this.log.clientHeight < NEAR;
    if (this.#stuck) this.#showUnread(0);
    this.jump.hidden = this.#stuck;
    if (this.log.scrollTop < 600) this.older();
  }

  #showUnread(count) {
    this.#unread = count;
    this.jump.hidden = this.#stuck;
    const badge = this.jump.querySelector(".unread");
    badge.textContent = count ? tn("{count} new message", "{count} new messages", count) : "";
  }

  #tapped(event) {
    const row = event.target.closest(".row");
    if (!row || event.target.closest("a, button, video, audio, [role=button]") || String(getSelection())) return;
    if (!matchMedia("(hover: none)").matches) return;
    for (const other of this.list.querySelectorAll(".row.open")) if (other !== row) other.classList.remove("open");
    row.classList.toggle("open");
    toggleOriginal(row.querySelector(".bubble"));
  }

  #rove(row) {
    for (const old of this.list.querySelectorAll('.bubble[tabindex="0"]')) old.tabIndex = -1;
    row.querySelector(".bubble").tabIndex = 0;
  }

  #focusRow(row) {
    this.#rove(row);
    row.querySelector(".bubble").focus({ preventScroll: false });
  }

  #keyed(event) {
    const row = event.target.closest(".row");
    if (!row || !event.target.classList.contains("bubble")) return;
    const rows = this.#order.map((id) => this.#rows.get(id));
    const at = rows.indexOf(row);
    const entry = this.#entries.get(Number(row.dataset.id));
    const moves = { ArrowUp: at - 1, ArrowDown: at + 1, Home: 0, End: rows.length - 1 };
    if (event.key in moves) {
      const next = rows[moves[event.key]];
      if (next) this.#focusRow(next);
      if (at === 0) this.older();
    } else if (event.key === "Enter" || event.key === " ") {
      toggleOriginal(row.querySelector(".bubble"));
    } else if (event.key === "r" && entry?.author && !event.ctrlKey && !event.metaKey) {
      this.#context.act("reply", entry);
    } else {
      return;
    }
    event.preventDefault();
  }
}

function together(one, other) {
  const key = (entry) => (entry.author ? `${entry.author.platform}:${entry.author.id}` : "");
  const near = other.created_at - one.created_at < TOGETHER && sameDay(one.created_at * 1000, other.created_at * 1000);
  return near && key(one) === key(other) && key(one) !== "" && !one.reactions.length;
}
