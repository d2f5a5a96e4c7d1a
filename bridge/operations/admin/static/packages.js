/** Translation packages: those at hand, those on their way, and those that can be had. */

import { cancel, install, offered, remove } from "./api.js";
import { confirm, h } from "./dom.js";
import { bytes, language } from "./format.js";
import { t } from "./i18n.js";
import { Section, mark, table } from "./section.js";

/** Whether an installation has not ended. */
export const underWay = (one) => one.stage === "fetching" || one.stage === "checking";

const direction = (one) => `${language(one.source)} → ${language(one.target)}`;

function listed(act, packages) {
  const drop = (one) => async (event) => {
    const button = event.currentTarget;
    const question = t("Delete the package {name}? It can be fetched again.", { name: one.name });
    if (await confirm(question, t("Delete"), t("Keep"))) {
      act(button, () => remove(one.name), t("Deleted: {name}", { name: one.name }));
    }
  };
  const columns = [[t("Package")], [t("Direction")], [t("Size"), "figure"], [t("State")], [""]];
  const rows = packages.map((one) => [
    h("span", { class: "name" }, one.name),
    direction(one),
    bytes(one.size),
    h("span", { class: "marks" }, one.in_use ? mark("good", t("in use")) : null, h("span", { class: "tag" }, one.builtin ? t("came with Magpie") : t("installed"))),
    one.builtin
      ? null
      : h("button", { class: "quiet danger", data: { key: `remove-${one.name}` }, "aria-label": t("Delete {name}", { name: one.name }), on: { click: drop(one) } }, t("Delete")),
  ]);
  return table(columns, rows, t("Packages at hand"));
}

function told(one) {
  if (one.stage === "installed") return mark("good", t("installed, and in use where it is the best of its direction"));
  if (one.stage === "failed") return mark("bad", one.sentence);
  if (one.stage === "cancelled") return mark("busy", t("stopped; it goes on there next time"));
  if (one.stage === "checking") return mark("busy", t("being checked"));
  const done = one.total ? t("{done} of {total}", { done: bytes(one.done), total: bytes(one.total) }) : bytes(one.done);
  return mark("busy", done);
}

function onTheWay(act, one) {
  const known = one.total ? { max: one.total, value: Math.min(one.done, one.total) } : {};
  return h(
    "li",
    {},
    h("span", { class: "name" }, one.name),
    underWay(one) ? h("progress", { "aria-label": t("Progress of {name}", { name: one.name }), ...known }) : null,
    told(one),
    one.stage === "fetching"
      ? h("button", { class: "quiet", data: { key: `cancel-${one.name}` }, on: { click: (event) => act(event.currentTarget, () => cancel(one.name), t("Stopped: {name}", { name: one.name })) } }, t("Stop"))
      : null,
  );
}

function offers(act, origin, found, have, coming) {
  return h(
    "ul",
    { class: "offers" },
    found.map((one) =>
      h(
        "li",
        {},
        h("span", { class: "name" }, one.name),
        h("span", { class: "faint" }, direction(one), one.size ? ` · ${bytes(one.size)}` : ""),
        have.has(one.name) || coming.has(one.name)
          ? h("span", { class: "tag" }, have.has(one.name) ? t("installed") : t("on its way"))
          : h(
              "button",
              {
                class: "primary",
                data: { key: `install-${one.name}` },
                "aria-label": t("Install {name}", { name: one.name }),
                on: { click: (event) => act(event.currentTarget, () => install(origin, one.name), t("On its way: {name}", { name: one.name })) },
              },
              t("Install"),
            ),
      ),
    ),
  );
}

/** Packages; `act` runs what a button does. */
export function packagesSection(act) {
  let found = null;
  const look = (origin) => (event) =>
    act(event.currentTarget, async () => {
      found = { origin, offers: (await offered(origin)).offers };
      section.redraw();
    });
  const names = { argos: t("Look what Argos offers"), firefox: t("Look what Firefox offers") };
  const section = new Section("packages", () => t("Translation packages"), ({ packages }) => {
    const have = new Set(packages.listed.filter((one) => !one.builtin).map((one) => one.name));
    const coming = new Set(packages.installations.filter(underWay).map((one) => one.name));
    return [
      listed(act, packages.listed),
      packages.installations.length
        ? h("ul", { class: "installations", "aria-label": t("On their way") }, packages.installations.map((one) => onTheWay(act, one)))
        : null,
      h(
        "div",
        { class: "buttons" },
        packages.origins.map((origin) => h("button", { class: "plain outlined", data: { key: `look-${origin}` }, on: { click: look(origin) } }, names[origin])),
      ),
      h("p", { class: "hint" }, t("Looking and installing go online; nothing else on this page does.")),
      found && !found.offers.length ? h("p", { class: "empty" }, t("There is nothing for Chinese and English.")) : null,
      found ? offers(act, found.origin, found.offers, have, coming) : null,
    ];
  });
  return section;
}
