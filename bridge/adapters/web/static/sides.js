/** The panels beside the conversation, of which one is open at a time; on a phone they lie above it. */

const SMALL = matchMedia("(max-width: 600px)");

export class Sides {
  #room;
  #main;
  #sides;
  #open = null;

  /** `sides` have `panel` (with `node`, and perhaps `opened` and `focus`) and the `toggle` that opens it. */
  constructor(room, main, sides) {
    this.#room = room;
    this.#main = main;
    this.#sides = sides;
    for (const side of sides) {
      side.toggle.setAttribute("aria-expanded", "false");
      side.toggle.setAttribute("aria-controls", side.panel.node.id);
      side.toggle.addEventListener("click", () => this.toggle(side.panel));
      side.panel.addEventListener("close", () => this.close());
    }
    room.addEventListener("keydown", (event) => event.key === "Escape" && this.#open && this.close());
    // What lies under a panel is out of reach: a press on it closes the panel.
    room.addEventListener("click", (event) => event.target === room && this.#open && this.close());
    SMALL.addEventListener("change", () => this.#cover());
  }

  toggle(panel) {
    if (this.#open?.panel === panel) this.close();
    else this.open(panel);
  }

  /** Open a panel in the place of another. `words` are for the panel; without `focus` the focus stays where it is. */
  open(panel, { focus = true, words = "" } = {}) {
    this.#open = this.#sides.find((side) => side.panel === panel);
    this.#show();
    panel.opened?.(words);
    if (!focus) return;
    if (panel.focus) panel.focus();
    else panel.node.querySelector("button, input")?.focus();
  }

  close() {
    const { toggle } = this.#open;
    this.#open = null;
    this.#show();
    toggle.focus();
  }

  #show() {
    for (const side of this.#sides) {
      side.panel.node.hidden = side !== this.#open;
      side.toggle.setAttribute("aria-expanded", String(side === this.#open));
    }
    this.#room.classList.toggle("with-panel", Boolean(this.#open));
    this.#cover();
  }

  #cover() {
    this.#main.inert = Boolean(this.#open) && SMALL.matches;
  }
}
