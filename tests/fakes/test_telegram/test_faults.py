"""What goes wrong on purpose."""

from __future__ import annotations

import asyncio

import aiohttp
import pytest

from tests.fakes.telegram import Bot, Chat, FakeTelegram, User
from tests.fakes.telegram.faults import FaultKind, Faults
from tests.fakes.test_telegram.clients import Client, NoAnswer, Refused


@pytest.mark.parametrize(
    ("kind", "applied"),
    [
        ("reset_before", False),
        ("reset_after", True),
        ("bad_gateway_before", False),
        ("bad_gateway_after", True),
    ],
)
async def test_an_answer_is_lost(
    client: Client, telegram: FakeTelegram, group: Chat, kind: FaultKind, applied: bool
) -> None:
    telegram.faults.add(kind, "sendMessage")
    with pytest.raises(NoAnswer):
        await client.call("sendMessage", chat_id=group.id, text="x")
    assert group.texts == (["x"] if applied else [])
    assert telegram.faults.hits == {kind: 1}
    await client.call("sendMessage", chat_id=group.id, text="y")
    assert group.texts[-1] == "y"
    first, second = telegram.log.of("sendMessage")
    assert (first.fault, first.code == 200, second.fault, second.code) == (kind, applied, None, 200)


async def test_a_reset_is_a_reset(telegram: FakeTelegram, bot: Bot) -> None:
    telegram.faults.add("reset_after", "getMe")
    async with aiohttp.ClientSession() as session:
        with pytest.raises(aiohttp.ClientOSError) as broken:
            await session.post(f"{telegram.base_url}{bot.token}/getMe")
    assert broken.value.errno == 104


async def test_a_delay_holds_the_answer_only(client: Client, telegram: FakeTelegram, group: Chat) -> None:
    telegram.clock.scale = 20
    telegram.faults.add("delay", "sendMessage", seconds=4)
    call = asyncio.create_task(client.call("sendMessage", chat_id=group.id, text="x"))
    await group.wait_for(lambda m: m.text == "x")
    assert not call.done()
    await asyncio.wait_for(call, 5)


async def test_a_call_that_is_never_answered_is_applied_all_the_same(
    telegram: FakeTelegram, bot: Bot, group: Chat
) -> None:
    telegram.faults.add("hang", "sendMessage")
    url = f"{telegram.base_url}{bot.token}/sendMessage"
    async with aiohttp.ClientSession() as session:
        call = asyncio.create_task(session.post(url, json={"chat_id": group.id, "text": "x"}))
        await group.wait_for(lambda m: m.text == "x")
        assert (await telegram.log.wait_for("sendMessage")).code == 200
        assert not call.done()
        call.cancel()
        await asyncio.gather(call, return_exceptions=True)


async def test_refusals_on_order(client: Client, telegram: FakeTelegram, group: Chat) -> None:
    telegram.faults.flood("sendMessage", retry_after=7)
    with pytest.raises(Refused) as refused:
        await client.call("sendMessage", chat_id=group.id, text="x")
    assert (refused.value.code, refused.value.retry_after) == (429, 7)
    telegram.faults.add("error", "sendMessage", code=403, description="Forbidden: bot was kicked from the group chat")
    with pytest.raises(Refused, match="bot was kicked"):
        await client.call("sendMessage", chat_id=group.id, text="x")
    assert group.texts == []


async def test_faults_pick_their_calls(ptb: Client, telegram: FakeTelegram, ann: User, bot: Bot, group: Chat) -> None:
    other = telegram.create_supergroup("Others", ann, bot)
    telegram.faults.add("bad_gateway_before", "sendMessage", chat_id=other.id, skip=1, times=2)
    outcomes = []
    for chat in (group, other, group, other, other, other):
        try:
            await ptb.call("sendMessage", chat_id=chat.id, text="x")
            outcomes.append(True)
        except NoAnswer:
            outcomes.append(False)
    assert outcomes == [True, True, True, False, False, True]
    telegram.faults.add("bad_gateway_before", times=None)
    telegram.faults.clear()
    await ptb.call("getMe")


