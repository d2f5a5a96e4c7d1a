/** The socket to the server: connects again by itself, and asks again what was not answered. */

const FIRST_WAIT = 400;
const LONGEST_WAIT = 10_000;
const PING_EVERY = 20_000;
const SILENCE = 12_000;
const NOT_A_MEMBER = 4403;

let count = 0;

/** An id that nobody else makes. */
export function newId() {
  count += 1;
  const random = crypto.getRandomValues(new Uint32Array(3));
  return [Date.now(), count, ...random].map((number) => number.toString(36)).join("-");
}

/** Emits "state" (with `detail` "open", "waiting" or "gone") and "frame" (with the frame as `detail`). */
export class Connection extends EventTarget {
  #socket = null;
  #wait = FIRST_WAIT;
  #timer = 0;
  #silence = 0;
  #asked = new Map();
  #address;

  /** `address` returns where to connect, with what is known already. */
  constructor(address) {
    super();
    this.#address = address;
    this.state = "waiting";
    addEventListener("online", () => this.#hurry());
    document.addEventListener("visibilitychange", () => document.hidden || this.#hurry());
    setInterval(() => this.#ping(), PING_EVERY);
  }

  start() {
    clearTimeout(this.#timer);
    const socket = new WebSocket(this.#address());
    this.#socket = socket;
    socket.addEventListener("message", (event) => {
      clearTimeout(this.#silence);
      this.#receive(JSON.parse(event.data));
    });
    socket.addEventListener("close", (event) => socket === this.#socket && this.#closed(event.code));
  }

  stop() {
    this.#setState("gone");
    this.#socket?.close();
  }

  /** Send a frame if there is a connection; returns whether there was. */
  send(type, values = {}) {
    if (this.state !== "open") return false;
    this.#socket.send(JSON.stringify({ type, ...values }));
    return true;
  }

  /**
   * Ask until there is an answer. Resolves to it, rejects with an `Error` that has the server's sentence. What is asked
   * again under the `id` of a first time is not done again.
   */
  ask(type, values = {}) {
    const id = values.id ?? newId();
    return new Promise((resolve, reject) => {
      this.#asked.set(id, { type, values: { ...values, id }, resolve, reject });
      this.send(type, { ...values, id });
    });
  }

  #receive(frame) {
    if (frame.type === "hello") {
      this.#wait = FIRST_WAIT;
      this.#setState("open");
    } else if (frame.type === "dismissed") {
      this.#setState("gone");
    }
    const asked = this.#asked.get(frame.id);
    if (asked && (frame.type === "done" || frame.type === "refused")) {
      this.#asked.delete(frame.id);
      if (frame.type === "done") asked.resolve(frame);
      else asked.reject(new Error(frame.sentence));
      return;
    }
    this.dispatchEvent(new CustomEvent("frame", { detail: frame }));
    if (frame.type === "hello") for (const { type, values } of this.#asked.values()) this.send(type, values);
  }

  #closed(code) {
    clearTimeout(this.#silence);
    if (this.state === "gone" || code === NOT_A_MEMBER) return;
    this.#setState("waiting");
    this.#timer = setTimeout(() => this.start(), this.#wait * (0.7 + 0.6 * Math.random()));
    this.#wait = Math.min(LONGEST_WAIT, this.#wait * 1.7);
  }

  #hurry() {
    if (this.state === "waiting" && this.#socket?.readyState !== WebSocket.CONNECTING) this.start();
    else this.#ping();
  }

  #ping() {
    if (!this.send("ping")) return;
    clearTimeout(this.#silence);
    const socket = this.#socket;
    this.#silence = setTimeout(() => {
      // A network that vanished closes nothing: the old socket is left behind and a new one opened.
      if (socket !== this.#socket) return;
      this.#socket = null;
      socket.close();
      this.#closed(0);
    }, SILENCE);
  }

  #setState(state) {
    if (this.state === state) return;
    this.state = state;
    this.dispatchEvent(new CustomEvent("state", { detail: state }));
  }
}
