"""Reactions, pins, typing and polls over the API."""

from __future__ import annotations

from urllib.parse import quote

import pytest

from tests.fakes.discord import BRIDGE, EVERYONE, Bot, Channel, FakeDiscord, Guild, Permission, User
from tests.fakes.test_discord.clients import Rest


async def test_reactions_come_and_go(
    rest: Rest, server: FakeDiscord, bot: Bot, guild: Guild, channel: Channel, ann: User
) -> None:
    said = await server.say(ann, channel, "hi")
    custom = await server.create_emoji(guild, "magpie")
    path = f"/channels/{channel.id}/messages/{said.id}/reactions"
    for emoji in ("👍", f"magpie:{custom.id}", "👍"):
        assert (await rest("PUT", f"{path}/{quote(emoji)}/@me")).status == 204
    await server.react(ann, said, "👍")
    assert said.reaction_counts == {"👍": 2, "magpie": 1}
    body = (await rest("GET", f"/channels/{channel.id}/messages/{said.id}")).body
    assert [(one["emoji"]["name"], one["count"], one["me"]) for one in body["reactions"]] == [
        ("👍", 2, True),
        ("magpie", 1, True),
    ]
    users = (await rest("GET", f"{path}/{quote('👍')}")).body
    assert {one["id"] for one in users} == {str(ann.id), str(bot.id)}
    assert (await rest("DELETE", f"{path}/{quote('👍')}/@me")).status == 204
    assert (await rest("DELETE", f"{path}/{quote('👍')}/{ann.id}")).status == 204
    assert said.reaction_counts == {"magpie": 1}
    assert (await rest("DELETE", path)).status == 204
    assert said.reaction_counts == {}


@pytest.mark.parametrize("emoji", ["x", "hello", "nope:1", "哈", "👍x", "1", "👍" * 17])
async def test_what_is_no_emoji_is_refused(
    rest: Rest, server: FakeDiscord, channel: Channel, ann: User, emoji: str
) -> None:
    said = await server.say(ann, channel, "hi")
    reply = await rest("PUT", f"/channels/{channel.id}/messages/{said.id}/reactions/{quote(emoji)}/@me")
    assert (reply.status, reply.body["code"]) == (400, 10014)


@pytest.mark.parametrize("emoji", ["❤️", "❤", "🤷🏽‍♀️", "🇨🇳", "1️⃣", "‼️", "⁉️", "◽", "⤴️", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "👨‍👩‍👧‍👦"])
async def test_emoji_of_all_kinds(rest: Rest, server: FakeDiscord, channel: Channel, ann: User, emoji: str) -> None:
    said = await server.say(ann, channel, "hi")
    path = f"/channels/{channel.id}/messages/{said.id}/reactions/{quote(emoji)}/@me"
    assert (await rest("PUT", path)).status == 204
    assert said.reaction_counts == {emoji: 1}


async def test_an_emoji_of_a_guild_that_the_bot_is_not_in_is_refused(
    rest: Rest, server: FakeDiscord, channel: Channel, ann: User
) -> None:
    elsewhere = await server.create_guild("Elsewhere", ann)
    emoji = await server.create_emoji(elsewhere, "magpie")
    said = await server.say(ann, channel, "hi")
    path = f"/channels/{channel.id}/messages/{said.id}/reactions/magpie:{emoji.id}/@me"
    assert (await rest("PUT", path)).body["code"] == 10014


async def test_a_new_emoji_needs_a_permission_and_twenty_are_enough(
    rest: Rest, server: FakeDiscord, bot: Bot, guild: Guild, channel: Channel, ann: User
) -> None:
    said = await server.say(ann, channel, "hi")
    for code in range(20):
        await server.react(ann, said, chr(0x1F600 + code))
    path = f"/channels/{channel.id}/messages/{said.id}/reactions/"
    assert (await rest("PUT", f"{path}{quote('👍')}/@me")).body["code"] == 30010
    await server.overwrite(channel, bot.user, deny=Permission.ADD_REACTIONS)
    assert (await rest("PUT", f"{path}{quote('😀')}/@me")).status == 204
    assert (await rest("PUT", f"{path}{quote('👍')}/@me")).body["code"] == 50013


