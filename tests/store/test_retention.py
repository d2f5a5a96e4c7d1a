from __future__ import annotations

import os
import time
from pathlib import Path

from bridge.adapters.web.records import NewEntry, WebMember, WebRoom
from bridge.chat.event import Deleted
from bridge.store.people import SqlitePeople
from bridge.store.retention import SqliteRetention
from bridge.store.web import WebTables
from tests.commands.slang_room import ANN, TOM, slang_room
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


async def test_what_was_deleted_or_never_accepted_or_is_over_goes_too(tmp_path: Path) -> None:
    async with slang_room(tmp_path / "magpie.db") as room:
        await room.say("今天天气不错")
        shown = room.heard().native
        await room.ask(TOM, "/fix Nice weather", shown)
        await room.ask(ANN, "/fix Lovely weather", shown)
        await room.ask(TOM, "/fix Meh", shown)
        await room.ask(ANN, "/fix reject 3")
        await room.ask(ANN, "/mute 1m Mei")
        await room.ask(ANN, "/ban Mei")
        regretted = await room.say("a secret regret", TOM)
        await room.chat.accept(Deleted("regret", A, (regretted,)))
        await room.chat.settled()
        database = room.chat.database
        await database.write(
            lambda c: c.execute("UPDATE inbox SET state = 'failed', payload = '{\"text\":\"a secret\"}' WHERE id = 1")
        )
        retention = SqliteRetention(database, 30 * DAY)

        async def left() -> tuple[list[str], list[str], int]:
            corrections = await database.read(
                lambda c: [row[0] for row in c.execute("SELECT text FROM corrections ORDER BY id")]
            )
            sanctions = await database.read(lambda c: [row[0] for row in c.execute("SELECT kind FROM sanctions")])
            secrets = await database.read(
                lambda c: c.execute(
                    "SELECT (SELECT count(*) FROM deliveries WHERE content LIKE '%secret%')"
                    " + (SELECT count(*) FROM inbox WHERE payload LIKE '%secret%')"
                ).fetchone()[0]
            )
            return corrections, sanctions, secrets

        assert await left() == (["Nice weather", "Lovely weather", "Meh"], ["mute", "ban"], 2)
        await retention.expire(time.time() + 3_700)
        assert await left() == (["Nice weather", "Lovely weather", "Meh"], ["mute", "ban"], 1)
        while await retention.expire(time.time() + 31 * DAY):
            pass
        assert await left() == (["Lovely weather"], ["ban"], 0)
        await room.ask(ANN, "/unmute Mei")
        await room.say("今天天气不错")
        assert "Lovely weather" in room.heard().text


async def test_what_is_freed_is_written_over(tmp_path: Path) -> None:
    async with conversation(tmp_path / "magpie.db", Loopback("alpha"), Loopback("beta")) as chat:
        assert await chat.database.write(lambda c: c.execute("PRAGMA secure_delete").fetchone()[0])


async def test_copies_from_before_an_upgrade_go_when_their_texts_would(tmp_path: Path) -> None:
    path = tmp_path / "magpie.db"
    async with conversation(path, Loopback("alpha"), Loopback("beta")) as chat:
        old, fresh = (path.with_name(f"magpie.db.before-000{number}-20260101-000000") for number in (2, 3))
        for copy in (old, fresh):
            copy.write_text("texts")
        os.utime(old, (now() - 31 * DAY, now() - 31 * DAY))
        await SqliteRetention(chat.database, 30 * DAY).drop_copies(now())
    assert beside(path) == [fresh.name]


def beside(path: Path) -> list[str]:
    return [found.name for found in path.parent.glob(f"{path.name}.*")]
