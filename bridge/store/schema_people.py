"""Whose words and deeds rows are about, as far as the first tables did not say: needed to erase a person."""

from __future__ import annotations

from sqlite_utils import Database


def name_people_in_rows(db: Database) -> None:
    """Add what tells whose something is; rows from before have NULL there."""
    db.execute("ALTER TABLE corrections ADD COLUMN message INTEGER REFERENCES messages(id)")
    db.table("corrections").create_index(["message"])
    db.execute("ALTER TABLE sanctions ADD COLUMN by_member INTEGER REFERENCES members(id)")
    db.execute("ALTER TABLE sanctions ADD COLUMN lifted_by TEXT NOT NULL DEFAULT ''")
    db.execute("ALTER TABLE sanctions ADD COLUMN lifted_by_member INTEGER REFERENCES members(id)")
    db.execute("ALTER TABLE keepers ADD COLUMN by_member INTEGER REFERENCES members(id)")
    # What was deleted is few among many.
    db.execute("CREATE INDEX messages_deleted ON messages (deleted_at) WHERE deleted_at IS NOT NULL")
    # Copies of other platforms' files whose messages are gone, by the names of the files.
    db.table("web_discards").create({"name": str}, pk="name", strict=True)


def name_authors_of_corrections(db: Database) -> None:
    """Say in a correction who wrote what it corrects: the message may be gone when they leave."""
    db.execute("ALTER TABLE corrections ADD COLUMN author INTEGER REFERENCES members(id)")
    db.execute("UPDATE corrections SET author = (SELECT member FROM messages WHERE messages.id = corrections.message)")
    db.table("corrections").create_index(["author"])
