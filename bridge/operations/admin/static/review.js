/** Terms that members proposed, and corrections that wait. */

import { decide } from "./api.js";
import { h } from "./dom.js";
import { moment, number, platform, roomName } from "./format.js";
import { readerLanguage, t, tn } from "./i18n.js";
import { Section } from "./section.js";

function origin(proposal) {
  if (proposal.number === null) return t("the host's own book");
  const where = `${platform(proposal.platform)}: ${roomName({ title: proposal.room, number: proposal.number })}`;
  return proposal.reach === "room" ? `${where} (${t("this room alone")})` : where;
}

function button(act, proposal, decision, kind, words) {
  const pressed = (event) => act(event.currentTarget, () => decide(proposal.id, decision), decided(decision, proposal));
  return h(
    "button",
    { class: kind, data: { key: `${decision}-${proposal.id}` }, "aria-label": `${words}: ${proposal.line}`, on: { click: pressed } },
    words,
  );
}

function decided(decision, proposal) {
  if (decision === "approve") return t("In force from now on: {line}", { line: proposal.line });
  return t("Rejected: {line}", { line: proposal.line });
}

function card(act, proposal) {
  const note = readerLanguage() === "en" ? proposal.note_en || proposal.note_zh : proposal.note_zh || proposal.note_en;
  return h(
    "li",
    { class: "proposal" },
    h(
      "div",
      {},
      h("p", { class: "term" }, h("bdi", {}, proposal.line)),
      note ? h("p", { class: "note" }, h("bdi", {}, note)) : null,
      h("p", { class: "hint" }, `#${proposal.id} · `, h("bdi", {}, proposal.by), " · ", h("bdi", {}, origin(proposal)), ` · ${moment(proposal.at)}`),
    ),
    h(
      "div",
      { class: "buttons" },
      button(act, proposal, "approve", "primary", t("Approve")),
      button(act, proposal, "reject", "quiet danger", t("Reject")),
    ),
  );
}

function corrections(waiting) {
  if (!waiting.length) return null;
  const total = waiting.reduce((sum, one) => sum + one.waiting, 0);
  const where = waiting.map((one) => `${platform(one.platform)}: ${roomName({ title: one.room, number: one.number })} (${number(one.waiting)})`);
  return h(
    "div",
    { class: "corrections" },
    h("h3", {}, tn("{count} correction waits", "{count} corrections wait", total)),
    h("p", { class: "hint" }, t("They quote what people wrote, so they are decided on where they were made, with /fix pending.")),
    h("ul", {}, where.map((words) => h("li", {}, h("bdi", {}, words)))),
  );
}

/** What waits for a decision; `act` runs what a button does. */
export const reviewSection = (act) =>
  new Section("review", () => t("Slang that waits for a decision"), ({ review }) => [
    review.total === 0 ? h("p", { class: "empty" }, t("Nothing waits.")) : null,
    h("ul", { class: "proposals" }, review.proposals.map((proposal) => card(act, proposal))),
    review.total > review.proposals.length
      ? h("p", { class: "hint" }, t("{count} more come after these.", { count: number(review.total - review.proposals.length) }))
      : null,
    corrections(review.corrections),
  ]);
