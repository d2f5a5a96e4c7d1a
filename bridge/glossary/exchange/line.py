"""A term and where in a file it stands."""

from __future__ import annotations

from dataclasses import dataclass

from bridge.glossary.term import Term, TermError


@dataclass(frozen=True, slots=True)
class Line:
    """A term that was read, and the number of its line, counted from 1."""

    number: int
    term: Term


def at(line: int, trouble: TermError) -> TermError:
    """The same trouble, with the line that has it."""
    return TermError("Line {line}: {trouble}", line=line, trouble=trouble)
