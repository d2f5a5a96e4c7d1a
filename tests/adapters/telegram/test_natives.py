from __future__ import annotations

from bridge.adapters.telegram.natives import message_number, native_id, order
from bridge.chat.event import Pinned, Reacted
from bridge.chat.room import RoomRef
from tests.adapters.telegram.stage import TOM, B, Stage, room

LARGE = -1_002_000_000_007
SMALL = -4_000_007


def test_numbers_are_plain_where_chats_keep_them() -> None:
    for chat in (LARGE, 5_000_000_000):
        assert native_id(chat, 7) == "7"
        assert message_number(RoomRef("telegram", str(chat)), "7") == 7
    assert message_number(RoomRef("telegram", f"{LARGE}/3"), "7") == 7


def test_a_small_groups_numbers_are_good_for_it_alone() -> None:
    native = native_id(SMALL, 7)
    assert message_number(RoomRef("telegram", str(SMALL)), native) == 7
    assert message_number(RoomRef("telegram", str(LARGE)), native) is None
    assert order(native) == 7


async def test_what_was_said_before_a_migration_is_not_taken_for_what_is_said_after(stage: Stage) -> None:
    small = stage.telegram.create_group("Small", stage.ann, stage.bot)
    stage.telegram.world._shared_message_id = 3
    async with stage.play(room(small), B) as play:
        native = await play.say("before", TOM, B)
        before = await small.wait_for(lambda m: "before" in m.text)
        await play.settled()
        await stage.telegram.say(stage.ann, small, "an answer", reply_to=before)
        await play.beta_shows("an answer")
        assert stage.beta.rooms["b"][-1].reply_to == native
        large = await stage.telegram.migrate(small)
        await play.settled()
        # The same number again, and it is somebody else's.
        large.history.clear()
        while not large.history or max(large.history) < before.id:
            await stage.telegram.say(stage.ann, large, "after")
        await play.settled()
        await play.rewrite(native, "before, edited", TOM, B)
        await play.accept(Pinned("p", B, native, TOM))
        await play.accept(Reacted("r", B, stage.beta.rooms["b"][0].native, TOM, ("👍",)))
        await play.delete(native, B)
        await play.say("a late answer", TOM, B, reply_to=stage.beta.rooms["b"][0].native)
        late = await large.wait_for(lambda m: "a late answer" in m.text)
        await play.settled()
    assert late.reply_to is None
    assert "Ann Lee: an answer" in late.text
    assert large.find(before.id) is not None
    assert not large.pinned
    assert not any(message.reactions for message in large.messages)
