/** Rich text as nodes. Offsets are in code points. */

import { h } from "./dom.js";
import { t } from "./i18n.js";
import { term } from "./notes.js";

const LINK = /https?:\/\/[^\s<>"'`，。！？；：、（）【】《》「」『』]+/gu;
const TRAILING = /[.,!?;:)\]}'"*_~]+$/u;
const SAFE = new Set(["http:", "https:", "mailto:", "tel:"]);
const TAGS = { bold: "strong", italic: "em", underline: "u", strike: "s", code: "code", quote: "blockquote", subtext: "small" };
const BLOCKS = new Set(["pre", "quote"]);
const LITERAL = new Set(["code", "pre", "link"]);

/** A text with its entities, and with the notes of terms in it, as nodes. */
export function richText(text, notes = []) {
  const points = Array.from(text.plain);
  const spans = text.entities.map(([start, end, kind, value]) => ({ start, end, kind, value }));
  for (const note of notes) spans.push({ start: note.start, end: note.end, kind: "term", value: note.note });
  spans.sort((a, b) => a.start - b.start || b.end - a.end);
  return build(points, 0, points.length, spans, false);
}

function build(points, start, end, spans, literal) {
  const nodes = [];
  const queue = [...spans];
  let at = start;
  while (queue.length) {
    const span = queue.shift();
    const from = Math.max(at, span.start);
    const to = Math.min(end, span.end);
    if (from >= to) continue;
    nodes.push(...leaves(points.slice(at, from).join(""), literal));
    const inner = [];
    while (queue.length && queue[0].start < to) {
      const next = queue.shift();
      inner.push(next);
      // What reaches beyond its neighbour goes on behind it, so that tags stay nested.
      if (next.end > to) queue.splice(placeFor(queue, to), 0, { ...next, start: to });
    }
    const node = wrap(span, build(points, from, to, inner, literal || LITERAL.has(span.kind)), points.slice(from, to).join(""));
    // Two terms in a row are seen to be two.
    if (span.kind === "term" && nodes.at(-1)?.classList?.contains("term")) node.classList.add("next");
    nodes.push(node);
    // A block ends its line itself.
    at = BLOCKS.has(span.kind) && points[to] === "\n" && to < end ? to + 1 : to;
  }
  nodes.push(...leaves(points.slice(at, end).join(""), literal));
  return nodes;
}

function placeFor(queue, start) {
  const place = queue.findIndex((one) => one.start >= start);
  return place < 0 ? queue.length : place;
}

function wrap(span, children, plain) {
  switch (span.kind) {
    case "link":
      return link(span.value || plain, children);
    case "pre":
      return h("pre", { dir: "ltr" }, h("code", span.value ? { data: { language: span.value } } : {}, children));
    case "spoiler":
      return spoiler(children);
    case "heading":
      return h("strong", { class: `heading level-${Number(span.value) || 1}` }, children);
    case "mention":
      return h("span", { class: "mention" }, children);
    case "hashtag":
      return h("span", { class: "hashtag" }, children);
    case "term":
      return term(span.value, children);
    default:
      return h(TAGS[span.kind] ?? "span", {}, children);
  }
}

function leaves(plain, literal) {
  if (!plain) return [];
  if (literal) return [plain];
  const nodes = [];
  let at = 0;
  for (const match of plain.matchAll(LINK)) {
    const address = match[0].replace(TRAILING, "");
    nodes.push(plain.slice(at, match.index), link(address, [address]));
    at = match.index + address.length;
  }
  nodes.push(plain.slice(at));
  return nodes.filter((node) => node !== "");
}

function link(address, children) {
  let target;
  try {
    target = new URL(address.includes("@") && !address.includes(":") ? `mailto:${address}` : address);
  } catch {
    target = null;
  }
  if (!target || !SAFE.has(target.protocol)) return h("span", {}, children);
  return h("a", { href: target.href, target: "_blank", rel: "noopener noreferrer", title: target.href }, children);
}

function spoiler(children) {
  const hidden = h("span", { "aria-hidden": "true" }, children);
  const node = h("span", { class: "spoiler", role: "button", "aria-label": t("Spoiler: show it") }, hidden);
  node.tabIndex = 0;
  const reveal = (event) => {
    if (event.type === "keydown" && event.key !== "Enter" && event.key !== " ") return;
    if (node.classList.contains("shown")) return;
    event.preventDefault();
    event.stopPropagation();
    node.classList.add("shown");
    hidden.removeAttribute("aria-hidden");
    for (const name of ["role", "aria-label", "tabindex"]) node.removeAttribute(name);
  };
  node.addEventListener("click", reveal, true);
  node.addEventListener("keydown", reveal, true);
  return node;
}
