"""Who asked not to be relayed."""

from __future__ import annotations

import asyncio
from pathlib import Path

from bridge.chat.author import Author
from bridge.store.database import Database
from bridge.store.left_out import SqliteLeftOut
from bridge.store.migrations import migrate
from bridge.store.people import SqlitePeople
from bridge.store.places import SqlitePlaces


async def test_only_those_who_left_are_told(tmp_path: Path) -> None:
    await asyncio.to_thread(migrate, tmp_path / "m.db")
    database = Database(tmp_path / "m.db")
    for name in ("ann", "ben"):
        member, _ = await SqlitePlaces(database).meet(Author("alpha", name, name))
    assert await SqliteLeftOut(database).keys() == []
    await SqlitePeople(database).leave(member.id)
    assert await SqliteLeftOut(database).keys() == ["alpha:ben"]
    await asyncio.to_thread(database.close)
