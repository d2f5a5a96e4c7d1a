"""Taking messages back and being left out, where a bot hears of neither by itself."""

from __future__ import annotations

import pytest

from bridge.chat.event import Posted
from bridge.commands.summary import roster
from tests.adapters.telegram.stage import Stage


@pytest.fixture(autouse=True)
def _commands(stage: Stage) -> None:
    stage.commands = roster()


async def test_a_message_is_deleted_everywhere_by_command(stage: Stage) -> None:
    async with stage.play() as play:
        said = await stage.telegram.say(stage.bob, stage.group, "regret")
        await play.beta_shows("regret")
        await stage.telegram.command(stage.bob, stage.group, "delete", reply_to=said)
        await stage.group.wait_until(lambda group: said not in group.messages)
        await stage.beta.until(lambda: not stage.beta.texts("b"))
        stored = await play.database.read(lambda c: c.execute("SELECT content FROM messages").fetchone()[0])
    assert stored is None


async def test_others_messages_are_only_administrators_to_delete(stage: Stage) -> None:
    async with stage.play() as play:
        said = await stage.telegram.say(stage.ann, stage.group, "mine")
        await play.beta_shows("mine")
        await stage.telegram.command(stage.bob, stage.group, "delete", reply_to=said)
        refused = await stage.group.wait_for(lambda m: m.sender is stage.bot)
        assert "your own messages" in refused.text
        assert said in stage.group.messages
        other = await stage.telegram.say(stage.bob, stage.group, "spam")
        await play.beta_shows("spam")
        await stage.telegram.command(stage.ann, stage.group, "delete", reply_to=other)
        await stage.beta.until(lambda: not any("spam" in text for text in stage.beta.texts("b")))
        await play.settled()


@pytest.mark.parametrize("alone", [False, True])
async def test_who_leaves_is_relayed_no_more_wherever_they_say_so(stage: Stage, alone: bool) -> None:
    place = stage.telegram.private_chat(stage.bob, stage.bot) if alone else stage.group
    async with stage.play() as play:
        await stage.telegram.say(stage.bob, stage.group, "words of Bob")
        await play.beta_shows("words of Bob")
        said = await stage.telegram.command(stage.bob, place, "privacy", "leave")
        answer = await place.wait_for(lambda m: m.sender is stage.bot)
        assert answer.reply_to is said
        assert "1 message of yours was erased" in answer.text
        await stage.telegram.say(stage.bob, stage.group, "a secret")
        await stage.telegram.say(stage.ann, stage.group, "after")
        await play.event(lambda event: isinstance(event, Posted) and event.message.text.plain == "a secret")
        await play.beta_shows("after")
        kept = await play.database.read(lambda c: "\n".join(c.iterdump()))
        assert not any("a secret" in text for text in stage.beta.texts("b"))
        assert "Bob" not in kept
        assert "a secret" not in kept
        await stage.telegram.command(stage.bob, place, "privacy", "join")
        await place.wait_for(lambda m: m.sender is stage.bot and "Welcome back" in m.text)
        await stage.telegram.say(stage.bob, stage.group, "here again")
        await play.beta_shows("Bob: here again")
