"""Completing events: what each changes, and the deliveries that follow, in one transaction."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Collection, Sequence

from pydantic import TypeAdapter

from bridge.chat.author import Author
from bridge.chat.content import Content, Quote, dump_content, load_content
from bridge.chat.payload import dump
from bridge.chat.room import RoomRef
from bridge.chat.text import Text
from bridge.relay.records import Draft, Learnt, Record
from bridge.relay.retelling import Told
from bridge.store.database import Database
from bridge.store.inbox import complete
from bridge.store.places import learn

_TEXT: TypeAdapter[Text] = TypeAdapter(Text)
WORDS_QUOTED = 80


class SqliteLedger:
    """Implements `bridge.relay.ports.Ledger` and `bridge.relay.retelling.Archive`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def post(self, arrival: int, record: Record, learnt: Learnt, drafts: Sequence[Draft]) -> list[int]:
        """Remember a new message and what is to be shown of it."""
        text, contents = dump(_TEXT, record.text).decode(), _contents(drafts)

        def change(connection: sqlite3.Connection) -> list[int]:
            complete(connection, arrival)
            answered = _message_at(connection, record.room, record.reply_to) if record.reply_to else None
            row = connection.execute(
                "INSERT INTO messages (room, native, member, language, content, reply_to, written_at)"
                " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (room, native) DO NOTHING RETURNING id",
                (record.room, record.native, record.member, record.language, text, answered, record.written_at),
            ).fetchone()
            if row is None:
                return []
            learn(connection, learnt)
            return _insert(connection, drafts, contents, row["id"], answered)

        return await self._database.write(change)

    async def edit(self, arrival: int, record: Record, edited_at: float, drafts: Sequence[Draft]) -> list[int]:
        """Rewrite a message: what still waits is replaced, what was shown will be shown anew."""
        text, contents = dump(_TEXT, record.text).decode(), _contents(drafts)

        def change(connection: sqlite3.Connection) -> list[int]:
            complete(connection, arrival)
            message = _message_at(connection, record.room, record.native)
            if message is None:
                return []
            connection.execute(
                "UPDATE messages SET content = ?, language = ?, edited_at = ? WHERE id = ?",
                (text, record.language, edited_at, message),
            )
            return _rewrite(connection, message, drafts, contents)

        return await self._database.write(change)

    async def delete(self, arrival: int, room: int, natives: Collection[str]) -> list[int]:
        """Take messages back: what still waits is cancelled, what was shown will be taken away."""

        def change(connection: sqlite3.Connection) -> list[int]:
            complete(connection, arrival)
            touched: list[int] = []
            for native in natives:
                for message in _messages_at(connection, room, native):
                    touched += _take_back(connection, message)
            return list(dict.fromkeys(touched))

        return await self._database.write(change)

    async def react(self, arrival: int, room: int, native: str, member: int, emoji: Collection[str]) -> list[int]:
        """One member's reactions to a message are now these."""

        def change(connection: sqlite3.Connection) -> list[int]:
            complete(connection, arrival)
            message = _message_at(connection, room, native)
            if message is None:
                return []
            connection.execute("DELETE FROM reactions WHERE message = ? AND member = ?", (message, member))
            connection.executemany(
                "INSERT OR IGNORE INTO reactions (message, member, emoji, room) VALUES (?, ?, ?, ?)",
                [(message, member, symbol, room) for symbol in emoji],
            )
            return _refresh(connection, message, "reactions", _rooms_showing(connection, message))

        return await self._database.write(change)

    async def pin(self, arrival: int, room: int, native: str, *, pinned: bool) -> list[int]:
        """A message is pinned, or no longer, in all other rooms too."""

        def change(connection: sqlite3.Connection) -> list[int]:
            complete(connection, arrival)
            message = _message_at(connection, room, native)
            if message is None:
                return []
            elsewhere = [number for number in _rooms_showing(connection, message) if number != room]
            return _refresh(connection, message, "pin" if pinned else "unpin", elsewhere)

        return await self._database.write(change)

    async def retranslate(self, message: int, drafts: Sequence[Draft]) -> list[int]:
        """Show something else of a message in the rooms that have it; returns those where it waits to be shown."""
        contents = _contents(drafts)
        return await self._database.write(lambda connection: _rewrite(connection, message, drafts, contents))

    async def told(self, room: int, native: str) -> Told | None:
        """The message behind a platform's identity, its own or a copy's; None where its text is not kept."""

        def select(connection: sqlite3.Connection) -> tuple[sqlite3.Row | None, Content | None]:
            message = _message_at(connection, room, native)
            row = connection.execute(
                "SELECT messages.id, messages.native, messages.content, messages.written_at, rooms.platform,"
                " rooms.native AS place, members.native AS author, members.name, members.avatar, members.language"
                " FROM messages JOIN rooms ON rooms.id = messages.room JOIN members ON members.id = messages.member"
                " WHERE messages.id = ? AND messages.content IS NOT NULL",
                (message,),
            ).fetchone()
            contents = connection.execute(
                "SELECT content FROM deliveries WHERE message = ? AND kind = 'message' AND content IS NOT NULL",
                (message,),
            )
            shown = (load_content(delivery["content"]) for delivery in contents)
            return row, next((content for content in shown if content.author is not None), None)

        row, shown = await self._database.read(select)
        text = Text() if row is None else _TEXT.validate_json(row["content"])
        if row is None or not text:
            return None
        author = Author(row["platform"], row["author"], row["name"], row["avatar"], row["language"])
        place = RoomRef(row["platform"], row["place"])
        return Told(row["id"], place, row["native"], author, text, row["written_at"], shown)

    async def finish(self, arrival: int, drafts: Sequence[Draft] = ()) -> list[int]:
        """Complete an event that changes nothing but may be told of."""
        contents = _contents(drafts)

        def change(connection: sqlite3.Connection) -> list[int]:
            complete(connection, arrival)
            return _insert(connection, drafts, contents, None, None)

        return await self._database.write(change)

    async def tell(self, drafts: Sequence[Draft]) -> list[int]:
        """Put notices into the outbox."""
        contents = _contents(drafts)
        return await self._database.write(lambda connection: _insert(connection, drafts, contents, None, None))

    async def quote(self, room: int, native: str) -> Quote | None:
        """The author and first words of a message as it was written, for a reply to it."""

        def select(connection: sqlite3.Connection) -> sqlite3.Row | None:
            message = _message_at(connection, room, native)
            row: sqlite3.Row | None = connection.execute(
                "SELECT members.name, messages.content FROM messages JOIN members ON members.id = messages.member"
                " WHERE messages.id = ? AND messages.content IS NOT NULL",
                (message,),
            ).fetchone()
            return row

        row = await self._database.read(select)
        if row is None:
            return None
        words = " ".join(_TEXT.validate_json(row["content"]).plain.split())
        return Quote(row["name"], words if len(words) <= WORDS_QUOTED else words[: WORDS_QUOTED - 1] + "…")


