"""What an import would change: all of it, or nothing where one line is not in order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bridge.chat.reader import ModelLanguage
from bridge.glossary.entry import Entry, Replacement
from bridge.glossary.exchange.line import Line, at
from bridge.glossary.fold import fold
from bridge.glossary.review import faults
from bridge.glossary.term import Context, Term, TermError

_Key = tuple[ModelLanguage, str, Context]


@dataclass(frozen=True, slots=True)
class Plan:
    """Terms that are new, entries that will say something else, and how many lines say what is there already."""

    new: tuple[Term, ...]
    changed: tuple[tuple[Entry, Term], ...]
    same: int

    @property
    def replacements(self) -> list[Replacement]:
        """The changes as the store takes them."""
        return [Replacement(entry.id, term) for entry, term in self.changed]


def plan(lines: Sequence[Line], entries: Sequence[Entry], messages: Sequence[str] = ()) -> Plan:
    """Compare a file with a book. Raises `TermError` with the line of the first thing that is not in order."""
    numbers = _each_form_once(lines)
    for term, error in faults([line.term for line in lines], messages):
        raise at(numbers[term], error)
    known = {key: entry for entry in reversed(entries) for key in _keys(entry.term)}
    new: list[Term] = []
    changed: dict[int, tuple[Entry, Term]] = {}
    same = 0
    for line in lines:
        entry = next((known[key] for key in _keys(line.term) if key in known), None)
        if entry is None:
            new.append(line.term)
        elif entry.term == line.term:
            same += 1
        elif entry.id in changed:
            sentence = "It changes #{entry}, which an earlier line changes already; remove that term first."
            raise at(line.number, TermError(sentence, entry=entry.id))
        else:
            changed[entry.id] = entry, line.term
    return Plan(tuple(new), tuple(changed.values()), same)


def _each_form_once(lines: Sequence[Line]) -> dict[Term, int]:
    seen: dict[_Key, int] = {}
    for line in lines:
        for form, key in zip(line.term.forms, _keys(line.term), strict=True):
            if seen.setdefault(key, line.number) != line.number:
                sentence = "“{form}” stands on line {other} already."
                raise at(line.number, TermError(sentence, form=form, other=seen[key]))
    return {line.term: line.number for line in lines}


def _keys(term: Term) -> Iterator[_Key]:
    return ((term.source, fold(form), term.context) for form in term.forms)
