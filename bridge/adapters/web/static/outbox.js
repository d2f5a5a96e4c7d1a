/** What was written and not acknowledged yet: kept on disk, sent again until the server has it. */

import { upload } from "./api.js";
import { newId } from "./connection.js";
import { Offline } from "./http.js";

const DATABASE = "magpie";
const STORE = "outbox";
const RETRY = 3000;

function promised(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

async function open() {
  const request = indexedDB.open(DATABASE, 1);
  request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: "id" });
  return promised(request);
}

/**
 * Emits "change" with the item as `detail`. An item has `id`, `text`, `replyTo`, `files` (each `file`, `name`,
 * `width`, `height` and, once uploaded, `uploaded`), `written` (ms), `state` ("waiting", "sent", "failed") and
 * `sentence`, why it failed.
 */
export class Outbox extends EventTarget {
  #database = null;
  #running = false;
  #again = false;

  constructor(connection, member) {
    super();
    this.connection = connection;
    this.member = member;
    this.items = new Map();
    connection.addEventListener("frame", ({ detail }) => this.#answered(detail));
  }

  /** Take up what an earlier page left. Without a database (private windows) items live as long as the page. */
  async load() {
    try {
      this.#database = await open();
      const kept = await promised(this.#store("readonly").getAll());
      for (const item of kept.filter((one) => one.member === this.member).sort((a, b) => a.written - b.written)) {
        this.items.set(item.id, { ...item, state: item.state === "failed" ? "failed" : "waiting" });
      }
    } catch {
      this.#database = null;
    }
  }

  /** Write something; it is shown at once and sent when it can be. */
  async add(text, replyTo, files) {
    const item = { id: newId(), member: this.member, text, replyTo, files, written: Date.now(), state: "waiting" };
    this.items.set(item.id, item);
    this.#changed(item);
    await this.#keep(item);
    this.send();
    return item;
  }

  /** Try a failed item once more. */
  retry(id) {
    const item = this.items.get(id);
    if (!item) return;
    item.state = "waiting";
    this.#changed(item);
    this.send();
  }

  /** Forget an item: it was shown, or its author gave it up. */
  drop(id) {
    const item = this.items.get(id);
    if (!item) return;
    this.items.delete(id);
    this.#forget(id);
    this.#changed({ ...item, state: "gone" });
  }

  /** Send all that waits, in order. `afresh`: the connection is new, so what was under way is sent again. */
  async send(afresh = false) {
    if (afresh) for (const item of this.items.values()) if (item.state === "sent" && !item.acknowledged) item.state = "waiting";
    if (this.#running) {
      this.#again = true;
      return;
    }
    this.#running = true;
    do {
      this.#again = false;
      for (const item of [...this.items.values()]) {
        if (item.state === "waiting" && !(await this.#sendOne(item))) break;
      }
    } while (this.#again);
    this.#running = false;
  }

  async #sendOne(item) {
    try {
      for (const file of item.files) {
        file.uploaded ??= await upload(this.member, file.file, file.name, file.width, file.height);
      }
    } catch (error) {
      if (error instanceof Offline) {
        setTimeout(() => this.send(), RETRY);
        return false;
      }
      this.#fail(item, error.message);
      return true;
    }
    const files = item.files.map((file) => file.uploaded);
    const values = { id: item.id, text: item.text, reply_to: item.replyTo, files };
    if (!this.items.has(item.id)) return true;
    if (!this.connection.send("post", values)) return false;
    item.state = "sent";
    return true;
  }

  #answered(frame) {
    const item = this.items.get(frame.id);
    if (!item) return;
    if (frame.type === "refused") {
      this.#fail(item, frame.sentence);
    } else if (frame.type === "done") {
      item.acknowledged = true;
      this.#forget(item.id);
      if (frame.command) this.drop(item.id);
      else this.#changed(item);
    }
  }

  #fail(item, sentence) {
    item.state = "failed";
    item.sentence = sentence;
    this.#keep(item);
    this.#changed(item);
  }

  #changed(item) {
    this.dispatchEvent(new CustomEvent("change", { detail: item }));
  }

  #store(mode) {
    return this.#database.transaction(STORE, mode, { durability: "strict" }).objectStore(STORE);
  }

  async #keep(item) {
    if (this.#database) await promised(this.#store("readwrite").put(item)).catch(() => {});
  }

  async #forget(id) {
    if (this.#database) await promised(this.#store("readwrite").delete(id)).catch(() => {});
  }
}
