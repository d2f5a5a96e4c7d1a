"""A reaction that asks why a message reads as it does."""

from __future__ import annotations

import itertools
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from bridge.chat.author import Author
from bridge.chat.event import Reacted
from bridge.relay.questions import PER_ROOM, WHILE, Questions
from tests.commands.slang_room import ANN, BO, MEI, TOM, SlangRoom, slang_room
from tests.relay.conversation import A, B, now
from tests.relay.loopback import Loopback, Shown

_keys = itertools.count()


@pytest.fixture
async def room(tmp_path: Path) -> AsyncIterator[SlangRoom]:
    """Alpha's members ask aloud with 🤔; beta's have no reaction that asks."""
    async with slang_room(tmp_path / "magpie.db") as setting:
        yield setting


async def react(room: SlangRoom, native: str, *emoji: str, author: Author = ANN, handle: str = "reply") -> list[Shown]:
    """React, and have what is answered in the room."""
    place = A if author.platform == "alpha" else B
    platform = room.alpha if author.platform == "alpha" else room.beta
    before = {shown.native for shown in platform.rooms.get(place.id, [])}
    await room.chat.accept(Reacted(f"question-{next(_keys)}", place, native, author, emoji, handle))
    await room.chat.settled()
    return [shown for shown in platform.rooms.get(place.id, []) if shown.native not in before]


async def test_the_room_is_told_briefly_and_the_others_see_no_reaction(room: SlangRoom) -> None:
    said = await room.say("这家店真的yyds啊")
    (told,) = await react(room, room.heard().native, "🤔")
    lines = told.text.split("\n")
    assert lines[0] == "Language: Chinese, by its letters."
    assert lines[1].startswith("yyds|永远的神")
    assert lines[2:] == ["> Without the terms: <en 这家店真的yyds啊>", "Translated by the package translate-0_1."]
    assert (told.shipment.private_to, told.shipment.handle) == ("", "reply")
    assert await stored(room) == []
    assert not any(shown.reactions for shown in room.beta.rooms.get("b", []))
    assert said


async def test_it_may_be_put_to_the_original_too(room: SlangRoom) -> None:
    said = await room.say("no cap this is good", TOM)
    (told,) = await react(room, said, "🤔", author=TOM)
    assert told.text.startswith("Language: English")


async def test_a_block_of_several_messages_answers_for_its_last(room: SlangRoom) -> None:
    core, long_ago = room.chat.core, now() - 3 * 86_400
    numbers = [(await core.directory.room(ref)).room.id for ref in (A, B)]
    wake, core.relay._wake = core.relay._wake, lambda _: None
    for number, words in enumerate(("他yyds", "我xswl", "她u1s1")):
        await room.chat.say(words, MEI, B, at=long_ago + number)
    await room.chat.settled()
    core.relay._wake = wake
    wake(numbers)
    await room.chat.settled()
    block = next(shown for shown in room.alpha.rooms["a"] if len(shown.shipment.blocks) > 1)
    (told,) = await react(room, block.native, "🤔")
    assert block.shipment.blocks[-1].content.original.plain[1:] in told.text
    assert block.shipment.blocks[0].content.original.plain[1:] not in told.text


async def test_other_reactions_beside_it_are_shown(room: SlangRoom) -> None:
    await room.say("今天天气不错")
    assert len(await react(room, room.heard().native, "👍", "🤔")) == 1
    assert await stored(room) == ["👍"]


async def test_a_room_is_told_once_in_a_while_whoever_asks(room: SlangRoom) -> None:
    await room.say("今天天气不错")
    shown = room.heard().native
    assert await react(room, shown, "🤔")
    assert await react(room, shown, "🤔", author=TOM) == []
    assert await react(room, shown) == []
    assert await react(room, shown, "🤔") == []
    assert await stored(room) == []


async def test_a_room_is_not_filled_with_answers(room: SlangRoom) -> None:
    for number in range(PER_ROOM + 1):
        await room.say(f"今天天气不错 {number}")
    shown = [each.native for each in room.alpha.rooms["a"]]
    answers = [await react(room, native, "🤔") for native in shown]
    assert [len(told) for told in answers] == [1] * PER_ROOM + [0]


async def test_what_stands_there_is_not_asked_again_with_the_next_reaction() -> None:
    questions = Questions({"alpha": replace(Loopback("alpha").capabilities, why="🤔")})

    def sort(*emoji: str) -> bool:
        return questions.sort(Reacted("k", A, "m", TOM, emoji, "h")).asked is not None

    assert sort("🤔")
    questions._answered.clear()
    assert not sort("🤔", "👍")
    assert not sort("👍")
    assert sort("👍", "🤔")
    assert WHILE > 60


async def test_where_one_alone_can_be_told_only_they_are_as_often_as_they_like(room: SlangRoom) -> None:
    await room.say("no cap this is good", TOM)
    shown = room.beta.rooms["b"][-1].native
    for _ in range(2):
        (told,) = await react(room, shown, "❓", author=MEI)
        assert told.shipment.private_to == MEI.id
        assert told.text.startswith("语言：英文，根据用词判断。\nno cap")
    assert await stored(room) == []


async def test_bots_and_groups_ask_nothing(room: SlangRoom) -> None:
    await room.say("今天天气不错")
    assert await react(room, room.heard().native, "🤔", author=replace(TOM, bot=True)) == []
    assert await react(room, room.heard().native, "🤔", handle="") == []
    assert await stored(room) == ["🤔"]


async def test_a_question_about_nothing_is_met_with_silence(room: SlangRoom) -> None:
    assert await react(room, "unknown", "🤔") == []
    await room.ask(ANN, "/help")
    assert await react(room, room.heard().native, "🤔") == []


async def test_a_question_that_fails_stops_nothing(room: SlangRoom, monkeypatch: pytest.MonkeyPatch) -> None:
    async def broken(*_: object) -> None:
        raise RuntimeError

    await room.say("今天天气不错")
    monkeypatch.setattr("bridge.store.ledger.SqliteLedger.told", broken)
    assert await react(room, room.heard().native, "🤔") == []
    await room.say("又是新的一天")
    assert "又是新的一天" in room.heard().text


async def test_who_is_not_relayed_reacts_for_nobody(room: SlangRoom) -> None:
    await room.say("今天天气不错")
    shown = room.heard().native
    await room.ask(TOM, "/privacy leave")
    await react(room, shown, "👍", author=TOM)
    assert await stored(room) == []
    await room.ask(TOM, "/privacy join")
    await react(room, shown, "👍", author=TOM)
    assert await stored(room) == ["👍"]
    await room.say("hello", TOM)
    await room.ask(BO, "/mute 10m Tom")
    assert await react(room, shown, "👎", "🤔", author=TOM) == []
    assert await stored(room) == ["👍"]


async def test_who_hints_at_no_language_is_told_in_what_they_write(room: SlangRoom) -> None:
    nameless = Author("alpha", "lu", "Lu")
    for words in ("今天天气不错", "我们去公园吧", "好的没问题"):
        await room.say(words, nameless)
    said = await room.say("周末一起吃饭", nameless)
    (told,) = await react(room, said, "🤔", author=nameless)
    assert told.text.startswith("语言：中文")


async def stored(room: SlangRoom) -> list[str]:
    return await room.chat.database.read(lambda c: [row["emoji"] for row in c.execute("SELECT emoji FROM reactions")])
