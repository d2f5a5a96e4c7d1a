/** A part of the page that is drawn anew when what it shows has changed, without taking the focus away. */

import { h, redraw } from "./dom.js";
import { live } from "./i18n.js";

/** A section with its heading. `title` gives the heading, `draw` the nodes for the newest data. */
export class Section {
  constructor(id, title, draw) {
    this.heading = h("h2", { id: `${id}-title` });
    this.body = h("div", { class: "body" });
    this.node = h("section", { id, "aria-labelledby": `${id}-title`, tabIndex: -1 }, this.heading, this.body);
    this.data = null;
    this.shown = "";
    this.draw = draw;
    live(() => {
      this.heading.textContent = title();
      this.redraw();
    });
  }

  /** Show this data, if it is other than what is shown. */
  update(data) {
    const shown = JSON.stringify(data);
    if (shown === this.shown) return;
    this.shown = shown;
    this.data = data;
    this.redraw();
  }

  redraw() {
    if (this.data === null) return;
    // What was pressed may be gone with what it decided on: the keyboard goes on from the section.
    redraw(this.body, [this.draw(this.data)].flat(2).filter(Boolean), () => this.node.focus({ preventScroll: true }));
  }
}

/** A table; `columns` are headings, with a class for figures. On a phone each cell carries its heading. */
export function table(columns, rows, caption) {
  return h(
    "table",
    {},
    h("caption", { class: "unseen" }, caption),
    h("thead", {}, h("tr", {}, columns.map(([name, kind]) => h("th", { scope: "col", class: kind ?? "" }, name)))),
    h(
      "tbody",
      {},
      rows.map((cells) =>
        h(
          "tr",
          {},
          cells.map((cell, place) => {
            const [name, kind] = columns[place];
            const first = place === 0 ? { scope: "row" } : {};
            return h(place === 0 ? "th" : "td", { ...first, class: kind ?? "", data: { name } }, cell);
          }),
        ),
      ),
    ),
  );
}

/** A figure with what it means. */
export function fact(name, value, more) {
  return h("div", { class: "fact" }, h("dt", {}, name), h("dd", {}, value, more ? h("small", {}, more) : null));
}

/** Several of them. */
export const facts = (...all) => h("dl", { class: "facts" }, all);

/** A mark for how something is: "good", "bad" or "busy". */
export const mark = (kind, words) => h("span", { class: `mark ${kind}` }, words);
