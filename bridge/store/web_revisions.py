"""The revisions of web rooms' timelines: every change takes the next, by which pages learn what they missed."""

from __future__ import annotations

import sqlite3


def next_revision(connection: sqlite3.Connection, room: str) -> int:
    """Inside a transaction: the room's next revision, for what is changed now."""
    row = connection.execute("UPDATE web_rooms SET revision = revision + 1 WHERE id = ? RETURNING revision", (room,))
    return int(row.fetchone()["revision"])


def touch_entry(connection: sqlite3.Connection, entry: int) -> None:
    """Inside a transaction: an entry changed, so that pages ask for it when they come back."""
    room = connection.execute("SELECT room FROM web_entries WHERE id = ?", (entry,)).fetchone()["room"]
    revision = next_revision(connection, room)
    connection.execute("UPDATE web_entries SET revision = ? WHERE id = ?", (revision, entry))
