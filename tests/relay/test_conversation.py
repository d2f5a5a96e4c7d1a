from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from bridge.chat.author import Author
from bridge.chat.event import Deleted, Gone, Joined, Migrated, Pinned, Reacted
from bridge.chat.message import Poll
from bridge.chat.room import Room, RoomRef
from bridge.chat.text import Entity, EntityKind, Text
from bridge.relay.failure import Ambiguous, Refused, RoomLost, RoomMoved, Throttled, Unreachable
from bridge.relay.records import Pending
from bridge.relay.shipping import Lateness
from bridge.store.outbox import SqliteOutbox
from tests.relay.conversation import MEI, TOM, A, B, Conversation, conversation, now
from tests.relay.loopback import PER_READER, Loopback


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return tmp_path / "magpie.db"


async def teach(chat: Conversation) -> None:
    """Room A writes Chinese, room B English."""
    for number in range(3):
        await chat.say(f"今天天气真不错{number}", MEI, A)
        await chat.say(f"this is a nice day {number}", TOM, B)
    await chat.settled()


async def test_each_room_reads_its_own_language(store: Path) -> None:
    alpha, beta = Loopback("alpha"), Loopback("beta")
    async with conversation(store, alpha, beta) as chat:
        await teach(chat)
        await chat.say("我们明天见", MEI, A)
        await chat.say("see you tomorrow then", TOM, B)
        await chat.settled()
    assert beta.texts("b")[-1] == "Mei: <en 我们明天见>\n> 我们明天见"
    assert alpha.texts("a")[-1] == "Tom: <zh-Hans see you tomorrow then>\n> see you tomorrow then"


async def test_a_message_is_never_translated_into_its_own_language(store: Path) -> None:
    alpha, beta = Loopback("alpha"), Loopback("beta")
    async with conversation(store, alpha, beta) as chat:
        await teach(chat)
        await chat.say("I can write English too, look", MEI, A)
        await chat.settled()
    assert beta.texts("b")[-1] == "Mei: I can write English too, look"


async def test_an_unknown_room_is_shown_both(store: Path) -> None:
    alpha, beta = Loopback("alpha"), Loopback("beta")
    async with conversation(store, alpha, beta) as chat:
        await chat.say("大家好", MEI, A)
        await chat.settled()
    assert beta.texts("b") == ["Mei: 大家好\n> <en 大家好>"]


async def test_a_bilingual_room_is_interpreted_in_itself(store: Path) -> None:
    alpha = Loopback("alpha")
    async with conversation(store, alpha, linked=()) as chat:
        for number in range(4):
            await chat.say(f"今天天气真不错{number}", MEI, A)
            await chat.say(f"what a lovely day it is {number}", MEI, A)
        said = await chat.say("我们去公园吧", MEI, A)
        await chat.settled()
    assert alpha.rooms["a"][-1].text == "<en 我们去公园吧>"
    assert alpha.rooms["a"][-1].reply_to == said


async def test_a_room_for_each_reader_carries_every_version_and_shows_itself(store: Path) -> None:
    alpha = Loopback("alpha", PER_READER)
    async with conversation(store, alpha, linked=()) as chat:
        await chat.say("你们好吗", MEI, A)
        await chat.say("這裡沒有問題", MEI, A)
        await chat.say("fine and you?", MEI, A)
        await chat.settled()
    assert alpha.texts("a") == [
        "Mei: 你们好吗\n[zh-Hant] <zh-Hant 你们好吗>\n[en] <en 你们好吗>",
        "Mei: 這裡沒有問題\n[zh-Hans] <zh-Hans 這裡沒有問題>\n[en] <en 這裡沒有問題>",
        "Mei: fine and you?\n[zh-Hans] <zh-Hans fine and you?>\n[zh-Hant] <zh-Hant fine and you?>",
    ]


async def test_what_cannot_be_translated_is_shown_marked(store: Path) -> None:
    alpha, beta = Loopback("alpha"), Loopback("beta")
    async with conversation(store, alpha, beta) as chat:
        await teach(chat)
        await chat.say("这个 untranslatable 不行", MEI, A)
        await chat.settled()
    assert beta.texts("b")[-1].startswith("Mei: 这个 untranslatable 不行")


