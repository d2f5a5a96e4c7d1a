"""The built-in packs keep the format of their README, so that a slip fails here and not in a chat."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import opencc
import pytest

from bridge.glossary.term import ARROW

PACKS = Path(__file__).parents[2] / "bridge" / "glossary" / "packs"
COLUMNS = ["source", "forms", "action", "text", "context", "tone", "literal", "note_en", "note_zh", "origin"]
ACTIONS = {"replace", "paraphrase", "keep"}
TONES = {"plain", "playful", "intimate", "rude", "vulgar", "slur"}
BARE = {"whole", "start", "end", "case"}
LISTS = {"near", "not"}
PHRASEBOOK = "phrasebook-"
LONGEST_NOTE = 160
LONGEST_TEXT = 60
LONGEST_PHRASE = 120
#: What takes a paraphrase's place in a translation, and how many ways of saying it are worth knowing.
LONGEST_RENDERING, MOST_RENDERINGS = 40, 16

NAMES = sorted(path.name for path in PACKS.glob("*.tsv"))
SIMPLIFY = opencc.OpenCC("t2s")
HAN = re.compile(r"[\u3400-\u9fff]")


@dataclass(frozen=True)
class Row:
    """One line of a pack."""

    place: str
    cells: dict[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells[column]

    @property
    def forms(self) -> list[str]:
        return self["forms"].split("|")

    @property
    def plain(self) -> str:
        return self["text"].partition(ARROW)[0].rstrip()

    @property
    def renderings(self) -> list[str]:
        return [one.strip() for one in self["text"].partition(ARROW)[2].split("|")] if ARROW in self["text"] else []


def read(name: str) -> list[Row]:
    lines = (PACKS / name).read_text(encoding="utf-8").split("\n")
    assert lines[0].split("\t") == COLUMNS, f"{name}: the header is not {COLUMNS}"
    assert lines[-1] == "", f"{name}: the last line has no line end"
    rows = []
    for number, line in enumerate(lines[1:-1], start=2):
        cells = line.split("\t")
        assert len(cells) == len(COLUMNS), f"{name}:{number}: {len(cells)} cells, not {len(COLUMNS)}"
        rows.append(Row(f"{name}:{number}", dict(zip(COLUMNS, cells, strict=True))))
    return rows


def void(row: Row) -> list[str]:
    """The words of a `near` that are in every form of the row, so that they are always near."""
    near = next((condition for condition in row["context"].split(";") if condition.startswith("near=")), "near=")
    words = [word.strip() for word in near.removeprefix("near=").split("|")]
    return [
        word
        for word in words
        if word and all(re.search(rf"(?<![a-z]){re.escape(word)}(?![a-z])", f) for f in row.forms)
    ]


def context_faults(context: str) -> list[str]:
    """What is wrong with a context; an empty one is right."""
    faults: list[str] = []
    if not context:
        return faults
    names = []
    for condition in context.split(";"):
        name, equals, words = condition.partition("=")
        names.append(name)
        if name in BARE and equals:
            faults.append(f"{name} takes no words")
        elif name in LISTS and (not words or any(not word.strip() for word in words.split("|"))):
            faults.append(f"{name} has an empty word")
        elif name not in BARE | LISTS:
            faults.append(f"unknown condition {condition!r}")
    faults += [f"{name} stands twice" for name, count in Counter(names).items() if count > 1]
    return faults


def faults(row: Row) -> list[str]:
    """Everything that is wrong with one line; a phrase that says what it says (晚安) needs no note."""
    found = []
    if any(cell != cell.strip() or "\r" in cell for cell in row.cells.values()):
        found.append("space around a cell")
    if row["action"] not in ACTIONS:
        found.append(f"unknown action {row['action']!r}")
    if row["tone"] not in TONES:
        found.append(f"unknown tone {row['tone']!r}")
    if (row["action"] == "keep") != (row["text"] == ""):
        found.append("a term to keep has no text, every other has one")
    if row["tone"] == "slur" and row["action"] == "replace":
        found.append("a slur is kept or paraphrased, never produced")
    if any(not form or form != form.strip() for form in row.forms):
        found.append("an empty form, or space around one")
    plain_phrase = row.place.startswith(PHRASEBOOK) and not row["note_en"] and not row["note_zh"]
    if not plain_phrase and not (row["note_en"] and row["note_zh"] and row["origin"]):
        found.append("a note or the origin is missing")
    if max(len(row["note_en"]), len(row["note_zh"])) > LONGEST_NOTE:
        found.append(f"a note is longer than {LONGEST_NOTE} characters")
    if row["note_zh"] and not HAN.search(row["note_zh"]):
        found.append("the Chinese note is not Chinese")
    found += context_faults(row["context"])
    return found


def conditions(context: str) -> dict[str, list[str]]:
    """The words of each condition."""
    pairs = (condition.partition("=") for condition in context.split(";") if condition)
    return {name: words.split("|") for name, _, words in pairs}


def blocked(row: Row) -> list[str]:
    """Chinese forms that can never count, since their own context forbids them."""
    words = conditions(row["context"])
    return [form for form in row.forms for word in words.get("not", []) if HAN.search(word) and word in form] + [
        word for word in words.get("near", []) if word in words.get("not", [])
    ]


def language_faults(row: Row) -> list[str]:
    """What is wrong with the languages of forms and text."""
    found = []
    if row["source"] == "zh":
        found += [f"{form} is not Simplified" for form in row.forms if SIMPLIFY.convert(form) != form]
        if row["action"] == "replace" and HAN.search(row["text"]):
            found.append("Chinese in the English text")
        if row["action"] == "paraphrase" and not HAN.search(row.plain):
            found.append("a paraphrase of Chinese is Chinese")
    elif row["source"] == "en":
        found += [f"{form} is not English" for form in row.forms if HAN.search(form)]
        if row["action"] == "paraphrase" and HAN.search(row.plain):
            found.append("Chinese in a paraphrase of English")
    else:
        found.append(f"unknown language {row['source']!r}")
    return found


def rendering_faults(row: Row) -> list[str]:
    """What is wrong with what a paraphrase may become in the other language."""
    found = []
    if row.renderings and row["action"] != "paraphrase":
        found.append("only a paraphrase has renderings")
    if row.renderings and (not all(row.renderings) or len(set(row.renderings)) < len(row.renderings) or not row.plain):
        found.append("an empty rendering, or one that stands twice")
    if len(row.renderings) > MOST_RENDERINGS or any(len(one) > LONGEST_RENDERING for one in row.renderings):
        found.append("too many renderings, or too long ones")
    if row.renderings and bool(HAN.search(row.renderings[0])) != (row["source"] == "en"):
        found.append("a rendering is of the other language")
    return found


@pytest.mark.parametrize("name", NAMES)
def test_every_line_keeps_the_format(name: str) -> None:
    wrong = [
        f"{row.place}: {fault}"
        for row in read(name)
        for fault in faults(row) + language_faults(row) + rendering_faults(row)
    ]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("name", [name for name in NAMES if name.startswith("zh-")])
def test_no_context_forbids_its_own_form(name: str) -> None:
    wrong = [f"{row.place}: {blocked(row)}" for row in read(name) if blocked(row)]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("name", NAMES)
def test_a_pack_holds_the_language_of_its_name(name: str) -> None:
    sources = {row["source"] for row in read(name)}
    if name.startswith(("zh-", "en-")):
        assert sources == {name[:2]}
    else:
        assert sources <= {"zh", "en"}


@pytest.mark.parametrize("name", NAMES)
def test_what_stands_in_a_translation_stays_short(name: str) -> None:
    longest = LONGEST_PHRASE if name.startswith(PHRASEBOOK) else LONGEST_TEXT
    wrong = [f"{row.place}: {row['text']}" for row in read(name) if len(row.plain) > longest]
    assert not wrong, "\n".join(wrong)


def test_no_form_stands_twice() -> None:
    """A whole message of the phrasebook may also be a term, so the two are counted apart."""
    seen: dict[tuple[bool, str, str], str] = {}
    wrong = []
    for name in NAMES:
        for row in read(name):
            for form in row.forms:
                exact = form if "case" in row["context"].split(";") else form.casefold()
                key = (name.startswith(PHRASEBOOK), row["source"], exact)
                if key in seen:
                    wrong.append(f"{row.place}: {form} stands at {seen[key]} already")
                seen.setdefault(key, row.place)
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize(
    ("prefix", "source", "least"),
    [("zh-", "zh", 600), ("en-", "en", 450), ("phrasebook-zh", "zh", 400), ("phrasebook-en", "en", 400)],
)
def test_the_packs_are_as_large_as_promised(prefix: str, source: str, least: int) -> None:
    rows = [row for name in NAMES if name.startswith(prefix) for row in read(name) if row["source"] == source]
    if not any(name.startswith(prefix) for name in NAMES):
        return
    assert len(rows) >= least


@pytest.mark.parametrize(
    ("context", "right"),
    [
        ("", True),
        ("whole", True),
        ("start;near=明星|八卦;not=西瓜", True),
        ("near=", False),
        ("near=a||b", False),
        ("whole=yes", False),
        ("whole;whole", False),
        ("beside=词", False),
    ],
)
def test_the_grammar_of_contexts(context: str, right: bool) -> None:
    assert (context_faults(context) == []) is right


@pytest.mark.parametrize(
    ("column", "cell"),
    [
        ("action", "swap"),
        ("tone", "cute"),
        ("text", ""),
        ("note_en", ""),
        ("note_zh", "only English"),
        ("tone", "slur"),
        ("forms", "a||b"),
        ("context", "sometimes"),
        ("forms", " yyds"),
    ],
)
def test_a_broken_line_is_found(column: str, cell: str) -> None:
    cells = dict.fromkeys(COLUMNS, "") | {
        "source": "zh", "forms": "yyds", "action": "replace", "text": "the GOAT", "tone": "playful",
        "note_en": "high praise", "note_zh": "最高赞美", "origin": "pinyin initials",
    }  # fmt: skip
    assert faults(Row("here", cells)) == []
    assert faults(Row("here", cells | {column: cell}))


def test_a_context_that_forbids_its_own_form_is_found() -> None:
    cells = dict.fromkeys(COLUMNS, "") | {"forms": "粉转黑|黑粉", "context": "near=明星;not=黑粉|粉笔"}
    assert blocked(Row("here", cells)) == ["黑粉"]


def test_traditional_forms_are_found() -> None:
    cells = dict.fromkeys(COLUMNS, "") | {"source": "zh", "forms": "內卷", "action": "paraphrase", "text": "竞争"}
    assert language_faults(Row("here", cells)) == ["內卷 is not Simplified"]


@pytest.mark.parametrize("name", NAMES)
def test_no_neighbour_is_the_word_itself(name: str) -> None:
    assert [(row.place, found) for row in read(name) if (found := void(row))] == []
