/** How it is: what is ready, what waits, what went wrong, and the last hour. */

import { h } from "./dom.js";
import { latency, messages } from "./chart.js";
import { duration, number, platform } from "./format.js";
import { t } from "./i18n.js";
import { Section, fact, facts, mark, table } from "./section.js";

const part = (name) => (name === "models" ? t("Models") : platform(name));

function parts(health) {
  return h(
    "ul",
    { class: "parts", "aria-label": t("Parts") },
    Object.entries(health.parts).map(([name, ready]) =>
      h("li", {}, mark(ready ? "good" : "bad", ready ? t("{part}: ready", { part: part(name) }) : t("{part}: not ready", { part: part(name) }))),
    ),
  );
}

function queues(health) {
  const columns = [
    [t("Platform")],
    [t("Messages"), "figure"],
    [t("Waiting"), "figure"],
    [t("Oldest"), "figure"],
    [t("Retries"), "figure"],
    [t("Unknown outcome"), "figure"],
    [t("Perhaps shown twice"), "figure"],
    [t("Arrived twice"), "figure"],
  ];
  const rows = health.platforms.map((one) => [
    platform(one.platform),
    number(one.messages),
    number(one.waiting),
    one.waiting ? duration(one.oldest) : "–",
    number(one.retries),
    number(one.unknown),
    number(one.duplicates),
    number(one.known),
  ]);
  return table(columns, rows, t("What waits and what went wrong, by platform"));
}

function guard(health) {
  const reasons = Object.entries(health.guarded).filter(([, count]) => count);
  const total = reasons.reduce((sum, [, count]) => sum + count, 0);
  const words = reasons.map(([reason, count]) => `${reason} ${number(count)}`).join(", ");
  return facts(
    fact(t("Translations the guard stopped"), number(total), words),
    fact(t("Refused by a platform"), number(health.refused)),
    fact(t("Events set aside"), number(health.set_aside)),
  );
}

/** Health and queue. */
export const healthSection = () =>
  new Section("health", () => t("Health"), ({ health }) => [
    parts(health),
    queues(health),
    guard(health),
    h("p", { class: "hint" }, t("Counted since the start.")),
  ]);

/** The charts. */
export const hourSection = () =>
  new Section("hour", () => t("The last hour"), ({ chart }) => h("div", { class: "charts" }, messages(chart), latency(chart)));
