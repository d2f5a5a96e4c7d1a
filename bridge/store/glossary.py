"""The books of terms, and everything that was ever done to them."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Collection, Mapping, Sequence

from bridge.glossary.entry import Change, Deed, Editor, Entry, Owner, Replacement, State
from bridge.glossary.term import Term
from bridge.store.database import Database
from bridge.store.glossary_rows import Writing, change_of, dump_term, entry_of, load_term, owner_of, placed

#: Neither taken back nor built upon since.
_STANDS = (
    "term_changes.undone = 0 AND term_changes.deed <> 'undone' AND NOT EXISTS (SELECT 1 FROM term_changes AS later"
    " WHERE later.entry = term_changes.entry AND later.id > term_changes.id AND later.undone = 0"
    " AND later.deed <> 'undone')"
)
#: So many terms are read in a ms or two.
_TOGETHER = 256
_UNDONE = {State.PROPOSED: State.REMOVED, State.ACTIVE: State.REMOVED}


class SqliteTerms:
    """Implements `bridge.glossary.ports.Terms`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def version(self) -> str:
        """Something that is another after every change of a book, and when rooms are joined."""

        def select(connection: sqlite3.Connection) -> str:
            # With its time: a number may be given anew after /privacy leave erased the last.
            row = connection.execute("SELECT id, at FROM term_changes ORDER BY id DESC LIMIT 1").fetchone()
            last = None if row is None else f"{row['id']}.{row['at']}"
            joined = connection.execute(
                "SELECT group_concat(id || '.' || bridge) FROM (SELECT id, bridge FROM rooms"
                " WHERE bridge IS NOT NULL AND id IN (SELECT room FROM terms) ORDER BY id)"
            ).fetchone()[0]
            return f"{last}/{joined}"

        return await self._database.read(select)

    async def in_force(self) -> Sequence[Entry]:
        """All active entries, the newest first."""

        def select(connection: sqlite3.Connection) -> list[Entry]:
            rows = connection.execute("SELECT * FROM terms WHERE state = 'active' ORDER BY id DESC")
            return [entry_of(row) for row in rows]

        return await self._database.read(select)

    async def standing(self) -> Sequence[tuple[Owner, Term]]:
        """All active terms with their owners, the newest first: what a start needs, without the rest of an entry."""

        def select(connection: sqlite3.Connection) -> list[tuple[Owner, Term]]:
            cursor = connection.cursor()
            cursor.row_factory = None
            rows = cursor.execute("SELECT reach, room, term FROM terms WHERE state = 'active' ORDER BY id DESC")
            standing: list[tuple[Owner, Term]] = []
            while some := rows.fetchmany(_TOGETHER):
                standing += [(owner_of(reach, room), load_term(term)) for reach, room, term in some]
                # Gives the event loop's thread its turn; left to itself the interpreter would make it wait 5 ms.
                time.sleep(0)
            return standing

        return await self._database.read(select)

    async def bridges(self) -> Mapping[int, Collection[int]]:
        """The rooms of each bridge."""

        def select(connection: sqlite3.Connection) -> dict[int, list[int]]:
            found: dict[int, list[int]] = {}
            for row in connection.execute("SELECT id, bridge FROM rooms WHERE bridge IS NOT NULL ORDER BY id"):
                found.setdefault(row["bridge"], []).append(row["id"])
            return found

        return await self._database.read(select)

    async def entries(self, rooms: Collection[int], states: Collection[State]) -> Sequence[Entry]:
        """The entries of a conversation in these states, the newest first."""
        where, values = placed(rooms)
        marks = ",".join("?" * len(states))

        def select(connection: sqlite3.Connection) -> list[Entry]:
            rows = connection.execute(
                f"SELECT * FROM terms WHERE {where} AND state IN ({marks}) ORDER BY id DESC",
                [*values, *(state.value for state in states)],
            )
            return [entry_of(row) for row in rows]

        return await self._database.read(select)

    async def entry(self, number: int) -> Entry | None:
        """The entry of a number."""
        return await self._database.read(lambda connection: _entry(connection, number))

    async def add(
        self,
        owner: Owner,
        terms: Sequence[Term],
        state: State,
        editor: Editor,
        replacements: Sequence[Replacement] = (),
    ) -> Sequence[Entry]:
        """Put terms into a book and others into the place of what stood there; all of them are undone together."""
        dumped = [dump_term(term) for term in terms]
        deed = Deed.ADDED if state is State.ACTIVE else Deed.PROPOSED

        def insert(connection: sqlite3.Connection) -> list[Entry]:
            writing = Writing(connection, editor)
            added = []
            for term, text in zip(terms, dumped, strict=True):
                number = _insert(connection, owner, state, text, editor, writing.at)
                writing.record(number, deed, "", text, None, state)
                added.append(Entry(number, owner, state, term, editor.name, writing.at, editor.member))
            for replacement in replacements:
                row = _row(connection, replacement.entry)
                text = dump_term(replacement.term)
                connection.execute("UPDATE terms SET term = ? WHERE id = ?", (text, row["id"]))
                writing.record(row["id"], Deed.EDITED, row["term"], text, State(row["state"]), State(row["state"]))
            return added

        return await self._database.write(insert)

    async def change(self, number: int, deed: Deed, state: State, editor: Editor, term: Term | None = None) -> Entry:
        """Do something to an entry. Raises `LookupError` where there is none of that number."""
        dumped = None if term is None else dump_term(term)

        def update(connection: sqlite3.Connection) -> Entry:
            row = _row(connection, number)
            text = row["term"] if dumped is None else dumped
            connection.execute("UPDATE terms SET state = ?, term = ? WHERE id = ?", (state.value, text, number))
            Writing(connection, editor).record(number, deed, row["term"], text, State(row["state"]), state)
            return entry_of(_row(connection, number))

        return await self._database.write(update)

    async def undo(self, rooms: Collection[int], editor: Editor, *, only_own: bool) -> Sequence[Change]:
        """Take back what was done last in a conversation's books (with `only_own` by this editor); none: nothing."""

        def take_back(connection: sqlite3.Connection) -> list[Change]:
            undone = _last(connection, rooms, editor if only_own else None)
            writing = Writing(connection, editor)
            for row in undone:
                before, after = row["state_before"], State(row["state_after"])
                state = State(before) if before else _UNDONE.get(after, after)
                text = row["before"] or row["after"]
                connection.execute(
                    "UPDATE terms SET state = ?, term = ? WHERE id = ?", (state.value, text, row["entry"])
                )
                connection.execute("UPDATE term_changes SET undone = 1 WHERE id = ?", (row["id"],))
                writing.record(row["entry"], Deed.UNDONE, row["after"], text, after, state)
            return [change_of(row) for row in undone]

        return await self._database.write(take_back)

    async def history(self, rooms: Collection[int], limit: int, entry: int | None = None) -> Sequence[Change]:
        """What was done to a conversation's books, or to one entry, the latest first."""
        where, values = placed(rooms)

        def select(connection: sqlite3.Connection) -> list[Change]:
            rows = connection.execute(
                f"SELECT term_changes.* FROM term_changes JOIN terms ON terms.id = term_changes.entry WHERE {where}"
                " AND (? IS NULL OR terms.id = ?) ORDER BY term_changes.id DESC LIMIT ?",
                [*values, entry, entry, limit],
            )
            return [change_of(row) for row in rows]

        return await self._database.read(select)


