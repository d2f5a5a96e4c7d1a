"""The glossary in the data folder, opened for one command line."""

from __future__ import annotations

import asyncio
import sqlite3
import time
from collections.abc import AsyncIterator, Collection, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TypedDict

from bridge.glossary.books import Books
from bridge.glossary.entry import HOST, THE_HOST, Change, Entry, Owner, Reach, State
from bridge.glossary.exchange.formats import Format, read, write
from bridge.glossary.fold import fold
from bridge.glossary.importing import plan
from bridge.glossary.keeping import Glossary
from bridge.glossary.notation import read_term, write_term
from bridge.glossary.packs import builtin, row_of
from bridge.glossary.review import checked, duplicate
from bridge.glossary.term import Term, TermError
from bridge.settings import load_settings
from bridge.store.database import Database
from bridge.store.glossary import SqliteTerms
from bridge.store.migrations import migrate

_SHOWN = 200


class Imported(TypedDict):
    """What an import changed, or would change: terms as lines."""

    new: list[str]
    changed: list[tuple[str, str]]
    same: int


@asynccontextmanager
async def opened() -> AsyncIterator[GlossaryDesk]:
    """The glossary of the data folder that the settings name. Raises `SchemaError` as a start would."""
    path = load_settings().data_dir / "magpie.db"
    migrate(path)
    database = Database(path)
    try:
        yield GlossaryDesk(database)
    finally:
        await asyncio.to_thread(database.close)


class GlossaryDesk:
    """Does what the command line asks, in the name of the host. All methods raise `TermError` with a sentence."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._terms = SqliteTerms(database)
        # Nothing is searched here: whoever runs beside this loads the change by itself.
        self._glossary = Glossary(self._terms, Books())

    async def listed(self, room: int | None, words: str, *, everywhere: bool) -> list[Entry]:
        """The terms in force with these words in them."""
        if everywhere:
            entries = await self._terms.in_force()
        else:
            entries = await self._terms.entries(await self._rooms(room), [State.ACTIVE])
        return [entry for entry in entries if found(entry.term, words)]

    async def add(self, line: str, room: int | None) -> Entry:
        """Add a term."""
        books = Books(builtin())
        term = read_term(line, books.known)
        rooms = await self._rooms(room)
        entries = await self._terms.entries(rooms, [State.ACTIVE, State.PROPOSED])
        twin = duplicate(term, [entry.term for entry in entries])
        if twin is not None:
            raise TermError("“{form}” is there already: {line}", form=term.forms[0], line=write_term(twin))
        checked(term, ())
        return await self._glossary.add(_owner(room), term, THE_HOST, at_once=True)

    async def remove(self, form: str, room: int | None) -> Entry:
        """Take a term out of force."""
        entries = await self._terms.entries(await self._rooms(room), [State.ACTIVE, State.PROPOSED])
        for entry in entries:
            if form == f"#{entry.id}" or fold(form) in map(fold, entry.term.forms):
                return await self._glossary.remove(entry.id, THE_HOST)
        raise TermError("There is no term “{form}”; `magpie glossary list` shows those there are.", form=form)

    async def undo(self, room: int | None) -> Sequence[Change]:
        """Take back what was done last."""
        return await self._glossary.undo(await self._rooms(room), THE_HOST, only_own=False)

    async def history(self, room: int | None) -> list[dict[str, str | int]]:
        """What was done, the latest first."""
        changes = await self._terms.history(await self._rooms(room), _SHOWN)
        return [
            {
                "at": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(change.at)),
                "by": change.by,
                "deed": change.deed.value,
                "entry": change.entry,
                "term": write_term(change.after),
            }
            for change in changes
        ]

    async def take_over(self, path: Path, room: int | None, *, dry_run: bool) -> Imported:
        """Import a file, or only tell what that would change."""
        entries = await self._terms.entries(await self._rooms(room), [State.ACTIVE])
        planned = plan(read(path.name, await asyncio.to_thread(path.read_bytes)), entries)
        if not dry_run:
            await self._glossary.take_over(_owner(room), planned.new, planned.replacements, THE_HOST)
        changed = [(write_term(entry.term), write_term(term)) for entry, term in planned.changed]
        return Imported(new=[write_term(term) for term in planned.new], changed=changed, same=planned.same)

    async def written(self, room: int | None, form: str, *, packs: bool) -> bytes:
        """Terms as a file."""
        wanted = form.lower().lstrip(".") or Format.CSV.value
        if wanted not in set(Format):
            raise TermError("Magpie writes csv, tsv and tbx, not “{form}”.", form=form)
        if packs:
            return write(builtin(), Format(wanted))
        entries = await self._terms.entries(await self._rooms(room), [State.ACTIVE])
        return write([entry.term for entry in entries], Format(wanted))

    async def waiting(self) -> list[Entry]:
        """What waits for a decision, wherever."""
        rooms = await self._database.read(_all_rooms)
        return [entry for group in ([], rooms) for entry in await self._terms.entries(group, [State.PROPOSED])]

    async def decide(self, number: int, *, approved: bool) -> Entry:
        """Decide on a proposal."""
        entry = next((one for one in await self.waiting() if one.id == number), None)
        if entry is None:
            raise TermError("No proposal #{number} waits; `magpie glossary review` lists them.", number=number)
        if not approved:
            return await self._glossary.decide(number, THE_HOST, approved=False)
        checked(entry.term, ())
        return await self._glossary.approve(entry, THE_HOST)

    async def _rooms(self, room: int | None) -> Collection[int]:
        """All rooms of a room's conversation; none for the host."""
        if room is not None and room not in await self._database.read(_all_rooms):
            raise TermError("There is no room {room}; `magpie glossary list --all` shows the numbers.", room=room)
        return await self._glossary.conversation(room)


def found(term: Term, words: str) -> bool:
    """Whether words stand in a term's forms, translation or notes."""
    return fold(words) in fold(" ".join((*term.forms, term.text, term.note_en, term.note_zh)))


def as_row(entry: Entry) -> dict[str, str | int | None]:
    """An entry for a program: its own columns and those of an exported file."""
    return {
        "id": entry.id,
        "state": entry.state.value,
        "reach": entry.owner.reach.value,
        "room": entry.owner.room,
        "by": entry.by,
        "created_at": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(entry.created_at)),
        **row_of(entry.term),
    }


def _owner(room: int | None) -> Owner:
    return HOST if room is None else Owner(Reach.BRIDGE, room)


def _all_rooms(connection: sqlite3.Connection) -> list[int]:
    return [row["id"] for row in connection.execute("SELECT id FROM rooms")]
