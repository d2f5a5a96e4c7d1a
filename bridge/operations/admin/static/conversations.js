/** Bridges and their rooms. */

import { h } from "./dom.js";
import { language, number, platform, roomName } from "./format.js";
import { label, t, tn } from "./i18n.js";
import { Section, mark, table } from "./section.js";

function languages(room) {
  if (!room.languages.length) return h("span", { class: "faint" }, t("not learnt yet"));
  const names = room.languages.map(language).join(" + ");
  return h("span", {}, names, room.by_hand ? h("span", { class: "tag" }, t("set by hand")) : null);
}

function roomTable(conversation) {
  const columns = [
    [t("Room")],
    [t("Platform")],
    [t("State")],
    [t("Reads")],
    [t("People"), "figure"],
    [t("Messages in a day"), "figure"],
  ];
  const rows = conversation.rooms.map((room) => [
    h("span", { class: "name" }, h("bdi", {}, roomName(room)), h("small", {}, `#${room.number}`)),
    platform(room.platform),
    room.gone ? mark("bad", t("gone")) : mark("good", t("ok")),
    languages(room),
    number(room.people),
    number(room.messages),
  ]);
  return table(columns, rows, title(conversation));
}

function title(conversation) {
  if (conversation.bridge === null) return t("A room for itself");
  return t("Bridge {number}", { number: conversation.bridge });
}

function one(conversation) {
  return h(
    "article",
    { class: "conversation" },
    h("h3", {}, title(conversation), h("small", {}, tn("{count} message in a day", "{count} messages in a day", conversation.messages))),
    roomTable(conversation),
  );
}

/** All conversations; `look` is told what to look for and how many to show. */
export function conversationsSection(look) {
  const state = { find: "", limit: 50 };
  const search = h("input", {
    type: "search",
    class: "search",
    maxLength: 100,
    autocomplete: "off",
    on: {
      input: () => {
        state.find = search.value;
        state.limit = 50;
        look(state);
      },
    },
  });
  label(search, "aria-label", () => t("Find a room"));
  label(search, "placeholder", () => t("Find a room"));
  const section = new Section("conversations", () => t("Conversations"), ({ conversations }) => {
    const { shown, found, total, rooms: count } = conversations;
    const rooms = tn("{count} room", "{count} rooms", count);
    const counts = t("{conversations}, {rooms}", { conversations: tn("{count} conversation", "{count} conversations", total), rooms });
    const more = h(
      "button",
      {
        class: "quiet",
        data: { key: "more" },
        on: {
          click: () => {
            state.limit = Math.min(1000, state.limit + 100);
            look(state);
          },
        },
      },
      t("Show more ({count} are left)", { count: number(found - shown.length) }),
    );
    return [
      h("p", { class: "hint" }, counts),
      total === 0 ? h("p", { class: "empty" }, t("Nobody has opened a room yet.")) : null,
      total > 0 && found === 0 ? h("p", { class: "empty" }, t("No room is called that.")) : null,
      shown.map(one),
      found > shown.length && state.limit < 1000 ? more : null,
      total ? h("p", { class: "hint" }, t("People: the members of a web room; elsewhere those who wrote in the last 30 days.")) : null,
    ];
  });
  section.body.before(search);
  return section;
}
