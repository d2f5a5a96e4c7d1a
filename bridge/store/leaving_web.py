"""Taking words, files and people out of the web rooms."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Sequence

from bridge.adapters.web.records import PLATFORM, Standing, copy_name
from bridge.chat.attachment import Attachment
from bridge.chat.content import Content, dump_content, load_content
from bridge.chat.text import Text
from bridge.relay.records import LEFT_OUT, Member
from bridge.store.web_revisions import touch_entry

#: Pages show about so many messages at first; whoever looks further back asks for them anew.
ON_SCREEN = 200
_REPLIES = "SELECT id FROM messages WHERE reply_to IN (SELECT id FROM messages WHERE member = ?)"


def erase_from_web(
    connection: sqlite3.Connection, members: Sequence[Member], rooms: Collection[int], names: Collection[str]
) -> None:
    """Erase a person's reactions, files and quotes, and Magpie's own words that may name or quote them.

    `rooms` are the core's numbers of the rooms of their conversations. Their messages are not touched.
    """
    _erase_notices(connection, rooms, names)
    for member in members:
        connection.execute(
            f"UPDATE web_entries SET content = json_remove(content, '$.quote') WHERE message IN ({_REPLIES})",
            (member.id,),
        )
        _erase_reactions(connection, member)
        if member.platform == PLATFORM:
            _erase_member(connection, member.native)


def show_erased(connection: sqlite3.Connection, members: Sequence[Member], now: float) -> None:
    """Inside a transaction: let the pages that are open see the newest of their messages go, once they are erased."""
    marks = ",".join("?" * len(members))
    connection.execute(
        "INSERT INTO deliveries (room, kind, message, created_at) SELECT DISTINCT copies.room, 'delete', message, ?"
        " FROM copies JOIN rooms ON rooms.id = copies.room WHERE rooms.platform = ? AND rooms.state = 'open'"
        f" AND message IN (SELECT id FROM messages WHERE member IN ({marks}) ORDER BY id DESC LIMIT {ON_SCREEN})",
        (now, PLATFORM, *(member.id for member in members)),
    )


def erase_messages(connection: sqlite3.Connection, members: Sequence[int]) -> None:
    """Inside a transaction: empty all entries that show messages of these members (numbers of the core)."""
    marks = ",".join("?" * len(members))
    erase_entries(connection, f"message IN (SELECT id FROM messages WHERE member IN ({marks}))", members)


def erase_entries(connection: sqlite3.Connection, condition: str, values: Sequence[str | int | float]) -> None:
    """Inside a transaction: empty the entries that meet a condition; those that were emptied before lose all too.

    Nothing of them is shown any more, not even whose they were.
    """
    rows = connection.execute(f"SELECT id, content FROM web_entries WHERE {condition} ORDER BY id", values).fetchall()
    for row in rows:
        content = load_content(row["content"])
        release_files(connection, content.attachments)
        left = dump_content(Content(None, Text(), "none", content.written_at)).decode()
        connection.execute(
            "UPDATE web_entries SET content = ?, deleted = 1, pinned = 0, reactions = '[]' WHERE id = ?",
            (left, row["id"]),
        )
        connection.execute("DELETE FROM web_reactions WHERE entry = ?", (row["id"],))
        touch_entry(connection, row["id"])


def release_files(connection: sqlite3.Connection, files: Sequence[Attachment]) -> None:
    """Inside a transaction: treat uploads as never sent, so that they go in a while, and copies likewise."""
    uploads = [(one.source,) for one in files if one.platform == PLATFORM]
    connection.executemany("UPDATE web_files SET posted = 0 WHERE id = ?", uploads)
    copies = [(copy_name(one),) for one in files if one.platform != PLATFORM]
    connection.executemany("INSERT INTO web_discards (name) VALUES (?) ON CONFLICT DO NOTHING", copies)


def forget_left_out(connection: sqlite3.Connection, member: str) -> None:
    """Inside a transaction: the name of somebody who is left out goes when they are not in the room any more."""
    connection.execute(
        "UPDATE web_members SET name = '', folded = id WHERE id = ? AND standing <> ? AND EXISTS"
        " (SELECT 1 FROM members WHERE platform = ? AND native = web_members.id AND standing = ?)",
        (member, Standing.HERE, PLATFORM, LEFT_OUT),
    )


def _erase_notices(connection: sqlite3.Connection, rooms: Collection[int], names: Collection[str]) -> None:
    places = ",".join("?" * len(rooms))
    erase_entries(
        connection,
        f"message IS NULL AND NOT deleted AND room IN (SELECT native FROM rooms WHERE id IN ({places}))",
        list(rooms),
    )
    for name in names:
        erase_entries(
            connection,
            "message IS NULL AND NOT deleted AND instr(content, ?)",
            [json.dumps(name, ensure_ascii=False)[1:-1]],
        )


def _erase_reactions(connection: sqlite3.Connection, member: Member) -> None:
    rows = connection.execute(
        "SELECT id, reactions FROM web_entries WHERE reactions <> '[]' AND instr(reactions, ?)",
        (json.dumps(member.native, ensure_ascii=False),),
    ).fetchall()
    for row in rows:
        known = json.loads(row["reactions"])
        left = [
            one for one in known if (one["author"]["platform"], one["author"]["id"]) != (member.platform, member.native)
        ]
        if left != known:
            connection.execute("UPDATE web_entries SET reactions = ? WHERE id = ?", (json.dumps(left), row["id"]))
            touch_entry(connection, row["id"])
    if member.platform == PLATFORM:
        gone = connection.execute("DELETE FROM web_reactions WHERE member = ? RETURNING entry", (member.native,))
        for entry in {row["entry"] for row in gone.fetchall()}:
            touch_entry(connection, entry)


def _erase_member(connection: sqlite3.Connection, member: str) -> None:
    """Their files go with the next tidying, sent or not; their name stays as long as they are in the room."""
    connection.execute("UPDATE web_files SET posted = 0, name = '', created_at = 0 WHERE member = ?", (member,))
    connection.execute("DELETE FROM web_posts WHERE member = ?", (member,))
