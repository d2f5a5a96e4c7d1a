"""Tokens and polling."""

from __future__ import annotations

import asyncio

import aiohttp
import pytest

from tests.fakes.telegram import Bot, Chat, FakeTelegram, User
from tests.fakes.test_telegram.clients import Client, Refused


async def test_a_bot_knows_itself(client: Client, bot: Bot) -> None:
    me = await client.call("getMe")
    assert me["id"] == bot.id
    assert me["is_bot"] is True
    assert me["can_read_all_group_messages"] is True


@pytest.mark.parametrize(
    ("token", "code", "description"),
    [
        ("1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", 401, "Unauthorized"),
        ("nonsense", 404, "Not Found"),
    ],
)
async def test_a_wrong_token_is_refused(telegram: FakeTelegram, token: str, code: int, description: str) -> None:
    async with aiohttp.ClientSession() as session, session.get(f"{telegram.base_url}{token}/getMe") as answer:
        assert answer.status == code
        assert await answer.json() == {"ok": False, "error_code": code, "description": description}


async def test_an_unknown_method_is_not_found_and_counted(telegram: FakeTelegram, bot: Bot) -> None:
    async with aiohttp.ClientSession() as session:
        async with session.get(f"{telegram.base_url}{bot.token}/sendLove") as answer:
            assert answer.status == 404
            assert (await answer.json())["description"] == "Not Found: method not found"
        async with session.get(f"{telegram.address}/elsewhere") as answer:
            assert answer.status == 404
    assert telegram.log.unknown["sendLove"] == 1


@pytest.mark.parametrize("way", ["query", "form", "json", "multipart"])
async def test_parameters_come_in_every_form(telegram: FakeTelegram, bot: Bot, group: Chat, way: str) -> None:
    values = {"chat_id": str(group.id), "text": "你好", "disable_notification": "true"}
    url = f"{telegram.base_url}{bot.token}/SENDmessage"
    multipart = aiohttp.FormData()
    multipart.add_field("chat_id", values["chat_id"], content_type="text/plain")
    multipart.add_field("text", values["text"])
    multipart.add_field("disable_notification", "true")
    async with aiohttp.ClientSession() as session:
        if way == "query":
            answer = await session.get(url, params=values)
        elif way == "json":
            answer = await session.post(url, json={**values, "chat_id": group.id, "disable_notification": True})
        else:
            answer = await session.post(url, data=values if way == "form" else multipart)
        assert answer.status == 200, await answer.text()
        answer.release()
    assert group.texts == ["你好"]
    assert group.messages[0].is_silent


async def test_updates_wait_until_they_are_confirmed(
    client: Client, telegram: FakeTelegram, bot: Bot, ann: User, group: Chat
) -> None:
    await telegram.say(ann, group, "one")
    await telegram.say(ann, group, "two")
    first = await client.calls("getUpdates", timeout=0)
    again = await client.calls("getUpdates", timeout=0)
    assert [update["message"]["text"] for update in first] == ["one", "two"]
    assert again == first
    assert first[0]["message"]["from"]["language_code"] == "zh-hans"
    rest = await client.calls("getUpdates", offset=first[0]["update_id"] + 1, timeout=0)
    assert [update["message"]["text"] for update in rest] == ["two"]
    assert await client.calls("getUpdates", offset=first[1]["update_id"] + 1, timeout=0) == []
    assert len(bot.updates) == 0


async def test_limit_and_negative_offset(ptb: Client, telegram: FakeTelegram, bot: Bot, ann: User, group: Chat) -> None:
    for number in range(5):
        await telegram.say(ann, group, str(number))
    assert [u["message"]["text"] for u in await ptb.calls("getUpdates", limit=2, timeout=0)] == ["0", "1"]
    assert [u["message"]["text"] for u in await ptb.calls("getUpdates", offset=-1, timeout=0)] == ["4"]
    assert len(bot.updates) == 1


