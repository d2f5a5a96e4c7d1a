"""What a page shows of a conversation's slang: its terms, what waits, and what a term would do if it were proposed."""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from bridge.chat.attachment import Attachment
from bridge.chat.author import Author
from bridge.chat.event import Command as Asked
from bridge.chat.room import RoomRef
from bridge.commands.command import CommandError, Request
from bridge.commands.slang_add import Checking
from bridge.commands.slang_asking import IN_FORCE, WAITING, Asking, Part, asking_of, explained
from bridge.commands.slang_ports import Keepers
from bridge.glossary.books import Book
from bridge.glossary.entry import Entry
from bridge.glossary.exchange.formats import Format, write
from bridge.glossary.fold import fold
from bridge.glossary.keeping import Glossary
from bridge.glossary.notation import read_term, write_term
from bridge.glossary.review import duplicate
from bridge.glossary.term import Term, TermError
from bridge.relay.directory import Directory

#: So many terms are shown at once.
MOST = 100
#: So many conversations' entries are kept ready to be searched.
_KEPT = 64


@dataclass(frozen=True, slots=True)
class Listed:
    """A term with its entry, None for one that is built in."""

    term: Term
    entry: Entry | None = None


@dataclass(frozen=True, slots=True)
class View:
    """What somebody sees: terms, the nearest book and the best match first, and how many more there are.

    `own` counts the terms of the conversation itself, `waiting` are its proposals, the oldest first. `member` is
    Magpie's number of whoever looks.
    """

    terms: tuple[Listed, ...]
    more: int
    own: int
    waiting: tuple[Listed, ...]
    keeper: bool
    member: int


@dataclass(frozen=True, slots=True)
class Attempt:
    """What a term would be and would have done, or the `fault` for which it cannot be, in the asker's language."""

    line: str = ""
    seen: str = ""
    fault: str = ""


@dataclass(frozen=True, slots=True)
class _Row:
    """A term ready to be searched: everything is folded."""

    listed: Listed
    forms: tuple[str, ...]
    text: str
    notes: str

    def rank(self, words: str) -> int | None:
        """How well it answers a search, 0 best; None where it does not."""
        if words in self.forms:
            return 0
        if any(form.startswith(words) for form in self.forms):
            return 1
        if any(words in form for form in self.forms):
            return 2
        if words in self.text:
            return 3
        return 4 if words in self.notes else None


class SlangView:
    """Reads the books for whoever looks at them; nothing here changes them, commands do."""

    def __init__(
        self, glossary: Glossary, checking: Checking, importing: Part, keepers: Keepers, directory: Directory
    ) -> None:
        self._glossary = glossary
        self._checking = checking
        self._importing = importing
        self._keepers = keepers
        self._directory = directory
        self._version = ""
        self._groups: dict[frozenset[int], Sequence[_Row]] = {}
        self._built_in: tuple[Book, Sequence[_Row]] | None = None

    async def look(self, room: RoomRef, author: Author, words: str) -> View:
        """The conversation's and the host's terms, or, where there are `words`, those of all books that have them."""
        asking = await self._asking(room, author)
        own, host = await self._rows(asking.rooms), await self._rows(())
        waiting = await self._glossary.terms.entries(asking.rooms, WAITING)
        wanted = fold(words.strip())
        if wanted:
            built_in = await self._packs(asking)
            found = await asyncio.to_thread(_found, wanted, (own, host, built_in))
        else:
            found = [*own, *host]
        return View(
            terms=tuple(row.listed for row in found[:MOST]),
            more=max(0, len(found) - MOST),
            own=len(own),
            waiting=tuple(Listed(entry.term, entry) for entry in reversed(waiting)),
            keeper=asking.keeper,
            member=asking.request.member.id,
        )

    async def attempt(self, room: RoomRef, author: Author, line: str, instead: int = 0) -> Attempt:
        """What `/slang add` would do with a line, without doing it; `instead` of an entry where it is to change one."""
        asking = await self._asking(room, author)
        try:
            term = read_term(line, self._glossary.books.known)
            present = await self._glossary.terms.entries(asking.rooms, IN_FORCE | WAITING)
            twin = duplicate(term, [entry.term for entry in present if entry.id != instead])
            if twin is not None:
                return Attempt(fault=asking.phrases("It is there already: {line}", line=write_term(twin)))
            return Attempt(write_term(term), await self._checking.check(asking, term))
        except TermError as error:
            return Attempt(fault=explained(error, asking.phrases))
        except CommandError as error:
            return Attempt(fault=str(error))

    async def check(self, room: RoomRef, author: Author, file: Attachment) -> Attempt:
        """What bringing in a file would change, or what is wrong with which of its lines."""
        asking = await self._asking(room, author, "check", (file,))
        try:
            return Attempt(seen=(await self._importing.answer(asking)).text)
        except TermError as error:
            return Attempt(fault=explained(error, asking.phrases))
        except CommandError as error:
            return Attempt(fault=str(error))

    async def book(self, room: RoomRef, author: Author, form: Format) -> bytes | None:
        """The conversation's own terms as a file, None where there are none."""
        asking = await self._asking(room, author)
        entries = await self._glossary.terms.entries(asking.rooms, IN_FORCE)
        return await asyncio.to_thread(write, [entry.term for entry in entries], form) if entries else None

    async def _asking(
        self, room: RoomRef, author: Author, rest: str = "", files: tuple[Attachment, ...] = ()
    ) -> Asking:
        place = await self._directory.room(room)
        member, _ = await self._directory.member(author)
        request = Request(Asked("", room, author, "slang", rest, attachments=files), place, member)
        return await asking_of(request, self._keepers, self._directory)

    async def _rows(self, rooms: Collection[int]) -> Sequence[_Row]:
        """The rows of a conversation, or of the host where no rooms are named; read again after every change."""
        version = await self._glossary.terms.version()
        if version != self._version:
            # Whoever still reads what was before puts it where nobody looks any more.
            self._version, self._groups = version, {}
        groups, key = self._groups, frozenset(rooms)
        if key not in groups:
            entries = await self._glossary.terms.entries(rooms, IN_FORCE)
            rows = await asyncio.to_thread(_rows, [Listed(entry.term, entry) for entry in entries])
            while len(groups) >= _KEPT:
                groups.pop(next(iter(groups)))
            groups[key] = rows
        return groups[key]

    async def _packs(self, asking: Asking) -> Sequence[_Row]:
        *_, book = self._glossary.books.nearest_first(asking.scope)
        if self._built_in is None or self._built_in[0] is not book:
            self._built_in = book, await asyncio.to_thread(_rows, [Listed(term) for term in book.terms])
        return self._built_in[1]


def _rows(terms: Iterable[Listed]) -> Sequence[_Row]:
    return [
        _Row(
            listed,
            tuple(map(fold, listed.term.forms)),
            fold(listed.term.text),
            fold(f"{listed.term.literal} {listed.term.note_en} {listed.term.note_zh}"),
        )
        for listed in terms
    ]


def _found(words: str, books: Sequence[Sequence[_Row]]) -> list[_Row]:
    """The rows of all books that answer a search: the better match first, then the nearer book."""
    ranked = [(rank, row) for book in books for row in book if (rank := row.rank(words)) is not None]
    return [row for _, row in sorted(ranked, key=lambda pair: pair[0])]
