"""The tables of the glossary: terms, what was done to them, who decides, corrections, and what rooms have met."""

from __future__ import annotations

from sqlite_utils import Database


def create_glossary_tables(db: Database) -> None:
    """Create them; called by the first migration."""
    _create_terms(db)
    _create_keepers(db)
    _create_corrections(db)
    # A bridge's terms are those of its rooms, so that both sides of an /unlink keep what is theirs.
    db.table("term_meetings").create(
        {"room": int, "term": str, "message": str, "at": float},
        pk=("room", "term"),
        not_null={"message", "at"},
        foreign_keys=[("room", "rooms", "id")],
        strict=True,
    )


def _create_terms(db: Database) -> None:
    terms = db.table("terms").create(
        {
            "id": int,
            "reach": str,
            "room": int,
            "state": str,
            "term": str,
            "by": str,
            "member": int,
            "created_at": float,
        },
        pk="id",
        not_null={"reach", "state", "term", "by", "created_at"},
        foreign_keys=[("room", "rooms", "id"), ("member", "members", "id")],
        strict=True,
    )
    terms.create_index(["room", "state"])
    terms.create_index(["member"])
    changes = db.table("term_changes").create(
        {
            "id": int,
            "entry": int,
            "batch": int,
            "deed": str,
            "before": str,
            "after": str,
            "state_before": str,
            "state_after": str,
            "by": str,
            "member": int,
            "at": float,
            "undone": int,
        },
        pk="id",
        not_null={"entry", "deed", "before", "after", "state_before", "state_after", "by", "at", "undone"},
        defaults={"undone": 0},
        foreign_keys=[("entry", "terms", "id"), ("member", "members", "id")],
        strict=True,
    )
    changes.create_index(["entry"])
    changes.create_index(["batch"])
    changes.create_index(["member"])


def _create_keepers(db: Database) -> None:
    keepers = db.table("keepers").create(
        {"room": int, "member": int, "by": str, "at": float},
        pk=("room", "member"),
        not_null={"by", "at"},
        foreign_keys=[("room", "rooms", "id"), ("member", "members", "id")],
        strict=True,
    )
    keepers.create_index(["member"])


def _create_corrections(db: Database) -> None:
    corrections = db.table("corrections").create(
        {
            "id": int,
            "room": int,
            "target": str,
            "source": str,
            "text": str,
            "state": str,
            "by": str,
            "member": int,
            "at": float,
        },
        pk="id",
        not_null={"room", "target", "source", "text", "state", "by", "at"},
        foreign_keys=[("room", "rooms", "id"), ("member", "members", "id")],
        strict=True,
    )
    corrections.create_index(["room", "state"])
    corrections.create_index(["member"])
