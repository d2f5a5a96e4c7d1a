"""What people did to messages while Magpie was away."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TypeVar

from bridge.chat.event import Deleted, Event, Reacted
from tests.adapters.discord.stage import TOM, B, Play, Stage, room
from tests.fakes.discord import BRIDGE, Channel, Message, Permission

Kind = TypeVar("Kind", bound=Event)
HISTORY = "GET /channels/{channel_id}/messages"


@asynccontextmanager
async def a_conversation(stage: Stage, count: int = 3) -> AsyncIterator[tuple[Play, list[Message]]]:
    """Lines that Ann wrote and `beta` shows."""
    async with stage.play() as play:
        said = [await stage.discord.say(stage.ann, stage.channel, f"line {number}") for number in range(count)]
        await play.beta_shows(f"line {count - 1}")
        await play.settled()
        await play.caught_up()
        yield play, said


def shown(stage: Stage) -> list[str]:
    return [text for text in stage.beta.texts("b") if "line" in text]


def kinds(events: list[Event], kind: type[Kind]) -> list[Kind]:
    return [event for event in events if isinstance(event, kind)]


async def test_what_was_deleted_is_taken_away(stage: Stage) -> None:
    async with a_conversation(stage) as (_, said):
        pass
    await stage.discord.delete(said[1])
    async with stage.play() as play:
        await stage.beta.until(lambda: len(shown(stage)) == 2)
        await play.settled()
        assert not any("line 1" in text for text in shown(stage))


async def test_a_deletion_is_told_once(stage: Stage) -> None:
    async with a_conversation(stage) as (_, said):
        pass
    await stage.discord.delete(said[0])
    for _ in range(2):
        async with stage.play() as play:
            await play.settled()
    assert [event.key for event in kinds(stage.accepted, Deleted)] == [f"discord:delete:{said[0].id}"]


async def test_all_that_was_said_may_be_gone(stage: Stage) -> None:
    async with a_conversation(stage) as (_, said):
        pass
    await stage.discord.delete_many(said)
    async with stage.play() as play:
        await stage.beta.until(lambda: not shown(stage))
        await play.settled()


async def test_a_history_that_may_not_be_read_says_nothing(stage: Stage) -> None:
    async with a_conversation(stage):
        pass
    await stage.discord.set_permissions(stage.guild, stage.bot, BRIDGE & ~Permission.READ_MESSAGE_HISTORY)
    async with stage.play() as play:
        await play.settled()
    assert len(shown(stage)) == 3
    assert not kinds(stage.accepted, Deleted)


async def test_a_copy_that_a_moderator_deleted_is_deleted_everywhere(stage: Stage) -> None:
    async with stage.play() as play:
        await play.say("unwanted words", TOM, B, native="beta-77")
        copy = await stage.channel.wait_for(lambda m: "unwanted words" in m.content)
        await play.say("fine words", TOM, B)
        await stage.channel.wait_for(lambda m: "fine words" in m.content)
        await play.settled()
        await play.caught_up()
    await stage.discord.delete(copy)
    async with stage.play() as play:
        deleted = await play.event(lambda event: isinstance(event, Deleted))
        assert isinstance(deleted, Deleted)
        assert deleted.messages == (str(copy.id),)
        await play.settled()
        assert "delete" in stage.beta.calls


async def test_reactions_come_and_go(stage: Stage) -> None:
    async with a_conversation(stage) as (play, said):
        await stage.discord.react(stage.ben, said[0], "🎉")
        await play.event(lambda event: isinstance(event, Reacted))
        await play.settled()
    await stage.discord.unreact(stage.ben, said[0], "🎉")
    await stage.discord.react(stage.ben, said[1], "👍")
    await stage.discord.react(stage.ann, said[1], "👍")
    emoji = await stage.discord.create_emoji(stage.guild, "bird")
    await stage.discord.react(stage.ann, said[1], emoji)
    stage.accepted.clear()
    async with stage.play() as play:
        await play.settled()
    found = {(event.message, event.author.name): event.emoji for event in kinds(stage.accepted, Reacted)}
    assert found == {
        (str(said[0].id), "小本"): (),
        (str(said[1].id), "小本"): ("👍",),
        (str(said[1].id), "Ann"): ("👍", ":bird:"),
    }
    assert stage.beta.rooms["b"][0].reactions == []
    assert sorted(stage.beta.rooms["b"][1].reactions) == [":bird:", "👍", "👍"]
    stage.accepted.clear()
    async with stage.play() as play:
        await play.settled()
    assert not kinds(stage.accepted, Reacted)


async def test_magpies_own_reactions_are_nobodys(stage: Stage) -> None:
    async with a_conversation(stage) as (play, said):
        native = stage.beta.rooms["b"][0].native
        await play.accept(Reacted("beta-reacts", B, native, TOM, ("👍",)))
        await stage.channel.wait_until(lambda _: bool(said[0].reaction_counts))
        await play.settled()
    stage.accepted.clear()
    async with stage.play() as play:
        await play.settled()
    assert not kinds(stage.accepted, Reacted)


async def test_a_session_that_is_lost_is_made_good_too(stage: Stage) -> None:
    async with a_conversation(stage) as (play, said):
        await stage.discord.react(stage.ben, said[2], "🎉")
        await play.event(lambda event: isinstance(event, Reacted))
        ready = stage.discord.gateway.counts["identify"]
        stage.discord.gateway.drop(stage.bot)
        await stage.discord.gateway.gone(stage.bot)
        stage.discord.gateway.forget(stage.bot)
        await stage.discord.delete(said[0])
        await stage.discord.unreact(stage.ben, said[2], "🎉")
        await stage.discord.gateway.counted("identify", ready + 1)
        await play.event(lambda event: isinstance(event, Deleted) and event.messages == (str(said[0].id),))
        await play.event(lambda event: isinstance(event, Reacted) and not event.emoji)
        await stage.discord.react(stage.ben, said[2], "👀")
        heard = await play.event(lambda event: isinstance(event, Reacted) and "👀" in event.emoji)
        assert isinstance(heard, Reacted)
        assert heard.emoji == ("👀",)
        await play.settled()


async def test_much_that_was_written_meanwhile_hides_nothing(stage: Stage) -> None:
    async with a_conversation(stage) as (_, said):
        pass
    await stage.discord.delete(said[2])
    await stage.discord.edit(said[1], "line 1, rewritten")
    for number in range(130):
        await stage.discord.say(stage.ben, stage.channel, f"new {number}")
    async with stage.play() as play:
        await play.beta_shows("new 129")
        await play.beta_shows("line 1, rewritten")
        await stage.beta.until(lambda: len(shown(stage)) == 2)
        await play.settled()
        told = dict.fromkeys(re.findall(r"new (\d+)", "\n".join(stage.beta.texts("b"))))
        assert [int(number) for number in told] == list(range(130))


async def test_one_call_a_channel_is_enough_where_nothing_happened(stage: Stage) -> None:
    others: list[Channel] = [await stage.discord.create_channel(stage.guild, f"room-{number}") for number in range(20)]
    linked = [*(room(channel) for channel in others), B]
    async with stage.play(*linked) as play:
        for channel in others:
            await stage.discord.say(stage.ann, channel, f"line of {channel.name}")
        await play.beta_shows("room-19")
        await play.caught_up()
        await play.settled()
    asked = stage.discord.calls.counts[HISTORY]
    async with stage.play(*linked):
        assert stage.discord.calls.counts[HISTORY] == asked + len(others)
