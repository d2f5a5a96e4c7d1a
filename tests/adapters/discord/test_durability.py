"""What Discord tells once is not lost: resumed, begun anew, killed, refused."""

from __future__ import annotations

import asyncio

import discord
import pytest
from discord.http import Route

from bridge.adapters.discord.adapter import NO_CONTENT, REJECTED
from bridge.adapters.discord.positions import Position
from bridge.chat.event import Edited, Posted
from tests.adapters.discord.stage import TOM, B, Play, Stage, room
from tests.fakes.discord import FaultKind

HISTORY = "GET /channels/{channel_id}/messages"


def said(stage: Stage) -> list[str]:
    """What was accepted as new, in order."""
    return [event.message.text.plain for event in stage.accepted if isinstance(event, Posted)]


async def shown(play: Play, *words: str) -> None:
    for word in words:
        await play.beta_shows(word)


async def test_what_is_said_while_the_connection_is_lost_is_resumed(stage: Stage) -> None:
    async with stage.play() as play:
        await stage.discord.say(stage.ann, stage.channel, "one")
        await play.beta_shows("one")
        stage.discord.gateway.accepting = False
        stage.discord.gateway.disconnect(stage.bot)
        await stage.discord.gateway.gone(stage.bot)
        missed = await stage.discord.say(stage.ann, stage.channel, "two")
        await stage.discord.react(stage.ben, missed, "🔥")
        stage.discord.gateway.accepting = True
        await stage.discord.gateway.counted("resume", 1)
        await stage.discord.say(stage.ann, stage.channel, "three")
        await shown(play, "two", "three")
        await stage.beta.until(lambda: any("🔥" in shown.reactions for shown in stage.beta.rooms["b"]))
    assert said(stage) == ["one", "two", "three"]
    assert stage.discord.gateway.counts["identify"] == 1


async def test_what_a_new_session_does_not_tell_is_read_from_the_history(stage: Stage) -> None:
    async with stage.play() as play:
        first = await stage.discord.say(stage.ann, stage.channel, "one")
        await play.beta_shows("one")
        stage.discord.gateway.accepting = False
        stage.discord.gateway.disconnect(stage.bot)
        await stage.discord.gateway.gone(stage.bot)
        for word in ("two", "three", "four"):
            await stage.discord.say(stage.ann, stage.channel, word)
        await stage.discord.edit(first, "first")
        stage.discord.gateway.forget(stage.bot)
        stage.discord.gateway.accepting = True
        await stage.discord.gateway.counted("identify", 2)
        await stage.discord.say(stage.ann, stage.channel, "five")
        await shown(play, "first", "two", "three", "four", "five")
    assert said(stage) == ["one", "two", "three", "four", "five"]


async def test_live_messages_wait_until_the_missed_ones_are_read(stage: Stage) -> None:
    async with stage.play() as play:
        await stage.discord.say(stage.ann, stage.channel, "one")
        await play.beta_shows("one")
    await stage.discord.say(stage.ann, stage.channel, "two")
    fault = stage.discord.faults.add(FaultKind.HOLD_BEFORE, HISTORY, times=2)
    async with stage.unstarted() as play:
        await fault.struck()
        await stage.discord.gateway.ready(stage.bot)
        await stage.discord.say(stage.ann, stage.channel, "three")
        fault.release()
        await play.beta_shows("three")
    assert said(stage) == ["one", "two", "three"]


async def test_a_restart_reads_what_was_missed_and_only_that(stage: Stage) -> None:
    await stage.discord.say(stage.ann, stage.channel, "long before")
    async with stage.play() as play:
        await stage.discord.say(stage.ann, stage.channel, "one")
        await play.beta_shows("one")
        await play.settled()
    for number in range(150):
        await stage.discord.say(stage.ann, stage.channel, f"missed {number:03}")
    async with stage.play() as play:
        await play.beta_shows("missed 149")
    assert said(stage) == ["one", *(f"missed {number:03}" for number in range(150))]


async def test_missed_edits_are_made_up_for_once(stage: Stage) -> None:
    async with stage.play() as play:
        first = await stage.discord.say(stage.ann, stage.channel, "teh first")
        second = await stage.discord.say(stage.ann, stage.channel, "the second")
        await shown(play, "teh first", "the second")
        await stage.discord.edit(second, "the 2nd")
        await play.beta_shows("the 2nd")
        await play.settled()
    await stage.discord.edit(first, "the first")
    third = await stage.discord.say(stage.ann, stage.channel, "teh third")
    await stage.discord.edit(third, "the third")
    async with stage.play() as play:
        await shown(play, "the first", "the third")
        await play.settled()
    edits = [event.message.text.plain for event in stage.accepted if isinstance(event, Edited)]
    assert edits == ["the 2nd", "the first"]
    async with stage.play() as play:
        await play.settled()
    assert len([event for event in stage.accepted if isinstance(event, Edited)]) == 2