def _contents(drafts: Sequence[Draft]) -> list[str | None]:
    """Written before the transaction, so that the writer thread has less to do."""
    return [None if draft.content is None else dump_content(draft.content).decode() for draft in drafts]


def _message_at(connection: sqlite3.Connection, room: int, native: str) -> int | None:
    """The message behind a platform's identity; of several in one block the last, which is what a reply meant."""
    found = _messages_at(connection, room, native)
    return found[-1] if found else None


def _messages_at(connection: sqlite3.Connection, room: int, native: str) -> list[int]:
    rows = connection.execute(
        "SELECT id AS message FROM messages WHERE room = ? AND native = ?"
        " UNION SELECT message FROM copies WHERE room = ? AND native = ? AND message IS NOT NULL ORDER BY message",
        (room, native, room, native),
    ).fetchall()
    return [row["message"] for row in rows]


def _insert(
    connection: sqlite3.Connection,
    drafts: Sequence[Draft],
    contents: Sequence[str | None],
    message: int | None,
    answered: int | None,
) -> list[int]:
    now = time.time()
    connection.executemany(
        "INSERT INTO deliveries (room, kind, message, content, reply_to, private_to, handle, created_at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (
                draft.room,
                draft.kind.value,
                message,
                content,
                message if draft.interprets else answered,
                draft.private_to,
                draft.handle,
                now,
            )
            for draft, content in zip(drafts, contents, strict=True)
        ],
    )
    return [draft.room for draft in drafts]


def _rewrite(
    connection: sqlite3.Connection, message: int, drafts: Sequence[Draft], contents: Sequence[str | None]
) -> list[int]:
    """Where a room never had the message (it could not be reached then, or was joined later), it stays so."""
    touched = []
    for draft, content in zip(drafts, contents, strict=True):
        rows = connection.execute(
            "UPDATE deliveries SET content = ?, version = version + 1"
            " WHERE message = ? AND room = ? AND kind = 'message' RETURNING state",
            (content, message, draft.room),
        ).fetchall()
        if any(row["state"] == "shipped" for row in rows):
            touched += _refresh(connection, message, "edit", [draft.room])
    return touched


def _take_back(connection: sqlite3.Connection, message: int) -> list[int]:
    taken = connection.execute(
        "UPDATE messages SET deleted_at = ?, content = NULL WHERE id = ? AND deleted_at IS NULL", (time.time(), message)
    )
    if not taken.rowcount:
        return []
    connection.execute(
        "UPDATE deliveries SET state = 'cancelled', content = NULL WHERE message = ? AND state = 'waiting'", (message,)
    )
    return _refresh(connection, message, "delete", _rooms_showing(connection, message))


def _rooms_showing(connection: sqlite3.Connection, message: int) -> list[int]:
    """Where it was written, and where it was sent."""
    rows = connection.execute(
        "SELECT room FROM messages WHERE id = ?"
        " UNION SELECT room FROM deliveries WHERE message = ? AND kind = 'message' AND state = 'shipped'",
        (message, message),
    ).fetchall()
    return [row["room"] for row in rows]


def _refresh(connection: sqlite3.Connection, message: int, kind: str, rooms: Collection[int]) -> list[int]:
    """Let rooms catch up with what a message has become; one that waits to do so anyway needs no second time."""
    for room in rooms:
        connection.execute(
            "INSERT INTO deliveries (room, kind, message, created_at) SELECT ?, ?, ?, ? WHERE NOT EXISTS"
            " (SELECT 1 FROM deliveries WHERE message = ? AND room = ? AND kind = ? AND state = 'waiting')",
            (room, kind, message, time.time(), message, room, kind),
        )
    return list(rooms)