async def test_order_is_kept_and_nothing_comes_twice(store: Path) -> None:
    alpha, beta = Loopback("alpha"), Loopback("beta", PER_READER)
    async with conversation(store, alpha, beta) as chat:
        await asyncio.gather(*(chat.say(f"line {number}", MEI, A, native=f"n{number:03}") for number in range(150)))
        assert not await chat.accept_again("n007")
        await chat.settled()
    assert [text.splitlines()[0] for text in beta.texts("b")] == [f"Mei: line {number}" for number in range(150)]


async def test_replies_find_their_way_in_both_directions(store: Path) -> None:
    alpha, beta = Loopback("alpha"), Loopback("beta")
    async with conversation(store, alpha, beta) as chat:
        first = await chat.say("who is coming tonight?", MEI, A)
        await chat.settled()
        copy = beta.rooms["b"][0].native
        await chat.say("me!", TOM, B, reply_to=copy)
        await chat.settled()
    answer = alpha.rooms["a"][-1]
    assert answer.reply_to == first
    quote = answer.shipment.blocks[0].content.quote
    assert quote is not None
    assert (quote.author, quote.words) == ("Mei", "who is coming tonight?")


async def test_edits_are_translated_again(store: Path) -> None:
    alpha, beta = Loopback("alpha"), Loopback("beta")
    async with conversation(store, alpha, beta) as chat:
        await teach(chat)
        said = await chat.say("明天见", MEI, A)
        await chat.settled()
        await chat.rewrite(said, "后天见")
        await chat.settled()
    assert beta.texts("b")[-1] == "Mei: <en 后天见>\n> 后天见"
    assert len(beta.texts("b")) == 4


async def test_an_edit_across_the_limit_grows_and_shrinks(store: Path) -> None:
    alpha, beta = Loopback("alpha"), Loopback("beta")
    async with conversation(store, alpha, beta) as chat:
        said = await chat.say("short words", MEI, A)
        await chat.settled()
        await chat.rewrite(said, "many words " * 60)
        await chat.settled()
        grown = list(beta.rooms["b"])
        texts = " ".join(part.shipment.blocks[0].text.plain for part in grown)
        await chat.rewrite(said, "short again")
        await chat.settled()
    assert len(grown) > 2
    assert all(part.reply_to == grown[0].native for part in grown[1:])
    assert texts == ("many words " * 60).strip()
    assert [text.splitlines()[0] for text in beta.texts("b")] == ["Mei: short again"]


async def test_a_long_message_is_split_and_deleted_as_one(store: Path) -> None:
    alpha, beta = Loopback("alpha"), Loopback("beta")
    async with conversation(store, alpha, beta) as chat:
        said = await chat.say("some longer sentence here. " * 30, MEI, A)
        await chat.settled()
        assert len(beta.rooms["b"]) > 3
        await chat.accept(Deleted("d1", A, (said,)))
        await chat.settled()
    assert beta.rooms["b"] == []


async def test_reactions_and_pins_reach_the_other_room(store: Path) -> None:
    alpha, beta = Loopback("alpha"), Loopback("beta")
    async with conversation(store, alpha, beta) as chat:
        said = await chat.say("vote now", MEI, A)
        await chat.settled()
        await chat.accept(Reacted("r1", A, said, MEI, ("👍", "🎉")))
        await chat.accept(Pinned("p1", A, said, MEI))
        await chat.settled()
        shown = beta.rooms["b"][0]
        assert (shown.reactions, shown.pinned) == (["👍", "🎉"], True)
        await chat.accept(Reacted("r2", A, said, MEI, ("🎉",)))
        await chat.accept(Pinned("p2", A, said, MEI, pinned=False))
        await chat.settled()
    assert (shown.reactions, shown.pinned) == (["🎉"], False)


async def test_polls_are_shown_as_text(store: Path) -> None:
    alpha, beta = Loopback("alpha"), Loopback("beta")
    async with conversation(store, alpha, beta) as chat:
        await teach(chat)
        await chat.say("", MEI, A, poll=Poll("吃什么？", ("火锅", "面条")))
        await chat.settled()
    assert beta.texts("b")[-1].startswith("Mei: <en 吃什么？>\n1. <en 火锅>\n2. <en 面条>")


async def test_joining_is_told_elsewhere(store: Path) -> None:
    alpha, beta = Loopback("alpha"), Loopback("beta")
    async with conversation(store, alpha, beta) as chat:
        await teach(chat)
        await chat.accept(Joined("j1", A, MEI))
        await chat.settled()
    assert beta.texts("b")[-1] == "Mei joined."
    assert "joined" not in alpha.texts("a")[-1]


