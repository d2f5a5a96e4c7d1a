"""The note of a term under a message: once in a while, in one line, in the reader's language."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bridge.relay.explaining import LONGEST, WHILE
from bridge.store.database import Database
from bridge.store.glossary_meetings import SqliteMeetings
from bridge.store.migrations import migrate
from tests.commands.slang_room import ANN, BO, MEI, TOM, SlangRoom, slang_room
from tests.relay.conversation import B


@pytest.fixture
async def room(tmp_path: Path) -> AsyncIterator[SlangRoom]:
    async with slang_room(tmp_path / "magpie.db") as setting:
        yield setting


def note(text: str) -> str:
    last = text.rsplit("\n", maxsplit=1)[-1]
    return last if last.startswith("(") else ""


async def test_a_room_that_meets_a_term_is_told_once(room: SlangRoom) -> None:
    await room.say("他yyds")
    assert note(room.heard().text).startswith("(yyds (forever the god): The highest praise")
    assert len(note(room.heard().text)) <= LONGEST + 2
    await room.say("她也yyyyds")
    assert note(room.heard().text) == ""
    await room.say("xswl，yyds")
    assert note(room.heard().text).startswith("(xswl (laughed me to death)")


async def test_chinese_readers_are_told_in_chinese_and_in_their_script(room: SlangRoom) -> None:
    await room.say("he has so much rizz", TOM)
    assert "撩人" in note(room.beta.texts("b")[-1])
    await room.ask(BO, "/language tw", room=B)
    await room.say("that was lowkey great ngl", TOM)
    assert note(room.beta.texts("b")[-1]) != ""
    assert not set("这说实话个们来为") & set(note(room.beta.texts("b")[-1])) - set("實話")


async def test_who_reads_the_original_needs_no_note(room: SlangRoom) -> None:
    await room.ask(ANN, "/language zh")
    await room.say("他yyds")
    assert note(room.heard().text) == ""


async def test_an_edit_keeps_the_note(room: SlangRoom) -> None:
    said = await room.say("他yyds")
    shown = room.heard()
    assert note(shown.text)
    await room.chat.rewrite(said, "他真的yyds", MEI, B)
    await room.chat.settled()
    assert "真的" in shown.text
    assert note(shown.text).startswith("(yyds")


async def test_the_note_outlives_a_restart(tmp_path: Path) -> None:
    path = tmp_path / "magpie.db"
    async with slang_room(path) as setting:
        await setting.say("他yyds")
        assert note(setting.heard().text)
    async with slang_room(path) as setting:
        await setting.say("她yyds")
        assert note(setting.heard().text) == ""


async def test_after_a_while_a_room_is_told_again(tmp_path: Path) -> None:
    path = tmp_path / "magpie.db"
    migrate(path)
    database = Database(path)
    try:
        await database.write(
            lambda c: c.execute("INSERT INTO rooms (id, platform, native, created_at) VALUES (1, 'a', 'a', 0)")
        )
        meetings = SqliteMeetings(database)
        assert await meetings.first(1, "yyds", "m1", WHILE)
        assert not await meetings.first(1, "yyds", "m2", WHILE)
        assert not await SqliteMeetings(database).first(1, "yyds", "m2", WHILE)
        assert await meetings.first(1, "yyds", "m1", WHILE)
        assert await meetings.first(1, "yyds", "m3", 0.0)
    finally:
        database.close()
