"""Better words for a message: shown everywhere at once, remembered for its own text after review."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bridge.chat.room import RoomRef
from tests.commands.slang_room import ANN, BO, LIN, MEI, TOM, SlangRoom, slang_room


@pytest.fixture
async def room(tmp_path: Path) -> AsyncIterator[SlangRoom]:
    async with slang_room(tmp_path / "magpie.db") as setting:
        yield setting


async def test_a_keepers_words_replace_the_translation_and_win_next_time(room: SlangRoom) -> None:
    await room.say("今天天气不错")
    shown = room.heard()
    assert "<en 今天天气不错>" in shown.text
    told = await room.ask(ANN, "/fix Lovely weather today", target=shown.native)
    assert told == "Corrected everywhere, and remembered for this very text."
    assert shown.text == "Mei: Lovely weather today\n> 今天天气不错"
    await room.say("今天天气不错")
    assert room.heard().text == "Mei: Lovely weather today\n> 今天天气不错"
    await room.say("今天天气不错啊")
    assert "<en 今天天气不错啊>" in room.heard().text


async def test_a_members_words_wait_for_a_keeper_to_be_remembered(room: SlangRoom) -> None:
    await room.say("今天天气不错")
    shown = room.heard()
    told = await room.ask(TOM, "/fix Nice weather", target=shown.native)
    assert "Keepers decide whether it is remembered: /fix approve 1\n#1 今天天气不错 → Nice weather (Tom)" in told
    (block,) = room.heard().shipment.blocks
    assert [(button.label, button.command) for button in block.content.buttons] == [
        ("Approve", "fix approve 1"),
        ("Reject", "fix reject 1"),
    ]
    assert "Mei: Nice weather" in shown.text
    await room.say("今天天气不错")
    assert "<en 今天天气不错>" in room.heard().text
    assert "#1 今天天气不错 → Nice weather (Tom)" in await room.ask(ANN, "/fix pending")
    assert "Only keepers" in await room.ask(TOM, "/fix approve 1")
    assert "Remembered: #1" in await room.ask(ANN, "/fix approve 1")
    await room.say("今天天气不错")
    assert "Mei: Nice weather" in room.heard().text
    assert "Nothing waits" in await room.ask(ANN, "/fix pending")
    assert "No correction of that number" in await room.ask(ANN, "/fix approve 1")


async def test_rejected_words_are_not_remembered(room: SlangRoom) -> None:
    await room.say("今天天气不错")
    await room.ask(TOM, "/fix Meh", target=room.heard().native)
    assert "Not remembered: #1" in await room.ask(ANN, "/fix reject 1")
    await room.say("今天天气不错")
    assert "<en 今天天气不错>" in room.heard().text


async def test_the_author_too_may_correct_by_their_own_message(room: SlangRoom) -> None:
    said = await room.say("the library closes at nine", TOM)
    assert "<zh-Hans the library closes at nine>" in room.beta.texts("b")[-1]
    await room.ask(TOM, "/fix 图书馆九点关门", target=said)
    assert room.beta.texts("b")[-1] == "Tom: 图书馆九点关门\n> the library closes at nine"


async def test_the_last_correction_counts(room: SlangRoom) -> None:
    await room.say("今天天气不错")
    first = room.heard()
    await room.ask(ANN, "/fix One", target=first.native)
    await room.ask(BO, "/fix Two", target=room.beta.rooms["b"][0].native if room.beta.rooms.get("b") else "")
    await room.ask(ANN, "/fix Three", target=first.native)
    await room.say("今天天气不错")
    assert "Mei: Three" in room.heard().text


async def test_corrections_stay_in_their_conversation(room: SlangRoom) -> None:
    await room.say("今天天气不错")
    await room.ask(ANN, "/fix Lovely weather today", target=room.heard().native)
    other, there = RoomRef("alpha", "other"), RoomRef("beta", "there")
    numbers = [
        (await room.chat.core.directory.room(ref, ref.id, hint)).room.id for ref, hint in ((other, "en"), (there, "zh"))
    ]
    await room.chat.core.bridges.join(numbers)
    room.chat.core.directory.forget()
    await room.chat.say("今天天气不错", MEI, there)
    await room.chat.settled()
    assert "<en 今天天气不错>" in room.alpha.texts("other")[-1]


async def test_what_cannot_be_corrected_is_said(room: SlangRoom) -> None:
    said = await room.say("今天天气不错")
    shown = room.heard().native
    assert "as a reply" in await room.ask(ANN, "/fix Lovely")
    assert "Write the better translation" in await room.ask(ANN, "/fix", target=shown)
    assert "written in that language already" in await room.ask(ANN, "/fix 天气很好", target=shown)
    assert "as a reply to a message that was translated" in await room.ask(ANN, "/fix Lovely", target="unknown")
    assert "too long" in await room.ask(ANN, "/fix " + "x" * 2001, target=shown)
    await room.say("😀😀😀", LIN)
    assert "请回复" in await room.ask(MEI, "/fix smile", target=room.beta.rooms["b"][-1].native)
    assert said


async def test_a_correction_reads_in_the_script_of_its_reader(room: SlangRoom) -> None:
    await room.ask(BO, "/language tw")
    said = await room.say("the software is broken", TOM)
    await room.ask(ANN, "/fix 这个软件坏了", target=said)
    assert room.beta.texts("b")[-1].startswith("Tom: 這個軟體壞了")


async def test_a_decision_may_be_a_reply_to_the_proposal_and_words_may_look_like_one(room: SlangRoom) -> None:
    await room.say("批准一")
    shown = room.heard()
    told = await room.ask(TOM, "/fix approve 1", target=shown.native)
    assert "Keepers decide whether it is remembered: /fix approve 1" in told
    assert "Mei: approve 1" in shown.text
    assert "Remembered: #1" in await room.ask(ANN, "/fix approve #1", target=room.heard().native)