@pytest.mark.parametrize("kind", ["reset_after", "bad_gateway_before"])
async def test_fetching_a_file_may_fail_too(
    client: Client, telegram: FakeTelegram, ann: User, group: Chat, kind: FaultKind
) -> None:
    await telegram.say(ann, group, media=telegram.make_media("document", b"nest"))
    file_id = (await client.calls("getUpdates", timeout=0))[0]["message"]["document"]["file_id"]
    telegram.faults.add(kind, "file", times=None)
    with pytest.raises((NoAnswer, aiohttp.ClientError)):
        await client.download(file_id)
    telegram.faults.clear()
    assert await client.download(file_id) == b"nest"


def test_rare_faults_are_the_same_every_time() -> None:
    counts = []
    for _ in range(2):
        faults = Faults(seed=5)
        faults.add("reset_after", times=None, probability=0.02)
        counts.append(sum(faults.meet("sendMessage", 1) is not None for _ in range(5000)))
    assert counts[0] == counts[1]
    assert 60 < counts[0] < 140


async def test_the_server_stops_and_starts_again_with_all_it_knew(
    client: Client, telegram: FakeTelegram, bot: Bot, ann: User, group: Chat
) -> None:
    await client.call("sendMessage", chat_id=group.id, text="before")
    poll = asyncio.create_task(client.calls("getUpdates", timeout=20))
    await bot.updates.bell.wait_for(lambda: bot.updates.is_polled, 5)
    address = telegram.address
    await asyncio.wait_for(telegram.stop(), 2)
    with pytest.raises(NoAnswer):
        await poll
    with pytest.raises(NoAnswer):
        await client.call("sendMessage", chat_id=group.id, text="nobody there")
    await telegram.say(ann, group, "while away")
    await telegram.start()
    assert telegram.address == address
    assert [u["message"]["text"] for u in await client.calls("getUpdates", timeout=0)] == ["while away"]
    await client.call("sendMessage", chat_id=group.id, text="after")
    assert group.texts == ["before", "while away", "after"]


async def test_connections_are_cut(client: Client, telegram: FakeTelegram, bot: Bot) -> None:
    poll = asyncio.create_task(client.calls("getUpdates", timeout=20))
    await bot.updates.bell.wait_for(lambda: bot.updates.is_polled, 5)
    telegram.disconnect()
    with pytest.raises(NoAnswer):
        await asyncio.wait_for(poll, 5)
    await bot.updates.bell.wait_for(lambda: not bot.updates.is_polled, 5)
    assert (await client.call("getMe"))["id"] == bot.id


async def test_waiting_ends_with_a_transcript(telegram: FakeTelegram, ann: User, group: Chat) -> None:
    await telegram.say(ann, group, "something else")
    with pytest.raises(AssertionError, match="Ann Lee: something else"):
        await group.wait_for(lambda m: m.text == "never", timeout=0.01)
    with pytest.raises(AssertionError, match="did not become true"):
        await group.wait_until(lambda chat: len(chat.messages) == 2, timeout=0.01)
    waiting = asyncio.create_task(group.wait_until(lambda chat: len(chat.messages) == 2))
    await telegram.say(ann, group, "two")
    await asyncio.wait_for(waiting, 5)


async def test_a_bot_has_caught_up(ptb: Client, telegram: FakeTelegram, bot: Bot, ann: User, group: Chat) -> None:
    await telegram.say(ann, group, "hello")
    with pytest.raises(AssertionError, match="1 updates are not confirmed"):
        await telegram.drained(bot, timeout=0.01)
    waiting = asyncio.create_task(telegram.drained(bot))
    (update,) = await ptb.calls("getUpdates", timeout=0)
    assert not waiting.done()
    await ptb.calls("getUpdates", offset=update["update_id"] + 1, timeout=0)
    await asyncio.wait_for(waiting, 5)


async def test_calls_are_counted(client: Client, telegram: FakeTelegram, group: Chat) -> None:
    waiting = asyncio.create_task(telegram.log.wait_for("sendMessage", lambda r: r.values["text"] == "x"))
    await client.call("sendMessage", chat_id=group.id, text="x")
    record = await asyncio.wait_for(waiting, 5)
    assert (record.chat_id, record.code) == (group.id, 200)
    assert telegram.log.calls["sendMessage"] == 1
    with pytest.raises(Refused):
        await client.call("sendMessage", chat_id=group.id, text="")
    assert telegram.log.rejected == {("sendMessage", 400): 1}
    assert telegram.log.rejections() == 1
