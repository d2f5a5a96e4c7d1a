/** Pictures, sound, video and files of a message. */

import { h, icon } from "./dom.js";
import { t } from "./i18n.js";
import { duration, fileSize } from "./time.js";

const RASTER = /^image\/(png|jpeg|gif|webp|avif)$/;
const PICTURES = new Set(["photo", "animation", "sticker"]);

/** The attachments of a message: pictures side by side, everything else below each other. */
export function attachments(files) {
  const isPicture = (file) => PICTURES.has(file.kind) && RASTER.test(file.mime);
  const pictures = files.filter(isPicture);
  const others = files.filter((file) => !isPicture(file));
  const groups = [
    pictures.length && h("div", { class: `attachments count-${Math.min(pictures.length, 4)}` }, pictures.map(attachment)),
    others.length && h("div", { class: "attachments" }, others.map(attachment)),
  ];
  return groups.filter(Boolean);
}

function attachment(file) {
  const node = shown(file);
  return file.spoiler ? covered(node) : node;
}

function shown(file) {
  if (PICTURES.has(file.kind) && RASTER.test(file.mime)) return picture(file);
  if (["video", "animation", "video_note", "sticker"].includes(file.kind) && file.mime.startsWith("video/")) return video(file);
  if (["audio", "voice"].includes(file.kind) && file.mime.startsWith("audio/")) return sound(file);
  if (file.kind === "sticker" && file.emoji) return h("span", { class: "big-emoji" }, file.emoji);
  return download(file);
}

function picture(file) {
  const image = h("img", { src: file.url, alt: file.name, loading: "lazy", decoding: "async" });
  if (file.width && file.height) {
    image.width = file.width;
    image.height = file.height;
  }
  const node = h("button", { class: `picture ${file.kind}`, type: "button", "aria-label": t("Open the picture {name}", { name: file.name }) }, image);
  node.addEventListener("click", (event) => {
    event.stopPropagation();
    enlarge(file);
  });
  image.addEventListener("error", () => node.replaceWith(download(file)), { once: true });
  return node;
}

function video(file) {
  const quiet = file.kind !== "video";
  const node = h("video", { src: file.url, preload: "metadata", controls: !quiet, loop: quiet, muted: quiet, playsInline: true, class: file.kind });
  node.setAttribute("aria-label", file.name);
  if (file.width && file.height) {
    node.width = file.width;
    node.height = file.height;
  }
  if (quiet) {
    node.tabIndex = 0;
    const toggle = () => (node.paused ? node.play() : node.pause());
    node.addEventListener("click", toggle);
    node.addEventListener("keydown", (event) => event.key === "Enter" && toggle());
    if (!matchMedia("(prefers-reduced-motion: reduce)").matches) node.autoplay = true;
  }
  node.addEventListener("error", () => node.replaceWith(download(file)), { once: true });
  return node;
}

function sound(file) {
  const node = h("audio", { src: file.url, preload: "none", controls: true, "aria-label": file.name });
  return h("div", { class: "sound" }, node, file.duration ? h("span", { class: "length" }, duration(file.duration)) : "");
}

function download(file) {
  const size = file.size ? h("span", { class: "size" }, fileSize(file.size)) : "";
  const name = h("span", { class: "file-name", dir: "auto" }, file.name);
  return h(
    "a",
    { class: "file", href: file.url, download: file.name, rel: "noopener" },
    h("span", { class: "file-icon" }, icon("file")),
    h("span", { class: "file-about" }, name, size),
    icon("download"),
  );
}

function covered(node) {
  const cover = h("button", { class: "cover", type: "button" }, t("Spoiler: show it"));
  const box = h("div", { class: "covered" }, node, cover);
  node.inert = true;
  cover.addEventListener("click", (event) => {
    event.stopPropagation();
    node.inert = false;
    box.classList.add("shown");
    cover.remove();
  });
  return box;
}

function enlarge(file) {
  const close = h("button", { class: "icon-button", type: "button", "aria-label": t("Close"), autofocus: true }, icon("close"));
  const save = h("a", { class: "icon-button", href: file.url, download: file.name, "aria-label": t("Save the file") }, icon("download"));
  const image = h("img", { src: file.url, alt: file.name });
  const dialog = h("dialog", { class: "enlarged", "aria-label": file.name }, h("div", { class: "tools" }, save, close), image);
  close.addEventListener("click", () => dialog.close());
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}