async def test_pins_over_both_routes(rest: Rest, server: FakeDiscord, channel: Channel, ann: User) -> None:
    said = [await server.say(ann, channel, str(number)) for number in range(3)]
    assert (await rest("PUT", f"/channels/{channel.id}/messages/pins/{said[0].id}")).status == 204
    assert (await rest("PUT", f"/channels/{channel.id}/pins/{said[1].id}")).status == 204
    assert channel.pins == [said[1], said[0]]
    items = (await rest("GET", f"/channels/{channel.id}/messages/pins")).body
    assert ([one["message"]["content"] for one in items["items"]], items["has_more"]) == (["1", "0"], False)
    assert [one["content"] for one in (await rest("GET", f"/channels/{channel.id}/pins")).body] == ["1", "0"]
    notices = [one for one in channel.history.values() if one.is_notice]
    assert [one.reference for one in notices] == [said[0].id, said[1].id]
    assert notices[0] not in channel.messages
    assert (await rest("DELETE", f"/channels/{channel.id}/messages/pins/{said[0].id}")).status == 204
    assert channel.pins == [said[1]]


async def test_pinning_needs_its_own_permission(
    rest: Rest, server: FakeDiscord, bot: Bot, guild: Guild, channel: Channel, ann: User
) -> None:
    said = await server.say(ann, channel, "hi")
    await server.set_permissions(guild, bot, BRIDGE & ~Permission.PIN_MESSAGES)
    assert (await rest("PUT", f"/channels/{channel.id}/messages/pins/{said.id}")).body["code"] == 50013


async def test_typing_shows_until_one_writes(rest: Rest, bot: Bot, channel: Channel) -> None:
    assert (await rest("POST", f"/channels/{channel.id}/typing")).status == 204
    assert channel.typing == [bot.user]
    await rest("POST", f"/channels/{channel.id}/messages", {"content": "hi"})
    assert channel.typing == []


async def test_polls(rest: Rest, server: FakeDiscord, channel: Channel, ann: User) -> None:
    asked = await server.say(ann, channel, poll=server.poll("Tea?", "yes", "no"))
    await server.vote(ann, asked, 1)
    body = (await rest("GET", f"/channels/{channel.id}/messages/{asked.id}")).body["poll"]
    assert [one["poll_media"]["text"] for one in body["answers"]] == ["yes", "no"]
    assert body["results"]["answer_counts"] == [{"id": 1, "count": 1, "me_voted": False}]
    voters = (await rest("GET", f"/channels/{channel.id}/polls/{asked.id}/answers/1")).body
    assert [one["id"] for one in voters["users"]] == [str(ann.id)]
    assert (await rest("POST", f"/channels/{channel.id}/polls/{asked.id}/expire")).body["code"] == 50013


async def test_a_bot_asks(rest: Rest, channel: Channel) -> None:
    path = f"/channels/{channel.id}/messages"
    answers = [{"poll_media": {"text": "yes"}}]
    asked = await rest("POST", path, {"poll": {"question": {"text": "Tea?"}, "answers": answers, "duration": 1}})
    ended = await rest("POST", f"/channels/{channel.id}/polls/{asked.body['id']}/expire")
    assert ended.body["poll"]["results"]["is_finalized"]
    again = await rest("POST", f"/channels/{channel.id}/polls/{asked.body['id']}/expire")
    assert again.body["code"] == 520001
    long = {"poll": {"question": {"text": "x" * 301}, "answers": answers}}
    assert (await rest("POST", path, long)).errors("poll", "question", "text")


async def test_reacting_without_history_is_refused(
    rest: Rest, server: FakeDiscord, bot: Bot, guild: Guild, channel: Channel, ann: User
) -> None:
    said = await server.say(ann, channel, "hi")
    await server.overwrite(channel, bot.user, deny=Permission.READ_MESSAGE_HISTORY)
    assert EVERYONE & Permission.READ_MESSAGE_HISTORY
    reply = await rest("PUT", f"/channels/{channel.id}/messages/{said.id}/reactions/{quote('👍')}/@me")
    assert reply.body["code"] == 50013
