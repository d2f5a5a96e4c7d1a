/** One message as its reader sees it: in their language, the original behind one click. */

import { avatar, h, icon } from "./dom.js";
import { attachments } from "./files.js";
import { folded } from "./fold.js";
import { readerLanguage, t } from "./i18n.js";
import { termChip } from "./notes.js";
import { reactionBar } from "./reactions.js";
import { richText } from "./text.js";
import { clock, moment, precise } from "./time.js";

const TAGS = new Set(["en", "zh-Hans", "zh-Hant"]);
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;
const ONLY_EMOJI = /^(?:\p{RGI_Emoji}|\s){1,12}$/v;

/** What a reader of this language is shown of an entry: `text`, where which `notes` belong, how it was translated. */
export function versionFor(entry, language = readerLanguage()) {
  const version = entry.versions?.[language];
  const notes = entry.notes?.map((note) => ({ start: note.start, end: note.end, note })) ?? [];
  const original = { text: entry.original, poll: entry.poll, language: entry.language, notes, translated: false, untranslated: false };
  if (!version) return original;
  if (!version.faithful) return { ...original, untranslated: true };
  const same = version.text.plain === entry.original.plain && !version.poll;
  if (same) return original;
  const marked = version.marks.map(([start, end, number]) => ({ start, end, note: entry.notes[number] }));
  return { text: version.text, poll: version.poll ?? entry.poll, language, notes: marked, translated: true, untranslated: false };
}

/** A few words of an entry, for a reply or a pinned line. */
export function excerpt(entry) {
  if (!entry) return t("An earlier message");
  if (entry.deleted) return t("Deleted message");
  const plain = versionFor(entry).text.plain.replace(/\s+/g, " ").trim();
  return plain || entry.attachments?.[0]?.name || entry.poll?.question || "…";
}

function languageName(tag) {
  switch (tag) {
    case "en":
      return t("English");
    case "zh-Hans":
      return readerLanguage() === "zh-Hant" ? t("Simplified Chinese") : t("Chinese");
    case "zh-Hant":
      return readerLanguage() === "zh-Hans" ? t("Traditional Chinese") : t("Chinese");
    case "mixed":
      return t("Chinese and English");
    default:
      return t("another language");
  }
}

const langOf = (tag) => (TAGS.has(tag) ? tag : undefined);

/**
 * The row of an entry. `context` has `me` (member id), `key` (of one's own author), `find` (an entry by id), `act`
 * (does "reply", "react", "edit", "delete", "dismiss", "command", "pin", "toggle", "goto" with an entry), `owner` and `closed`.
 */
export function bubble(entry, context) {
  const mine = entry.author?.platform === "web" && entry.author.id === context.me;
  const notice = !entry.author;
  const row = h("div", { class: `row ${notice ? "notice" : mine ? "mine" : "theirs"}`, id: `entry-${entry.id}`, data: { id: String(entry.id) } });
  const box = h("article", { class: "bubble", tabIndex: -1, "aria-label": entry.author?.name ?? "Magpie" }, content(entry, context));
  box.classList.toggle("compact", fitsBesideTime(box));
  const stack = h("div", { class: "stack" }, byline(entry, mine, context), h("div", { class: "line" }, box, actions(entry, mine, context)));
  stack.append(reactionBar(entry, context.key, (emoji) => context.act("toggle", entry, emoji)));
  row.append(mine || notice ? "" : avatar(`${entry.author.platform}:${entry.author.id}`, entry.author.name), stack);
  return row;
}

/** Whether the time may stand at the end of the last line, because nothing else stands below the text. */
function fitsBesideTime(box) {
  const text = box.querySelector(":scope > .text:not(.big-emoji)");
  const foot = box.querySelector(":scope > .foot");
  return Boolean(text) && text.nextSibling === foot && foot.children.length === 1 && !foot.querySelector(".late") && !RIGHT_TO_LEFT.test(text.textContent);
}

