"""Forms that ask for the words of a command: https://discord.com/developers/docs/components/using-modal-components."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from bridge.adapters.discord.calls import Json
from bridge.adapters.discord.menu_slang import (
    ACTIONS,
    CONDITION_LENGTH,
    FORM_LENGTH,
    NOTE_LENGTH,
    TRANSLATION_LENGTH,
)
from bridge.adapters.discord.menu_words import phrases_of
from bridge.i18n import Phrases

_SELECT, _TEXT_INPUT, _TEXT_DISPLAY, _LABEL = 3, 4, 10, 18
_LINE, _PARAGRAPH = 1, 2
_TITLE, _LABEL_LENGTH, _ABOUT_LENGTH, _CUSTOM_ID = 45, 45, 100, 100
#: Code points of a message that is shown above a form.
_SHOWN = 1000
_PREFIX = "form:"
FIX_LENGTH = 2000


@dataclass(frozen=True, slots=True)
class Form:
    """A form to be opened for a command.

    `rest` is what else the command needs to know once it is filled in, `filled` what its fields say already, `shown`
    words that stand above them. Where `about` is not empty, the core is asked what the fields of it say now.
    """

    command: str
    title: str
    rest: str = ""
    filled: Mapping[str, str] = field(default_factory=dict)
    shown: str = ""
    about: str = ""

    def modal(self, known: Mapping[str, str], locale: str) -> Json:
        """As Discord opens it, in somebody's language; what they wrote already goes before what is `known`."""
        phrases = phrases_of(locale)
        filled = {**known, **{name: words for name, words in self.filled.items() if words}}
        fields = _fix(filled, phrases) if self.command == "fix" else _term(filled, phrases, short=bool(self.shown))
        above = [{"type": _TEXT_DISPLAY, "content": self.shown[:_SHOWN]}] if self.shown else []
        custom_id = f"{_PREFIX}{self.command}:{self.rest}"[:_CUSTOM_ID]
        return {"custom_id": custom_id, "title": phrases(self.title)[:_TITLE], "components": above + fields}


@dataclass(frozen=True, slots=True)
class Filled:
    """A form that somebody sent: its command, what that needed to know, and the fields by their names."""

    command: str
    rest: str
    fields: Mapping[str, str]


def read(data: Json) -> Filled | None:
    """A form that was sent, None for one that is none of ours."""
    custom_id = str(data.get("custom_id", ""))
    if not custom_id.startswith(_PREFIX):
        return None
    command, _, rest = custom_id.removeprefix(_PREFIX).partition(":")
    fields: dict[str, str] = {}
    for row in data.get("components") or ():
        for each in (row.get("component"), *(row.get("components") or ())):
            if each and "custom_id" in each:
                values = each.get("values")
                fields[str(each["custom_id"])] = str(each.get("value") or (values[0] if values else "")).strip()
    return Filled(command, rest, fields)


def _fix(filled: Mapping[str, str], phrases: Phrases) -> list[Json]:
    return [_label(phrases("What it should say"), "", _input("words", filled, FIX_LENGTH, style=_PARAGRAPH))]


def _term(filled: Mapping[str, str], phrases: Phrases, *, short: bool) -> list[Json]:
    """The fields of a term; a form has room for five in all."""
    chosen = filled.get("action") or "auto"
    options = [
        {"label": phrases(label), "value": value, "default": value == chosen} for label, value in ACTIONS.items()
    ]
    fields = [
        _label(
            phrases("Word or phrase"),
            phrases("Several spellings with | between them"),
            _input("form", filled, FORM_LENGTH),
        ),
        _label(
            phrases("Translation"),
            phrases("What it is in the other language, or the same in plainer words"),
            _input("translation", filled, TRANSLATION_LENGTH, required=False),
        ),
        _label(
            phrases("Note"),
            phrases("What a curious reader is told: the literal meaning, the tone, the origin"),
            _input("note", filled, NOTE_LENGTH, style=_PARAGRAPH, required=False),
        ),
        _label(
            phrases("Action"),
            phrases("What happens where the word is found"),
            {"type": _SELECT, "custom_id": "action", "options": options},
        ),
    ]
    if not short:
        about = phrases("Only where: whole, start, end, near=…, not=…")
        fields.append(
            _label(phrases("Condition"), about, _input("condition", filled, CONDITION_LENGTH, required=False))
        )
    return fields


def _label(label: str, about: str, component: Json) -> Json:
    labelled = {"type": _LABEL, "label": label[:_LABEL_LENGTH], "component": component}
    return labelled | ({"description": about[:_ABOUT_LENGTH]} if about else {})


def _input(name: str, filled: Mapping[str, str], most: int, *, style: int = _LINE, required: bool = True) -> Json:
    one: dict[str, Json] = {
        "type": _TEXT_INPUT,
        "custom_id": name,
        "style": style,
        "max_length": most,
        "required": required,
    }
    words = filled.get(name, "")[:most]
    return one | ({"value": words} if words else {})