@pytest.mark.parametrize("fault", [Throttled(0.01), Unreachable("reset")])
async def test_patience_and_weather_lose_nothing(store: Path, fault: Exception) -> None:
    alpha, beta = Loopback("alpha"), Loopback("beta")
    beta.before = [fault]
    async with conversation(store, alpha, beta) as chat:
        await chat.say("hello over there", MEI, A)
        await chat.settled()
    assert len(beta.texts("b")) == 1


async def test_what_arrived_although_the_answer_was_lost_is_not_sent_again(store: Path) -> None:
    alpha, beta = Loopback("alpha"), Loopback("beta")
    beta.after = [Ambiguous("502")]
    async with conversation(store, alpha, beta) as chat:
        await chat.say("hello over there", MEI, A)
        await chat.say("and again", MEI, A)
        await chat.settled()
    assert [text.splitlines()[0] for text in beta.texts("b")] == ["Mei: hello over there", "Mei: and again"]
    assert beta.calls[:2] == ["ship", "look"]


async def test_a_refusal_is_told_to_the_others_and_the_queue_moves_on(store: Path) -> None:
    alpha, beta = Loopback("alpha"), Loopback("beta")
    async with conversation(store, alpha, beta) as chat:
        await teach(chat)
        beta.before = [Refused("too spicy")]
        await chat.say("第一条", MEI, A)
        await chat.say("第二条", MEI, A)
        await chat.settled()
    assert beta.texts("b")[-1].startswith("Mei: <en 第二条>")
    assert "too spicy" in alpha.texts("a")[-1]


async def test_a_lost_room_is_told_and_left_alone(store: Path) -> None:
    alpha, beta = Loopback("alpha"), Loopback("beta")
    async with conversation(store, alpha, beta) as chat:
        await teach(chat)
        calls = len(beta.calls)
        beta.before = [RoomLost("kicked")]
        await chat.say("有人吗", MEI, A)
        await chat.settled()
        await chat.say("没有人", MEI, A)
        await chat.settled()
    assert "kicked" in alpha.texts("a")[-1]
    assert len(beta.calls) == calls + 1


async def test_a_room_that_moved_gets_what_waited(store: Path) -> None:
    alpha, beta = Loopback("alpha"), Loopback("beta")
    async with conversation(store, alpha, beta) as chat:
        beta.before = [RoomMoved(RoomRef("beta", "b2"))]
        await chat.say("where did you go", MEI, A)
        await chat.settled()
        await chat.say("ah there", MEI, A)
        await chat.settled()
    assert [text.splitlines()[0] for text in beta.texts("b2")] == ["Mei: where did you go", "Mei: ah there"]
    assert beta.texts("b") == []


async def test_a_platform_that_says_a_room_is_gone_ends_it(store: Path) -> None:
    alpha, beta = Loopback("alpha"), Loopback("beta")
    async with conversation(store, alpha, beta) as chat:
        await teach(chat)
        await chat.accept(Gone("g1", B, "deleted"))
        await chat.settled()
    assert "deleted" in alpha.texts("a")[-1]


async def test_late_messages_carry_their_time_and_old_ones_come_together(store: Path) -> None:
    alpha, beta = Loopback("alpha"), Loopback("beta")
    async with conversation(store, alpha, beta, lateness=Lateness(60, 3600)) as chat:
        await chat.say("in time", MEI, A)
        await chat.settled()
        await chat.say("late", MEI, A, at=now() - 600)
        await chat.settled()
        for number in range(5):
            await chat.say(f"old {number}", MEI, A, at=now() - 7200)
        await chat.settled()
    late = [shown.shipment.blocks[0].content.late for shown in beta.rooms["b"]]
    assert late[:3] == [False, True, True]
    assert len(beta.rooms["b"]) < 7


async def test_pinyin_is_chinese_that_no_model_reads(store: Path) -> None:
    alpha, beta = Loopback("alpha"), Loopback("beta")
    async with conversation(store, alpha, beta) as chat:
        await teach(chat)
        await chat.say("ni hao, ni zai gan ma ne", MEI, A)
        await chat.settled()
    assert beta.texts("b")[-1] == "Mei: ni hao, ni zai gan ma ne\n(not translated)"


