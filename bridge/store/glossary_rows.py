"""Rows of the glossary's tables as the values they stand for, and back."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Collection

from pydantic import TypeAdapter

from bridge.chat.payload import dump
from bridge.glossary.entry import Change, Deed, Editor, Entry, Owner, Reach, State
from bridge.glossary.term import Term

_TERM: TypeAdapter[Term] = TypeAdapter(Term)


def dump_term(term: Term) -> str:
    """A term as JSON."""
    return dump(_TERM, term).decode()


def load_term(payload: str) -> Term:
    """A term from JSON."""
    return _TERM.validate_json(payload)


def entry_of(row: sqlite3.Row) -> Entry:
    """The entry of a row of `terms`."""
    owner = Owner(Reach(row["reach"]), row["room"])
    return Entry(
        row["id"], owner, State(row["state"]), load_term(row["term"]), row["by"], row["created_at"], row["member"]
    )


def change_of(row: sqlite3.Row) -> Change:
    """The change of a row of `term_changes`."""
    before = load_term(row["before"]) if row["before"] else None
    return Change(row["id"], row["entry"], Deed(row["deed"]), row["by"], row["at"], before, load_term(row["after"]))


def placed(rooms: Collection[int]) -> tuple[str, list[int]]:
    """The condition under which a term belongs to a conversation, with its values; no rooms stand for the host."""
    if not rooms:
        return "terms.room IS NULL", []
    return f"terms.room IN ({','.join('?' * len(rooms))})", list(rooms)


class Writing:
    """Records what one person does in one transaction; it is undone together."""

    def __init__(self, connection: sqlite3.Connection, editor: Editor) -> None:
        self._connection = connection
        self._editor = editor
        self._batch: int | None = None
        self.at = time.time()

    def record(
        self, entry: int, deed: Deed, before: str, after: str, state_before: State | None, state_after: State
    ) -> None:
        """Remember one deed."""
        number = self._connection.execute(
            'INSERT INTO term_changes (entry, batch, deed, before, after, state_before, state_after, "by", member, at)'
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                entry,
                self._batch,
                deed.value,
                before,
                after,
                "" if state_before is None else state_before.value,
                state_after.value,
                self._editor.name,
                self._editor.member,
                self.at,
            ),
        ).lastrowid
        if self._batch is None:
            self._batch = number
            self._connection.execute("UPDATE term_changes SET batch = ? WHERE id = ?", (number, number))
