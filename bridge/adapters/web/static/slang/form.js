/** Writing a term: what it is, what it becomes, a note, and at once what it would have done to what was said lately. */

import { h, icon } from "../dom.js";
import { readerLanguage, t } from "../i18n.js";

const PAUSE = 350;

/**
 * A form for a term. `desk` tries and gives it; `term` is the one to be changed or to begin with (its `number` is 0
 * where there is no entry to change), `keeper` says whether it counts at once. Calls `done` with the answer.
 */
export function termForm({ desk, term, keeper, done }) {
  const changes = Boolean(term?.number);
  const note = term ? (readerLanguage() === "en" ? term.en : term.zh) : "";
  const forms = field("input", t("Word or phrase"), { value: term?.forms.join("|") ?? "", maxLength: 200, required: true, disabled: changes });
  const kind = h(
    "select",
    {},
    option("replace", t("is translated as"), term),
    option("paraphrase", t("means, in plainer words of its own language"), term),
    option("keep", t("stays as it is"), term),
  );
  const text = field("input", t("What it becomes"), { value: term?.text ?? "", maxLength: 200 });
  const words = field("textarea", t("Note for the curious (you can leave it out)"), { value: note, rows: 2, maxLength: 600 });
  const preview = h("div", { class: "preview", role: "status" });
  const problem = h("p", { class: "problem", role: "alert", hidden: true });
  const send = h("button", { class: "primary", type: "submit" }, changes ? t("Save") : keeper ? t("Add") : t("Propose"));
  const hint = keeper ? t("It counts at once for everybody here.") : t("A keeper decides before it counts.");
  const node = h(
    "form",
    { class: "slang-form", noValidate: true },
    forms.node,
    changes ? "" : h("p", { class: "hint" }, t("Several spellings of one word: put | between them.")),
    h("label", { class: "field" }, h("span", {}, t("What happens to it")), kind),
    text.node,
    words.node,
    preview,
    problem,
    h("div", { class: "send-line" }, send, h("p", { class: "hint" }, hint)),
  );

  const written = () => ({
    forms: flat(forms.input.value),
    action: kind.value,
    text: kind.value === "keep" ? "" : flat(text.input.value),
    note: flat(words.input.value),
    conditions: term?.conditions ?? "",
    source: term?.source ?? "",
    instead: term?.number ?? 0,
  });
  const missing = () => (!flat(forms.input.value) ? forms.input : kind.value !== "keep" && !flat(text.input.value) ? text.input : null);

  let timer = 0;
  let asked = 0;
  const attempt = async () => {
    asked += 1;
    const mine = asked;
    if (missing()) return preview.replaceChildren();
    const tried = await desk.attempt(written()).catch((error) => ({ fault: error.message }));
    if (mine === asked) preview.replaceChildren(...shown(tried));
    return undefined;
  };
  const changed = () => {
    text.node.hidden = kind.value === "keep";
    problem.hidden = true;
    clearTimeout(timer);
    timer = setTimeout(attempt, PAUSE);
  };
  node.addEventListener("input", changed);
  node.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (missing()) return missing().focus();
    clearTimeout(timer);
    asked += 1;
    send.disabled = true;
    try {
      const tried = await desk.attempt(written());
      if (tried.fault) return preview.replaceChildren(...shown(tried));
      const answer = await desk.tell(tried.command);
      if (answer.public) return done(answer);
      say(answer.text);
    } catch (error) {
      say(error.message);
    } finally {
      send.disabled = false;
    }
    return undefined;
  });
  function say(sentence) {
    problem.textContent = sentence;
    problem.hidden = false;
  }
  changed();
  return { node, focus: () => (changes ? text.input : forms.input).focus() };
}

/** One line, as a command is. */
const flat = (words) => words.replace(/\s+/g, " ").trim();

function option(value, words, term) {
  return h("option", { value, selected: term?.action === value }, words);
}

function field(tag, words, { value, ...attributes }) {
  const input = h(tag, { dir: "auto", autocomplete: "off", ...attributes });
  input.value = value;
  return { input, node: h("label", { class: "field" }, h("span", {}, words), input) };
}

function shown({ line, seen, fault }) {
  if (fault) return [h("p", { class: "fault" }, icon("alert"), h("span", {}, fault))];
  return [h("p", { class: "tried", dir: "auto" }, line), seen ? h("p", { class: "seen", dir: "auto" }, seen) : ""];
}