async def test_a_history_that_does_not_come_is_asked_for_until_it_does(stage: Stage) -> None:
    async with stage.play() as play:
        await stage.discord.say(stage.ann, stage.channel, "one")
        await play.beta_shows("one")
    await stage.discord.say(stage.ann, stage.channel, "two")
    # The library itself tries a few times, with pauses; a reset it hands on.
    stage.discord.faults.add(FaultKind.RESET_BEFORE, HISTORY, times=4)
    async with stage.play() as play:
        await play.beta_shows("two")
    assert said(stage) == ["one", "two"]


async def test_a_core_that_cannot_store_yet_is_asked_until_it_can(stage: Stage) -> None:
    async with stage.play() as play:
        accept, failures = play._accept, [OSError("disk full"), OSError("disk full")]

        async def failing(event: object) -> bool:
            if failures:
                raise failures.pop()
            return await accept(event)  # type: ignore[arg-type]

        play._accept = failing
        await stage.discord.say(stage.ann, stage.channel, "patience")
        await stage.discord.say(stage.ann, stage.channel, "rewarded")
        await shown(play, "patience", "rewarded")
    assert said(stage) == ["patience", "rewarded"]


async def test_a_room_that_is_joined_later_does_not_tell_what_was_said_before(stage: Stage) -> None:
    async with stage.play(B, room(await stage.discord.create_channel(stage.guild, "elsewhere"))) as play:
        await stage.discord.say(stage.ann, stage.channel, "heard alone")
        await play.event(lambda event: isinstance(event, Posted))
        await play.settled()
    await stage.discord.say(stage.ann, stage.channel, "not heard at all")
    async with stage.play(B, room(await stage.discord.create_channel(stage.guild, "elsewhere"))) as play:
        used = await stage.discord.slash(stage.ben, stage.channel, "link")
        await used.wait_for(lambda message: "/link" in message.content)
        await play.settled()
    async with stage.play() as play:
        await stage.discord.say(stage.ann, stage.channel, "now together")
        await play.beta_shows("now together")
    assert "not heard at all" not in said(stage)


@pytest.mark.parametrize(("code", "sentence"), [(4014, NO_CONTENT), (4004, REJECTED)])
async def test_what_no_repetition_helps_is_one_sentence_and_the_rest_goes_on(
    stage: Stage, code: int, sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    if code == 4014:
        stage.bot.message_content = False
    async with stage.unstarted() as play:
        if code == 4004:
            await stage.discord.gateway.ready(stage.bot)
            stage.discord.gateway.disconnect(stage.bot, code=4004)
        await asyncio.wait_for(play.ended, 10)
        assert not play.adapter.ready()
        await play.say("still here", room=B, author=TOM)
        await play.core.relay.drained()
    assert sentence in " ".join(capsys.readouterr().out.split())


async def test_a_wrong_token_is_one_sentence_and_the_rest_goes_on(
    stage: Stage, capsys: pytest.CaptureFixture[str]
) -> None:
    stage.discord.world.bots.clear()
    async with stage.unstarted() as play:
        await asyncio.wait_for(play.ended, 10)
        assert not play.adapter.ready()
    out = capsys.readouterr().out
    assert REJECTED in " ".join(out.split())
    assert stage.bot.token not in out


async def test_a_discord_that_is_away_is_waited_for(stage: Stage) -> None:
    await stage.discord.stop()
    async with stage.unstarted() as play:
        await play.say("eventually", TOM, B)
        assert not play.adapter.ready()
        await stage.discord.start()
        await stage.channel.wait_for(lambda m: "eventually" in m.content)
        await asyncio.wait_for(play.adapter.started.wait(), 10)
        assert play.adapter.ready()
        await play.settled()


async def test_a_connection_that_is_reset_is_made_again(stage: Stage) -> None:
    async with stage.play() as play:
        stage.discord.gateway.drop(stage.bot)
        await stage.discord.gateway.counted("resume", 1)
        await stage.discord.say(stage.ann, stage.channel, "back")
        await play.beta_shows("back")
        assert play.adapter.ready()


def test_positions_are_written_and_read() -> None:
    assert Position.read("") == Position()
    assert Position.read("17") == Position(17)
    assert Position.read(str(Position(17, 3))) == Position(17, 3)


async def test_the_librarys_addresses_are_as_they_were(stage: Stage) -> None:
    before = Route.BASE, discord.Asset.BASE
    async with stage.play():
        assert stage.discord.api_url == Route.BASE
    assert before == (Route.BASE, discord.Asset.BASE)
