"""The web rooms: who is in them, and the files they shared."""

from __future__ import annotations

import sqlite3
import time
import unicodedata
from collections.abc import Sequence
from dataclasses import replace

from bridge.adapters.web.records import Invited, Standing, WebFile, WebMember, WebRoom
from bridge.store.leaving_web import forget_left_out
from bridge.store.web_timeline import WebTimelines

_ROOM = """
    SELECT web_rooms.*, (SELECT token FROM web_invites WHERE room = web_rooms.id AND current) AS invite FROM web_rooms
"""
_NO_NUMBER = 1000


class WebTables(WebTimelines):
    """All that the web adapter keeps, in SQLite."""

    async def create_room(self, room: WebRoom, owner: WebMember) -> None:
        """Store a new room with its first member."""

        def change(connection: sqlite3.Connection) -> None:
            connection.execute(
                "INSERT INTO web_rooms (id, title, created_at, history, closed, revision) VALUES (?, ?, ?, ?, ?, 0)",
                (room.id, room.title, room.created_at, room.history, room.closed),
            )
            connection.execute(
                "INSERT INTO web_invites (token, room, current) VALUES (?, ?, 1)", (room.invite, room.id)
            )
            _insert_member(connection, owner)

        await self._database.write(change)

    async def room(self, room: str) -> WebRoom | None:
        """A room by its id."""
        return await self._database.read(lambda connection: _room(connection, room))

    async def invited(self, invite: str) -> Invited | None:
        """The room that an invite leads to, or did before it was renewed."""

        def query(connection: sqlite3.Connection) -> Invited | None:
            row = connection.execute("SELECT room, current FROM web_invites WHERE token = ?", (invite,)).fetchone()
            room = _room(connection, row["room"]) if row else None
            return Invited(room, bool(row["current"])) if room else None

        return await self._database.read(query)

    async def renew_invite(self, room: str, invite: str) -> WebRoom | None:
        """Give a room a new invite; the old one lets nobody in any more."""

        def change(connection: sqlite3.Connection) -> WebRoom | None:
            connection.execute("UPDATE web_invites SET current = 0 WHERE room = ?", (room,))
            connection.execute("INSERT INTO web_invites (token, room, current) VALUES (?, ?, 1)", (invite, room))
            return _room(connection, room)

        return await self._database.write(change)

    async def set_history(self, room: str, *, shown: bool) -> WebRoom | None:
        """Choose whether those who come from now on see what was written before."""

        def change(connection: sqlite3.Connection) -> WebRoom | None:
            connection.execute("UPDATE web_rooms SET history = ? WHERE id = ?", (shown, room))
            return _room(connection, room)

        return await self._database.write(change)

    async def close_room(self, room: str) -> WebRoom | None:
        """Let nobody in and nothing be written any more."""

        def change(connection: sqlite3.Connection) -> WebRoom | None:
            connection.execute("UPDATE web_rooms SET closed = 1 WHERE id = ?", (room,))
            return _room(connection, room)

        return await self._database.write(change)

    async def add_member(self, member: WebMember) -> WebMember | None:
        """Let a member in; where the name is taken a number is put behind it."""

        def change(connection: sqlite3.Connection) -> WebMember | None:
            room = _room(connection, member.room)
            if room is None or room.closed or _was_removed(connection, member):
                return None
            former = _named(connection, member.room, member.name)
            if former is not None and former.session == member.session:
                connection.execute("UPDATE web_members SET standing = ? WHERE id = ?", (Standing.HERE, former.id))
                return replace(former, standing=Standing.HERE)
            newest = connection.execute("SELECT max(id) FROM web_entries WHERE room = ?", (member.room,)).fetchone()[0]
            name = _free_name(connection, member) if former else member.name
            named = replace(member, name=name, since=0 if room.history else newest or 0)
            _insert_member(connection, named)
            return named

        return await self._database.write(change)

    async def member(self, member: str) -> WebMember | None:
        """A member by their id."""

        def query(connection: sqlite3.Connection) -> WebMember | None:
            row = connection.execute("SELECT * FROM web_members WHERE id = ?", (member,)).fetchone()
            return _member(row) if row else None

        return await self._database.read(query)

    async def members(self, room: str) -> tuple[WebMember, ...]:
        """All members who are still in a room, in the order in which they came."""

        def query(connection: sqlite3.Connection) -> tuple[WebMember, ...]:
            rows = connection.execute(
                "SELECT * FROM web_members WHERE room = ? AND standing = ? ORDER BY joined_at, id",
                (room, Standing.HERE),
            )
            return tuple(map(_member, rows))

        return await self._database.read(query)

    async def memberships(self, session: str) -> tuple[tuple[WebRoom, WebMember], ...]:
        """Where a session is a member, the newest first."""

        def query(connection: sqlite3.Connection) -> tuple[tuple[WebRoom, WebMember], ...]:
            rows = connection.execute(
                "SELECT * FROM web_members WHERE session = ? AND standing = ? ORDER BY joined_at DESC, id",
                (session, Standing.HERE),
            )
            found = [(_room(connection, row["room"]), _member(row)) for row in rows.fetchall()]
            return tuple((room, member) for room, member in found if room)

        return await self._database.read(query)

    async def set_language(self, member: str, language: str) -> None:
        """Remember the language that a member reads."""

        def change(connection: sqlite3.Connection) -> None:
            connection.execute("UPDATE web_members SET language = ? WHERE id = ?", (language, member))

        await self._database.write(change)

    async def part(self, member: str, standing: Standing) -> tuple[WebMember, ...]:
        """Let a member go; removing one removes every member of the same session. Returns all who went."""

        def change(connection: sqlite3.Connection) -> tuple[WebMember, ...]:
            where = "id = :member"
            if standing is Standing.REMOVED:
                where = "(room, session) = (SELECT room, session FROM web_members WHERE id = :member)"
            rows = connection.execute(
                f"UPDATE web_members SET standing = :standing WHERE {where} AND standing = :here RETURNING *",
                {"member": member, "standing": standing, "here": Standing.HERE},
            )
            gone = tuple(map(_member, rows.fetchall()))
            for one in gone:
                forget_left_out(connection, one.id)
            return gone

        return await self._database.write(change)

    async def add_file(self, file: WebFile) -> None:
        """Remember an uploaded file."""

        def change(connection: sqlite3.Connection) -> None:
            connection.execute(
                """
                INSERT INTO web_files (id, room, member, name, mime, size, width, height, created_at, posted)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 0)
                """,
                (
                    file.id, file.room, file.member, file.name, file.mime, file.size, file.width, file.height,
                    file.created_at,
                ),
            )  # fmt: skip

        await self._database.write(change)

    async def file(self, file: str) -> WebFile | None:
        """A file by its id."""

        def query(connection: sqlite3.Connection) -> WebFile | None:
            row = connection.execute("SELECT * FROM web_files WHERE id = ?", (file,)).fetchone()
            if row is None:
                return None
            return WebFile(**{name: row[name] for name in row.keys() if name != "posted"})  # noqa: SIM118 - a Row is not a mapping

        return await self._database.read(query)

    async def mark_posted(self, files: Sequence[str]) -> None:
        """Remember that files belong to a message, so that they stay."""

        def change(connection: sqlite3.Connection) -> None:
            connection.executemany("UPDATE web_files SET posted = 1 WHERE id = ?", [(file,) for file in files])

        await self._database.write(change)

    async def drop_unposted(self, before: float) -> tuple[str, ...]:
        """Forget files that were uploaded before a time and never sent; returns their ids."""

        def change(connection: sqlite3.Connection) -> tuple[str, ...]:
            rows = connection.execute(
                "DELETE FROM web_files WHERE posted = 0 AND created_at < ? RETURNING id", (before,)
            )
            return tuple(row["id"] for row in rows.fetchall())

        return await self._database.write(change)

    async def discards(self) -> tuple[str, ...]:
        """The copies of other platforms' files that nothing shows any more, by name."""
        return await self._database.read(
            lambda connection: tuple(row["name"] for row in connection.execute("SELECT name FROM web_discards"))
        )

    async def discarded(self, names: Sequence[str]) -> None:
        """These copies are deleted."""
        rows = [(name,) for name in names]
        await self._database.write(
            lambda connection: connection.executemany("DELETE FROM web_discards WHERE name = ?", rows)
        )


