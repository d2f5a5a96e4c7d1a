"""Rate limits, on a clock that runs fast or is set forward."""

from __future__ import annotations

from collections.abc import AsyncIterator

import aiohttp
import discord
import pytest

from tests.fakes.discord import Bot, Channel, Clock, FakeDiscord, Guild, User
from tests.fakes.discord.limits import Rule
from tests.fakes.test_discord.clients import Listener, Rest, lead_discord_py, run


@pytest.fixture
async def server() -> AsyncIterator[FakeDiscord]:
    async with FakeDiscord(real_limits=True) as fake:
        yield fake


async def test_five_messages_in_five_seconds(rest: Rest, server: FakeDiscord, guild: Guild, channel: Channel) -> None:
    path = f"/channels/{channel.id}/messages"
    replies = [await rest("POST", path, {"content": str(number)}) for number in range(6)]
    assert [one.status for one in replies] == [200] * 5 + [429]
    assert [one.headers["x-ratelimit-remaining"] for one in replies] == ["4", "3", "2", "1", "0", "0"]
    first, last = replies[0], replies[-1]
    assert (first.headers["x-ratelimit-limit"], len(first.headers["x-ratelimit-bucket"])) == ("5", 32)
    assert 0 < float(first.headers["x-ratelimit-reset-after"]) <= 5
    assert last.headers["via"]
    assert last.headers["x-ratelimit-scope"] == "user"
    assert int(last.headers["retry-after"]) >= 1
    assert last.body["message"] == "You are being rate limited."
    assert 0 < last.body["retry_after"] <= 5
    assert last.body["global"] is False
    assert len(channel.messages) == 5
    other = await server.create_channel(guild, "other")
    assert (await rest("POST", f"/channels/{other.id}/messages", {"content": "x"})).status == 200
    server.clock.advance(5)
    assert (await rest("POST", path, {"content": "x"})).status == 200


async def test_waiting_as_told_is_enough(rest: Rest, server: FakeDiscord, channel: Channel) -> None:
    path = f"/channels/{channel.id}/messages"
    for number in range(12):
        reply = await rest("POST", path, {"content": str(number)})
        while reply.status == 429:
            server.clock.advance(reply.body["retry_after"])
            reply = await rest("POST", path, {"content": str(number)})
    assert [one.content for one in channel.messages] == [str(number) for number in range(12)]
    # In a window that slides, slowness between the calls may cost another refusal.
    assert 2 <= server.calls.rejections(429) <= 7


async def test_a_webhook_and_its_channel(anyone: Rest, server: FakeDiscord, channel: Channel, ann: User) -> None:
    hooks = [await server.create_webhook(channel, "x", ann) for _ in range(2)]
    statuses = []
    for number in range(32):
        hook = hooks[number % 2]
        reply = await anyone("POST", f"/webhooks/{hook.id}/{hook.token}", {"content": "x"})
        statuses.append(reply.status)
        if number % 10 == 9:
            server.clock.advance(2.5)
    assert statuses == [204] * 30 + [429] * 2
    assert reply.headers["x-ratelimit-scope"] == "shared"
    assert reply.headers["x-ratelimit-remaining"] != "0"
    assert not server.limits.invalid
    server.clock.advance(60)
    quick = [(await anyone("POST", f"/webhooks/{hook.id}/{hook.token}", {"content": "x"})).status for _ in range(6)]
    assert quick == [204] * 5 + [429]


async def test_fifty_a_second_in_all(session: aiohttp.ClientSession) -> None:
    async with FakeDiscord(clock=Clock(speed=0.01), real_limits=True) as server:
        bot = await server.create_bot()
        rest = Rest(server, bot.token, session)
        server.limits.rules["GET /users/@me"] = Rule(1000, 1.0)
        replies = [await rest("GET", "/users/@me") for _ in range(51)]
    assert [one.status for one in replies] == [200] * 50 + [429]
    assert replies[-1].body["global"] is True
    assert replies[-1].headers["x-ratelimit-global"] == "true"
    assert replies[-1].headers["x-ratelimit-scope"] == "global"
    assert 1 < replies[-1].body["retry_after"] <= 100


async def test_too_many_invalid_requests_shut_the_door(
    anyone: Rest, rest: Rest, server: FakeDiscord, channel: Channel
) -> None:
    server.limits.invalid_rule = Rule(3, 600.0)
    for _ in range(3):
        assert (await anyone("GET", "/users/@me")).status == 401
    reply = await rest("GET", "/users/@me")
    assert reply.status == 429
    assert "via" not in reply.headers
    assert isinstance(reply.body, str)
    server.clock.advance(601)
    assert (await rest("GET", "/users/@me")).status == 200


async def test_switched_off_the_headers_promise_plenty(session: aiohttp.ClientSession) -> None:
    async with FakeDiscord() as server:
        bot = await server.create_bot()
        rest = Rest(server, bot.token, session)
        replies = [await rest("GET", "/users/@me") for _ in range(60)]
        assert {one.status for one in replies} == {200}
        assert int(replies[-1].headers["x-ratelimit-remaining"]) > 900


async def test_discord_py_waits_as_the_headers_tell(monkeypatch: pytest.MonkeyPatch) -> None:
    async with FakeDiscord(clock=Clock(speed=10), real_limits=True) as server:
        bot = await server.create_bot()
        guild = await server.create_guild("Tea house", bot)
        channel = await server.create_channel(guild, "general")
        lead_discord_py(server, monkeypatch)
        client = Listener()
        async with run(client, bot):
            room = client.get_channel(channel.id)
            assert isinstance(room, discord.TextChannel)
            hook = await room.create_webhook(name="bridge")
            for number in range(11):
                await room.send(str(number))
                await hook.send(str(number))
    assert len(channel.messages) == 22
    assert server.calls.rejections(429) == 0


async def test_calls_are_counted(rest: Rest, server: FakeDiscord, bot: Bot, channel: Channel) -> None:
    await rest("GET", f"/channels/{channel.id}")
    await rest("GET", "/channels/1")
    assert server.calls.counts["GET /channels/{channel_id}"] == 2
    assert server.calls.rejected["GET /channels/{channel_id}", 404] == 1
    call = await server.calls.wait_for(lambda one: one.status == 200)
    assert (call.path, call.channel) == (f"/channels/{channel.id}", channel.id)
