"""Tokens and polling."""

from __future__ import annotations

import asyncio

import aiohttp
import pytest

from tests.fakes.telegram import Bot, Chat, Entity, FakeTelegram, User
from tests.fakes.test_telegram.clients import Client, Refused


async def test_a_bot_knows_itself(client: Client, bot: Bot) -> None:
    me = await client.call("getMe")
    assert me["id"] == bot.id
    assert me["can_read_all_group_messages"] is True


async def test_updates_wait_until_they_are_confirmed(
    client: Client, telegram: FakeTelegram, bot: Bot, ann: User, group: Chat
) -> None:
    bot.updates.clear()
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


async def test_a_long_poll_ends_when_something_is_said(
    client: Client, telegram: FakeTelegram, bot: Bot, ann: User, group: Chat
) -> None:
    bot.updates.clear()
    poll = asyncio.create_task(client.calls("getUpdates", timeout=20))
    await bot.updates.bell.wait_for(lambda: bot.updates.is_polled, 5)
    await telegram.say(ann, group, "hello")
    updates = await asyncio.wait_for(poll, 5)
    assert updates[0]["message"]["text"] == "hello"


async def test_a_message_is_sent_edited_and_deleted(
    client: Client, telegram: FakeTelegram, bot: Bot, group: Chat
) -> None:
    sent = await client.call("sendMessage", chat_id=group.id, text="*喜鹊*", parse_mode="MarkdownV2")
    message = await group.wait_for(lambda m: m.text == "喜鹊")
    assert message.sender is bot
    assert message.entities == (Entity("bold", 0, 2),)
    assert sent["message_id"] == message.id
    await client.call("editMessageText", chat_id=group.id, message_id=message.id, text="magpie")
    assert group.texts == ["magpie"]
    assert message.is_edited
    assert [version.content.text for version in message.versions] == ["喜鹊"]
    await client.call("deleteMessage", chat_id=group.id, message_id=message.id)
    assert message.deleted
    assert group.messages == []


async def test_an_unknown_token_is_refused(telegram: FakeTelegram) -> None:
    stranger = Bot(1, "Nobody", token="1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")
    async with aiohttp.ClientSession() as session:
        async with session.get(f"{telegram.base_url}{stranger.token}/getMe") as answer:
            assert answer.status == 401
            assert await answer.json() == {"ok": False, "error_code": 401, "description": "Unauthorized"}
        async with session.get(f"{telegram.base_url}nonsense/getMe") as answer:
            assert answer.status == 404


async def test_refusals_carry_the_real_words(client: Client, group: Chat) -> None:
    with pytest.raises(Refused) as refused:
        await client.call("sendMessage", chat_id=-1009999999999, text="x")
    assert (refused.value.code, refused.value.description[-14:]) == (400, "chat not found")