function byline(entry, mine, context) {
  if (!entry.author) {
    const name = h("span", { class: "name" }, "Magpie");
    if (!entry.private) return h("div", { class: "by" }, name);
    const words = t("Dismiss");
    const dismiss = h("button", { class: "dismiss", type: "button", title: words, "aria-label": words, on: { click: () => context.act("dismiss", entry) } }, icon("close"));
    return h("div", { class: "by" }, name, h("span", { class: "via" }, icon("lock"), t("Only you see this")), dismiss);
  }
  const platform = { telegram: "Telegram", discord: "Discord" }[entry.author.platform];
  const name = h("bdi", { class: mine ? "name unseen" : "name" }, entry.author.name);
  return h("div", { class: "by" }, name, platform ? h("span", { class: "via" }, platform) : "");
}

function content(entry, context) {
  const shown = versionFor(entry);
  const parts = [];
  if (entry.forwarded_from) parts.push(h("div", { class: "forwarded" }, t("Forwarded from {name}", { name: entry.forwarded_from })));
  parts.push(reply(entry, context));
  parts.push(...attachments(entry.attachments));
  const foreign = shown.translated || shown.untranslated || entry.language === "mixed" || !entry.author;
  const placed = foreign ? shown.notes : [];
  if (shown.text.plain) parts.push(...folded(paragraph(shown.text, shown.language, placed, "text"), shown.text.plain));
  if (shown.poll) parts.push(poll(shown.poll));
  const told = new Set(placed.map((one) => one.note.form));
  const missing = foreign ? entry.notes.filter((note) => !told.has(note.form) && told.add(note.form)) : [];
  if (missing.length) parts.push(h("div", { class: "terms" }, missing.map(termChip)));
  if (entry.buttons?.length && !context.closed) parts.push(answers(entry, context));
  const original = shown.translated ? originalOf(entry) : "";
  parts.push(foot(entry, shown, original), original);
  return parts;
}

/** Ways to answer what Magpie says, each a command. */
function answers(entry, context) {
  const own = new Map([[/^(slang|fix) approve /, t("Approve")], [/^(slang|fix) reject /, t("Reject")]]);
  const buttons = entry.buttons.map(({ label, command }) => {
    // Magpie speaks the language of whoever asked; those who answer may read another.
    const words = [...own].find(([asked]) => asked.test(command))?.[1] ?? label;
    return h("button", { class: "small quiet", type: "button", on: { click: () => context.act("command", entry, command) } }, words);
  });
  return h("div", { class: "answers" }, buttons);
}

function paragraph(text, language, notes, name) {
  const big = ONLY_EMOJI.test(text.plain) ? " big-emoji" : "";
  return h("div", { class: name + big, lang: langOf(language), dir: "auto" }, richText(text, notes));
}

function originalOf(entry) {
  const node = h("div", { class: "original", hidden: true });
  const notes = entry.notes.map((note) => ({ start: note.start, end: note.end, note }));
  node.append(...folded(paragraph(entry.original, entry.language, notes, "words"), entry.original.plain));
  if (entry.poll) node.append(poll(entry.poll));
  return node;
}

function foot(entry, shown, original) {
  const node = h("div", { class: "foot" });
  if (original) {
    const words = t("From {language}", { language: languageName(entry.language) });
    const mark = h("button", { class: "mark", type: "button", "aria-expanded": "false", "aria-label": `${words}. ${t("Show the original")}` }, icon("translate"), words);
    mark.addEventListener("click", (event) => {
      event.stopPropagation();
      toggleOriginal(node.closest(".bubble"));
    });
    node.append(mark);
  }
  if (shown.untranslated) node.append(h("span", { class: "untranslated" }, icon("alert"), t("Not translated")));
  if (entry.pinned) node.append(h("span", { class: "pinned-mark", title: t("Pinned") }, icon("pin")));
  if (entry.edited) node.append(h("span", { class: "edited" }, t("edited")));
  const time = entry.written_at ? entry.written_at * 1000 : entry.created_at * 1000;
  const late = entry.late ? t("written {time}", { time: moment(time) }) : clock(time);
  const stamp = h("time", { title: precise(time), class: entry.late ? "late" : "" }, entry.late ? icon("clock") : "", late);
  stamp.dateTime = new Date(time).toISOString();
  node.append(stamp);
  return node;
}

