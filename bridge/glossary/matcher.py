"""Finding the forms of terms in a text: all of them in one pass, whatever their number."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import ahocorasick_rs

from bridge.glossary.context import FINAL, bounded, fits
from bridge.glossary.fold import Shortened, fold, shortened
from bridge.glossary.term import Context, Hit, Term
from bridge.language.words import ENGLISH, words_of

#: Built as fast as the noncontiguous kind, in half of the memory; a DFA would search faster and take ten times as much.
_KIND = ahocorasick_rs.Implementation.ContiguousNFA
_ANYWHERE = Context()
_TOGETHER = 4_096


class Matcher:
    """The terms of one language in one book. Building is fast (100,000 forms in well under a second), and final."""

    def __init__(self, terms: Sequence[Term]) -> None:
        written = [(form, term) for term in terms for form in term.forms if form and "\n" not in form]
        self._first: dict[str, Term] = {}
        self._others: dict[str, list[Term]] = {}
        self._searched: list[Term] = []
        patterns: list[str] = []
        for start in range(0, len(written), _TOGETHER):
            part = written[start : start + _TOGETHER]
            # Folded together, since a call for each form would take half of the time of a large book.
            folded = fold("\n".join(form for form, _ in part)).split("\n")
            for (form, term), plain in zip(part, folded, strict=True):
                # Most forms are written as they are compared; one string is enough then.
                self._keep(form if form == plain else plain, term, patterns)
        self._automaton = _automaton(patterns)

    def __len__(self) -> int:
        return len(self._first) + sum(map(len, self._others.values()))

    def find(self, text: str) -> Iterator[Hit]:
        """All hits, overlapping ones too, in no order; offsets in code points."""
        if not self._first:
            return
        folded = fold(text)
        yield from self._as_a_whole(text, folded)
        if self._automaton is not None:
            for index, start, end in self._automaton.find_matches_as_indexes(folded, overlapping=True):
                term = self._searched[index]
                if _counts(term, text, folded, start, end):
                    yield Hit(start, end, term)
            for short in shortened(folded):
                yield from self._find_shortened(text, folded, short)

    def has(self, word: str) -> bool:
        """Whether a word, as it stands or drawn out, is a form of some term."""
        folded = fold(word)
        if self._alone(folded):
            return True
        return any(
            self._alone(short.text) and _may_be(folded, short, 0, len(short.text)) for short in shortened(folded)
        )

    def _alone(self, folded: str) -> bool:
        """What counts only beside certain words says nothing when it stands alone."""
        return any(not term.context.near for term in self._of(folded))

    def named(self, form: str) -> Sequence[Term]:
        """The terms that have this form, whatever their context."""
        return tuple(dict.fromkeys(self._of(fold(form.strip()))))

    def _keep(self, folded: str, term: Term, patterns: list[str]) -> None:
        if self._first.setdefault(folded, term) is not term:
            self._others.setdefault(folded, []).append(term)
        if not term.context.whole:
            self._searched.append(term)
            patterns.append(folded)

    def _of(self, folded: str) -> Iterator[Term]:
        first = self._first.get(folded)
        if first is not None:
            yield first
            yield from self._others.get(folded, ())

    def _as_a_whole(self, text: str, folded: str) -> Iterator[Hit]:
        """Terms that count only where a message is nothing else, with or without a mark at its end."""
        start = len(folded) - len(folded.lstrip())
        body = folded.strip()
        for candidate in dict.fromkeys((body, body.rstrip(FINAL) or body)):
            end = start + len(candidate)
            for term in self._of(candidate):
                if term.context.whole and _counts(term, text, folded, start, end):
                    yield Hit(start, end, term)
            for short in shortened(candidate):
                for term in self._of(short.text):
                    drawn_out = _may_be(candidate, short, 0, len(short.text))
                    if term.context.whole and drawn_out and _counts(term, text, folded, start, end):
                        yield Hit(start, end, term)

    def _find_shortened(self, text: str, folded: str, short: Shortened) -> Iterator[Hit]:
        assert self._automaton is not None  # noqa: S101 - asked by the caller
        for index, start, end in self._automaton.find_matches_as_indexes(short.text, overlapping=True):
            first, last = short.starts[start], short.ends[end - 1]
            term = self._searched[index]
            if _may_be(folded, short, start, end) and _counts(term, text, folded, first, last):
                yield Hit(first, last, term)


def _may_be(folded: str, short: Shortened, start: int, end: int) -> bool:
    """Whether what stands from `start` to `end` of a shortened text may be a form, drawn out.

    Letters are drawn out (sooo), Han where it stands twice anyway (哈哈), digits where they stand thrice (666). What is
    a longer English word as well is that word: "goood" is no god.
    """
    if short.starts[start] < 0 or short.ends[end - 1] < 0 or not any(short.drawn[start:end]):
        return False
    if short.size < max(_least(short.text[at]) for at in range(start, end) if short.drawn[at]):
        return False
    if short.size == 1 and short.text[start:end].isascii():
        twice = next(
            (one for one in shortened(folded[short.starts[start] : short.ends[end - 1]]) if one.size == 2), None
        )
        return twice is None or twice.text not in words_of(ENGLISH)
    return True


def _least(character: str) -> int:
    """So many of a character must a form have for more of it to be the same form."""
    if character.isdigit():
        return 3
    return 1 if character.isascii() else 2


def _counts(term: Term, text: str, folded: str, start: int, end: int) -> bool:
    """Whether a form that stands in a text is the term: a word of its own, in the context that the term asks for."""
    if not bounded(folded, start, end):
        return False
    context = term.context
    if context.cased and text[start:end] not in term.forms:
        return False
    return context == _ANYWHERE or fits(context, folded, start, end)


def _automaton(patterns: Sequence[str]) -> ahocorasick_rs.AhoCorasick | None:
    if not patterns:
        return None
    return ahocorasick_rs.AhoCorasick(
        patterns, matchkind=ahocorasick_rs.MatchKind.Standard, store_patterns=False, implementation=_KIND
    )
