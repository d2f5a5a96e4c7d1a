"""The forms of a book by how they begin, for whoever is still typing one."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from heapq import nsmallest
from operator import itemgetter

from bridge.glossary.fold import fold
from bridge.glossary.term import Term

#: So many terms are sorted in one go, which takes a few ms; all of a large book would take half a second.
_TOGETHER = 1_024


class Prefixes:
    """The forms of terms in order. Filled step by step, so that others have a say between; asked in a ms or two."""

    def __init__(self) -> None:
        self._runs: list[list[tuple[str, int, Term]]] = []

    def fill(self, terms: Sequence[Term]) -> Iterator[None]:
        """Put terms in; every step is short."""
        for start in range(0, len(terms), _TOGETHER):
            some = terms[start : start + _TOGETHER]
            written = [(form, term) for term in some for form in term.forms if form and "\n" not in form]
            # Folded together, since a call for each would take most of the time.
            folded = fold("\n".join(form for form, _ in written)).split("\n")
            run = [
                (form if form == plain else plain, start + number, term)
                for number, ((form, term), plain) in enumerate(zip(written, folded, strict=False))
            ]
            self._runs.append(sorted(run))
            yield

    def find(self, begun: str, most: int) -> list[tuple[str, Term]]:
        """Terms of which a form begins so, with that form, in the order of the forms; each term once."""
        wanted = fold(begun)
        found: list[tuple[str, int, Term]] = []
        for run in self._runs:
            first = bisect_left(run, wanted, key=itemgetter(0))
            for entry in run[first : first + most]:
                if not entry[0].startswith(wanted):
                    break
                found.append(entry)
        once: dict[int, tuple[str, Term]] = {}
        for folded, _, term in nsmallest(most, found, key=itemgetter(0)):
            once.setdefault(id(term), (_as_written(folded, term), term))
        return list(once.values())


def _as_written(folded: str, term: Term) -> str:
    return next((form for form in term.forms if fold(form) == folded), folded)