/** Show or hide the original of a bubble. */
export function toggleOriginal(box) {
  const original = box?.querySelector(":scope > .original");
  if (!original) return;
  original.hidden = !original.hidden;
  box.querySelector(".mark").setAttribute("aria-expanded", String(!original.hidden));
}

function reply(entry, context) {
  if (entry.reply_to) {
    const target = context.find(entry.reply_to);
    const node = h("button", { class: "reply", type: "button", data: { to: String(entry.reply_to) } }, replyWords(target));
    node.addEventListener("click", (event) => {
      event.stopPropagation();
      context.act("goto", { id: entry.reply_to });
    });
    return node;
  }
  if (!entry.quote) return "";
  return h("div", { class: "reply" }, h("bdi", { class: "reply-name" }, entry.quote.author), h("span", { class: "reply-words", dir: "auto" }, entry.quote.words));
}

/** Who is replied to, and their first words. */
export function replyWords(target) {
  const name = target?.author?.name ?? (target && !target.deleted ? "Magpie" : "");
  return [h("bdi", { class: "reply-name" }, name), h("span", { class: "reply-words", dir: "auto" }, excerpt(target))];
}

function poll(one) {
  const options = one.options.map((option) => h("li", { dir: "auto" }, option));
  return h("div", { class: "poll" }, h("strong", { dir: "auto" }, one.question), h("ul", {}, options));
}

function actions(entry, mine, context) {
  const node = h("div", { class: "actions", role: "toolbar", "aria-label": t("Message actions") });
  const add = (name, picture, words) => {
    const button = h("button", { class: "icon-button", type: "button", title: words, "aria-label": words }, icon(picture));
    button.addEventListener("click", (event) => {
      event.stopPropagation();
      context.act(name, entry, button);
    });
    node.append(button);
  };
  if (entry.author && !context.closed) {
    add("react", "react", t("React"));
    add("reply", "reply", t("Reply"));
  }
  if (versionFor(entry).text.plain) add("copy", "copy", t("Copy the text"));
  if (mine && entry.original.plain && !context.closed) add("edit", "edit", t("Edit"));
  if (context.owner && entry.author && !context.closed) add("pin", "pin", entry.pinned ? t("Unpin") : t("Pin"));
  if ((mine || context.owner) && !entry.private) add("delete", "trash", t("Delete"));
  return node;
}

/** The row of a message of one's own that is still on its way. */
export function pendingBubble(item, resend, discard) {
  const text = h("div", { class: "text", dir: "auto" }, richText({ plain: item.text, entities: [] }));
  const files = item.files.map((file) => h("div", { class: "staged-name" }, icon("file"), file.name));
  const foot = h("div", { class: "foot" });
  const box = h("article", { class: "bubble", tabIndex: -1 }, files, item.text ? text : "", foot);
  if (item.state === "failed") {
    const again = h("button", { type: "button", on: { click: resend } }, t("Try again"));
    const drop = h("button", { type: "button", on: { click: discard } }, t("Discard"));
    foot.append(h("span", { class: "why" }, icon("alert"), item.sentence), again, drop);
  } else {
    const words = item.acknowledged ? t("Sent") : t("Waiting to be sent");
    const state = h("span", { class: "sending", role: "img", "aria-label": words, title: words }, icon(item.acknowledged ? "check" : "clock"));
    foot.append(state);
    box.classList.toggle("compact", fitsBesideTime(box));
  }
  return h("div", { class: `row mine pending ${item.state}`, data: { client: item.id } }, h("div", { class: "stack" }, h("div", { class: "line" }, box)));
}
