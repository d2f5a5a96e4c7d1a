"""TBX, the terminology tools' own format (ISO 30042, https://www.tbxinfo.net), dialect TBX-Basic, style DCA.

What TBX-Basic has no name for (what to do with a term, where it counts, its tone) stands in notes that people can read.
Files of version 2 (`martif`) are read too. A concept that says nothing of its direction makes a term each way.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final
from xml.etree import ElementTree as ET
from xml.parsers import expat

from bridge.chat.reader import ModelLanguage
from bridge.glossary.exchange.line import Line, at
from bridge.glossary.notation import is_han
from bridge.glossary.packs import row_of, term_of
from bridge.glossary.term import Action, Term, TermError

_NAMESPACE = "urn:iso:std:iso:30042:ed-2"
_LANG = "xml:lang"
_CONCEPTS = frozenset({"conceptEntry", "termEntry"})
_LANGUAGES = frozenset({"langSec", "langSet"})
#: Notes that carry what TBX-Basic has no name for, and the columns that they stand for.
_NOTES: Final = {
    "forms in": "source",
    "what to do": "action",
    "in plain words": "text",
    "only": "context",
    "tone": "tone",
    "literally": "literal",
}
_DEEPEST = 32
_NOTE = re.compile(rf"({'|'.join(_NOTES)}): (.*)", re.DOTALL)


@dataclass
class _Element:
    """An element of a file, with the line on which it begins."""

    name: str
    attributes: dict[str, str]
    line: int
    children: list[_Element] = field(default_factory=list)
    text: str = ""

    def all(self, *names: str) -> Iterator[_Element]:
        """The elements of these names below this one, in order."""
        for child in self.children:
            if child.name in names:
                yield child
            yield from child.all(*names)


def write(terms: Sequence[Term]) -> str:
    """Terms as a TBX file."""
    root = ET.Element("tbx", {"xmlns": _NAMESPACE, "type": "TBX-Basic", "style": "dca", _LANG: "en"})
    header = ET.SubElement(ET.SubElement(ET.SubElement(root, "tbxHeader"), "fileDesc"), "sourceDesc")
    ET.SubElement(header, "p").text = "A glossary of Magpie"
    body = ET.SubElement(ET.SubElement(root, "text"), "body")
    for number, term in enumerate(terms, 1):
        _write_concept(body, term, number)
    ET.indent(root, " ")
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"


def read(text: str) -> list[Line]:
    """The terms of a TBX file. Raises `TermError` with the line for what is no XML or holds a document type."""
    root = _parsed(text)
    if root.name not in {"tbx", "martif"}:
        raise at(1, TermError("This is no TBX: it begins with “{name}”.", name=root.name[:30]))
    return [Line(concept.line, term) for concept in root.all(*_CONCEPTS) for term in _terms(concept)]


def _write_concept(body: ET.Element, term: Term, number: int) -> None:
    row = row_of(term)
    concept = ET.SubElement(body, "conceptEntry", {"id": f"c{number}"})
    for language, note in (("en", term.note_en), ("zh", term.note_zh)):
        if note:
            ET.SubElement(concept, "descrip", {"type": "definition", _LANG: language}).text = note
    if term.origin:
        ET.SubElement(concept, "admin", {"type": "source"}).text = term.origin
    for name, column in _NOTES.items():
        if row[column] and (column != "text" or term.action is Action.PARAPHRASE):
            ET.SubElement(concept, "note").text = f"{name}: {row[column]}"
    _write_language(concept, term.source, term.forms)
    if term.action is Action.REPLACE:
        _write_language(concept, _other(term.source), [term.text])


def _write_language(concept: ET.Element, language: ModelLanguage, words: Sequence[str]) -> None:
    section = ET.SubElement(concept, "langSec", {_LANG: language})
    for word in words:
        ET.SubElement(ET.SubElement(section, "termSec"), "term").text = word


def _terms(concept: _Element) -> list[Term]:
    words: dict[str, list[str]] = {"zh": [], "en": []}
    for section in concept.all(*_LANGUAGES):
        language = section.attributes.get(_LANG, "").lower().split("-")[0]
        if language in words:
            words[language] += [term.text.strip() for term in section.all("term") if term.text.strip()]
    row = _columns(concept)
    directions: list[ModelLanguage] = ["zh", "en"]
    if row.get("source") in words:
        directions = ["zh" if row["source"] == "zh" else "en"]
    elif not (words["zh"] and words["en"]):
        trouble = TermError("A concept needs a term in Chinese (zh) and one in English (en).")
        raise at(concept.line, trouble)
    try:
        return [_term(row, words, source) for source in directions]
    except TermError as error:
        raise at(concept.line, error) from error


def _term(row: dict[str, str], words: dict[str, list[str]], source: ModelLanguage) -> Term:
    translations = words[_other(source)]
    text = row.get("text") or next(iter(translations), "")
    if any("|" in form for form in words[source]):
        raise TermError("A form may not have “|” in it.")
    return term_of({**row, "source": source, "forms": "|".join(words[source]), "text": text})


def _columns(concept: _Element) -> dict[str, str]:
    row: dict[str, str] = {}
    for note in concept.all("note", "descrip", "admin"):
        known = _NOTE.fullmatch(note.text.strip()) if note.name == "note" else None
        kind = note.attributes.get("type", "")
        if known is not None:
            row[_NOTES[known[1]]] = known[2]
        elif note.name == "admin":
            row.update({"origin": note.text} if kind == "source" else {})
        elif note.name == "note" or kind in {"definition", "context"}:
            language = note.attributes.get(_LANG, "").lower().split("-")[0]
            column = "note_zh" if language == "zh" or (not language and is_han(note.text)) else "note_en"
            row.setdefault(column, note.text)
    return row


def _other(language: ModelLanguage) -> ModelLanguage:
    return "en" if language == "zh" else "zh"


def _parsed(text: str) -> _Element:
    parser = expat.ParserCreate()
    parser.buffer_text = True
    root = _Element("", {}, 0)
    path = [root]

    def start(name: str, attributes: dict[str, str]) -> None:
        if len(path) > _DEEPEST:
            raise at(parser.CurrentLineNumber, TermError("Elements are nested too deeply for a TBX file."))
        element = _Element(name.rpartition(":")[2], attributes, parser.CurrentLineNumber)
        path[-1].children.append(element)
        path.append(element)

    def end(name: str) -> None:
        del name
        path.pop()

    def characters(data: str) -> None:
        path[-1].text += data

    def doctype(name: str, system: str | None, public: str | None, has_subset: bool) -> None:
        del name, system, public
        # A reference to TBX's own DTD is never followed; declarations inside the file can be bombs.
        if has_subset:
            raise at(parser.CurrentLineNumber, TermError("Declarations inside the document type are not accepted."))

    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler, parser.StartDoctypeDeclHandler = characters, doctype
    try:
        # The text is decoded already: what the file says of its encoding is past.
        parser.Parse(re.sub(r"^\s*<\?xml[^>]*\?>", lambda match: "\n" * match[0].count("\n"), text), True)
    except expat.ExpatError as error:
        reason = expat.errors.messages[error.code] if error.code in expat.errors.messages else str(error)
        raise at(error.lineno, TermError("This is no XML: {reason}.", reason=reason)) from error
    return root.children[0]
