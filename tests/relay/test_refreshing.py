"""A message that shared a block, erased between the moment its edit began and the moment it is shown."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from bridge.store.outbox import SqliteOutbox
from tests.relay.conversation import A, B, conversation, now
from tests.relay.loopback import Loopback

LONG = "word " * 60


async def test_what_was_erased_meanwhile_stops_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    beta = Loopback("beta")
    async with conversation(tmp_path / "magpie.db", Loopback("alpha"), beta) as chat:
        core, long_ago = chat.core, now() - 3 * 86_400
        numbers = [(await core.directory.room(ref)).room.id for ref in (A, B)]
        wake = core.relay._wake
        monkeypatch.setattr(core.relay, "_wake", lambda _: None)
        said = [await chat.say(f"{word} is here", at=long_ago + at) for at, word in enumerate(("one", "two", "six"))]
        await chat.settled()
        wake(numbers)
        await chat.settled()
        assert [len(shown.shipment.blocks) for shown in beta.rooms["b"]] == [3]
        for native in said[:2]:
            await chat.rewrite(native, LONG)
        await chat.settled()
        done = SqliteOutbox.take

        def erase(connection: sqlite3.Connection) -> None:
            oldest = "SELECT min(id) FROM messages"
            connection.execute(f"UPDATE deliveries SET content = NULL WHERE kind = 'message' AND message = ({oldest})")

        async def take(self: SqliteOutbox, delivery: int) -> None:
            await done(self, delivery)
            await chat.database.write(erase)

        monkeypatch.setattr(SqliteOutbox, "take", take)
        wake(numbers)
        await chat.settled()
        shown = "\n".join(beta.texts("b"))
    assert "six is here" in shown
    assert "one is here" not in shown
    assert shown.count("word word") > 0
