"""What may be meant by what somebody began to write, and what stands now in what they are about to change."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Mapping, Sequence
from weakref import WeakKeyDictionary

from bridge.chat.room import RoomRef
from bridge.commands.slang_asking import WAITING, line_of
from bridge.glossary.books import Book
from bridge.glossary.entry import Entry
from bridge.glossary.finder import Scope
from bridge.glossary.fold import fold
from bridge.glossary.keeping import Glossary
from bridge.glossary.packs import write_context
from bridge.glossary.prefixes import Prefixes
from bridge.glossary.term import Action, Term
from bridge.relay.directory import Directory
from bridge.relay.records import Place
from bridge.relay.retelling import Archive, Told
from bridge.relay.suggesting import Choice

MOST = 25
_LANGUAGES = (
    Choice("English", "en"),
    Choice("简体中文", "zh"),
    Choice("繁體中文", "tw"),
    Choice("English + 简体中文", "zh en"),
    Choice("English + 繁體中文", "tw en"),
    Choice("auto", "auto"),
)
#: Parts of `/slang` that are about any term, about those of the conversation itself, and about proposals.
_ANY, _OWN, _PROPOSED = (
    {"slang show"},
    {"slang edit", "slang remove", "slang history"},
    {"slang approve", "slang reject"},
)


class Suggestions:
    """Implements `bridge.relay.suggesting.Suggests`. A room sees its own books, those of all, and no others."""

    def __init__(self, glossary: Glossary, archive: Archive, directory: Directory) -> None:
        self._glossary = glossary
        self._archive = archive
        self._directory = directory
        self._prefixes: WeakKeyDictionary[Book, Prefixes] = WeakKeyDictionary()
        self._making = asyncio.Lock()

    async def suggest(self, room: RoomRef, command: str, begun: str) -> Sequence[Choice]:
        """What may be meant, the nearest book first."""
        begun = begun.strip()
        if command == "language":
            return [one for one in _LANGUAGES if begun.lower() in one.label.lower() or one.value.startswith(begun)]
        if command not in _ANY | _OWN | _PROPOSED:
            return ()
        place = await self._directory.room(room)
        if command in _PROPOSED:
            return [_proposal(entry) for entry in await self._waiting(place) if _meant(entry, begun)][:MOST]
        found: dict[str, Choice] = {}
        for book in self._books(place, own=command in _OWN):
            for form, term in await self._begun(book, begun):
                found.setdefault(form, Choice(_shown(form, term), form))
            if len(found) >= MOST:
                break
        return list(found.values())[:MOST]

    async def fields(self, room: RoomRef, command: str, about: str) -> Mapping[str, str]:
        """The translation of a message for `fix`, a term of the conversation's own for `slang edit`."""
        if command not in {"fix", "slang edit"}:
            return {}
        place = await self._directory.room(room)
        if command == "fix":
            told = await self._archive.told(place.room.id, about)
            words = "" if told is None else _translation(told)
            return {"words": words} if words else {}
        term = await self._own_term(place, about)
        return {} if term is None else _fields(about, term)

    def _books(self, place: Place, *, own: bool) -> Iterator[Book]:
        books = self._glossary.books
        everybodys = set(map(id, books.nearest_first(Scope())))
        for book in books.nearest_first(Scope(place.room.bridge, place.room.id)):
            if not own or id(book) not in everybodys:
                yield book

    async def _begun(self, book: Book, begun: str) -> Sequence[tuple[str, Term]]:
        if not begun:
            return [(term.forms[0], term) for term in book.terms[:MOST]]
        async with self._making:
            if book not in self._prefixes:
                made = Prefixes()
                for _ in made.fill(book.terms):
                    await asyncio.sleep(0)
                self._prefixes[book] = made
        return self._prefixes[book].find(begun, MOST)

    async def _waiting(self, place: Place) -> Sequence[Entry]:
        """The conversation's proposals, the oldest first."""
        rooms = (place.room.id, *(one.room.id for one in await self._directory.companions(place)))
        return list(reversed(await self._glossary.terms.entries(rooms, WAITING)))

    async def _own_term(self, place: Place, form: str) -> Term | None:
        for book in self._books(place, own=True):
            for term in book.named(form):
                return term
        wanted = fold(form.strip())
        proposed = [entry.term for entry in await self._waiting(place)]
        return next((term for term in proposed if wanted in map(fold, term.forms)), None)


def _shown(form: str, term: Term) -> str:
    return form if term.action is Action.KEEP else f"{form} = {term.text}"


def _proposal(entry: Entry) -> Choice:
    return Choice(f"{line_of(entry)} ({entry.by})", str(entry.id))


def _meant(entry: Entry, begun: str) -> bool:
    return str(entry.id).startswith(begun.removeprefix("#")) or fold(begun) in fold(line_of(entry))


def _fields(form: str, term: Term) -> dict[str, str]:
    return {
        "form": form,
        "translation": term.text,
        "note": "; ".join(note for note in (term.note_en, term.note_zh) if note),
        "action": term.action.value,
        "condition": write_context(term.context),
    }


def _translation(told: Told) -> str:
    """What a message was made into, as far as some room was shown it."""
    if told.shown is None:
        return ""
    shown, body = told.shown, told.shown.body
    texts = [version.text for version in shown.versions if version.faithful] or [body.lead, body.folded]
    return next((text.plain for text in texts if text and text.plain != told.text.plain), "")