def folded(name: str) -> str:
    """What two names share that people take for the same."""
    return unicodedata.normalize("NFKC", name).casefold()


def _room(connection: sqlite3.Connection, room: str) -> WebRoom | None:
    row = connection.execute(_ROOM + "WHERE web_rooms.id = ?", (room,)).fetchone()
    if row is None:
        return None
    return WebRoom(
        id=row["id"],
        title=row["title"],
        invite=row["invite"],
        created_at=row["created_at"],
        history=bool(row["history"]),
        closed=bool(row["closed"]),
        revision=row["revision"],
    )


def _member(row: sqlite3.Row) -> WebMember:
    return WebMember(
        id=row["id"],
        room=row["room"],
        session=row["session"],
        name=row["name"],
        language=row["language"],
        joined_at=row["joined_at"],
        owner=bool(row["owner"]),
        since=row["since"],
        standing=Standing(row["standing"]),
    )


def _insert_member(connection: sqlite3.Connection, member: WebMember) -> None:
    connection.execute(
        """
        INSERT INTO web_members (id, room, session, name, folded, language, joined_at, owner, since, standing)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        (
            member.id, member.room, member.session, member.name, folded(member.name), member.language,
            member.joined_at, member.owner, member.since, member.standing,
        ),
    )  # fmt: skip


def _was_removed(connection: sqlite3.Connection, member: WebMember) -> bool:
    row = connection.execute(
        "SELECT 1 FROM web_members WHERE room = ? AND session = ? AND standing = ?",
        (member.room, member.session, Standing.REMOVED),
    ).fetchone()
    return row is not None


def _named(connection: sqlite3.Connection, room: str, name: str) -> WebMember | None:
    row = connection.execute("SELECT * FROM web_members WHERE room = ? AND folded = ?", (room, folded(name))).fetchone()
    return _member(row) if row else None


def _free_name(connection: sqlite3.Connection, member: WebMember) -> str:
    for number in range(2, _NO_NUMBER):
        name = f"{member.name} {number}"
        if _named(connection, member.room, name) is None:
            return name
    return f"{member.name} {time.time_ns()}"
