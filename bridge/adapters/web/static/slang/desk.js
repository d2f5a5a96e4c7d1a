/** What the panel asks of the server: looking into the books, trying a term, giving a command. */

import { newId } from "../connection.js";
import { t } from "../i18n.js";

const PATIENCE = 30_000;

export class Desk {
  #connection;
  #waiting = new Map();

  constructor(connection) {
    this.#connection = connection;
    connection.addEventListener("frame", ({ detail }) => {
      if (detail.type === "answer") this.#settle(detail.id, detail.answer);
      // An answer that went to a connection which was lost is asked for again.
      else if (detail.type === "hello") for (const [id, asked] of this.#waiting) this.#ask(id, asked);
    });
  }

  /** The terms of the conversation, or those of all books that have these words. */
  look(words = "") {
    return this.#connection.ask("slang", { words });
  }

  /**
   * What a term would do: `line` (how it is understood) and `seen`, or the `fault` for which it cannot be; and the
   * `command` that proposes it.
   */
  attempt(term) {
    return this.#connection.ask("attempt", term);
  }

  /** What bringing in an uploaded file would change. */
  check(file) {
    return this.#connection.ask("check", { file });
  }

  /**
   * Give a command, written without the slash. Resolves to its answer: `text`, and `public` where everybody was told,
   * which is how every change is answered.
   */
  tell(line, files = []) {
    const id = newId();
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => this.#settle(id, { text: t("No answer came. Look whether it was done."), public: false }), PATIENCE);
      const asked = { line, files, resolve, reject, timer };
      this.#waiting.set(id, asked);
      this.#ask(id, asked);
    });
  }

  async #ask(id, { line, files, reject }) {
    try {
      const done = await this.#connection.ask("tell", { id, line, files });
      if (done.answer) this.#settle(id, done.answer);
    } catch (error) {
      this.#forget(id);
      reject(error);
    }
  }

  #settle(id, answer) {
    this.#forget(id)?.resolve(answer);
  }

  #forget(id) {
    const asked = this.#waiting.get(id);
    clearTimeout(asked?.timer);
    this.#waiting.delete(id);
    return asked;
  }
}
