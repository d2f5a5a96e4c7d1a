"""Each fault does what it says: before it nothing happened, after it everything did."""

from __future__ import annotations

import asyncio
import time

import aiohttp
import pytest

from tests.fakes.discord import Channel, FakeDiscord, FaultKind, Guild, User
from tests.fakes.test_discord.clients import Rest

SEND = "POST /channels/{channel_id}/messages"


async def _send(rest: Rest, channel: Channel) -> int:
    return (await rest("POST", f"/channels/{channel.id}/messages", {"content": "x"})).status


@pytest.mark.parametrize(("kind", "left"), [(FaultKind.BAD_GATEWAY_BEFORE, 0), (FaultKind.BAD_GATEWAY_AFTER, 1)])
async def test_502(rest: Rest, server: FakeDiscord, channel: Channel, kind: FaultKind, left: int) -> None:
    fault = server.faults.add(kind, SEND)
    reply = await rest("POST", f"/channels/{channel.id}/messages", {"content": "x"})
    assert reply.status == 502
    assert isinstance(reply.body, str)
    assert len(channel.messages) == left
    assert fault.hits == 1
    assert await _send(rest, channel) == 200


@pytest.mark.parametrize(("kind", "left"), [(FaultKind.RESET_BEFORE, 0), (FaultKind.RESET_AFTER, 1)])
async def test_resets(rest: Rest, server: FakeDiscord, channel: Channel, kind: FaultKind, left: int) -> None:
    server.faults.add(kind, SEND)
    with pytest.raises(aiohttp.ClientOSError) as caught:
        await _send(rest, channel)
    assert caught.value.errno == 104
    assert len(channel.messages) == left
    assert server.calls.latest[-1].status == 0
    assert await _send(rest, channel) == 200


async def test_429(rest: Rest, server: FakeDiscord, channel: Channel) -> None:
    server.faults.add(FaultKind.TOO_MANY, SEND, seconds=0.25)
    server.faults.add(FaultKind.TOO_MANY, SEND, seconds=0.25, everywhere=True)
    one = await rest("POST", f"/channels/{channel.id}/messages", {"content": "x"})
    assert (one.status, one.body["retry_after"], one.body["global"]) == (429, 0.25, False)
    assert one.headers["via"]
    two = await rest("POST", f"/channels/{channel.id}/messages", {"content": "x"})
    assert (two.status, two.body["global"], two.headers["x-ratelimit-global"]) == (429, True, "true")
    assert channel.messages == []


async def test_delay(rest: Rest, server: FakeDiscord, channel: Channel) -> None:
    server.faults.add(FaultKind.DELAY, SEND, seconds=0.1)
    began = time.monotonic()
    assert await _send(rest, channel) == 200
    assert time.monotonic() - began >= 0.1


@pytest.mark.parametrize(("kind", "meanwhile"), [(FaultKind.HOLD_BEFORE, 0), (FaultKind.HOLD_AFTER, 1)])
async def test_hold(rest: Rest, server: FakeDiscord, channel: Channel, kind: FaultKind, meanwhile: int) -> None:
    fault = server.faults.add(kind, SEND)
    task = asyncio.create_task(_send(rest, channel))
    await fault.struck()
    await channel.wait_until(lambda one: len(one.messages) == meanwhile)
    assert not task.done()
    fault.release()
    assert await task == 200
    assert len(channel.messages) == 1


async def test_a_fault_may_be_about_one_channel(
    rest: Rest, server: FakeDiscord, guild: Guild, channel: Channel, ann: User
) -> None:
    other = await server.create_channel(guild, "other")
    thread = await server.create_thread(other, "thread", ann)
    hook = await server.create_webhook(other, "x", ann)
    server.faults.add(FaultKind.BAD_GATEWAY_BEFORE, channel=other.id, times=None)
    assert await _send(rest, channel) == 200
    assert await _send(rest, other) == 502
    assert await _send(rest, thread) == 200
    path = f"/webhooks/{hook.id}/{hook.token}"
    assert (await rest("POST", path, {"content": "x"})).status == 502
    assert (await rest("POST", f"{path}?thread_id={thread.id}", {"content": "x"})).status == 204
    server.faults.clear()
    assert await _send(rest, other) == 200


async def test_a_fault_may_strike_by_chance(rest: Rest, server: FakeDiscord, channel: Channel) -> None:
    fault = server.faults.add(FaultKind.BAD_GATEWAY_BEFORE, "POST *", times=None, probability=0.5)
    statuses = [await _send(rest, channel) for _ in range(40)]
    assert statuses.count(502) == fault.hits
    assert 5 < fault.hits < 35


async def test_a_pattern_may_be_a_path(rest: Rest, server: FakeDiscord, channel: Channel) -> None:
    server.faults.add(FaultKind.BAD_GATEWAY_BEFORE, f"GET /channels/{channel.id}")
    assert (await rest("GET", "/users/@me")).status == 200
    assert (await rest("GET", f"/channels/{channel.id}")).status == 502


async def test_waiting_for_a_fault_tells_what_happened(server: FakeDiscord) -> None:
    fault = server.faults.add(FaultKind.DELAY, SEND)
    with pytest.raises(TimeoutError, match="struck 0 times"):
        await fault.struck(timeout=0.01)
