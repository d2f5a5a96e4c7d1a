"""What members of web rooms posted, by the ids that their browsers made, so that a post asked for twice counts once."""

from __future__ import annotations

import sqlite3

#: SQLite keeps times with microseconds to spare; a step of this size tells two posts of a member apart.
_STEP = 0.001


def note_post(connection: sqlite3.Connection, member: str, client: str, now: float) -> float:
    """Inside a transaction: remember a post; returns when it was first made, a time that the member has once."""
    known = connection.execute(
        "SELECT written_at FROM web_posts WHERE member = ? AND client = ?", (member, client)
    ).fetchone()
    if known:
        return float(known["written_at"])
    last = connection.execute("SELECT max(written_at) FROM web_posts WHERE member = ?", (member,)).fetchone()[0]
    moment = round(now, 3)
    written_at = moment if last is None or moment > last else round(last + _STEP, 3)
    connection.execute(
        "INSERT INTO web_posts (member, client, written_at) VALUES (?, ?, ?)", (member, client, written_at)
    )
    return written_at


def client_of(connection: sqlite3.Connection, member: str, written_at: float) -> str:
    """The id that a member's browser made for the post of this time, "" where there was none."""
    row = connection.execute(
        "SELECT client FROM web_posts WHERE member = ? AND written_at = ?", (member, written_at)
    ).fetchone()
    return row["client"] if row else ""
