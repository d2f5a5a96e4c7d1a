"""Threads and forums over the API."""

from __future__ import annotations

from tests.fakes.discord import EVERYONE, Bot, Channel, ChannelType, FakeDiscord, Guild, Permission, User
from tests.fakes.discord.messages import MessageType
from tests.fakes.test_discord.clients import Rest


async def test_a_thread_of_its_own_and_one_from_a_message(
    rest: Rest, server: FakeDiscord, guild: Guild, channel: Channel, ann: User
) -> None:
    said = await server.say(ann, channel, "birds?")
    own = (await rest("POST", f"/channels/{channel.id}/threads", {"name": "own", "type": 11})).body
    path = f"/channels/{channel.id}/messages/{said.id}/threads"
    started = (await rest("POST", path, {"name": "birds"})).body
    assert started["id"] == str(said.id)
    assert (await rest("POST", path, {"name": "again"})).body["code"] == 160004
    assert [one.type for one in channel.history.values()] == [MessageType.DEFAULT, MessageType.THREAD_CREATED]
    opening = next(iter(guild.threads[said.id].history.values()))
    assert opening.type == MessageType.THREAD_STARTER
    active = (await rest("GET", f"/guilds/{guild.id}/threads/active")).body
    assert {one["id"] for one in active["threads"]} == {own["id"], started["id"]}
    await rest("POST", f"/channels/{own['id']}/messages", {"content": "in here"})
    assert [one.content for one in guild.threads[int(own["id"])].messages] == ["in here"]


async def test_archived_ones_are_not_active_and_wake_when_written_in(
    rest: Rest, server: FakeDiscord, guild: Guild, channel: Channel, ann: User
) -> None:
    thread = await server.create_thread(channel, "birds", ann)
    said = await server.say(ann, thread, "hi")
    assert (await rest("PATCH", f"/channels/{thread.id}", {"archived": True})).body["thread_metadata"]["archived"]
    assert (await rest("GET", f"/guilds/{guild.id}/threads/active")).body["threads"] == []
    archived = (await rest("GET", f"/channels/{channel.id}/threads/archived/public")).body["threads"]
    assert [one["id"] for one in archived] == [str(thread.id)]
    emoji = f"/channels/{thread.id}/messages/{said.id}/reactions/%F0%9F%91%8D/@me"
    assert (await rest("PUT", emoji)).body["code"] == 50083
    assert (await rest("POST", f"/channels/{thread.id}/messages", {"content": "wake"})).status == 200
    assert not thread.archived


async def test_a_locked_one_stays_shut(
    rest: Rest, server: FakeDiscord, bot: Bot, guild: Guild, channel: Channel, ann: User
) -> None:
    thread = await server.create_thread(channel, "birds", ann)
    await server.archive_thread(thread, locked=True)
    await server.set_permissions(guild, bot, EVERYONE)
    assert (await rest("POST", f"/channels/{thread.id}/messages", {"content": "x"})).body["code"] == 160005


async def test_private_ones_are_for_their_members(
    rest: Rest, server: FakeDiscord, bot: Bot, guild: Guild, channel: Channel, ann: User
) -> None:
    await server.set_permissions(guild, bot, EVERYONE)
    thread = await server.create_thread(channel, "secret", ann, private=True)
    assert (await rest("GET", f"/channels/{thread.id}")).body["code"] == 50001
    await server.add_to_thread(thread, bot.user)
    assert (await rest("GET", f"/channels/{thread.id}")).body["name"] == "secret"


async def test_joining_leaving_deleting(
    rest: Rest, server: FakeDiscord, bot: Bot, guild: Guild, channel: Channel, ann: User
) -> None:
    thread = await server.create_thread(channel, "birds", ann)
    assert (await rest("PUT", f"/channels/{thread.id}/thread-members/@me")).status == 204
    members = (await rest("GET", f"/channels/{thread.id}/thread-members")).body
    assert {one["user_id"] for one in members} == {str(ann.id), str(bot.id)}
    assert (await rest("DELETE", f"/channels/{thread.id}/thread-members/@me")).status == 204
    assert (await rest("PUT", f"/channels/{channel.id}/thread-members/@me")).body["code"] == 50024
    assert (await rest("DELETE", f"/channels/{thread.id}")).status == 200
    assert (await rest("GET", f"/channels/{thread.id}")).body["code"] == 10003


async def test_writing_in_threads_needs_its_own_permission(
    rest: Rest, server: FakeDiscord, bot: Bot, channel: Channel, ann: User
) -> None:
    thread = await server.create_thread(channel, "birds", ann)
    await server.overwrite(channel, bot.user, deny=Permission.SEND_MESSAGES)
    assert (await rest("POST", f"/channels/{thread.id}/messages", {"content": "x"})).status == 200
    await server.overwrite(channel, bot.user, deny=Permission.SEND_MESSAGES_IN_THREADS)
    assert (await rest("POST", f"/channels/{thread.id}/messages", {"content": "x"})).body["code"] == 50013


async def test_a_forum_takes_posts_only(rest: Rest, server: FakeDiscord, guild: Guild) -> None:
    forum = await server.create_channel(guild, "forum", ChannelType.FORUM)
    assert (await rest("POST", f"/channels/{forum.id}/messages", {"content": "x"})).body["code"] == 50008
    post = (await rest("POST", f"/channels/{forum.id}/threads", {"name": "birds", "message": {"content": "hi"}})).body
    assert post["id"] == post["message"]["id"]
    assert [one.content for one in guild.threads[int(post["id"])].messages] == ["hi"]


async def test_deleting_a_channel_takes_its_threads_along(
    rest: Rest, server: FakeDiscord, guild: Guild, channel: Channel, ann: User
) -> None:
    thread = await server.create_thread(channel, "birds", ann)
    await server.delete_channel(channel)
    assert thread.gone
    assert (await rest("GET", f"/channels/{thread.id}")).body["code"] == 10003
    assert guild.threads == {}
