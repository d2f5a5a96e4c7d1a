"""The tables of the core, as the first migration makes them."""

from __future__ import annotations

from sqlite_utils import Database


def create_core_tables(db: Database) -> None:
    """Rooms and members, what comes in, what goes out, and what was learnt."""
    _create_places(db)
    _create_moderation(db)
    _create_messages(db)
    _create_outbox(db)


def _create_places(db: Database) -> None:
    db.table("bridges").create({"id": int, "created_at": float}, pk="id", strict=True)
    rooms = db.table("rooms").create(
        {
            "id": int,
            "platform": str,
            "native": str,
            "title": str,
            "bridge": int,
            "state": str,
            "position": str,
            "reading": str,
            "override": str,
            "created_at": float,
        },
        pk="id",
        not_null={"platform", "native", "title", "state", "position", "reading", "override", "created_at"},
        defaults={"title": "", "state": "open", "position": "", "reading": "", "override": ""},
        foreign_keys=[("bridge", "bridges", "id")],
        strict=True,
    )
    rooms.create_index(["platform", "native"], unique=True)
    rooms.create_index(["bridge"])
    db.table("people").create({"id": int, "created_at": float}, pk="id", strict=True)
    members = db.table("members").create(
        {
            "id": int,
            "platform": str,
            "native": str,
            "name": str,
            "avatar": str,
            "language": str,
            "person": int,
            "prior": str,
            "standing": str,
            "seen_at": float,
        },
        pk="id",
        not_null={"platform", "native", "name", "avatar", "language", "prior", "standing", "seen_at"},
        defaults={"avatar": "", "language": "", "prior": "", "standing": ""},
        foreign_keys=[("person", "people", "id")],
        strict=True,
    )
    members.create_index(["platform", "native"], unique=True)
    members.create_index(["person"])


def _create_moderation(db: Database) -> None:
    codes = db.table("codes").create(
        {
            "hash": str,
            "purpose": str,
            "room": int,
            "member": int,
            "expires_at": float,
            "claimed_room": int,
            "claimed_member": int,
        },
        pk="hash",
        not_null={"purpose", "member", "expires_at"},
        foreign_keys=[("room", "rooms", "id"), ("member", "members", "id"), ("claimed_room", "rooms", "id")],
        strict=True,
    )
    codes.create_index(["room"])
    sanctions = db.table("sanctions").create(
        {
            "id": int,
            "bridge": int,
            "room": int,
            "member": int,
            "kind": str,
            "until": float,
            "by": str,
            "reason": str,
            "created_at": float,
            "lifted_at": float,
        },
        pk="id",
        not_null={"member", "kind", "until", "by", "reason", "created_at"},
        foreign_keys=[("room", "rooms", "id"), ("member", "members", "id")],
        strict=True,
    )
    sanctions.create_index(["member"])


def _create_messages(db: Database) -> None:
    inbox = db.table("inbox").create(
        {"id": int, "key": str, "payload": str, "state": str, "received_at": float},
        pk="id",
        not_null={"key", "payload", "state", "received_at"},
        defaults={"state": "waiting"},
        strict=True,
    )
    inbox.create_index(["key"], unique=True)
    db.execute("CREATE INDEX inbox_waiting ON inbox (id) WHERE state = 'waiting'")
    messages = db.table("messages").create(
        {
            "id": int,
            "room": int,
            "native": str,
            "member": int,
            "language": str,
            "content": str,
            "reply_to": int,
            "written_at": float,
            "edited_at": float,
            "deleted_at": float,
        },
        pk="id",
        not_null={"room", "native", "member", "language", "written_at"},
        foreign_keys=[("room", "rooms", "id"), ("member", "members", "id"), ("reply_to", "messages", "id")],
        strict=True,
    )
    messages.create_index(["room", "native"], unique=True)
    messages.create_index(["member"])
    messages.create_index(["reply_to"])
    reactions = db.table("reactions").create(
        {"message": int, "member": int, "emoji": str, "room": int},
        pk=("message", "member", "emoji"),
        not_null={"room"},
        foreign_keys=[("message", "messages", "id"), ("member", "members", "id"), ("room", "rooms", "id")],
        strict=True,
    )
    reactions.create_index(["member"])


def _create_outbox(db: Database) -> None:
    deliveries = db.table("deliveries").create(
        {
            "id": int,
            "room": int,
            "kind": str,
            "message": int,
            "content": str,
            "reply_to": int,
            "private_to": str,
            "handle": str,
            "state": str,
            "version": int,
            "created_at": float,
        },
        pk="id",
        not_null={"room", "kind", "private_to", "handle", "state", "version", "created_at"},
        defaults={"private_to": "", "handle": "", "state": "waiting", "version": 0},
        foreign_keys=[("room", "rooms", "id"), ("message", "messages", "id"), ("reply_to", "messages", "id")],
        strict=True,
    )
    deliveries.create_index(["message", "room"])
    db.execute("CREATE INDEX deliveries_waiting ON deliveries (room, id) WHERE state = 'waiting'")
    db.execute("CREATE INDEX deliveries_taken ON deliveries (room, id) WHERE state = 'taken'")
    shipments = db.table("shipments").create(
        {
            "id": int,
            "room": int,
            "nonce": str,
            "state": str,
            "attempt": int,
            "reply_to": str,
            "after": str,
            "sent_at": float,
            "error": str,
        },
        pk="id",
        not_null={"room", "nonce", "state", "attempt", "reply_to", "after", "sent_at", "error"},
        defaults={"state": "pending", "attempt": 0, "reply_to": "", "after": "", "sent_at": 0.0, "error": ""},
        foreign_keys=[("room", "rooms", "id")],
        strict=True,
    )
    shipments.create_index(["nonce"], unique=True)
    db.execute("CREATE INDEX shipments_open ON shipments (room, id) WHERE state IN ('pending', 'sending', 'unknown')")
    blocks = db.table("blocks").create(
        {
            "shipment": int,
            "position": int,
            "delivery": int,
            "part": int,
            "parts": int,
            "start": int,
            "end": int,
            "folded": int,
        },
        pk=("shipment", "position"),
        not_null={"delivery", "part", "parts", "start", "end", "folded"},
        foreign_keys=[("shipment", "shipments", "id"), ("delivery", "deliveries", "id")],
        strict=True,
    )
    blocks.create_index(["delivery"])
    copies = db.table("copies").create(
        {"id": int, "shipment": int, "room": int, "native": str, "message": int, "part": int},
        pk="id",
        not_null={"shipment", "room", "native", "part"},
        defaults={"part": 0},
        foreign_keys=[("shipment", "shipments", "id"), ("room", "rooms", "id"), ("message", "messages", "id")],
        strict=True,
    )
    copies.create_index(["room", "native"])
    copies.create_index(["message", "room"])
    copies.create_index(["shipment"])
