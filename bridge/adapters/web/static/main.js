/** The beginning: which page this is, in which language. */

import { showDoor, showMessage, showStart } from "./door.js";
import { inferLanguage, t, useLanguage } from "./i18n.js";
import { enterRoom } from "./room.js";
import { forgetMember, keepMember, keptMember } from "./session.js";

async function enter(invite, member) {
  keepMember(invite, member);
  const address = `/r/${invite}`;
  if (location.pathname === "/") history.pushState(null, "", address);
  else history.replaceState(null, "", address);
  await enterRoom(member, (frame) => dismissed(invite, frame));
}

function dismissed(invite, frame) {
  forgetMember(invite);
  if (frame.reason === "left") location.assign("/");
  else showMessage(frame.sentence ?? t("The owner of this room removed you from it."));
}

async function main() {
  await useLanguage(inferLanguage());
  const invite = /^\/r\/([^/]+)/.exec(location.pathname)?.[1];
  if (invite) await showDoor(invite, keptMember(invite), enter);
  else await showStart(enter);
}

addEventListener("popstate", () => location.reload());
main();
