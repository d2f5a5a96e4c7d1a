"""Starting, stopping, and waiting without polling."""

from __future__ import annotations

import asyncio

import aiohttp
import pytest

from tests.fakes.discord import Bot, Channel, Clock, FakeDiscord, User
from tests.fakes.discord.calls import Call
from tests.fakes.discord.snowflake import Snowflakes, made_at
from tests.fakes.discord.watch import Watch
from tests.fakes.test_discord.clients import Rest, open_socket


async def test_it_stops_and_starts_on_the_same_port(
    rest: Rest, server: FakeDiscord, bot: Bot, channel: Channel, ann: User
) -> None:
    port = server.port
    async with open_socket(server) as socket:
        session = (await socket.identify(bot))["session_id"]
        await server.stop()
        assert not server.running
        with pytest.raises((ConnectionError, asyncio.TimeoutError)):
            await socket.until("NEVER")
        sequence = socket.sequence
    with pytest.raises(aiohttp.ClientConnectionError):
        await rest("GET", "/users/@me")
    await server.say(ann, channel, "meanwhile")
    await server.start()
    assert server.port == port
    assert (await rest("GET", f"/channels/{channel.id}/messages")).body[0]["content"] == "meanwhile"
    async with open_socket(server) as socket:
        await socket.resume(bot, session, sequence)
        assert (await socket.until("MESSAGE_CREATE"))["content"] == "meanwhile"


async def test_waiting_finds_what_was_and_what_comes(server: FakeDiscord, channel: Channel, ann: User) -> None:
    waiting = asyncio.create_task(channel.wait_for(lambda one: one.content == "later"))
    said = await server.say(ann, channel, "now")
    assert await channel.wait_for(lambda one: one.content == "now") is said
    await server.edit(said, "later")
    assert await waiting is said
    later = asyncio.create_task(channel.wait_for(lambda one: one.content == "later", after=said))
    again = await server.say(ann, channel, "later")
    assert await later is again
    await server.delete(again)
    gone = asyncio.create_task(channel.wait_until(lambda one: not one.messages))
    await server.delete(said)
    await gone


async def test_waiting_in_vain_tells_what_is_there_instead(server: FakeDiscord, channel: Channel, ann: User) -> None:
    await server.say(ann, channel, "other")
    with pytest.raises(TimeoutError, match="Ann: other"):
        await channel.wait_for(lambda one: one.content == "this", timeout=0.01)
    with pytest.raises(TimeoutError, match="never held"):
        await channel.wait_until(lambda one: not one.messages, timeout=0.01)
    with pytest.raises(TimeoutError, match="did not connect"):
        await server.gateway.ready(next(iter(server.world.bots.values())), timeout=0.01)
    with pytest.raises(TimeoutError, match="no 2 times identify"):
        await server.gateway.counted("identify", 2, timeout=0.01)


async def test_a_bug_of_the_fake_is_raised_in_the_end(session: aiohttp.ClientSession) -> None:
    async def break_it() -> None:
        async with FakeDiscord() as server:
            bot = await server.create_bot()
            server.world.guilds = None  # type: ignore[assignment]
            assert (await Rest(server, bot.token, session)("GET", "/guilds/1")).status == 500

    with pytest.raises(ExceptionGroup, match="the fake Discord failed"):
        await break_it()


async def test_nobody_speaks_where_they_are_not(server: FakeDiscord, channel: Channel) -> None:
    stranger = await server.create_user("eve")
    with pytest.raises(ValueError, match="cannot write"):
        await server.say(stranger, channel, "hi")


async def test_a_watch_wakes_only_for_the_truth() -> None:
    watch, numbers = Watch(), [0]
    waiting = asyncio.create_task(
        watch.until(lambda: numbers[0] if numbers[0] > 1 else None, timeout=5, otherwise=lambda: "")
    )
    for _ in range(2):
        await asyncio.sleep(0)
        assert not waiting.done()
        numbers[0] += 1
        watch.touch()
    assert await waiting == 2


def test_the_clock_scales_and_skips() -> None:
    clock = Clock(speed=100, start=1_000_000)
    assert clock.real(5) == 0.05
    clock.advance(60)
    assert 1_000_060 <= clock.time() < 1_000_070
    assert clock.elapsed() >= 60
    with pytest.raises(ValueError, match="cannot be turned back"):
        clock.advance(-1)


def test_ids_grow_and_hold_the_time() -> None:
    snowflakes = Snowflakes(Clock(start=1_700_000_000))
    ids = [snowflakes.make() for _ in range(1000)]
    assert ids == sorted(set(ids))
    assert 1_700_000_000 <= made_at(ids[0]) < 1_700_000_010


async def test_calls_can_be_waited_for(rest: Rest, server: FakeDiscord) -> None:
    def is_me(call: Call) -> bool:
        return call.path == "/users/@me"

    waiting = asyncio.create_task(server.calls.wait_for(is_me))
    await rest("GET", "/users/@me")
    assert (await waiting).status == 200
    with pytest.raises(TimeoutError, match="no such call"):
        await server.calls.wait_for(lambda call: call.status == 418, timeout=0.01)
