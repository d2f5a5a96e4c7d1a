"""The timelines of the web rooms. Every change takes the room's next revision."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict

from bridge.adapters.web.records import PLATFORM, NewEntry, Slice, WebEntry, WebMember
from bridge.chat.author import Author
from bridge.chat.content import Content, dump_content, load_content
from bridge.chat.delivery import Reaction
from bridge.store.database import Database
from bridge.store.leaving_web import erase_entries, release_files
from bridge.store.web_posts import client_of, note_post
from bridge.store.web_revisions import next_revision, touch_entry

_SEEN = "room = :room AND id > :since AND private_to IN ('', :member)"


class WebTimelines:
    """What was shown in each room, in order."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def note_post(self, member: str, client: str, now: float) -> float:
        """Remember that a member posts under an id of their browser; returns when they first did."""
        return await self._database.write(lambda connection: note_post(connection, member, client, now))

    async def append(self, room: str, shipment: int, entries: Sequence[NewEntry], now: float) -> tuple[WebEntry, ...]:
        """Put a shipment's entries at the end of a timeline; a second call does nothing and returns the first's."""

        def change(connection: sqlite3.Connection) -> tuple[WebEntry, ...]:
            known = _shipped(connection, shipment)
            if known:
                return known
            row = connection.execute("SELECT closed FROM web_rooms WHERE id = ?", (room,)).fetchone()
            if row is None or row["closed"]:
                raise LookupError(room)
            for number, entry in enumerate(entries):
                connection.execute(
                    """
                    INSERT INTO web_entries (room, revision, shipment, number, message, content, created_at, reply_to,
                        private_to, client, pinned, deleted, reactions)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 0, '[]')
                    """,
                    (
                        room, next_revision(connection, room), shipment, number, entry.message,
                        dump_content(entry.content).decode(), now, entry.reply_to, entry.private_to,
                        _client(connection, entry.content),
                    ),
                )  # fmt: skip
            return _shipped(connection, shipment)

        return await self._database.write(change)

    async def shipped(self, shipment: int) -> tuple[WebEntry, ...]:
        """What a shipment left in the timeline."""
        return await self._database.read(lambda connection: _shipped(connection, shipment))

    async def rewrite(self, entry: int, content: Content) -> WebEntry | None:
        """Show something else in an entry; None where there is no such entry."""
        payload = dump_content(content).decode()

        def change(connection: sqlite3.Connection, known: WebEntry) -> None:
            shown = {(one.platform, one.source) for one in content.attachments}
            gone = [one for one in known.content.attachments if (one.platform, one.source) not in shown]
            release_files(connection, gone)
            connection.execute("UPDATE web_entries SET content = ? WHERE id = ?", (payload, known.id))

        return await self._changed(entry, change)

    async def erase(self, room: str, entries: Sequence[int]) -> tuple[WebEntry, ...]:
        """Take the words out of entries; returns what is left of them, also where they were taken out before."""

        def change(connection: sqlite3.Connection) -> tuple[WebEntry, ...]:
            erase_entries(connection, "room = ? AND NOT deleted" + _among(entries), (room, *entries))
            return _entries(connection, "room = ?" + _among(entries), (room, *entries))

        return await self._database.write(change)

    async def forget(self, before: float, limit: int = 500) -> int:
        """Drop up to `limit` entries that were shown before a time, with their files; returns how many."""

        def change(connection: sqlite3.Connection) -> int:
            old = _entries(connection, "created_at < ?", (before, limit), "created_at LIMIT ?")
            for entry in old:
                release_files(connection, entry.content.attachments)
                connection.execute("DELETE FROM web_reactions WHERE entry = ?", (entry.id,))
                connection.execute("DELETE FROM web_entries WHERE id = ?", (entry.id,))
            connection.execute("DELETE FROM web_posts WHERE written_at < ?", (before,))
            return len(old)

        return await self._database.write(change)

    async def set_reactions(self, entry: int, reactions: Sequence[Reaction]) -> WebEntry | None:
        """The reactions of everybody but the room's own members are now these."""

        def change(connection: sqlite3.Connection, known: WebEntry) -> None:
            own = {row["id"] for row in connection.execute("SELECT id FROM web_members WHERE room = ?", (known.room,))}
            others = [r for r in reactions if not (r.author.platform == PLATFORM and r.author.id in own)]
            payload = json.dumps([{"author": asdict(r.author), "emoji": r.emoji} for r in others])
            connection.execute("UPDATE web_entries SET reactions = ? WHERE id = ?", (payload, known.id))

        return await self._changed(entry, change)

    async def set_own_reactions(self, entry: int, member: str, emoji: Sequence[str]) -> WebEntry | None:
        """The reactions of one of the room's members are now these."""

        def change(connection: sqlite3.Connection, known: WebEntry) -> None:
            connection.execute("DELETE FROM web_reactions WHERE entry = ? AND member = ?", (known.id, member))
            connection.executemany(
                "INSERT INTO web_reactions (entry, member, emoji, number) VALUES (?, ?, ?, ?)",
                [(known.id, member, one, number) for number, one in enumerate(dict.fromkeys(emoji))],
            )

        return await self._changed(entry, change)

    async def pin(self, entry: int, *, pinned: bool) -> WebEntry | None:
        """Pin an entry, or no longer."""

        def change(connection: sqlite3.Connection, known: WebEntry) -> None:
            connection.execute("UPDATE web_entries SET pinned = ? WHERE id = ?", (pinned, known.id))

        return await self._changed(entry, change)

    async def latest(self, member: WebMember, limit: int, before: int | None = None) -> Slice:
        """The newest entries that a member sees, or the newest before an entry."""

        def query(connection: sqlite3.Connection) -> Slice:
            condition = _SEEN + " AND NOT deleted" + (" AND id < :before" if before is not None else "")
            values = {**_seen_by(member), "before": before, "limit": limit + 1}
            found = _entries(connection, condition, values, "id DESC LIMIT :limit")
            return Slice(found[:limit][::-1], len(found) > limit)

        return await self._database.read(query)

    async def changes(self, member: WebMember, after: int, limit: int) -> tuple[WebEntry, ...]:
        """The entries that a member sees and that changed after a revision, by revision, deleted ones included."""
        values = {**_seen_by(member), "after": after, "limit": limit}
        return await self._database.read(
            lambda connection: _entries(connection, _SEEN + " AND revision > :after", values, "revision LIMIT :limit")
        )

    async def pinned(self, member: WebMember) -> tuple[WebEntry, ...]:
        """The pinned entries that a member sees, the oldest first."""
        return await self._database.read(
            lambda connection: _entries(connection, _SEEN + " AND pinned", _seen_by(member))
        )

    async def entries(self, room: str, ids: Sequence[int]) -> tuple[WebEntry, ...]:
        """Entries of a room by their ids; those that are not there are left out."""
        return await self._database.read(
            lambda connection: _entries(connection, "room = ?" + _among(ids), (room, *ids))
        )

    async def entry(self, entry: int) -> WebEntry | None:
        """An entry by its id, whichever room it is in."""
        return await self._database.read(lambda connection: _entry(connection, entry))

    async def _changed(self, entry: int, change: Callable[[sqlite3.Connection, WebEntry], None]) -> WebEntry | None:
        """Change an entry that was not emptied; returns it as it is then."""

        def apply(connection: sqlite3.Connection) -> WebEntry | None:
            known = _entry(connection, entry)
            if known is None or known.deleted:
                return None
            change(connection, known)
            touch_entry(connection, entry)
            return _entry(connection, entry)

        return await self._database.write(apply)