async def test_a_second_bridge_that_brings_our_words_back_is_stopped(store: Path) -> None:
    alpha, beta = Loopback("alpha"), Loopback("beta")
    robot = Author("alpha", "other-bridge", "Other bridge", bot=True)
    async with conversation(store, alpha, beta) as chat:
        for number in range(5):
            await chat.say(f"a sentence of its own, number {number}", MEI, A)
            await chat.settled()
            await chat.say(f"Mei: a sentence of its own, number {number}", robot, A)
            await chat.settled()
        await chat.say("and from a helpful robot", Author("alpha", "weather", "Weather", bot=True), A)
        await chat.say("a sentence of its own, number 4", TOM, B)
        await chat.settled()
    assert len([text for text in beta.texts("b") if text.startswith("Mei:")]) == 5
    assert not any(text.startswith("Other bridge:") for text in beta.texts("b"))
    assert beta.texts("b")[-1].startswith("Weather:")
    notices = [text for text in alpha.texts("a") if "not relayed for an hour" in text]
    assert len(notices) == 1
    assert alpha.texts("a")[-1].startswith("Tom:")


async def test_people_known_on_both_sides_are_mentioned_there(store: Path) -> None:
    alpha, beta = Loopback("alpha"), Loopback("beta")
    async with conversation(store, alpha, beta) as chat:
        await chat.say("first words", MEI, A)
        await chat.say("words of the other self", Author("beta", "mei-b", "Mei B"), B)
        await chat.settled()
        await chat.database.write(lambda c: c.execute("INSERT INTO people (created_at) VALUES (1.0)"))
        await chat.database.write(lambda c: c.execute("UPDATE members SET person = 1"))
        at_mei = Text("@Mei look at @Stranger", (
            Entity(0, 4, EntityKind.MENTION, "alpha:mei"),
            Entity(13, 22, EntityKind.MENTION, "alpha:stranger"),
        ))  # fmt: skip
        await chat.say(at_mei, Author("alpha", "ann", "Ann"), A)
        await chat.settled()
    entities = beta.rooms["b"][-1].shipment.blocks[0].text.entities
    assert [entity.value for entity in entities] == ["beta:mei-b", "alpha:stranger"]


async def test_an_edit_that_comes_while_another_is_shown_is_shown_too(store: Path) -> None:
    alpha, beta = Loopback("alpha"), Loopback("beta")
    async with conversation(store, alpha, beta) as chat:
        said = await chat.say("version one", MEI, A)
        await chat.settled()
        held = beta.hold("edit")
        await chat.rewrite(said, "version two")
        await held.reached.wait()
        await chat.rewrite(said, "version three")
        await chat.core.relay.drained()
        held.go_on.set()
        await chat.settled()
    assert beta.texts("b")[0].startswith("Mei: version three")


async def test_what_is_said_in_a_room_that_moved_comes_after_the_move(store: Path) -> None:
    alpha, beta = Loopback("alpha"), Loopback("beta")
    moved = RoomRef("alpha", "a-new")
    async with conversation(store, alpha, beta) as chat:
        await chat.say("before the move", MEI, A)
        await chat.accept(Migrated("m1", A, moved))
        await chat.say("after the move", MEI, moved)
        await chat.settled()
    assert [text.splitlines()[0] for text in beta.texts("b")] == ["Mei: before the move", "Mei: after the move"]


@pytest.mark.parametrize("change", ["delete", "edit"])
async def test_what_changes_between_reading_and_sending_is_not_sent_as_it_was(
    store: Path, monkeypatch: pytest.MonkeyPatch, change: str
) -> None:
    alpha, beta = Loopback("alpha"), Loopback("beta")
    read, go_on = asyncio.Event(), asyncio.Event()
    waiting = SqliteOutbox.waiting

    async def slowly(outbox: SqliteOutbox, room: Room, limit: int) -> list[Pending]:
        found = await waiting(outbox, room, limit)
        read.set()
        await go_on.wait()
        return found

    monkeypatch.setattr(SqliteOutbox, "waiting", slowly)
    async with conversation(store, alpha, beta) as chat:
        said = await chat.say("too hasty", MEI, A)
        await read.wait()
        if change == "delete":
            await chat.accept(Deleted("d1", A, (said,)))
        else:
            await chat.rewrite(said, "well considered")
        await chat.core.relay.drained()
        go_on.set()
        await chat.settled()
    texts = [text.splitlines()[0] for text in beta.texts("b")]
    assert texts == ([] if change == "delete" else ["Mei: well considered"])