def _insert(connection: sqlite3.Connection, owner: Owner, state: State, text: str, editor: Editor, now: float) -> int:
    number = connection.execute(
        'INSERT INTO terms (reach, room, state, term, "by", member, created_at) VALUES (?, ?, ?, ?, ?, ?, ?)',
        (owner.reach.value, owner.room, state.value, text, editor.name, editor.member, now),
    ).lastrowid
    assert number is not None  # noqa: S101 - SQLite gives one to every insert
    return number


def _entry(connection: sqlite3.Connection, number: int) -> Entry | None:
    row = connection.execute("SELECT * FROM terms WHERE id = ?", (number,)).fetchone()
    return None if row is None else entry_of(row)


def _row(connection: sqlite3.Connection, number: int) -> sqlite3.Row:
    row: sqlite3.Row | None = connection.execute("SELECT * FROM terms WHERE id = ?", (number,)).fetchone()
    if row is None:
        raise LookupError(number)
    return row


def _last(connection: sqlite3.Connection, rooms: Collection[int], own: Editor | None) -> list[sqlite3.Row]:
    """The latest deed on which nothing else was built since, with all that was done together with it.

    A member who is no keeper takes back what they proposed and nothing else.
    """
    where, values = placed(rooms)
    mine = " AND term_changes.member = ? AND term_changes.deed = 'proposed'" if own else ""
    last = connection.execute(
        f"SELECT batch FROM term_changes JOIN terms ON terms.id = term_changes.entry WHERE {where}{mine} AND {_STANDS}"
        " ORDER BY term_changes.id DESC LIMIT 1",
        [*values, *([own.member] if own else [])],
    ).fetchone()
    if last is None:
        return []
    return connection.execute(
        f"SELECT * FROM term_changes WHERE batch = ? AND {_STANDS} ORDER BY id DESC", (last["batch"],)
    ).fetchall()
