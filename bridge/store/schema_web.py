"""The tables of the web room."""

from __future__ import annotations

import sqlite_utils


def create_web_tables(db: sqlite_utils.Database) -> None:
    """Create them; called by the first migration."""
    db.table("web_rooms").create(
        {
            "id": str,
            "title": str,
            "created_at": float,
            "history": int,
            "closed": int,
            "revision": int,
        },
        pk="id",
        not_null={"title", "created_at", "history", "closed", "revision"},
        strict=True,
    )
    db.table("web_invites").create(
        {"token": str, "room": str, "current": int},
        pk="token",
        not_null={"room", "current"},
        foreign_keys=[("room", "web_rooms", "id")],
        strict=True,
    )
    db.table("web_invites").create_index(["room"])
    db.table("web_members").create(
        {
            "id": str,
            "room": str,
            "session": str,
            "name": str,
            "folded": str,
            "language": str,
            "joined_at": float,
            "owner": int,
            "since": int,
            "standing": str,
        },
        pk="id",
        not_null={"room", "session", "name", "folded", "language", "joined_at", "owner", "since", "standing"},
        foreign_keys=[("room", "web_rooms", "id")],
        strict=True,
    )
    db.table("web_members").create_index(["room", "folded"], unique=True)
    db.table("web_members").create_index(["session"])
    _create_timeline(db)
    db.table("web_files").create(
        {
            "id": str,
            "room": str,
            "member": str,
            "name": str,
            "mime": str,
            "size": int,
            "width": int,
            "height": int,
            "created_at": float,
            "posted": int,
        },
        pk="id",
        not_null={"room", "member", "name", "mime", "size", "width", "height", "created_at", "posted"},
        foreign_keys=[("room", "web_rooms", "id"), ("member", "web_members", "id")],
        strict=True,
    )
    db.table("web_files").create_index(["posted", "created_at"])


def _create_timeline(db: sqlite_utils.Database) -> None:
    # Entry ids are handed to the core and to browsers: AUTOINCREMENT never gives one away twice.
    db.execute(
        """
        CREATE TABLE web_entries (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            room TEXT NOT NULL REFERENCES web_rooms(id),
            revision INTEGER NOT NULL,
            shipment INTEGER NOT NULL,
            number INTEGER NOT NULL,
            message INTEGER,
            content TEXT NOT NULL,
            created_at REAL NOT NULL,
            reply_to INTEGER,
            private_to TEXT NOT NULL,
            client TEXT NOT NULL,
            pinned INTEGER NOT NULL,
            deleted INTEGER NOT NULL,
            reactions TEXT NOT NULL,
            UNIQUE (shipment, number)
        ) STRICT
        """
    )
    db.table("web_entries").create_index(["room", "id"])
    db.table("web_entries").create_index(["room", "revision"])
    db.table("web_entries").create_index(["created_at"])
    db.table("web_posts").create(
        {"member": str, "client": str, "written_at": float},
        pk=("member", "client"),
        not_null={"written_at"},
        foreign_keys=[("member", "web_members", "id")],
        strict=True,
    )
    db.table("web_posts").create_index(["member", "written_at"], unique=True)
    db.table("web_reactions").create(
        {"entry": int, "member": str, "emoji": str, "number": int},
        pk=("entry", "member", "emoji"),
        not_null={"number"},
        foreign_keys=[("entry", "web_entries", "id"), ("member", "web_members", "id")],
        strict=True,
    )
