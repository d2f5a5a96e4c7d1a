"""Finding the forms of terms in a text: all of them in one pass, whatever their number.

A form is looked up at each place of the text where one may begin, by its first characters and then by those lengths
that forms with this beginning have. An automaton would search a long text faster, but is built in one go, which takes
a fifth of a second for a large book and lets no other thread run meanwhile; a table is filled a few ms at a time.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bridge.glossary.context import bounded, fits
from bridge.glossary.fold import Shortened, fold, shortened
from bridge.glossary.searched import Places, Searched, head_of
from bridge.glossary.term import Context, Hit, Term
from bridge.language.words import ENGLISH, words_of

_ANYWHERE = Context()
#: So many terms are put in at a time, which takes a few ms.
_TOGETHER = 512


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
        yield from self._as_a_whole(searched)
        for start, end in self._within(searched.places):
            for term in self._inside(searched.folded[start:end]):
                if _counts(term, searched.text, searched.folded, start, end):
                    yield Hit(start, end, term)
        for short, places in searched.shortened:
            yield from self._find_shortened(searched, short, places)

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
        head = head_of(folded)
        if not head:
            self._short.add(folded)
            return
        lengths = self._lengths.get(head, ())
        if len(folded) not in lengths:
            self._lengths[head] = (*lengths, len(folded))

    def _within(self, places: Places) -> list[tuple[int, int]]:
        """Where forms stand in a text, whatever is beside them."""
        text, short, lengths, first = places.text, self._short, self._lengths, self._first
        found = [(start, end) for start, end, stub in places.stubs if stub in short]
        found += [
            (start, start + length)
            for start, head in places.heads
            for length in lengths.get(head, ())
            if start + length <= len(text) and text[start : start + length] in first
        ]
        return found

    def _inside(self, folded: str) -> Iterator[Term]:
        """The terms of a form that count inside a message."""
        return (term for term in self._of(folded) if not term.context.whole)

    def _of(self, folded: str) -> Iterator[Term]:
        first = self._first.get(folded)
        if first is not None:
            yield first
            yield from self._others.get(folded, ())

    def _as_a_whole(self, searched: Searched) -> Iterator[Hit]:
        """Terms that count only where a message is nothing else, with or without a mark at its end."""
        text, folded, start = searched.text, searched.folded, searched.start
        for candidate, shorter in searched.wholes:
            end = start + len(candidate)
            for term in self._of(candidate):
                if term.context.whole and _counts(term, text, folded, start, end):
                    yield Hit(start, end, term)
            for short in shorter:
                for term in self._of(short.text):
                    drawn_out = _may_be(candidate, short, 0, len(short.text))
                    if term.context.whole and drawn_out and _counts(term, text, folded, start, end):
                        yield Hit(start, end, term)

    def _find_shortened(self, searched: Searched, short: Shortened, places: Places) -> Iterator[Hit]:
        text, folded = searched.text, searched.folded
        for start, end in self._within(places):
            if _may_be(folded, short, start, end):
                first, last = short.starts[start], short.ends[end - 1]
                for term in self._inside(short.text[start:end]):
                    if _counts(term, text, folded, first, last):
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
