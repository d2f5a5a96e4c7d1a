"""Reading terms from files: the built-in packs, and what groups exchange. The format is told in `packs/README.md`."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import TypeVar, get_args

from bridge.chat.reader import ModelLanguage
from bridge.glossary.term import Action, Context, Term, TermError, Tone

FOLDER = Path(__file__).with_name("packs")
COLUMNS = (
    "source",
    "forms",
    "action",
    "text",
    "context",
    "tone",
    "literal",
    "note_en",
    "note_zh",
    "origin",
)
AT_LINE = "{name}, line {line}: {trouble}"
Kind = TypeVar("Kind", Action, Tone)
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_FLAGS = {"whole": "whole", "start": "start", "end": "end", "case": "cased"}
_LISTS = {"near": "near", "not": "without"}


@cache
def builtin() -> tuple[Term, ...]:
    """The terms of all built-in packs."""
    return tuple(term for path in sorted(FOLDER.glob("*.tsv")) for term in read_tsv(path))


def read_tsv(path: Path) -> Iterator[Term]:
    """The terms of one file. Raises `TermError` with the line's number."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        for row in rows:
            try:
                yield term_of(row)
            except TermError as error:
                raise TermError(AT_LINE, name=path.name, line=rows.line_num, trouble=error) from error


def term_of(row: Mapping[str, str | None]) -> Term:
    """The term of a row by the names of its columns; missing ones are empty. Raises `TermError`."""
    cells = {name: clean(row.get(name) or "") for name in COLUMNS}
    forms = tuple(form.strip() for form in cells["forms"].split("|") if form.strip())
    if not forms:
        raise TermError("A term needs at least one form.")
    return Term(
        source=_source(cells["source"]),
        forms=forms,
        action=_choice(Action, cells["action"] or "replace", "action"),
        text=cells["text"],
        context=read_context(cells["context"]),
        tone=_choice(Tone, cells["tone"] or "plain", "tone"),
        literal=cells["literal"],
        note_en=cells["note_en"],
        note_zh=cells["note_zh"],
        origin=cells["origin"],
    )


def clean(cell: str) -> str:
    """A cell on one line, without characters that XML cannot carry (https://www.w3.org/TR/xml/#charsets)."""
    return " ".join(_FORBIDDEN.sub(" ", cell).split())


def row_of(term: Term) -> dict[str, str]:
    """The term as a row."""
    return {
        "source": term.source,
        "forms": "|".join(term.forms),
        "action": term.action.value,
        "text": term.text,
        "context": write_context(term.context),
        "tone": term.tone.value,
        "literal": term.literal,
        "note_en": term.note_en,
        "note_zh": term.note_zh,
        "origin": term.origin,
    }


def read_context(written: str) -> Context:
    """Conditions separated by `;`: `whole`, `start`, `end`, `case`, `near=a|b`, `not=a|b`. Raises `TermError`."""
    flags: dict[str, bool] = {}
    lists: dict[str, tuple[str, ...]] = {}
    for condition in _parts(written, ";"):
        name, _, words = condition.partition("=")
        if name in _FLAGS and not words:
            flags[_FLAGS[name]] = True
        elif name in _LISTS and words:
            lists[_LISTS[name]] = lists.get(_LISTS[name], ()) + tuple(_parts(words, "|"))
        else:
            raise TermError(
                "The condition “{condition}” is none of whole, start, end, case, near=…, not=….", condition=condition
            )
    return Context(**flags, **lists)  # type: ignore[arg-type]  # names of flags and of lists


def write_context(context: Context) -> str:
    """The conditions as `read_context` reads them."""
    flags = [name for name, attribute in _FLAGS.items() if getattr(context, attribute)]
    lists = [
        f"{name}={'|'.join(words)}" for name, attribute in _LISTS.items() if (words := getattr(context, attribute))
    ]
    return ";".join(flags + lists)


def _parts(written: str, separator: str) -> Iterable[str]:
    return [part.strip() for part in written.split(separator) if part.strip()]


def _source(written: str) -> ModelLanguage:
    for language in get_args(ModelLanguage):
        if written == language:
            return language  # type: ignore[no-any-return]  # one of the literals
    raise TermError("The source must be zh or en, not “{written}”.", written=written[:20])


def _choice(kind: type[Kind], written: str, name: str) -> Kind:
    try:
        return kind(written)
    except ValueError as error:
        sentence = "The {name} must be one of {choices}, not “{written}”."
        raise TermError(sentence, name=name, choices=", ".join(kind), written=written[:20]) from error
