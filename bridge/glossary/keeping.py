"""The glossary at work: the books in the store, and the same books ready to be found, kept alike."""

from __future__ import annotations

import asyncio
import gc
import time
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import groupby
from operator import itemgetter

import structlog

from bridge.glossary.books import Books
from bridge.glossary.entry import Change, Deed, Editor, Entry, Owner, Reach, Replacement, State
from bridge.glossary.finder import Scope
from bridge.glossary.ports import Terms
from bridge.glossary.review import duplicate
from bridge.glossary.term import Term

log = structlog.get_logger(__name__)

#: Seconds between looks for what another process changed (`magpie glossary` beside a running Magpie).
WATCH = 2.0
#: Of so many terms garbage collection is kept away: they are no garbage, and refer to nothing that refers to them.
_LARGE = 5_000


class Glossary:
    """Every change goes through here: it is stored, and then it counts."""

    def __init__(self, terms: Terms, books: Books) -> None:
        self.terms = terms
        self.books = books
        self._version = ""
        self._shown: dict[Scope, tuple[Term, ...]] = {}
        self._loading = asyncio.Lock()

    async def load(self) -> None:
        """Bring the books up to date with the store; quick where nothing changed."""
        async with self._loading:
            version = await self.terms.version()
            if version == self._version:
                return
            with _uncollected():
                standing, bridges = await self.terms.standing(), await self.terms.bridges()
                # A large book takes most of a second, which the event loop does not have.
                self._shown = await asyncio.to_thread(self._replace, standing, bridges)
                if len(standing) > _LARGE:
                    # Looking through them again and again would stop the event loop for a quarter of a second.
                    gc.freeze()
            self._version = version

    def _replace(
        self, standing: Sequence[tuple[Owner, Term]], bridges: Mapping[int, Collection[int]]
    ) -> dict[Scope, tuple[Term, ...]]:
        shelved = _shelved(standing, bridges)
        for scope in shelved.keys() | self._shown.keys():
            terms = shelved.get(scope, ())
            if terms != self._shown.get(scope, ()):
                for _ in self.books.replacing(terms, scope):
                    # Gives the event loop's thread its turn; left to itself the interpreter would make it wait 5 ms.
                    time.sleep(0)
        return shelved

    async def watch(self) -> None:
        """Keep the books up to date until cancelled."""
        while True:
            try:
                await self.load()
            except Exception:
                log.exception("the glossary could not be loaded")
            await asyncio.sleep(WATCH)

    async def add(self, owner: Owner, term: Term, editor: Editor, *, at_once: bool) -> Entry:
        """Put a term into a book, in force at once or proposed."""
        state = State.ACTIVE if at_once else State.PROPOSED
        entry = (await self.terms.add(owner, [term], state, editor))[0]
        await self.load()
        return entry

    async def take_over(
        self, owner: Owner, terms: Sequence[Term], replacements: Sequence[Replacement], editor: Editor
    ) -> None:
        """Put many terms into a book at once, all of them or, where something goes wrong, none."""
        await self.terms.add(owner, terms, State.ACTIVE, editor, replacements)
        await self.load()

    async def decide(self, number: int, editor: Editor, *, approved: bool) -> Entry:
        """Put a proposed term in force, or reject it. Raises `LookupError`."""
        deed, state = (Deed.APPROVED, State.ACTIVE) if approved else (Deed.REJECTED, State.REJECTED)
        entry = await self.terms.change(number, deed, state, editor)
        await self.load()
        return entry

    async def conversation(self, room: int | None) -> Collection[int]:
        """The rooms of the conversation that a room is in; none stand for the host, who is in none."""
        if room is None:
            return ()
        bridges = await self.terms.bridges()
        return next((rooms for rooms in bridges.values() if room in rooms), (room,))

    async def approve(self, entry: Entry, editor: Editor) -> Entry:
        """Put a proposed term in force, in the place of what it replaces in its conversation. Raises `LookupError`."""
        rooms = await self.conversation(entry.owner.room)
        for other in await self.terms.entries(rooms, frozenset({State.ACTIVE})):
            if duplicate(entry.term, [other.term]) is not None:
                await self.remove(other.id, editor)
        return await self.decide(entry.id, editor, approved=True)

    async def edit(self, entry: Entry, term: Term, editor: Editor) -> Entry:
        """Put another term in an entry's place. Raises `LookupError`."""
        edited = await self.terms.change(entry.id, Deed.EDITED, entry.state, editor, term)
        await self.load()
        return edited

    async def remove(self, number: int, editor: Editor) -> Entry:
        """Take a term out of force; its history stays. Raises `LookupError`."""
        entry = await self.terms.change(number, Deed.REMOVED, State.REMOVED, editor)
        await self.load()
        return entry

    async def undo(self, rooms: Collection[int], editor: Editor, *, only_own: bool) -> Sequence[Change]:
        """Take back what was done last in a conversation's books; nothing: an empty answer."""
        changes = await self.terms.undo(rooms, editor, only_own=only_own)
        await self.load()
        return changes


def _shelved(
    standing: Sequence[tuple[Owner, Term]], bridges: Mapping[int, Collection[int]]
) -> dict[Scope, tuple[Term, ...]]:
    """Which terms stand in which book: a bridge's are those of all its rooms."""
    bridge_of = {room: bridge for bridge, rooms in bridges.items() for room in rooms}
    found: dict[Scope, list[Term]] = {}
    for owner, terms in groupby(standing, key=itemgetter(0)):
        scope = Scope()
        if owner.room is not None:
            bridge = bridge_of.get(owner.room) if owner.reach is Reach.BRIDGE else None
            scope = Scope(room=owner.room) if bridge is None else Scope(bridge=bridge)
        found.setdefault(scope, []).extend(term for _, term in terms)
    return {scope: tuple(terms) for scope, terms in found.items()}


@contextmanager
def _uncollected() -> Iterator[None]:
    """No garbage collection meanwhile: each new term would have all the others looked through."""
    collected = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collected:
            gc.enable()
