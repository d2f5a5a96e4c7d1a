"""Every figure against a real database after a real conversation."""

from __future__ import annotations

import asyncio
import json
import os
import sqlite3
import time
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from bridge.adapters.web.records import Standing, WebMember, WebRoom
from bridge.chat.author import Author
from bridge.chat.event import Deleted
from bridge.chat.reader import ReaderLanguage
from bridge.chat.room import RoomRef
from bridge.glossary.entry import HOST, Editor, Owner, Reach, State
from bridge.glossary.notation import read_term
from bridge.metrics import metrics
from bridge.operations.admin.ports import Storage
from bridge.operations.admin.records import Backup, Stored
from bridge.relay.failure import Ambiguous, RoomLost, Throttled
from bridge.store.overview_storage import SqliteStorage
from bridge.store.room_settings import SqliteRoomSettings
from bridge.store.web import WebTables
from tests.operations.admin.host import Host, Json, Setting, serving
from tests.relay.conversation import TOM, A, B
from tests.relay.loopback import Loopback

LI = Author("alpha", "li", "Li")
SECRETS = ("明天去喝茶吧", "Nobody may read this", "untranslatable words")
HOSTILE = "<img src=x onerror=alert(1)>"


def rooms_of(state: Json) -> dict[str, Json]:
    return {room["title"]: room for one in state["conversations"]["shown"] for room in one["rooms"]}


def platform_of(state: Json, name: str) -> Json:
    found: Json = next(one for one in state["health"]["platforms"] if one["platform"] == name)
    return found


def mode_of(path: str) -> int:
    return Path(path).stat().st_mode & 0o777


def list_backups(folder: Path) -> list[str]:
    return [str(path) for path in folder.iterdir() if "backup" in path.name]


async def correct(host: Host, room: int, source: str, state: State) -> None:
    """Let somebody have corrected a message."""
    await host.database.write(
        lambda connection: connection.execute(
            'INSERT INTO corrections (room, target, source, text, state, "by", at)'
            " VALUES (?, 'en', ?, ?, ?, 'Tom', 1.0)",
            (room, source, f"better: {source}", state.value),
        )
    )


async def test_rooms_are_shown_as_they_are(host: Host) -> None:
    await host.log_in()
    say = host.conversation.say
    for text in SECRETS[:1] * 3:
        await say(text)
    await say("大家好", LI)
    await say(SECRETS[1], TOM, B)
    await say("昨天的话", at=time.time() - 2 * 86_400)
    await say("上个月的话", Author("alpha", "old", "Old"), at=time.time() - 40 * 86_400)
    await host.conversation.settled()
    await SqliteRoomSettings(host.database).override(2, [ReaderLanguage.TRADITIONAL])
    state = await host.state()
    rooms = rooms_of(state)
    assert rooms["A"] == {
        "number": 1,
        "platform": "alpha",
        "title": "A",
        "bridge": 1,
        "gone": False,
        "languages": ["zh-Hans"],
        "by_hand": False,
        "people": 2,
        "messages": 4,
    }
    assert rooms["B"]["languages"] == ["zh-Hant"]
    assert rooms["B"]["by_hand"]
    assert (rooms["B"]["people"], rooms["B"]["messages"]) == (1, 1)
    (one,) = state["conversations"]["shown"]
    assert (one["bridge"], one["messages"]) == (1, 5)
    assert [state["conversations"][key] for key in ("total", "rooms", "found")] == [1, 2, 1]


async def test_a_room_that_is_gone_and_one_for_itself(host: Host, beta: Loopback) -> None:
    await host.log_in()
    await host.core.directory.room(RoomRef("alpha", "c"), HOSTILE)
    await host.core.directory.room(RoomRef("alpha", "d"))
    beta.before.append(RoomLost("kicked"))
    await host.conversation.say("再见")
    await host.conversation.settled()
    state = await host.state()
    rooms = rooms_of(state)
    assert rooms["B"]["gone"]
    assert not rooms["A"]["gone"]
    assert rooms[HOSTILE]["bridge"] is None
    assert rooms[HOSTILE]["languages"] == []
    assert rooms[""]["number"] == 4
    assert state["conversations"]["total"] == 3


async def test_rooms_are_found_by_name_platform_and_number(host: Host) -> None:
    await host.log_in()
    for number in range(30):
        await host.core.directory.room(RoomRef("alpha", f"n{number}"), f"Tea House {number}")
    state = await host.state(limit=10)
    assert len(state["conversations"]["shown"]) == 10
    assert state["conversations"]["found"] == 31
    assert list(rooms_of(await host.state("tea house 7"))) == ["Tea House 7"]
    assert set(rooms_of(await host.state("beta"))) == {"A", "B"}
    assert set(rooms_of(await host.state("#2"))) == {"A", "B"}
    assert (await host.state("nowhere"))["conversations"]["found"] == 0
    async with host.http.get(f"{host.url}/admin/api/state?limit=100000") as response:
        assert response.status == 400


