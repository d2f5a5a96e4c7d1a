"""Erasing a person from every table, inside one transaction. What stays are numbers, so that they stay left out."""

from __future__ import annotations

import json
import sqlite3
import time
from collections.abc import Sequence
from dataclasses import dataclass

from bridge.relay.records import LEFT_OUT, Member
from bridge.store.leaving_glossary import Person, erase_from_glossary
from bridge.store.leaving_web import erase_from_web, erase_messages, forget_left_out, show_erased

#: The rooms of every conversation in which somebody wrote.
_CONVERSATIONS = (
    "SELECT id FROM rooms WHERE id IN (SELECT room FROM messages WHERE member IN ({marks})) OR bridge IN"
    " (SELECT bridge FROM rooms WHERE id IN (SELECT room FROM messages WHERE member IN ({marks})))"
)
_THEIRS = "SELECT id FROM messages WHERE member IN ({marks})"


@dataclass(frozen=True, slots=True)
class _Leaver:
    members: Sequence[Member]
    names: frozenset[str]
    rooms: frozenset[int]

    @property
    def numbers(self) -> list[int]:
        return [member.id for member in self.members]


def erase(connection: sqlite3.Connection, members: Sequence[Member]) -> int:
    """Relay these members no more and erase what is theirs; returns how many messages had a text."""
    leaver = _Leaver(members, _names(connection, members), _conversations(connection, members))
    person = Person(leaver.numbers, leaver.names)
    erase_from_glossary(connection, person)
    _erase_moderation(connection, person)
    # Before the messages lose what tells of them.
    _erase_quotes(connection, leaver)
    _erase_notices(connection, leaver)
    erase_from_web(connection, members, leaver.rooms, leaver.names)
    erased = _erase_messages(connection, leaver)
    show_erased(connection, members, time.time())
    _erase_failed(connection, leaver)
    marks = _marks(members)
    connection.execute(
        "UPDATE members SET standing = ?, name = '', avatar = '', language = '', prior = '', seen_at = 0"
        f" WHERE id IN ({marks})",
        (LEFT_OUT, *leaver.numbers),
    )
    for member in members:
        forget_left_out(connection, member.native)
    return erased


def _names(connection: sqlite3.Connection, members: Sequence[Member]) -> frozenset[str]:
    """What they are called, and were called in messages that are still kept."""
    rows = connection.execute(
        "SELECT DISTINCT json_extract(content, '$.author.name') AS name FROM deliveries"
        f" WHERE content IS NOT NULL AND kind = 'message' AND message IN ({_theirs(members)})",
        [member.id for member in members],
    )
    former = {row["name"] for row in rows if row["name"]}
    return frozenset(former | {member.name for member in members if member.name})


def _conversations(connection: sqlite3.Connection, members: Sequence[Member]) -> frozenset[int]:
    numbers = [member.id for member in members]
    rows = connection.execute(_CONVERSATIONS.format(marks=_marks(members)), [*numbers, *numbers])
    return frozenset(row["id"] for row in rows)


def _erase_moderation(connection: sqlite3.Connection, person: Person) -> None:
    """What stands against somebody stays, or leaving would be a way out of it; who decided it is forgotten."""
    connection.execute(
        f"DELETE FROM codes WHERE member IN ({person.marks}) OR claimed_member IN ({person.marks})",
        [*person.numbers, *person.numbers],
    )
    person.take_name_off(connection, "sanctions", '"by"', "by_member")
    person.take_name_off(connection, "sanctions", "lifted_by", "lifted_by_member")


def _erase_quotes(connection: sqlite3.Connection, leaver: _Leaver) -> None:
    """The first words of theirs that stand above others' replies."""
    connection.execute(
        "UPDATE deliveries SET content = json_remove(content, '$.quote') WHERE content IS NOT NULL AND message IN"
        f" (SELECT id FROM messages WHERE reply_to IN ({_theirs(leaver.members)}))",
        leaver.numbers,
    )


def _erase_notices(connection: sqlite3.Connection, leaver: _Leaver) -> None:
    """Magpie's own words that were said: those in their conversations may name or quote them, others may name them."""
    shown = "UPDATE deliveries SET content = NULL WHERE kind = 'notice' AND state <> 'waiting' AND content IS NOT NULL"
    connection.executemany(f"{shown} AND room = ?", [(room,) for room in leaver.rooms])
    connection.executemany(
        f"{shown} AND private_to = ? AND room IN (SELECT id FROM rooms WHERE platform = ?)",
        [(member.native, member.platform) for member in leaver.members],
    )
    connection.executemany(f"{shown} AND instr(content, ?)", [(written(name),) for name in leaver.names])


def _erase_messages(connection: sqlite3.Connection, leaver: _Leaver) -> int:
    theirs = _theirs(leaver.members)
    # A deletion that waits is still to be seen elsewhere.
    connection.execute(
        "UPDATE deliveries SET content = NULL, state = CASE WHEN state = 'waiting' AND kind <> 'delete'"
        f" THEN 'cancelled' ELSE state END WHERE message IN ({theirs})",
        leaver.numbers,
    )
    erase_messages(connection, leaver.numbers)
    connection.execute(f"DELETE FROM reactions WHERE member IN ({_marks(leaver.members)})", leaver.numbers)
    return connection.execute(
        f"UPDATE messages SET content = NULL WHERE member IN ({_marks(leaver.members)}) AND content IS NOT NULL",
        leaver.numbers,
    ).rowcount


def _erase_failed(connection: sqlite3.Connection, leaver: _Leaver) -> None:
    """What they did and could not be handled; what waits is handled knowing that they are left out."""
    connection.executemany(
        "UPDATE inbox SET payload = '' WHERE state = 'failed' AND json_valid(payload) AND ? IN"
        " (json_extract(payload, '$.author.platform') || ':' || json_extract(payload, '$.author.id'),"
        " json_extract(payload, '$.message.author.platform') || ':' || json_extract(payload, '$.message.author.id'))",
        [(f"{member.platform}:{member.native}",) for member in leaver.members],
    )


def written(name: str) -> str:
    """A name as it stands inside stored JSON."""
    return json.dumps(name, ensure_ascii=False)[1:-1]


def _theirs(members: Sequence[Member]) -> str:
    return _THEIRS.format(marks=_marks(members))


def _marks(members: Sequence[Member]) -> str:
    return ",".join("?" * len(members))
