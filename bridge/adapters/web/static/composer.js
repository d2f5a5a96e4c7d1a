/** Where one writes: text, files, a reply, a correction. */

import { excerpt } from "./bubble.js";
import { h, icon } from "./dom.js";
import { label, live, t } from "./i18n.js";

const TYPING_EVERY = 3000;

/**
 * Emits "post" (`detail`: text, replyTo, files), "edit" (`detail`: entry, text), "typing" and "last" (the reader wants
 * to correct their newest message). `limits` has the longest text in code points, `file` the largest file in bytes.
 */
export class Composer extends EventTarget {
  #reply = null;
  #editing = null;
  #files = [];
  #typed = 0;
  #draft;

  constructor(draft) {
    super();
    this.#draft = `magpie.draft.${draft}`;
    this.limits = { text: 20_000, file: 10 * 1024 * 1024, files: 10 };
    this.box = h("textarea", { rows: 1, dir: "auto", enterkeyhint: "send", autocomplete: "off" });
    label(this.box, "aria-label", () => t("Message"));
    label(this.box, "placeholder", () => t("Write in any language"));
    this.button = h("button", { class: "send", type: "submit" }, icon("send"));
    label(this.button, "aria-label", () => t("Send"));
    label(this.button, "title", () => t("Send"));
    this.picker = h("input", { type: "file", multiple: true, hidden: true, tabIndex: -1 });
    const attach = h("button", { class: "icon-button attach", type: "button" }, icon("attach"));
    label(attach, "aria-label", () => t("Attach pictures or files"));
    attach.addEventListener("click", () => this.picker.click());
    this.strip = h("div", { class: "strip", hidden: true });
    this.staged = h("ul", { class: "staged", hidden: true });
    this.warning = h("p", { class: "warning", role: "alert", hidden: true });
    this.node = h("form", { class: "composer" }, this.warning, this.strip, this.staged, h("div", { class: "bar" }, attach, this.picker, this.box, this.button));
    this.box.value = sessionStorage.getItem(this.#draft) ?? "";
    this.#listen();
    live(() => this.#showStrip());
    this.#fit();
  }

  focus() {
    this.box.focus();
  }

  replyTo(entry) {
    this.#editing = null;
    this.#reply = entry;
    this.#showStrip();
    this.focus();
  }

  edit(entry) {
    this.#reply = null;
    this.#editing = entry;
    this.box.value = entry.original.plain;
    this.#showStrip();
    this.#fit();
    this.focus();
  }

  /** Take files in, from the picker, the clipboard or a drop. */
  async attach(files) {
    for (const file of files) {
      if (this.#files.length >= this.limits.files) return this.#warn(t("A message can carry up to {count} files.", { count: this.limits.files }));
      if (file.size > this.limits.file) return this.#warn(t("Files can have up to {size} MB.", { size: Math.floor(this.limits.file / 1024 ** 2) }));
      const [width, height] = await measured(file);
      this.#files.push({ file, name: file.name || "picture.png", width, height });
    }
    this.#showStaged();
    this.focus();
  }

  #listen() {
    this.node.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#submit();
    });
    this.box.addEventListener("input", () => {
      this.#fit();
      this.#warn("");
      sessionStorage.setItem(this.#draft, this.box.value);
      if (this.box.value && Date.now() - this.#typed > TYPING_EVERY) {
        this.#typed = Date.now();
        this.dispatchEvent(new Event("typing"));
      }
    });
    this.box.addEventListener("keydown", (event) => this.#keyed(event));
    this.box.addEventListener("paste", (event) => {
      const files = [...event.clipboardData.files];
      if (!files.length || event.clipboardData.getData("text/plain")) return;
      event.preventDefault();
      this.attach(files);
    });
    this.picker.addEventListener("change", () => {
      this.attach([...this.picker.files]);
      this.picker.value = "";
    });
  }

  #keyed(event) {
    // While an input method composes, Enter chooses a word; Safari reports it only by its key code.
    if (event.isComposing || event.keyCode === 229) return;
    if (event.key === "Enter" && !event.shiftKey && !event.altKey) {
      event.preventDefault();
      this.#submit();
    } else if (event.key === "Escape" && (this.#reply || this.#editing)) {
      event.stopPropagation();
      this.#cancel();
    } else if (event.key === "ArrowUp" && !this.box.value) {
      event.preventDefault();
      this.dispatchEvent(new Event("last"));
    }
  }

  #submit() {
    const text = this.box.value.trim();
    if (!text && !this.#files.length) return;
    const count = Array.from(text).length;
    if (count > this.limits.text) {
      const sentence = "A message can have up to {limit} characters and this one has {count}: send it in parts.";
      this.#warn(t(sentence, { limit: this.limits.text, count }));
      return;
    }
    if (this.#editing) {
      this.dispatchEvent(new CustomEvent("edit", { detail: { entry: this.#editing, text } }));
    } else {
      const detail = { text, replyTo: this.#reply?.id ?? null, files: this.#files };
      this.dispatchEvent(new CustomEvent("post", { detail }));
    }
    this.#files = [];
    this.#showStaged();
    this.#typed = 0;
    this.#cancel(true);
  }

  #cancel(sent = false) {
    if (sent || this.#editing) this.box.value = "";
    this.#reply = null;
    this.#editing = null;
    sessionStorage.setItem(this.#draft, this.box.value);
    this.#showStrip();
    this.#fit();
    this.#warn("");
  }

  #fit() {
    this.box.style.height = "auto";
    this.box.style.height = `${this.box.scrollHeight}px`;
    this.node.classList.toggle("empty", !this.box.value.trim() && !this.#files.length);
  }

  #showStrip() {
    const entry = this.#editing ?? this.#reply;
    this.strip.hidden = !entry;
    if (!entry) return;
    const title = this.#editing ? t("Edit your message") : t("Reply to {name}", { name: entry.author?.name ?? "Magpie" });
    const close = h("button", { class: "icon-button", type: "button", "aria-label": t("Cancel"), on: { click: () => this.#cancel() } }, icon("close"));
    this.strip.replaceChildren(
      icon(this.#editing ? "edit" : "reply"),
      h("div", { class: "strip-words" }, h("bdi", { class: "reply-name" }, title), h("span", { class: "reply-words", dir: "auto" }, excerpt(entry))),
      close,
    );
  }

  #showStaged() {
    this.staged.hidden = !this.#files.length;
    const items = this.#files.map((file) => {
      const picture = file.width ? h("img", { src: URL.createObjectURL(file.file), alt: "" }) : icon("file");
      picture.addEventListener?.("load", () => URL.revokeObjectURL(picture.src));
      const words = t("Remove {name}", { name: file.name });
      const remove = h("button", { class: "icon-button", type: "button", "aria-label": words }, icon("close"));
      remove.addEventListener("click", () => {
        this.#files = this.#files.filter((one) => one !== file);
        this.#showStaged();
        this.focus();
      });
      return h("li", {}, picture, h("span", { class: "file-name", dir: "auto" }, file.name), remove);
    });
    this.staged.replaceChildren(...items);
    this.#fit();
  }

  #warn(sentence) {
    this.warning.hidden = !sentence;
    this.warning.textContent = sentence;
  }
}

/** Width and height of a picture in pixels, 0 and 0 for anything else. */
async function measured(file) {
  if (!/^image\/(png|jpeg|gif|webp|avif)$/.test(file.type)) return [0, 0];
  try {
    const bitmap = await createImageBitmap(file);
    const size = [bitmap.width, bitmap.height];
    bitmap.close();
    return size;
  } catch {
    return [0, 0];
  }
}
