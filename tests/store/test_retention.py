from __future__ import annotations

import time
from pathlib import Path

from bridge.adapters.web.records import NewEntry, WebMember, WebRoom
from bridge.store.people import SqlitePeople
from bridge.store.retention import SqliteRetention
from bridge.store.web import WebTables
from tests.relay.conversation import MEI, A, conversation, now
from tests.relay.loopback import Loopback

DAY = 86_400.0


async def test_texts_go_and_identities_stay(tmp_path: Path) -> None:
    alpha, beta = Loopback("alpha"), Loopback("beta")
    async with conversation(tmp_path / "magpie.db", alpha, beta) as chat:
        await chat.say("an old secret", MEI, A, native="old", at=now() - 40 * DAY)
        await chat.say("fresh words", MEI, A, native="new")
        await chat.settled()
        await chat.database.write(
            lambda c: c.execute("UPDATE deliveries SET created_at = created_at - 40 * 86400.0 WHERE message = 1")
        )
        retention = SqliteRetention(chat.database, 30 * DAY)
        while await retention.expire(time.time()):
            pass
        stored = await chat.database.read(
            lambda c: [tuple(row) for row in c.execute("SELECT native, content FROM messages ORDER BY id")]
        )
        shown = await chat.database.read(
            lambda c: " ".join(row[0] or "" for row in c.execute("SELECT content FROM deliveries"))
        )
        assert not await chat.accept_again("old")
    assert [native for native, _ in stored] == ["old", "new"]
    assert stored[0][1] is None
    assert "fresh words" in stored[1][1]
    assert "old secret" not in shown
    assert "fresh words" in shown


async def test_a_reply_to_what_was_forgotten_still_finds_its_place(tmp_path: Path) -> None:
    alpha, beta = Loopback("alpha"), Loopback("beta")
    async with conversation(tmp_path / "magpie.db", alpha, beta) as chat:
        said = await chat.say("an old question", MEI, A)
        await chat.settled()
        retention = SqliteRetention(chat.database, 1.0)
        await retention.expire(time.time() + 2.0)
        await chat.say("a late answer", MEI, A, reply_to=said)
        await chat.settled()
    assert beta.rooms["b"][-1].reply_to == beta.rooms["b"][0].native


async def test_whoever_leaves_is_gone_from_web_timelines_too(tmp_path: Path) -> None:
    beta = Loopback("beta")
    async with conversation(tmp_path / "magpie.db", Loopback("alpha"), beta) as chat:
        await chat.say("words of Mei", MEI, A)
        await chat.settled()
        web = WebTables(chat.database)
        room = WebRoom("r1", "Room", "i" * 22, 1.0)
        owner = WebMember("m1", "r1", "s" * 22, "Own", "en", 1.0, owner=True)
        await web.create_room(room, owner)
        content = beta.rooms["b"][0].shipment.blocks[0].content
        await web.append("r1", 1, [NewEntry(content, 1, None, "")], 2.0)
        await SqlitePeople(chat.database).leave(1)
        left = await web.latest(owner, 10)
    assert left.entries == ()
