"""What moderators did. What is in force is kept in memory too, since every message asks for it."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Sequence

from bridge.commands.ports import Sanction, SanctionKind
from bridge.relay.records import Member, Place
from bridge.store.database import Database
from bridge.store.places import member_of

_IN_FORCE = "lifted_at IS NULL AND (until = 0 OR until > :now)"
_HERE = "(bridge = :bridge OR (:bridge IS NULL AND room = :room))"


class SqliteSanctions:
    """Implements `bridge.commands.ports.Sanctions` and `bridge.relay.ports.Silences`."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._in_force: dict[tuple[int | None, int | None, int], float] | None = None

    async def silenced(self, place: Place, member: int) -> bool:
        """Whether a member is not relayed in a room's conversation at this time."""
        if self._in_force is None:
            self._in_force = await self._database.read(_load)
        until = self._in_force.get((*_scope(place), member))
        return until is not None and (until == 0 or until > time.time())

    async def add(self, place: Place, sanction: Sanction, by: int) -> None:
        """Stop relaying a member; `by` is the number of the member who decides."""
        bridge, room = _scope(place)
        row = (bridge, room, sanction.member.id, sanction.kind.value, sanction.until, sanction.by, sanction.reason)
        await self._database.write(
            lambda c: c.execute(
                'INSERT INTO sanctions (bridge, room, member, kind, until, "by", reason, by_member, created_at)'
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (*row, by, time.time()),
            )
        )
        self._in_force = None

    async def lift(self, place: Place, member: int, by: Member) -> bool:
        """Relay a member again; False where nothing stood against it."""
        bridge, room = _scope(place)
        values = {"bridge": bridge, "room": room, "member": member, "now": time.time(), "by": by.id, "name": by.name}
        lifted = await self._database.write(
            lambda c: (
                c.execute(
                    "UPDATE sanctions SET lifted_at = :now, lifted_by = :name, lifted_by_member = :by"
                    f" WHERE member = :member AND {_HERE} AND {_IN_FORCE}",
                    values,
                ).rowcount
            )
        )
        self._in_force = None
        return lifted > 0

    async def listed(self, place: Place) -> Sequence[Sanction]:
        """What is in force."""
        return await self._select(place, f"AND {_IN_FORCE} ORDER BY sanctions.id")

    async def log(self, place: Place, limit: int) -> Sequence[Sanction]:
        """The last decisions, in force or not, the latest first."""
        return await self._select(place, "ORDER BY sanctions.id DESC LIMIT :limit", limit)

    async def _select(self, place: Place, which: str, limit: int = 0) -> list[Sanction]:
        bridge, room = _scope(place)
        values = {"bridge": bridge, "room": room, "now": time.time(), "limit": limit}

        def select(connection: sqlite3.Connection) -> list[Sanction]:
            rows = connection.execute(
                'SELECT members.*, kind, until, "by", reason, created_at, lifted_at, lifted_by FROM sanctions'
                f" JOIN members ON members.id = member WHERE {_HERE} {which}",
                values,
            ).fetchall()
            return [_sanction(row) for row in rows]

        return await self._database.read(select)


def _sanction(row: sqlite3.Row) -> Sanction:
    return Sanction(
        SanctionKind(row["kind"]),
        member_of(row),
        row["until"],
        row["by"],
        row["reason"],
        row["created_at"],
        row["lifted_at"] or 0.0,
        row["lifted_by"],
    )


def _scope(place: Place) -> tuple[int | None, int | None]:
    """A conversation of several rooms, or a room on its own."""
    return (place.room.bridge, None) if place.room.bridge is not None else (None, place.room.id)


def _load(connection: sqlite3.Connection) -> dict[tuple[int | None, int | None, int], float]:
    rows = connection.execute(
        f"SELECT bridge, room, member, until FROM sanctions WHERE {_IN_FORCE} ORDER BY until = 0, until",
        {"now": time.time()},
    ).fetchall()
    return {(row["bridge"], row["room"], row["member"]): row["until"] for row in rows}
