"""What holds for every file that is imported into a glossary, and for every term that somebody types."""

from __future__ import annotations

from bridge.chat.reader import ModelLanguage
from bridge.glossary.exchange.formats import Format, read, write
from bridge.glossary.exchange.line import Line
from bridge.glossary.importing import plan
from bridge.glossary.notation import read_term, write_term
from bridge.glossary.packs import clean
from bridge.glossary.term import Action, Term, TermError


def file_is_read_or_refused(name: str, data: bytes) -> None:
    """A file is refused with a sentence, or read; what was read goes out in every format and comes back the same."""
    try:
        lines = read(name, data)
    except TermError as error:
        _is_a_sentence(error)
        return
    assert lines
    assert all(line.number >= 1 for line in lines)
    terms = [line.term for line in lines]
    for term in terms:
        _is_whole(term)
    for form in Format:
        again = [line.term for line in read(f"again.{form}", write(terms, form))]
        assert again == terms, f"{form}: {terms} came back as {again}"
    _is_planned_or_refused(lines)


def line_is_read_or_refused(line: str) -> None:
    """A line is refused with a sentence, or read; what was read is written so that it reads the same."""
    try:
        term = read_term(line, _known)
    except TermError as error:
        _is_a_sentence(error)
        return
    assert term.forms
    assert all(form.strip() == form and form for form in term.forms)
    assert (term.text == "") == (term.action is Action.KEEP)
    written = f"{term.source}: {write_term(term)}"
    again = read_term(written, _known)
    said = (term.source, term.forms, term.action, term.text, term.context)
    assert (again.source, again.forms, again.action, again.text, again.context) == said, f"{written!r} reads as {again}"


def _known(form: str, language: ModelLanguage) -> bool:
    return language == ("zh" if len(form) % 3 else "en")


def _is_whole(term: Term) -> None:
    assert term.source in {"zh", "en"}
    assert term.forms
    for cell in (*term.forms, term.text, term.literal, term.note_en, term.note_zh, term.origin):
        assert clean(cell) == cell, f"{cell!r} is not one clean line"
    assert all(form and "|" not in form for form in term.forms)


def _is_planned_or_refused(lines: list[Line]) -> None:
    try:
        found = plan(lines, ())
    except TermError as error:
        _is_a_sentence(error)
        return
    assert len(found.new) == len(lines)


def _is_a_sentence(error: TermError) -> None:
    assert str(error).strip()
    assert str(error) == error.sentence.format(**error.values)
