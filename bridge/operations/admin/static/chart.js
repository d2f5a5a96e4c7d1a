/** Small charts of the last hour, in SVG. */

import { h, svg } from "./dom.js";
import { t } from "./i18n.js";
import { number, quick } from "./format.js";

const WIDTH = 600;
const HEIGHT = 120;

/** A round number that is not smaller. */
function ceiling(value) {
  if (value <= 0) return 1;
  const unit = 10 ** Math.floor(Math.log10(value));
  return [1, 2, 5, 10].map((step) => step * unit).find((step) => step >= value - unit / 1000);
}

function figure(title, summary, drawing, top, legend) {
  return h(
    "figure",
    { class: "chart" },
    h("figcaption", {}, title, legend),
    h("div", { class: "plot" }, h("span", { class: "top" }, top), drawing, h("span", { class: "sum" }, summary)),
    h("div", { class: "axis", "aria-hidden": "true" }, h("span", {}, t("an hour ago")), h("span", {}, t("now"))),
  );
}

function drawing(label, ...shapes) {
  const grid = [0.5, HEIGHT / 2, HEIGHT - 0.5].map((y) => svg("line", { x1: 0, x2: WIDTH, y1: y, y2: y, class: "grid" }));
  const box = { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, preserveAspectRatio: "none", role: "img", "aria-label": label };
  return svg("svg", box, ...grid, ...shapes);
}

/** Messages a minute, as bars. */
export function messages(minutes) {
  const counts = minutes.map(([count]) => count);
  const total = counts.reduce((sum, count) => sum + (count ?? 0), 0);
  const most = Math.max(0, ...counts.map((count) => count ?? 0));
  const top = ceiling(Math.max(most, 4));
  const step = WIDTH / minutes.length;
  const bars = counts.map((count, place) => {
    if (!count) return null;
    const height = Math.max(2, (count / top) * HEIGHT);
    return svg("rect", { x: place * step + 1, y: HEIGHT - height, width: step - 2, height, class: "bar" });
  });
  const summary = t("{total} in the last hour, {most} in the busiest minute", { total: number(total), most: number(most) });
  const title = t("Messages a minute");
  return figure(title, summary, drawing(`${title}: ${summary}`, ...bars), number(top), null);
}

function line(values, top, kind) {
  const step = WIDTH / values.length;
  const place = (value, at) => `${((at + 0.5) * step).toFixed(1)} ${(HEIGHT - (value / top) * HEIGHT).toFixed(1)}`;
  let path = "";
  values.forEach((value, at) => {
    if (value === null) return;
    const joined = at > 0 && values[at - 1] !== null;
    // A minute between silent ones is a dot, which only a line of some length can show.
    path += joined ? ` L${place(value, at)}` : ` M${place(value, at)} h0.1`;
  });
  return svg("path", { d: path.trim() || "M0 0", class: `line ${kind}` });
}

/** The time in which half and 95 % of translations were done. */
export function latency(minutes) {
  const halves = minutes.map(([, half]) => half);
  const most = minutes.map(([, , nearly]) => nearly);
  const highest = Math.max(0, ...most.map((value) => value ?? 0));
  const top = ceiling(Math.max(highest, 0.01));
  const last = minutes.findLast(([, half]) => half !== null);
  const summary = last
    ? t("last: half within {half}, 95 % within {most}", { half: quick(last[1]), most: quick(last[2]) })
    : t("nothing was translated in the last hour");
  const title = t("Time a translation takes");
  const legend = h("span", { class: "legend", "aria-hidden": "true" }, h("i", { class: "p50" }), "p50", h("i", { class: "p95" }), "p95");
  const shapes = last ? [line(most, top, "p95"), line(halves, top, "p50")] : [];
  return figure(title, summary, drawing(`${title}: ${summary}`, ...shapes), quick(top), legend);
}
