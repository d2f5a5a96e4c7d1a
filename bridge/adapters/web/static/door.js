/** Outside a room: start one, join one, come back to one. */

import { joinRoom, lookAt, myRooms, startRoom } from "./api.js";
import { h, icon } from "./dom.js";
import { Offline, Refused } from "./http.js";
import { label, readerLanguage, t } from "./i18n.js";
import { languageMenu } from "./languages.js";

const NAME = "magpie.name";
const RETRY = 2000;

const presetName = () => new URLSearchParams(location.search).get("name")?.trim() ?? "";

function page(...children) {
  const mark = h("img", { class: "crest", src: new URL("./icon.svg", import.meta.url).pathname, alt: "", width: 56, height: 56 });
  const card = h("main", { class: "card" }, mark, children);
  const top = h("header", { class: "door-head" }, h("span", { class: "brand" }, "Magpie 鹊桥"), languageMenu(() => t("Language")));
  document.body.replaceChildren(h("div", { class: "door" }, top, card));
  return card;
}

const words = (tag, sentence, attributes = {}) => label(h(tag, attributes), "text", sentence);

function field(name, sentence, attributes = {}) {
  const input = h("input", { name, autocomplete: "off", dir: "auto", ...attributes });
  return { input, node: h("label", { class: "field" }, words("span", sentence), input) };
}

function nameField() {
  const { input, node } = field("name", () => t("Your name"), { maxLength: 40, required: true, autocomplete: "nickname" });
  input.value = presetName() || localStorage.getItem(NAME) || "";
  return { input, node };
}

/** A form that shows what went wrong; `submit` does the work. */
function form(button, submit, ...fields) {
  const send = h("button", { class: "primary large", type: "submit" }, words("span", button));
  const problem = h("p", { class: "problem", role: "alert", hidden: true });
  const node = h("form", { noValidate: true }, fields, send, problem);
  node.addEventListener("submit", async (event) => {
    event.preventDefault();
    send.disabled = true;
    problem.hidden = true;
    try {
      await submit();
    } catch (error) {
      problem.textContent = error instanceof Offline ? t("Magpie does not answer. Check your connection and try again.") : error.message;
      problem.hidden = false;
      if (!(error instanceof Offline || error instanceof Refused)) throw error;
    } finally {
      send.disabled = false;
    }
  });
  return node;
}

/** The start page. `enter` gets the invite and the member once there is one. */
export async function showStart(enter) {
  const name = nameField();
  const title = field("title", () => t("Name of the room (you can leave it out)"), { maxLength: 60 });
  const start = form(
    () => t("Start a room"),
    async () => {
      const answer = await startRoom(name.input.value, title.input.value, readerLanguage());
      localStorage.setItem(NAME, name.input.value.trim());
      await enter(answer.invite, answer.member);
    },
    name.node,
    title.node,
  );
  const rooms = h("section", { class: "rooms", hidden: true });
  page(
    words("h1", () => t("One conversation, two languages")),
    words("p", () => t("Write in Chinese or English. Everybody reads their own language."), { class: "lead" }),
    start,
    joinByLink(),
    rooms,
  );
  document.title = "Magpie";
  name.input.focus();
  showRooms(rooms, await myRooms().catch(() => []));
}

function joinByLink() {
  const link = field("link", () => t("Invite link"), { inputMode: "url", placeholder: `${location.origin}/r/…` });
  const join = form(
    () => t("Open"),
    async () => {
      const invite = /([A-Za-z0-9_-]{22})\/?(?:[?#].*)?$/.exec(link.input.value.trim())?.[1];
      if (!invite) throw new Refused(t("This is no invite link. It ends with a long row of letters and digits."));
      location.assign(`/r/${invite}`);
    },
    link.node,
  );
  return h("details", { class: "by-link" }, words("summary", () => t("I have an invite link")), join);
}

function showRooms(node, rooms) {
  node.hidden = !rooms.length;
  const links = rooms.map((room) =>
    h("li", {}, h("a", { href: `/r/${room.invite}` }, words("strong", () => room.title || t("Web room"), { dir: "auto" }), h("bdi", {}, room.name))),
  );
  node.replaceChildren(words("h2", () => t("Your rooms")), h("ul", {}, links));
}

/** The door of a room: straight in for whoever is known or named, else a question for the name. */
export async function showDoor(invite, known, enter) {
  let room;
  while (!room) {
    try {
      room = await lookAt(invite);
    } catch (error) {
      if (!(error instanceof Offline)) return showMessage(error.message);
      showMessage(t("Magpie does not answer. Check your connection and try again."), false);
      await new Promise((resolve) => setTimeout(resolve, RETRY));
    }
  }
  const preset = presetName();
  const member = memberFor(room.members, preset, known);
  if (member) return enter(room.invite, member.id);
  if (room.closed) return showMessage(t("This room was closed by its owner."));
  const join = async (name) => {
    const answer = await joinRoom(invite, name, readerLanguage());
    if (!preset) localStorage.setItem(NAME, name.trim());
    await enter(answer.invite, answer.member);
  };
  if (preset) {
    try {
      return await join(preset);
    } catch (error) {
      if (error instanceof Offline) return showDoor(invite, known, enter);
    }
  }
  return askName(room, join);
}

function memberFor(members, preset, known) {
  const fold = (name) => name.normalize("NFKC").toLowerCase();
  if (preset) return members.find((one) => fold(one.name) === fold(preset)) ?? members.find((one) => one.id === known && fold(one.name).startsWith(`${fold(preset)} `));
  return members.find((one) => one.id === known) ?? members[0];
}

function askName(room, join) {
  const name = nameField();
  page(
    words("h1", () => room.title || t("You are invited"), { dir: "auto" }),
    words("p", () => t("Write in Chinese or English. Everybody reads their own language."), { class: "lead" }),
    form(() => t("Join"), () => join(name.input.value), name.node),
  );
  document.title = room.title || "Magpie";
  name.input.focus();
  name.input.select();
}

/** A page that only says something. */
export function showMessage(sentence, withLink = true) {
  const home = withLink ? h("a", { class: "primary large", href: "/" }, icon("people"), words("span", () => t("Start a room"))) : "";
  page(h("h1", {}, sentence), home);
  document.title = "Magpie";
}
