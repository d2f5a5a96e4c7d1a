"""`/slang` in Discord's menu: a subcommand for each part, with fields that Discord checks and completes.

https://discord.com/developers/docs/interactions/application-commands#subcommands-and-subcommand-groups
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bridge.adapters.discord.calls import Json
from bridge.adapters.discord.menu_words import choice, option
from bridge.adapters.discord.names import clean

_SUBCOMMAND, _STRING, _INTEGER, _BOOLEAN, _USER, _FILE = 1, 3, 4, 5, 6, 11
FILE = "file"
#: What may happen where a term is found, as people read it, and as `bridge.commands.slang_line` takes it.
ACTIONS = {
    "Find out by itself": "auto",
    "The translation says exactly this": "replace",
    "Say it in plainer words, then translate": "paraphrase",
    "Leave it as it is written": "keep",
}
#: Code points. What is too long for a term is told in a sentence; these keep a form from growing without end.
FORM_LENGTH, TRANSLATION_LENGTH, NOTE_LENGTH, CONDITION_LENGTH = 400, 400, 800, 200


@dataclass(frozen=True, slots=True)
class Field:
    """An option of a subcommand. `most` is its longest value in code points; of `choices`, label and value."""

    name: str
    about: str
    kind: int = _STRING
    required: bool = False
    completed: bool = False
    most: int = 0
    choices: tuple[tuple[str, str], ...] = ()

    def definition(self) -> Json:
        """As Discord takes it."""
        defined = option(self.kind, self.name, self.about, required=self.required)
        if self.completed:
            defined["autocomplete"] = True
        if self.most:
            defined["max_length"] = self.most
        if self.kind == _INTEGER:
            defined["min_value"] = 1
        if self.choices:
            defined["choices"] = [choice(label, value) for label, value in self.choices]
        return defined


_HERE = Field("here", "Only in this channel, not in those that it is linked with", kind=_BOOLEAN)
_WORD = Field("form", "The word or phrase", required=True, completed=True, most=FORM_LENGTH)
_NUMBER = Field("number", "The number of the proposal", completed=True, most=100)
_TERM = (
    Field("translation", "What it is in the other language, or the same in plainer words", most=TRANSLATION_LENGTH),
    Field("note", "What a curious reader is told: the literal meaning, the tone, the origin", most=NOTE_LENGTH),
    Field("action", "What happens where the word is found", choices=tuple(ACTIONS.items())),
    Field("condition", "Only where: whole, start, end, near=…, not=…", most=CONDITION_LENGTH),
)
#: Each part of `/slang` with what it does and what it takes.
PARTS: Mapping[str, tuple[str, tuple[Field, ...]]] = {
    "show": ("What a word means", (_WORD,)),
    "add": (
        "Add a term; without a translation a form opens",
        (Field("form", "The word or phrase; several spellings with | between", most=FORM_LENGTH), *_TERM, _HERE),
    ),
    "edit": ("Change a term; without a translation a form opens", (_WORD, *_TERM)),
    "remove": ("Take a term away", (_WORD,)),
    "undo": ("Take back what was done last", ()),
    "list": ("The terms of this conversation", (Field("page", "Which page", kind=_INTEGER),)),
    "search": ("Look for words in all terms", (Field("words", "What to look for", required=True, most=100),)),
    "history": (
        "What was changed, by whom and when",
        (Field("form", "Of this word alone", completed=True, most=FORM_LENGTH),),
    ),
    "pending": ("What waits for a decision", ()),
    "approve": ("Put a proposal in force", (_NUMBER,)),
    "reject": ("Turn a proposal down", (_NUMBER,)),
    "export": (
        "The terms of this conversation as a file",
        (Field("format", "In which format", choices=(("CSV", "csv"), ("TSV", "tsv"), ("TBX", "tbx"))),),
    ),
    "import": (
        "Take terms over from a file",
        (
            Field(FILE, "A CSV, TSV or TBX file", kind=_FILE, required=True),
            Field("check", "Only say what would change", kind=_BOOLEAN),
            _HERE,
        ),
    ),
    "keepers": (
        "Who decides on terms",
        (
            Field("change", "What to change", choices=(("Add", "add"), ("Remove", "remove"))),
            Field("who", "Somebody of this server", kind=_USER),
            Field("name", "The name of somebody elsewhere", most=100),
        ),
    ),
}


def subcommands() -> list[Json]:
    """All parts as Discord takes them."""
    return [
        option(_SUBCOMMAND, name, about) | {"options": [field.definition() for field in fields]}
        for name, (about, fields) in PARTS.items()
    ]


def read(data: Json) -> tuple[str, dict[str, str]]:
    """The part that was chosen, with its fields; ("", {}) where Discord tells of none."""
    for part in data.get("options") or ():
        if part.get("type") == _SUBCOMMAND:
            filled = {str(each["name"]): each.get("value") for each in part.get("options") or ()}
            said = {name: _said(name, value) for name, value in filled.items() if name != FILE}
            if "who" in said:
                said["name"] = _called(data.get("resolved") or {}, said.pop("who"))
            return str(part["name"]), said
    return "", {}


def begun(data: Json) -> tuple[str, str]:
    """The part and the words of the field that somebody is writing in."""
    for part in data.get("options") or ():
        for each in part.get("options") or ():
            if each.get("focused"):
                return str(part["name"]), str(each.get("value", ""))
    return "", ""


def _said(name: str, value: Json) -> str:
    """A field as it is written; one that is on says its own name."""
    if isinstance(value, bool):
        return name if value else ""
    return str(value)


def _called(resolved: Json, number: str) -> str:
    """The name of somebody, as this adapter knows people."""
    member, user = ((resolved.get(table) or {}).get(number) or {} for table in ("members", "users"))
    return clean(member.get("nick") or user.get("global_name") or user.get("username") or number)
