"""`/slang` as one line, of the fields that a platform's menus and forms have for it."""

from __future__ import annotations

from collections.abc import Mapping

from bridge.glossary.notation import SIGN_OF, write_line
from bridge.glossary.term import Action

#: The parts that write a term. Their fields: form, translation, note, condition, and action, one of `Action`, which the
#: notation finds out where it is anything else.
WRITING = frozenset({"add", "edit"})
#: What all other parts take, in the order in which it is written.
_FIELDS = {
    "show": ("form",),
    "remove": ("form",),
    "history": ("form",),
    "search": ("words",),
    "list": ("page",),
    "approve": ("number",),
    "reject": ("number",),
    "export": ("format",),
    "import": ("check",),
    "keepers": ("change", "name"),
}


def slang_line(part: str, fields: Mapping[str, str]) -> str:
    """What is written behind `/slang` for a part and its fields; with `here` it is for this room alone."""
    filled = {name: " ".join(value.split()) for name, value in fields.items()}
    if part in WRITING:
        sign = SIGN_OF.get(filled.get("action", ""), "=")
        rest = write_line(
            filled.get("form", ""),
            sign,
            filled.get("translation", ""),
            filled.get("condition", "").strip("[]【】"),
            filled.get("note", ""),
        )
    else:
        rest = " ".join(filled[name] for name in _FIELDS.get(part, ()) if filled.get(name))
    return " ".join(word for word in ("here" if filled.get("here") else "", part, rest.strip()) if word)


def wants_more(part: str, fields: Mapping[str, str]) -> bool:
    """Whether a term cannot be written of these fields alone."""
    said = bool(fields.get("translation", "").strip()) or fields.get("action") == Action.KEEP.value
    return part in WRITING and not (said and fields.get("form", "").strip())
