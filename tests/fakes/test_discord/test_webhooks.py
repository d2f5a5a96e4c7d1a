"""Webhooks: made, listed, spoken through, deleted."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.fakes.discord import EVERYONE, Bot, Channel, ChannelType, FakeDiscord, Guild, User
from tests.fakes.discord.refusals import FormErrors
from tests.fakes.discord.webhooks import clean_name
from tests.fakes.test_discord.clients import Rest


@pytest.fixture
async def webhook(rest: Rest, channel: Channel) -> Any:
    return (await rest("POST", f"/channels/{channel.id}/webhooks", {"name": "bridge"})).body


@pytest.fixture
def path(webhook: Any) -> str:
    return f"/webhooks/{webhook['id']}/{webhook['token']}"


async def test_a_webhook_wears_a_name_and_a_face(anyone: Rest, channel: Channel, path: str) -> None:
    face = {"username": "莉莉 · Telegram", "avatar_url": "https://example.org/lily.png"}
    reply = await anyone("POST", path + "?wait=true", {"content": "hi"} | face)
    assert reply.body["author"]["username"] == "莉莉 · Telegram"
    assert reply.body["author"]["bot"]
    message = channel.messages[0]
    assert (message.author_name, message.avatar_url) == ("莉莉 · Telegram", face["avatar_url"])
    assert reply.body["webhook_id"] == str(message.author.id)


async def test_without_wait_nothing_is_answered(anyone: Rest, channel: Channel, path: str) -> None:
    assert (await anyone("POST", path, {"content": "hi"})).status == 204
    assert [one.author_name for one in channel.messages] == ["bridge"]


@pytest.mark.parametrize("name", ["Clyde", "my discord friend", "x" * 81, "", "   "])
async def test_names_that_discord_refuses(rest: Rest, anyone: Rest, channel: Channel, path: str, name: str) -> None:
    reply = await anyone("POST", path, {"content": "hi", "username": name})
    assert (reply.status, reply.body["code"]) == (400, 50035)
    assert reply.errors("username")
    assert (await rest("POST", f"/channels/{channel.id}/webhooks", {"name": name})).errors("name")
    assert channel.messages == []


@given(st.text())
def test_a_name_that_passes_is_trimmed_and_has_1_to_80(raw: str) -> None:
    errors = FormErrors()
    name = clean_name(raw, errors, "username")
    if not errors._tree:
        assert 1 <= len(name) <= 80
        assert name == name.strip()
        assert "discord" not in name.lower()


async def test_avatars_are_web_addresses(anyone: Rest, path: str) -> None:
    reply = await anyone("POST", path, {"content": "hi", "avatar_url": "file:///etc/passwd"})
    assert reply.errors("avatar_url") == ["URL_TYPE_INVALID_SCHEME"]


async def test_its_messages_are_read_edited_and_deleted(anyone: Rest, channel: Channel, path: str) -> None:
    sent = (await anyone("POST", path + "?wait=1", {"content": "one"})).body
    here = f"{path}/messages/{sent['id']}"
    assert (await anyone("GET", here)).body["content"] == "one"
    edited = await anyone("PATCH", here, {"content": "two"})
    assert edited.body["edited_timestamp"]
    assert channel.messages[0].edited
    assert (await anyone("DELETE", here)).status == 204
    for method in ("GET", "DELETE"):
        assert (await anyone(method, here)).body["code"] == 10008


async def test_it_touches_only_its_own(
    anyone: Rest, server: FakeDiscord, channel: Channel, path: str, ann: User
) -> None:
    said = await server.say(ann, channel, "mine")
    assert (await anyone("PATCH", f"{path}/messages/{said.id}", {"content": "x"})).body["code"] == 10008


async def test_into_a_thread(anyone: Rest, server: FakeDiscord, channel: Channel, path: str, ann: User) -> None:
    thread = await server.create_thread(channel, "birds", ann)
    sent = await anyone("POST", f"{path}?wait=1&thread_id={thread.id}", {"content": "hi"})
    assert [one.content for one in thread.messages] == ["hi"]
    here = f"{path}/messages/{sent.body['id']}"
    assert (await anyone("GET", here)).body["code"] == 10008
    assert (await anyone("PATCH", f"{here}?thread_id={thread.id}", {"content": "ho"})).status == 200
    other = await server.create_channel(channel.guild, "other") if channel.guild else channel
    assert (await anyone("POST", f"{path}?thread_id={other.id}", {"content": "hi"})).body["code"] == 10003


async def test_an_archived_thread_wakes(
    anyone: Rest, server: FakeDiscord, channel: Channel, path: str, ann: User
) -> None:
    thread = await server.create_thread(channel, "birds", ann)
    await server.archive_thread(thread)
    await anyone("POST", f"{path}?thread_id={thread.id}", {"content": "hi"})
    assert not thread.archived


async def test_a_forum_needs_a_thread(rest: Rest, anyone: Rest, server: FakeDiscord, guild: Guild) -> None:
    forum = await server.create_channel(guild, "forum", ChannelType.FORUM)
    made = (await rest("POST", f"/channels/{forum.id}/webhooks", {"name": "bridge"})).body
    path = f"/webhooks/{made['id']}/{made['token']}"
    assert (await anyone("POST", path, {"content": "hi"})).body["code"] == 220001
    reply = await anyone("POST", path + "?wait=1", {"content": "hi", "thread_name": "birds"})
    thread = guild.threads[int(reply.body["channel_id"])]
    assert (thread.name, [one.content for one in thread.messages]) == ("birds", ["hi"])


async def test_a_deleted_webhook_and_a_wrong_token(
    rest: Rest, anyone: Rest, server: FakeDiscord, webhook: Any, path: str
) -> None:
    wrong = await anyone("POST", path + "x", {"content": "hi"})
    assert (wrong.status, wrong.body["code"]) == (401, 50027)
    await server.delete_webhook(server.world.webhooks[int(webhook["id"])])
    gone = await anyone("POST", path, {"content": "hi"})
    assert (gone.status, gone.body["code"]) == (404, 10015)
    assert (await rest("GET", f"/webhooks/{webhook['id']}")).body["code"] == 10015


async def test_only_the_owner_is_told_the_token(
    rest: Rest, server: FakeDiscord, channel: Channel, webhook: Any, ann: User
) -> None:
    other = await server.create_bot("PluralKit", channel.guild) if channel.guild else None
    await server.create_webhook(channel, "theirs", ann, other)
    await server.create_webhook(channel, "hers", ann)
    listed = (await rest("GET", f"/channels/{channel.id}/webhooks")).body
    assert {one["name"]: "token" in one for one in listed} == {"bridge": True, "theirs": False, "hers": True}
    assert listed[0]["application_id"] == webhook["application_id"]


async def test_fifteen_a_channel(rest: Rest, channel: Channel) -> None:
    path = f"/channels/{channel.id}/webhooks"
    for _ in range(15):
        assert (await rest("POST", path, {"name": "x"})).status == 200
    assert (await rest("POST", path, {"name": "x"})).body["code"] == 30007


async def test_making_one_needs_a_permission(
    rest: Rest, server: FakeDiscord, bot: Bot, guild: Guild, channel: Channel
) -> None:
    await server.set_permissions(guild, bot, EVERYONE)
    for method in ("GET", "POST"):
        reply = await rest(method, f"/channels/{channel.id}/webhooks", {"name": "x"} if method == "POST" else None)
        assert (reply.status, reply.body["code"]) == (403, 50013)


async def test_it_is_renamed_and_deleted(rest: Rest, anyone: Rest, channel: Channel, webhook: Any, path: str) -> None:
    assert (await rest("PATCH", f"/webhooks/{webhook['id']}", {"name": "new"})).body["name"] == "new"
    assert (await anyone("GET", path)).body["name"] == "new"
    assert (await anyone("DELETE", path)).status == 204
    assert (await rest("GET", f"/channels/{channel.id}/webhooks")).body == []


async def test_the_limits_of_messages_hold_here_too(anyone: Rest, path: str) -> None:
    assert (await anyone("POST", path, {"content": "x" * 2001})).errors("content") == ["BASE_TYPE_MAX_LENGTH"]
    assert (await anyone("POST", path, {})).body["code"] == 50006
    big = await anyone.upload(path, {"content": "x"}, ("big.bin", bytes(10 * 1024 * 1024 + 1)))
    assert big.status == 413


async def test_a_nonce_means_nothing_here(anyone: Rest, channel: Channel, path: str) -> None:
    for _ in range(2):
        await anyone("POST", path, {"content": "x", "nonce": "1", "enforce_nonce": True})
    assert len(channel.messages) == 2
