"""Codes that work once: what `/link` and `/me link` give out. Only their hashes are kept."""

from __future__ import annotations

import hashlib
import secrets
import sqlite3
import time

LIFETIME = 600.0
#: Without 0, O, 1, I, L: people read codes aloud and copy them by hand.
ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
LENGTH = 10


def issue(connection: sqlite3.Connection, purpose: str, *, room: int | None, member: int) -> str:
    """Inside a transaction: a new code; older ones of the same purpose and giver stop working."""
    connection.execute(
        "DELETE FROM codes WHERE purpose = ? AND (expires_at < ? OR (room IS ? AND (room IS NOT NULL OR member = ?)))",
        (purpose, time.time(), room, member),
    )
    code = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
    connection.execute(
        "INSERT INTO codes (hash, purpose, room, member, expires_at) VALUES (?, ?, ?, ?, ?)",
        (_hash(code), purpose, room, member, time.time() + LIFETIME),
    )
    return code


def unused(connection: sqlite3.Connection, purpose: str, code: str) -> sqlite3.Row | None:
    """Inside a transaction: the row of a code that works."""
    row: sqlite3.Row | None = connection.execute(
        "SELECT * FROM codes WHERE hash = ? AND purpose = ? AND expires_at >= ?"
        " AND claimed_room IS NULL AND claimed_member IS NULL",
        (_hash(code), purpose, time.time()),
    ).fetchone()
    return row


def _hash(code: str) -> str:
    return hashlib.sha256(code.strip().upper().encode()).hexdigest()