def _client(connection: sqlite3.Connection, content: Content) -> str:
    """The id that the author's browser made for the post that became this content."""
    if content.author is None or content.author.platform != PLATFORM:
        return ""
    return client_of(connection, content.author.id, content.written_at)


def _seen_by(member: WebMember) -> dict[str, str | int | None]:
    return {"room": member.room, "since": member.since, "member": member.id}


def _among(ids: Sequence[int]) -> str:
    return f" AND id IN ({', '.join('?' * len(ids))})"


def _shipped(connection: sqlite3.Connection, shipment: int) -> tuple[WebEntry, ...]:
    return _entries(connection, "shipment = ?", (shipment,), "number")


def _entry(connection: sqlite3.Connection, entry: int) -> WebEntry | None:
    return next(iter(_entries(connection, "id = ?", (entry,))), None)


def _entries(
    connection: sqlite3.Connection,
    condition: str,
    values: Sequence[str | int | float] | dict[str, str | int | None],
    order: str = "id",
) -> tuple[WebEntry, ...]:
    rows = connection.execute(f"SELECT * FROM web_entries WHERE {condition} ORDER BY {order}", values).fetchall()
    own = _own_reactions(connection, [row["id"] for row in rows])
    return tuple(_from_row(row, own.get(row["id"], [])) for row in rows)


def _own_reactions(connection: sqlite3.Connection, entries: Sequence[int]) -> dict[int, list[Reaction]]:
    rows: Iterable[sqlite3.Row] = connection.execute(
        f"""
        SELECT web_reactions.entry, web_reactions.emoji, web_members.id, web_members.name FROM web_reactions
        JOIN web_members ON web_members.id = web_reactions.member
        WHERE web_reactions.entry IN ({", ".join("?" * len(entries))}) ORDER BY web_reactions.rowid
        """,
        entries,
    )
    found: dict[int, list[Reaction]] = {}
    for row in rows:
        reaction = Reaction(Author(PLATFORM, row["id"], row["name"]), row["emoji"])
        found.setdefault(row["entry"], []).append(reaction)
    return found


def _from_row(row: sqlite3.Row, own: list[Reaction]) -> WebEntry:
    others = [Reaction(Author(**one["author"]), one["emoji"]) for one in json.loads(row["reactions"])]
    return WebEntry(
        id=row["id"],
        room=row["room"],
        revision=row["revision"],
        content=load_content(row["content"]),
        created_at=row["created_at"],
        reply_to=row["reply_to"],
        private_to=row["private_to"],
        client=row["client"],
        pinned=bool(row["pinned"]),
        deleted=bool(row["deleted"]),
        reactions=(*others, *own),
        message=row["message"],
    )
