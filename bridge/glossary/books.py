"""Books of terms, the nearer before the farther: packs ← host ← bridge ← room."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from bridge.chat.reader import ModelLanguage
from bridge.glossary.finder import Scope
from bridge.glossary.matcher import Matcher
from bridge.glossary.searched import Searched
from bridge.glossary.term import Hit, Term


class Book:
    """The terms of one owner, ready to be found."""

    def __init__(self, terms: Iterable[Term] = ()) -> None:
        self.terms: tuple[Term, ...] = ()
        self._matchers = {language: Matcher() for language in _LANGUAGES}
        for _ in self.fill(tuple(terms)):
            pass

    def fill(self, terms: tuple[Term, ...]) -> Iterator[None]:
        """Put terms into an empty book; every step is short."""
        self.terms = terms
        for language, matcher in self._matchers.items():
            yield from matcher.fill([term for term in terms if term.source == language])

    def find(self, text: str | Searched, source: ModelLanguage) -> Iterable[Hit]:
        """All hits of a language, overlapping ones too."""
        return self._matchers[source].find(text)

    def is_chinese(self, word: str) -> bool:
        """Whether a word is a form of a Chinese term."""
        return self._matchers["zh"].has(word)

    def named(self, form: str) -> Iterable[Term]:
        """The terms of either language that have this form."""
        return (term for matcher in self._matchers.values() for term in matcher.named(form))


_LANGUAGES: tuple[ModelLanguage, ...] = ("zh", "en")


class Books:
    """Implements `bridge.glossary.finder.Finder` over any number of books."""

    def __init__(self, packs: Iterable[Term] = (), host: Iterable[Term] = ()) -> None:
        self._packs = Book(packs)
        self._host = Book(host)
        self._bridges: dict[int, Book] = {}
        self._rooms: dict[int, Book] = {}

    def replace(self, terms: Iterable[Term], scope: Scope | None = None) -> None:
        """Put a book in the place of the host's, a bridge's or a room's."""
        for _ in self.replacing(terms, scope):
            pass

    def replacing(self, terms: Iterable[Term], scope: Scope | None = None) -> Iterator[None]:
        """The same in short steps, for whoever must let others go on between; the old book counts until the end."""
        scope = scope or Scope()
        book = Book()
        yield from book.fill(tuple(terms))
        if scope.room is not None:
            self._rooms[scope.room] = book
        elif scope.bridge is not None:
            self._bridges[scope.bridge] = book
        else:
            self._host = book

    def find(self, text: str, source: ModelLanguage, scope: Scope) -> Sequence[Hit]:
        """Terms of a language in a text, in order, none overlapping; the longer wins, then the nearer book."""
        searched = Searched(text)
        ranked = [
            (hit.start - hit.end, rank, hit.start, hit)
            for rank, book in enumerate(self.nearest_first(scope))
            for hit in book.find(searched, source)
        ]
        if not ranked:
            return ()
        ranked.sort(key=lambda entry: entry[:3])
        chosen: list[Hit] = []
        taken = bytearray(len(text))
        for _, _, _, hit in ranked:
            if taken.find(1, hit.start, hit.end) < 0:
                taken[hit.start : hit.end] = b"\1" * (hit.end - hit.start)
                chosen.append(hit)
        return sorted(chosen, key=lambda hit: hit.start)

    def is_chinese(self, word: str, scope: Scope) -> bool:
        """Whether a word in Latin letters or digits is a Chinese term."""
        return any(book.is_chinese(word) for book in self.nearest_first(scope))

    def named(self, form: str, scope: Scope) -> Sequence[Term]:
        """The terms that have this form, whatever their context, the nearest book first."""
        return tuple(dict.fromkeys(term for book in self.nearest_first(scope) for term in book.named(form)))

    def known(self, form: str, source: ModelLanguage) -> bool:
        """Whether a form is slang of a language in the packs or the host's book."""
        return any(term.source == source for term in self.named(form, Scope()))

    def nearest_first(self, scope: Scope) -> Iterable[Book]:
        """The books that count in a scope."""
        if scope.room in self._rooms:
            yield self._rooms[scope.room]
        if scope.bridge in self._bridges:
            yield self._bridges[scope.bridge]
        yield self._host
        yield self._packs
