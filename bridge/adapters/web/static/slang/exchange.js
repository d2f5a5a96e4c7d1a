/** The group's terms as a file: down, and up again with a look at what would change before anything does. */

import { upload } from "../api.js";
import { h, icon } from "../dom.js";
import { Offline } from "../http.js";
import { t } from "../i18n.js";

const FORMATS = ["csv", "tsv", "tbx"];

/** Download and upload. `own` is how many terms there are, `keeper` whether one may bring in others; `done` gets the answer. */
export function exchange({ desk, member, own, keeper, done }) {
  return h("div", { class: "exchange" }, down(member, own), keeper ? up({ desk, member, done }) : notForMembers());
}

function down(member, own) {
  const links = FORMATS.map((form) =>
    h("a", { class: "plain file-link", href: `/api/slang/glossary.${form}?${new URLSearchParams({ member })}`, download: `glossary.${form}` }, icon("download"), form.toUpperCase()),
  );
  const nothing = h("p", { class: "hint" }, t("This conversation has no terms of its own yet."));
  return h("section", {}, h("h3", {}, t("Take the terms with you")), own ? h("div", { class: "links" }, links) : nothing);
}

function notForMembers() {
  return h("section", {}, h("h3", {}, t("Bring terms in")), h("p", { class: "hint" }, t("Only keepers bring in files. Ask one of them.")));
}

function up({ desk, member, done }) {
  const picker = h("input", { type: "file", accept: FORMATS.map((form) => `.${form}`).join(","), hidden: true, tabIndex: -1, "aria-label": t("Choose a file") });
  const choose = h("button", { class: "quiet", type: "button", data: { key: "choose" } }, icon("file"), t("Choose a file"));
  const name = h("p", { class: "file-name", dir: "auto" });
  const result = h("p", { class: "result", role: "status", hidden: true });
  const take = h("button", { class: "primary", type: "button", hidden: true }, t("Bring them in"));
  let file = "";
  const say = (sentence, good) => {
    result.textContent = sentence;
    result.classList.toggle("fault", !good);
    result.hidden = false;
  };
  const trying = async (work) => {
    choose.disabled = true;
    take.disabled = true;
    try {
      await work();
    } catch (error) {
      say(error instanceof Offline ? t("Magpie does not answer. Check your connection and try again.") : error.message, false);
    } finally {
      choose.disabled = false;
      take.disabled = false;
    }
  };
  choose.addEventListener("click", () => picker.click());
  picker.addEventListener("change", () => {
    const chosen = picker.files[0];
    picker.value = "";
    if (!chosen) return;
    name.textContent = chosen.name;
    take.hidden = true;
    result.hidden = true;
    trying(async () => {
      file = await upload(member, chosen, chosen.name);
      const { seen, fault } = await desk.check(file);
      say(fault || seen, !fault);
      take.hidden = Boolean(fault);
    });
  });
  take.addEventListener("click", () =>
    trying(async () => {
      const answer = await desk.tell("slang import", [file]);
      if (answer.public) return done(answer);
      say(answer.text, false);
      take.hidden = true;
      return undefined;
    }),
  );
  return h(
    "section",
    {},
    h("h3", {}, t("Bring terms in")),
    h("p", { class: "hint" }, t("From a CSV, TSV or TBX file. First you see what would change; one wrong line and nothing does.")),
    h("div", { class: "links" }, choose, picker),
    name,
    result,
    take,
  );
}