async def test_what_waits_and_what_went_wrong(host: Host, beta: Loopback) -> None:
    await host.log_in()
    before = await host.state()
    native = await host.conversation.say("你好")
    await host.conversation.settled()
    assert await host.conversation.accept_again(native) is False
    # It did not arrive, which looking shows after a wait: sent again, and certainly not twice.
    beta.before += [Ambiguous("the answer was lost"), Throttled(0.0)]
    await host.conversation.say("在吗")
    await host.conversation.say("untranslatable 话")
    await host.conversation.settled()
    after = await host.state()
    alpha, was = platform_of(after, "alpha"), platform_of(before, "alpha")
    assert alpha["messages"] - was["messages"] == 3
    assert alpha["known"] - was["known"] == 1
    other, earlier = platform_of(after, "beta"), platform_of(before, "beta")
    assert other["retries"] - earlier["retries"] == 2
    assert other["unknown"] - earlier["unknown"] == 1
    assert other["duplicates"] == earlier["duplicates"]
    assert metrics.counted(metrics.repeated, "platform", how="looked")["beta"] >= 1
    assert after["health"]["guarded"].get("loop", 0) - before["health"]["guarded"].get("loop", 0) == 1
    assert after["health"]["ready"] is True
    host.parts["beta"] = False
    unwell = await host.state()
    assert unwell["health"]["ready"] is False
    assert unwell["health"]["parts"] == {"models": True, "alpha": True, "beta": False}


async def test_a_queue_that_stands_has_a_depth_and_an_age(host: Host, beta: Loopback) -> None:
    await host.log_in()
    beta.leave_open()
    for number in range(5):
        await host.conversation.say(f"第{number}句")
    await host.core.relay.drained()
    state = await host.until(lambda state: platform_of(state, "beta")["waiting"] == 5)
    assert 0 < platform_of(state, "beta")["oldest"] < 60
    assert platform_of(state, "alpha")["waiting"] == 0


async def test_proposals_and_corrections_wait(host: Host) -> None:
    await host.log_in()
    glossary = host.core.glossary
    term = read_term("yyds = GOAT; the best", glossary.books.known)
    await glossary.add(Owner(Reach.BRIDGE, 1), term, Editor("Mei <b>"), at_once=False)
    await glossary.add(HOST, read_term("rizz ~ charm", glossary.books.known), Editor("host"), at_once=False)
    await glossary.add(
        Owner(Reach.ROOM, 2), read_term("keep Bilibili", glossary.books.known), Editor("x"), at_once=True
    )
    await correct(host, 2, SECRETS[1], State.PROPOSED)
    await correct(host, 2, "approved", State.ACTIVE)
    review = (await host.state())["review"]
    assert review["total"] == 2
    first, second = review["proposals"]
    assert (first["line"], first["by"], first["platform"], first["room"]) == ("yyds = GOAT", "Mei <b>", "alpha", "A")
    assert (first["note_en"], first["reach"], first["number"]) == ("the best", "bridge", 1)
    assert (second["reach"], second["number"], second["platform"]) == ("host", None, "")
    assert review["corrections"] == [{"platform": "beta", "room": "B", "number": 2, "waiting": 1}]


async def test_the_disk_is_measured_and_backed_up(host: Host, tmp_path: Path) -> None:
    await host.log_in()
    await host.conversation.say("一句话")
    await host.conversation.settled()
    stored = (await host.state())["storage"]
    assert stored["database"] == (tmp_path / "magpie.db").stat().st_size
    assert stored["log"] == (tmp_path / "magpie.db-wal").stat().st_size
    assert stored["free"] > 0
    assert stored["retention_days"] == 30
    assert (stored["backups"], stored["last_backup"]) == (0, None)
    status, made = await host.post("backup")
    assert status == 200
    with closing(sqlite3.connect(made["path"])) as copy:
        assert copy.execute("SELECT count(*) FROM messages").fetchone()[0] == 1
        assert stored["schema"] == copy.execute("SELECT max(name) FROM _sqlite_migrations").fetchone()[0]
    after = (await host.state())["storage"]
    assert after["backups"] == 1
    assert after["last_backup"]["path"] == made["path"]
    assert after["last_backup"]["size"] == made["size"] == after["backup_bytes"]
    assert abs(after["last_backup"]["at"] - time.time()) < 60
    assert mode_of(made["path"]) == 0o600
    assert list_backups(tmp_path) == [made["path"]]


async def test_two_backups_at_once_are_one_and_a_refusal(host: Host) -> None:
    await host.log_in()
    answers = await asyncio.gather(host.post("backup"), host.post("backup"))
    assert sorted(status for status, _ in answers) == [200, 409]
    assert (await host.state())["storage"]["backups"] == 1


