"""What stands in a room as far as Magpie knows, for an adapter that was away to compare with what is there."""

from __future__ import annotations

import sqlite3

from bridge.chat.room import RoomRef
from bridge.relay.records import Standing

#: A message that is about to be changed or taken away in the room may be there or not: nothing follows from it.
_STANDING = """
SELECT native, message FROM (
  SELECT native, id AS message, id AS place FROM messages WHERE room = :room AND deleted_at IS NULL
  ORDER BY place DESC LIMIT :limit
)
UNION ALL
SELECT native, message FROM (
  SELECT native, message, id AS place FROM copies WHERE room = :room AND message IS NOT NULL
  ORDER BY place DESC LIMIT :limit
)
WHERE NOT EXISTS (
  SELECT 1 FROM deliveries WHERE deliveries.message = message AND deliveries.room = :room
  AND kind IN ('edit', 'delete') AND state IN ('waiting', 'taken')
)
"""


def standing(connection: sqlite3.Connection, ref: RoomRef, limit: int) -> list[Standing]:
    """The newest `limit` messages that were written in a room, and as many copies; with the reactions made there."""
    row = connection.execute(
        "SELECT id FROM rooms WHERE platform = ? AND native = ?", (ref.platform, ref.id)
    ).fetchone()
    if row is None:
        return []
    rows = connection.execute(_STANDING, {"room": row["id"], "limit": limit}).fetchall()
    marks: dict[int, list[tuple[str, str]]] = {}
    numbers = sorted({each["message"] for each in rows})
    for reaction in connection.execute(
        "SELECT reactions.message, members.native, reactions.emoji FROM reactions"
        " JOIN members ON members.id = reactions.member"
        f" WHERE reactions.room = ? AND reactions.message IN ({','.join('?' * len(numbers))})"
        " ORDER BY reactions.rowid",
        (row["id"], *numbers),
    ):
        marks.setdefault(reaction["message"], []).append((reaction["native"], reaction["emoji"]))
    return [Standing(each["native"], tuple(marks.get(each["message"], ()))) for each in rows]
