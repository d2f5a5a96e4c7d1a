"""What is left of messages whose texts are gone long since, and the space that it took."""

from __future__ import annotations

import sqlite3

#: Rows in one transaction.
_BATCH = 500
#: Pages that stay free, since the next messages need them, and those given back at once.
SPARE, GIVEN_BACK = 256, 512
_OPEN = "('waiting', 'taken')"


def forget_rows(connection: sqlite3.Connection, before: float) -> int:
    """Delete a batch of deliveries, or else of messages, from before a time; returns how many.

    Whatever is still to be shown stays, and so does what it needs. A reply to what is gone is a message like others.
    """
    return _forget_deliveries(connection, before) or _forget_messages(connection, before)


def give_back(connection: sqlite3.Connection) -> int:
    """Give some of the free pages back to the disk; returns how many that were."""
    free = int(connection.execute("PRAGMA freelist_count").fetchone()[0])
    pages = min(GIVEN_BACK, free - SPARE)
    if pages <= 0:
        return 0
    connection.execute(f"PRAGMA incremental_vacuum({pages})").fetchall()
    return pages


def _forget_deliveries(connection: sqlite3.Connection, before: float) -> int:
    # The oldest are looked at alone, so that a round without work costs nothing.
    old = _numbers(
        connection,
        f"SELECT id FROM (SELECT * FROM deliveries ORDER BY id LIMIT {_BATCH}) AS oldest"
        f" WHERE created_at < ? AND state NOT IN {_OPEN} AND NOT EXISTS (SELECT 1 FROM blocks JOIN shipments ON"
        " shipments.id = shipment WHERE delivery = oldest.id AND state IN ('pending', 'sending', 'unknown'))",
        (before,),
    )
    if not old:
        return 0
    marks = _marks(old)
    shipments = _numbers(connection, f"SELECT DISTINCT shipment FROM blocks WHERE delivery IN ({marks})", old)
    connection.execute(f"DELETE FROM blocks WHERE delivery IN ({marks})", old)
    # One that shows a newer message as well goes with that.
    empty = _numbers(
        connection,
        f"SELECT id FROM shipments WHERE id IN ({_marks(shipments)})"
        " AND NOT EXISTS (SELECT 1 FROM blocks WHERE shipment = shipments.id)",
        shipments,
    )
    connection.execute(f"DELETE FROM copies WHERE shipment IN ({_marks(empty)})", empty)
    connection.execute(f"DELETE FROM shipments WHERE id IN ({_marks(empty)})", empty)
    connection.execute(f"DELETE FROM deliveries WHERE id IN ({marks})", old)
    return len(old)


def _forget_messages(connection: sqlite3.Connection, before: float) -> int:
    old = _numbers(
        connection,
        f"SELECT id FROM (SELECT * FROM messages ORDER BY id LIMIT {_BATCH}) AS oldest"
        " WHERE written_at < ? AND NOT EXISTS (SELECT 1 FROM deliveries WHERE message = oldest.id)",
        (before,),
    )
    if not old:
        return 0
    marks = _marks(old)
    for table in ("reactions", "copies"):
        connection.execute(f"DELETE FROM {table} WHERE message IN ({marks})", old)
    for table, column in (("messages", "reply_to"), ("deliveries", "reply_to"), ("corrections", "message")):
        connection.execute(f"UPDATE {table} SET {column} = NULL WHERE {column} IN ({marks})", old)
    connection.execute(f"DELETE FROM messages WHERE id IN ({marks})", old)
    return len(old)


def _numbers(connection: sqlite3.Connection, query: str, values: tuple[float, ...] | list[int]) -> list[int]:
    return [row[0] for row in connection.execute(query, values)]


def _marks(numbers: list[int]) -> str:
    return ",".join("?" * len(numbers))