class FullDisk:
    """A store on a disk that takes nothing more."""

    def __init__(self, real: Storage, error: OSError | None = None) -> None:
        self._real = real
        self._error = error

    async def measured(self) -> Stored:
        return replace(await self._real.measured(), free=2**40 if self._error else 4096)

    async def back_up(self) -> Backup:
        assert self._error
        raise self._error


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (None, "磁盘空间不足，无法再做一份备份。"),
        (OSError(28, "No space left on device"), "备份失败：No space left on device"),
        (OSError("database is malformed"), "备份失败：database is malformed"),
    ],
)
async def test_a_backup_that_cannot_be_made_says_why(host: Host, error: OSError | None, sentence: str) -> None:
    await host.log_in()
    host.admin._actions._storage = FullDisk(SqliteStorage(host.database), error)
    assert await host.post("backup?lang=zh-CN") == (507, {"sentence": sentence})


async def test_a_backup_is_never_written_over_another(host: Host, tmp_path: Path) -> None:
    storage = SqliteStorage(host.database, clock=lambda: 1e9)
    made = await storage.back_up()
    with pytest.raises(FileExistsError):
        await storage.back_up()
    assert list_backups(tmp_path) == [made.path]


async def test_the_last_backup_is_the_newest(host: Host) -> None:
    for at in (1e9, 2e9):
        made = await SqliteStorage(host.database, clock=lambda at=at: at).back_up()  # type: ignore[misc]
        os.utime(made.path, (at, at))
    stored = await SqliteStorage(host.database).measured()
    assert stored.backups == 2
    assert stored.last_backup
    assert (stored.last_backup.path, stored.last_backup.at) == (made.path, 2e9)


async def test_a_room_that_another_took_the_place_of_is_not_shown(host: Host) -> None:
    await host.log_in()
    before = (await host.state())["conversations"]["rooms"]
    await host.core.directory.room(RoomRef("alpha", "-1 (replaced 3)"), "Old")
    after = await host.state()
    assert after["conversations"]["rooms"] == before
    assert "Old" not in rooms_of(after)


async def test_versions_and_uptime(host: Host) -> None:
    await host.log_in()
    state = await host.state()
    assert state["versions"]["Magpie"]
    assert state["versions"]["SQLite"] == sqlite3.sqlite_version
    assert {"Python", "ctranslate2", "aiohttp"} <= set(state["versions"])
    assert 0 <= state["uptime"] < 60
    assert (await host.state())["uptime"] > state["uptime"]


async def test_the_chart_has_an_hour_and_what_was_said_just_now(host: Host) -> None:
    await host.log_in()
    history = host.admin._history
    now = time.monotonic()
    history.sample(now)
    before = sum(metrics.counted(metrics.messages, "platform").values())
    for text in SECRETS:
        await host.conversation.say(text)
    await host.conversation.settled()
    assert sum(metrics.counted(metrics.messages, "platform").values()) - before == 3
    history.sample(now + 60)
    chart = (await host.state())["chart"]
    assert len(chart) == 60
    messages, half, most = chart[-1]
    assert messages == 3
    assert 0 < half <= most


async def test_no_word_that_anybody_said_is_in_it(host: Host) -> None:
    await host.log_in()
    for text in SECRETS:
        await host.conversation.say(text)
        await host.conversation.say(text, TOM, B)
    native = await host.conversation.say("要删掉的话")
    await host.conversation.accept(Deleted("gone", A, (native,)))
    await host.conversation.settled()
    await correct(host, 1, SECRETS[0], State.PROPOSED)
    shown = json.dumps(await host.state(), ensure_ascii=False)
    for text in (*SECRETS, "better", "要删掉的话"):
        assert text not in shown


async def test_web_rooms_count_their_members(tmp_path: Path) -> None:
    async with serving(tmp_path, setting=Setting()) as host:
        await host.log_in()
        tables = WebTables(host.database)
        await tables.create_room(
            WebRoom("r1", HOSTILE, "invite-token", 1.0), WebMember("m1", "r1", "s", "Anna", "en", 1.0, owner=True)
        )
        await host.core.directory.room(RoomRef("web", "r1"))
        state = await host.state()
        room = rooms_of(state)[HOSTILE]
        assert (room["platform"], room["people"], room["gone"]) == ("web", 1, False)
        assert "invite-token" not in json.dumps(state)
        await tables.add_member(WebMember("m2", "r1", "s2", "Bob", "en", 2.0))
        assert rooms_of(await host.state())[HOSTILE]["people"] == 2
        await tables.part("m2", Standing.LEFT)
        assert rooms_of(await host.state())[HOSTILE]["people"] == 1
        await tables.close_room("r1")
        assert rooms_of(await host.state())[HOSTILE]["gone"]


@pytest.mark.parametrize("path", ["state?limit=x", "state?limit=0", "state?find=" + "x" * 101])
async def test_what_cannot_be_looked_for_is_one_sentence(host: Host, path: str) -> None:
    await host.log_in()
    status, answer = await host.get(f"/admin/api/{path}")
    assert (status, json.loads(answer)) == (400, {"sentence": "This cannot be looked for."})
