"""Finding the forms of terms in a text: all of them in one pass, whatever their number.

A form is looked up at each place of the text where one may begin, by its first characters and then by those lengths
that forms with this beginning have. An automaton would search a long text faster, but is built in one go, which takes
a fifth of a second for a large book and lets no other thread run meanwhile; a table is filled a few ms at a time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bridge.glossary.context import FINAL, bounded, fits
from bridge.glossary.fold import Shortened, fold, shortened
from bridge.glossary.term import Context, Hit, Term
from bridge.language.words import ENGLISH, words_of

_ANYWHERE = Context()
#: So many terms are put in at a time, which takes a few ms.
_TOGETHER = 512
#: Longer forms are found by so many of their first characters: Latin ones, others.
_LATIN_HEAD, _HEAD = 4, 2
#: Where a form may begin: not inside a Latin word.
_LATIN_BEGINS = re.compile(r"(?<![a-z0-9])[a-z0-9]")
_BEGINS = re.compile(r"[^a-z0-9\s]")
_LATIN = frozenset("abcdefghijklmnopqrstuvwxyz0123456789")
#: Where Latin forms may begin in a text, and where others may.
_Begins = tuple[Sequence[int], Sequence[int]]


class Searched:
    """A text made ready to be searched, once for all books."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.folded = fold(text)
        self.begins = _begins(self.folded)
        self.shortened = [(short, _begins(short.text)) for short in shortened(self.folded)]


class Matcher:
    """The terms of one language in one book: 100,000 forms in a third of a second."""

    def __init__(self, terms: Sequence[Term] = ()) -> None:
        self._first: dict[str, Term] = {}
        self._others: dict[str, list[Term]] = {}
        #: Forms that count inside a message: the short ones, and the lengths of the longer ones by their beginnings.
        self._short: set[str] = set()
        self._lengths: dict[str, tuple[int, ...]] = {}
        for _ in self.fill(terms):
            pass

    def fill(self, terms: Sequence[Term]) -> Iterator[None]:
        """Put terms in; every step is short."""
        for start in range(0, len(terms), _TOGETHER):
            some = terms[start : start + _TOGETHER]
            written = [(form, term) for term in some for form in term.forms if form and "\n" not in form]
            # Folded together, since a call for each form would take half of the time of a large book.
            folded = fold("\n".join(form for form, _ in written)).split("\n")
            for (form, term), plain in zip(written, folded, strict=False):
                # Most forms are written as they are compared; one string is enough then.
                self._keep(form if form == plain else plain, term)
            yield

    def __len__(self) -> int:
        return len(self._first) + sum(map(len, self._others.values()))

    def find(self, text: str | Searched) -> Iterator[Hit]:
        """All hits, overlapping ones too, in no order; offsets in code points."""
        if not self._first:
            return
        searched = Searched(text) if isinstance(text, str) else text
        text, folded = searched.text, searched.folded
        yield from self._as_a_whole(text, folded)
        for start, end in self._within(folded, searched.begins):
            for term in self._inside(folded[start:end]):
                if _counts(term, text, folded, start, end):
                    yield Hit(start, end, term)
        for short, begins in searched.shortened:
            yield from self._find_shortened(text, folded, short, begins)

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

    def _keep(self, folded: str, term: Term) -> None:
        if self._first.setdefault(folded, term) is not term:
            self._others.setdefault(folded, []).append(term)
        if term.context.whole:
            return
        size = len(folded)
        most = _LATIN_HEAD if folded[0] in _LATIN else _HEAD
        if size < most:
            self._short.add(folded)
            return
        head = folded[:most]
        lengths = self._lengths.get(head, ())
        if size not in lengths:
            self._lengths[head] = (*lengths, size)

    def _within(self, folded: str, begins: _Begins) -> list[tuple[int, int]]:
        """Where forms stand in a text, whatever is beside them."""
        short, lengths, first, size = self._short, self._lengths, self._first, len(folded)
        found: list[tuple[int, int]] = []
        for head, starts in zip((_LATIN_HEAD, _HEAD), begins, strict=True):
            for start in starts:
                for end in range(start + 1, min(start + head, size + 1)):
                    if folded[start:end] in short:
                        found += ((start, end),)
                for length in lengths.get(folded[start : start + head], ()):
                    end = start + length
                    if end <= size and folded[start:end] in first:
                        found += ((start, end),)
        return found

    def _inside(self, folded: str) -> Iterator[Term]:
        """The terms of a form that count inside a message."""
        return (term for term in self._of(folded) if not term.context.whole)

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

    def _find_shortened(self, text: str, folded: str, short: Shortened, begins: _Begins) -> Iterator[Hit]:
        for start, end in self._within(short.text, begins):
            if _may_be(folded, short, start, end):
                first, last = short.starts[start], short.ends[end - 1]
                for term in self._inside(short.text[start:end]):
                    if _counts(term, text, folded, first, last):
                        yield Hit(first, last, term)


def _begins(folded: str) -> _Begins:
    latin, others = ([match.start() for match in kind.finditer(folded)] for kind in (_LATIN_BEGINS, _BEGINS))
    return latin, others


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