async def test_a_long_poll_ends_when_something_is_said(
    client: Client, telegram: FakeTelegram, bot: Bot, ann: User, group: Chat
) -> None:
    poll = asyncio.create_task(client.calls("getUpdates", timeout=20))
    await bot.updates.bell.wait_for(lambda: bot.updates.is_polled, 5)
    await telegram.say(ann, group, "hello")
    updates = await asyncio.wait_for(poll, 5)
    assert updates[0]["message"]["text"] == "hello"


async def test_a_second_poller_ends_the_first_with_a_conflict(
    client: Client, telegram: FakeTelegram, bot: Bot, ann: User, group: Chat
) -> None:
    first = asyncio.create_task(client.calls("getUpdates", timeout=20))
    await bot.updates.bell.wait_for(lambda: bot.updates.is_polled, 5)
    url = f"{telegram.base_url}{bot.token}/getUpdates?timeout=20"
    async with aiohttp.ClientSession() as session:
        second = asyncio.create_task(session.get(url))
        with pytest.raises(Refused, match="terminated by other getupdates request") as refused:
            await asyncio.wait_for(first, 5)
        assert refused.value.code == 409
        await telegram.say(ann, group, "for the second")
        answer = await asyncio.wait_for(second, 5)
        assert (await answer.json())["result"][0]["message"]["text"] == "for the second"
    assert telegram.log.rejected["getUpdates", 409] == 1


async def test_conflicts_do_not_spin(ptb: Client, telegram: FakeTelegram, bot: Bot) -> None:
    telegram.clock.scale = 20
    moments = []
    for _ in range(2):
        poll = asyncio.create_task(ptb.calls("getUpdates", timeout=20))
        await bot.updates.bell.wait_for(lambda: bot.updates.is_polled, 5)
        bot.updates.interrupt("terminated by other getUpdates request")
        with pytest.raises(Refused):
            await asyncio.wait_for(poll, 5)
        moments.append(telegram.clock.now())
    assert moments[1] - moments[0] >= 3


async def test_updates_are_kept_for_a_day_and_presses_for_minutes(
    ptb: Client, telegram: FakeTelegram, bot: Bot, ann: User, group: Chat
) -> None:
    await ptb.call("sendMessage", chat_id=group.id, text="?", reply_markup=ptb.keyboard(("Yes", "y")))
    await telegram.press(ann, group.messages[0], "Yes")
    await telegram.say(ann, group, "old")
    telegram.clock.advance(23 * 3600)
    await telegram.say(ann, group, "new")
    assert [u["message"]["text"] for u in await ptb.calls("getUpdates", timeout=0)] == ["old", "new"]
    telegram.clock.advance(3601)
    assert [u["message"]["text"] for u in await ptb.calls("getUpdates", timeout=0)] == ["new"]


async def test_a_poller_that_dies_leaves_its_place_and_its_updates(
    ptb: Client, telegram: FakeTelegram, bot: Bot, ann: User, group: Chat
) -> None:
    url = f"{telegram.base_url}{bot.token}/getUpdates?timeout=20"
    async with aiohttp.ClientSession() as session:
        dying = asyncio.create_task(session.get(url))
        await bot.updates.bell.wait_for(lambda: bot.updates.is_polled, 5)
        dying.cancel()
        await asyncio.gather(dying, return_exceptions=True)
    await bot.updates.bell.wait_for(lambda: not bot.updates.is_polled, 5)
    await telegram.say(ann, group, "still there")
    updates = await ptb.calls("getUpdates", timeout=0)
    assert updates[0]["message"]["text"] == "still there"


async def test_kinds_that_nobody_asked_for_are_not_kept(
    client: Client, telegram: FakeTelegram, bot: Bot, ann: User, group: Chat
) -> None:
    await client.calls("getUpdates", allowed_updates=["edited_message"], timeout=0)
    message = await telegram.say(ann, group, "unheard")
    await telegram.edit(message, "heard")
    updates = await client.calls("getUpdates", timeout=0)
    assert [update["edited_message"]["text"] for update in updates] == ["heard"]
    await client.calls("getUpdates", offset=updates[0]["update_id"] + 1, allowed_updates=[], timeout=0)
    await telegram.say(ann, group, "heard again")
    assert len(bot.updates) == 1
