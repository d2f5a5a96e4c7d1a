"""Corrections of translations: proposed, decided on, and found again by exactly their own text."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Collection, Sequence

from bridge.chat.reader import ModelLanguage
from bridge.commands.slang_ports import Correction
from bridge.glossary.entry import Editor, State
from bridge.glossary.finder import Scope
from bridge.store.database import Database


class SqliteCorrections:
    """Implements `bridge.commands.slang_ports.CorrectionBook` and `bridge.relay.corrections.Corrections`.

    Which texts have a correction is kept in memory, so that all others cost nothing.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._known: set[tuple[str, str]] | None = None

    async def find(self, text: str, target: ModelLanguage, scope: Scope) -> str | None:
        """The correction of a text in a conversation, the latest first, or None."""
        source = text.strip()
        if (target, source) not in await self._texts():
            return None

        def select(connection: sqlite3.Connection) -> str | None:
            row = connection.execute(
                "SELECT corrections.text FROM corrections JOIN rooms ON rooms.id = corrections.room"
                " WHERE corrections.target = ? AND corrections.source = ? AND corrections.state = 'active'"
                " AND (rooms.id = ? OR rooms.bridge = ?) ORDER BY corrections.id DESC LIMIT 1",
                (target, source, scope.room, scope.bridge),
            ).fetchone()
            return None if row is None else str(row["text"])

        return await self._database.read(select)

    async def propose(
        self, message: int, source: str, target: ModelLanguage, text: str, editor: Editor, state: State
    ) -> Correction:
        """Remember a correction of a message; the same one in the same room is not remembered twice."""

        def insert(connection: sqlite3.Connection) -> Correction:
            row = connection.execute("SELECT room, member FROM messages WHERE id = ?", (message,)).fetchone()
            room, author = row["room"], row["member"]
            values = (room, target, source.strip(), text.strip())
            known = connection.execute(
                "SELECT * FROM corrections WHERE room = ? AND target = ? AND source = ? AND text = ? AND state = ?",
                (*values, state.value),
            ).fetchone()
            if known is None:
                number = connection.execute(
                    'INSERT INTO corrections (room, target, source, text, state, "by", member, at, message, author)'
                    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    (*values, state.value, editor.name, editor.member, time.time(), message, author),
                ).lastrowid
                known = connection.execute("SELECT * FROM corrections WHERE id = ?", (number,)).fetchone()
            return _correction(known)

        correction = await self._database.write(insert)
        self._remember(correction)
        return correction

    async def waiting(self, rooms: Collection[int]) -> Sequence[Correction]:
        """The proposals of a conversation, the oldest first."""
        marks = ",".join("?" * len(rooms))

        def select(connection: sqlite3.Connection) -> list[Correction]:
            rows = connection.execute(
                f"SELECT * FROM corrections WHERE room IN ({marks}) AND state = 'proposed' ORDER BY id", list(rooms)
            )
            return [_correction(row) for row in rows]

        return await self._database.read(select)

    async def decide(self, number: int, state: State) -> Correction:
        """Put a proposal in force or reject it; take one that is in force back. Raises `LookupError`."""

        def update(connection: sqlite3.Connection) -> Correction:
            row = connection.execute(
                "UPDATE corrections SET state = ? WHERE id = ? RETURNING *", (state.value, number)
            ).fetchone()
            if row is None:
                raise LookupError(number)
            return _correction(row)

        correction = await self._database.write(update)
        self._remember(correction)
        return correction

    def _remember(self, correction: Correction) -> None:
        if self._known is not None and correction.state is State.ACTIVE:
            self._known.add((correction.target, correction.source))

    async def _texts(self) -> set[tuple[str, str]]:
        if self._known is None:

            def select(connection: sqlite3.Connection) -> set[tuple[str, str]]:
                rows = connection.execute("SELECT DISTINCT target, source FROM corrections WHERE state = 'active'")
                return {(row["target"], row["source"]) for row in rows}

            found = await self._database.read(select)
            self._known = found if self._known is None else self._known | found
        return self._known


def _correction(row: sqlite3.Row) -> Correction:
    target: ModelLanguage = "zh" if row["target"] == "zh" else "en"
    return Correction(row["id"], row["room"], row["source"], target, row["text"], row["by"], State(row["state"]))
