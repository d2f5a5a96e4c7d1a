/** Building the page out of nodes. Texts become text nodes; nothing is ever parsed as HTML. */

const SVG = "http://www.w3.org/2000/svg";

/** An element with attributes (`on`: listeners, `data`: dataset, other non-strings: properties) and children. */
export function h(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null) continue;
    if (name === "class") node.className = value;
    else if (name === "data") Object.assign(node.dataset, value);
    else if (name === "on") for (const [event, listener] of Object.entries(value)) node.addEventListener(event, listener);
    else if (typeof value === "string") node.setAttribute(name, value);
    else node[name] = value;
  }
  node.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

const PATHS = {
  send: "M4 12 20 4l-5 16-4-7zM11 13l9-9",
  attach: "m20 11-8.500 8.500a5 5 0 0 1-7-7L13 4a3.300 3.300 0 0 1 4.700 4.700L9 17.300a1.700 1.700 0 0 1-2.400-2.400L14 7.500",
  people: "M9 11a3.500 3.500 0 1 0 0-7 3.500 3.500 0 0 0 0 7zM2.500 20c.5-4 3-6 6.500-6s6 2 6.500 6M16 4.500a3.500 3.500 0 0 1 0 6.500M18 14.500c2 .8 3.200 2.700 3.500 5.500",
  reply: "M9 7 4 12l5 5M4 12h9c4 0 7 2 7 6",
  react: "M12 21a9 9 0 1 1 6.500-15.200M8.500 14.500c1 1.500 2.200 2 3.500 2s2.500-.5 3.500-2M9 9.500v.5M15 9.500v.5M19 3v6M16 6h6",
  edit: "M4 20l1-4L16.500 4.500a2 2 0 0 1 3 3L8 19z",
  trash: "M5 7h14M10 7V4h4v3M7 7l1 13h8l1-13M10.500 11v5M13.500 11v5",
  pin: "M9 4h6l-1 6 4 4H6l4-4zM12 14v6",
  close: "M6 6l12 12M18 6 6 18",
  down: "M12 5v14M6 13l6 6 6-6",
  copy: "M9 9h10v11H9zM5 15V4h10",
  clock: "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 7v5l3.500 2",
  check: "M5 12.500l4.500 4.500L19 7.500",
  alert: "M12 8v5M12 16.500v.01M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18z",
  file: "M6 3h8l4 4v14H6zM14 3v4h4",
  download: "M12 4v11M7 11l5 5 5-5M5 20h14",
  translate: "M3 6h10M8 4v2c0 4-2 7-5 9M5 9c1 3 4 5 7 6M12 20l4.500-10L21 20M13.600 16.500h5.800",
  book: "M12 6.500c-2-1.500-4.500-2-8-2v13.500c3.500 0 6 .5 8 2 2-1.500 4.500-2 8-2V4.500c-3.500 0-6 .5-8 2zM12 6.500V20",
  back: "M15 5l-7 7 7 7",
  lock: "M6 11h12v9H6zM8.500 11V8a3.500 3.500 0 0 1 7 0v3",
};

/** A part of a drawing, with attributes and children. */
export function svg(tag, attributes, ...children) {
  const node = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  node.append(...children.filter(Boolean));
  return node;
}

/** An icon in the colour of the text around it. */
export const icon = (name) => svg("svg", { viewBox: "0 0 24 24", "aria-hidden": "true", class: "icon" }, svg("path", { d: PATHS[name] }));

/** The first thing that a reader would call a letter. */
function initial(name) {
  const [first] = new Intl.Segmenter().segment(name.trim() || "?");
  return first.segment.toLocaleUpperCase();
}

/** A round picture of somebody: their initial on a colour of their own. */
export function avatar(key, name) {
  let hash = 0;
  for (const char of key) hash = (hash * 31 + char.codePointAt(0)) >>> 0;
  return h("span", { class: `avatar tint-${hash % 8}`, "aria-hidden": "true" }, initial(name));
}

/**
 * Put other children into a node. Where one of the old had the focus, the new one of the same `data-key` has it then;
 * where there is none, `lost` is called.
 */
export function redraw(node, children, lost = () => {}) {
  const key = node.contains(document.activeElement) ? document.activeElement.dataset.key : "";
  node.replaceChildren(...children);
  if (!key) return;
  const again = [...node.querySelectorAll("[data-key]")].find((one) => one.dataset.key === key);
  if (again) again.focus({ preventScroll: true });
  else lost();
}

/** Ask before something that cannot be undone. Resolves to whether it was confirmed. */
export function confirm(question, yes, no) {
  return new Promise((resolve) => {
    const dialog = h(
      "dialog",
      { class: "confirm" },
      h("p", {}, question),
      h(
        "form",
        { method: "dialog", on: { submit: (event) => { event.preventDefault(); dialog.close(event.submitter.value); } } },
        h("button", { value: "no", class: "plain" }, no),
        h("button", { value: "yes", class: "danger" }, yes),
      ),
    );
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(dialog.returnValue === "yes");
    });
    document.body.append(dialog);
    dialog.showModal();
  });
}
