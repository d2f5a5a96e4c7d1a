"""Finding the forms of terms in a text: all of them in one pass, whatever their number."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

import ahocorasick_rs

from bridge.glossary.fold import fold, squeeze, stretched
from bridge.glossary.term import Context, Hit, Term

#: Left and right of these a Latin form is no word of its own.
_JOINING = frozenset("'-_")
#: The other kinds search a little faster and take twice as long to build.
FASTEST_TO_BUILD = ahocorasick_rs.Implementation.NoncontiguousNFA
_FINAL = " \t\r\n.!?~,。！？～，、…)）\"'"


class _Form(NamedTuple):
    folded: str
    term: Term
    written: str


class Matcher:
    """The terms of one language in one book. Building is fast (100,000 forms in well under a second), and final."""

    def __init__(self, terms: Sequence[Term]) -> None:
        written = [(form, term) for term in terms for form in term.forms if form]
        # Folded together, since a call for each form would take half of the time of a large book.
        folded = fold("\n".join(form for form, _ in written)).split("\n")
        self._forms = [_Form(folded[n], term, form) for n, (form, term) in enumerate(written)]
        self._whole: dict[str, list[_Form]] = {}
        for form in self._forms:
            self._whole.setdefault(form.folded, []).append(form)
        self._searched = [form for form in self._forms if not form.term.context.whole]
        self._automaton = _automaton([form.folded for form in self._searched])
        self._stretchable = [form for form in self._searched if _may_be_stretched(form.folded)]
        self._squeezed = [squeeze(form.folded) for form in self._stretchable]
        self._stretched = _automaton([text for text, _, _ in self._squeezed])

    def __len__(self) -> int:
        return len(self._forms)

    def find(self, text: str) -> Iterator[Hit]:
        """All hits, overlapping ones too, in no order; offsets in code points."""
        if not self._forms:
            return
        folded = fold(text)
        yield from self._as_a_whole(text, folded)
        if self._automaton is not None:
            for index, start, end in self._automaton.find_matches_as_indexes(folded, overlapping=True):
                form = self._searched[index]
                if counts(form, text, folded, start, end):
                    yield Hit(start, end, form.term)
        if self._stretched is not None and stretched(folded):
            yield from self._find_stretched(text, folded)

    def has(self, word: str) -> bool:
        """Whether a word, as it stands, is a form of some term."""
        folded = fold(word)
        if any(not form.term.context.near for form in self._whole.get(folded, ())):
            # What counts only beside certain words says nothing when it stands alone.
            return True
        return stretched(folded) and any(hit.start == 0 and hit.end == len(word) for hit in self.find(word))

    def named(self, form: str) -> Sequence[Term]:
        """The terms that have this form, whatever their context."""
        return tuple(dict.fromkeys(found.term for found in self._whole.get(fold(form.strip()), ())))

    def _as_a_whole(self, text: str, folded: str) -> Iterator[Hit]:
        start = len(folded) - len(folded.lstrip())
        body = folded.strip()
        shown = body.rstrip(_FINAL) or body
        for candidate in dict.fromkeys((body, shown)):
            for form in self._whole.get(candidate, ()):
                end = start + len(candidate)
                if form.term.context.whole and counts(form, text, folded, start, end):
                    yield Hit(start, end, form.term)

    def _find_stretched(self, text: str, folded: str) -> Iterator[Hit]:
        assert self._stretched is not None  # noqa: S101 - asked by the caller
        squeezed, starts, lengths = squeeze(folded)
        for index, start, end in self._stretched.find_matches_as_indexes(squeezed, overlapping=True):
            form = self._stretchable[index]
            _, _, wanted = self._squeezed[index]
            found = lengths[start:end]
            if any(have < want for have, want in zip(found, wanted, strict=True)) or max(found) < 3:
                continue
            first, last = starts[start], starts[end - 1] + lengths[end - 1]
            if counts(form, text, folded, first, last):
                yield Hit(first, last, form.term)


def counts(form: _Form, text: str, folded: str, start: int, end: int) -> bool:
    """Whether a form that stands in a text is the term: a word of its own, in the context that the term asks for."""
    if not _bounded(folded, start, end):
        return False
    context = form.term.context
    if context.cased and text[start:end] != form.written:
        return False
    return context == _ANYWHERE or _fits(context, folded, start, end)


_ANYWHERE = Context()


def _fits(context: Context, folded: str, start: int, end: int) -> bool:
    before, after = folded[:start].strip(_FINAL), folded[end:].strip(_FINAL)
    if context.whole and (before or after):
        return False
    if (
        context.start
        and before
        and not folded[:start].rstrip(" ").endswith(("\n", ".", "!", "?", "。", "！", "？", ",", "，"))
    ):
        return False
    if context.end and after and folded[end : end + 1] not in _FINAL:
        return False
    if context.near and not any(_stands(fold(word), folded) for word in context.near):
        return False
    return not any(_stands(fold(word), folded) for word in context.without)


def _stands(word: str, folded: str) -> bool:
    at = folded.find(word)
    while at >= 0:
        if _bounded(folded, at, at + len(word)):
            return True
        at = folded.find(word, at + 1)
    return False


def _bounded(folded: str, start: int, end: int) -> bool:
    """Latin letters and digits at the edges of a form must be the edges of a word; Han stands where it stands."""
    return not (_joined(folded, start - 1, start) or _joined(folded, end, end - 1))


def _joined(folded: str, outside: int, edge: int) -> bool:
    if outside < 0 or outside >= len(folded) or not _latin(folded[edge]):
        return False
    neighbour = folded[outside]
    if _latin(neighbour):
        return True
    beyond = outside + (outside - edge)
    return neighbour in _JOINING and 0 <= beyond < len(folded) and _latin(folded[beyond])


def _may_be_stretched(folded: str) -> bool:
    """Latin words are (sooo), Han is where a character stands twice anyway (哈哈)."""
    return folded.isascii() or any(one == other for one, other in pairwise(folded))


def _latin(character: str) -> bool:
    return character.isalnum() and not "\u2e80" <= character <= "\uffef"


def _automaton(patterns: Sequence[str]) -> ahocorasick_rs.AhoCorasick | None:
    if not patterns:
        return None
    return ahocorasick_rs.AhoCorasick(
        patterns, matchkind=ahocorasick_rs.MatchKind.Standard, store_patterns=False, implementation=FASTEST_TO_BUILD
    )
