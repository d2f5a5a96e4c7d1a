"""Sending, reading, editing and deleting messages over the API."""

from __future__ import annotations

import aiohttp
import pytest

from tests.fakes.discord import Bot, Channel, Clock, FakeDiscord, Guild, User
from tests.fakes.test_discord.clients import Rest


class BrokenJson(aiohttp.BytesPayload):
    """Half an object."""

    def __init__(self) -> None:
        super().__init__(b"{", content_type="application/json")


async def test_a_message_is_seen_by_people(rest: Rest, channel: Channel) -> None:
    reply = await rest("POST", f"/channels/{channel.id}/messages", {"content": "  你好  "})
    assert reply.status == 200
    assert reply.headers["content-type"] == "application/json"
    assert reply.body["content"] == "你好"
    assert [(one.author_name, one.content) for one in channel.messages] == [("Magpie", "你好")]


async def test_the_limit_is_2000_code_points(rest: Rest, channel: Channel) -> None:
    path = f"/channels/{channel.id}/messages"
    assert (await rest("POST", path, {"content": "🐦" * 2000})).status == 200
    reply = await rest("POST", path, {"content": "🐦" * 2001})
    assert (reply.status, reply.body["code"]) == (400, 50035)
    assert reply.errors("content") == ["BASE_TYPE_MAX_LENGTH"]
    assert len(channel.messages) == 1


@pytest.mark.parametrize("payload", [{}, {"content": ""}, {"content": " \n"}, {"embeds": [{}]}])
async def test_an_empty_message_is_refused(rest: Rest, channel: Channel, payload: object) -> None:
    reply = await rest("POST", f"/channels/{channel.id}/messages", payload)
    assert (reply.status, reply.body["code"]) == (400, 50006)


@pytest.mark.parametrize(
    ("embed", "path", "code"),
    [
        ({"title": "x" * 257}, ("0", "title"), "BASE_TYPE_MAX_LENGTH"),
        ({"description": "x" * 4097}, ("0", "description"), "BASE_TYPE_MAX_LENGTH"),
        ({"footer": {"text": "x" * 2049}}, ("0", "footer", "text"), "BASE_TYPE_MAX_LENGTH"),
        ({"fields": [{"name": "x", "value": ""}]}, ("0", "fields", "0", "value"), "BASE_TYPE_REQUIRED"),
        ({"title": "x", "url": "ftp://x"}, ("0", "url"), "URL_TYPE_INVALID_SCHEME"),
        ({"description": "x" * 4000, "footer": {"text": "x" * 2001}}, (), "MAX_EMBED_SIZE_EXCEEDED"),
    ],
)
async def test_embeds_have_limits(
    rest: Rest, channel: Channel, embed: object, path: tuple[str, ...], code: str
) -> None:
    reply = await rest("POST", f"/channels/{channel.id}/messages", {"embeds": [embed]})
    assert reply.body["code"] == 50035
    assert code in reply.errors("embeds", *path)


async def test_embeds_together_have_6000_code_points(rest: Rest, channel: Channel) -> None:
    embed = {"description": "x" * 3000}
    path = f"/channels/{channel.id}/messages"
    assert (await rest("POST", path, {"embeds": [embed, embed]})).status == 200
    assert (await rest("POST", path, {"embeds": [embed, {"description": "x" * 3001}]})).status == 400


async def test_a_nonce_is_remembered_for_some_minutes(channel: Channel, server: FakeDiscord, rest: Rest) -> None:
    path = f"/channels/{channel.id}/messages"
    payload = {"content": "once", "nonce": "a1", "enforce_nonce": True}
    first, second = await rest("POST", path, payload), await rest("POST", path, payload)
    assert first.body["id"] == second.body["id"]
    server.clock.advance(290)
    assert (await rest("POST", path, payload)).body["id"] == first.body["id"]
    server.clock.advance(20)
    third = await rest("POST", path, payload)
    assert third.body["id"] != first.body["id"]
    assert (await rest("POST", path, {"content": "x", "nonce": "a1"})).body["id"] != third.body["id"]
    assert (await rest("POST", path, {"content": "x", "nonce": "n" * 26})).errors("nonce") == ["BASE_TYPE_MAX_LENGTH"]


async def test_history_pages_both_ways(rest: Rest, server: FakeDiscord, channel: Channel, ann: User) -> None:
    said = [await server.say(ann, channel, str(number)) for number in range(7)]

    async def read(query: str) -> list[str]:
        reply = await rest("GET", f"/channels/{channel.id}/messages?{query}")
        return [one["content"] for one in reply.body]

    assert await read("limit=3") == ["6", "5", "4"]
    assert await read(f"limit=2&before={said[3].id}") == ["2", "1"]
    assert await read(f"limit=2&after={said[3].id}") == ["5", "4"]
    assert await read(f"limit=4&around={said[3].id}") == ["4", "3", "2", "1"]
    assert await read("after=0&limit=2") == ["1", "0"]
    assert (await rest("GET", f"/channels/{channel.id}/messages?limit=101")).errors("limit") == ["NUMBER_TYPE_MAX"]
    assert (await rest("GET", f"/channels/{channel.id}/messages?limit=0")).errors("limit") == ["NUMBER_TYPE_MIN"]


async def test_a_message_is_edited_and_deleted(rest: Rest, channel: Channel) -> None:
    path = f"/channels/{channel.id}/messages"
    sent = (await rest("POST", path, {"content": "one"})).body
    edited = await rest("PATCH", f"{path}/{sent['id']}", {"content": "two"})
    assert edited.body["edited_timestamp"] is not None
    message = channel.messages[0]
    assert (message.content, message.edited, message.versions) == ("two", True, ["one"])
    assert (await rest("PATCH", f"{path}/{sent['id']}", {"content": ""})).body["code"] == 50006
    assert (await rest("DELETE", f"{path}/{sent['id']}")).status == 204
    assert channel.messages == []
    assert channel.deleted == [message]
    for method in ("GET", "PATCH", "DELETE"):
        gone = await rest(method, f"{path}/{sent['id']}", {} if method == "PATCH" else None)
        assert (gone.status, gone.body["code"]) == (404, 10008)


async def test_nobody_edits_what_another_said(rest: Rest, server: FakeDiscord, channel: Channel, ann: User) -> None:
    said = await server.say(ann, channel, "mine")
    reply = await rest("PATCH", f"/channels/{channel.id}/messages/{said.id}", {"content": "yours"})
    assert (reply.status, reply.body["code"]) == (403, 50005)
    assert said.content == "mine"


async def test_a_reply_names_what_it_answers(rest: Rest, server: FakeDiscord, channel: Channel, ann: User) -> None:
    said = await server.say(ann, channel, "question")
    path = f"/channels/{channel.id}/messages"
    reply = await rest("POST", path, {"content": "answer", "message_reference": {"message_id": str(said.id)}})
    assert reply.body["referenced_message"]["content"] == "question"
    answer = channel.messages[-1]
    assert [one.reply_to for one in channel.messages] == [None, said]
    assert answer.pinged == {ann}
    await server.delete(said)
    assert [one.reply_to for one in channel.messages] == [None]
    assert (await rest("GET", f"{path}/{answer.id}")).body["referenced_message"] is None


async def test_a_reply_to_nothing_is_refused_unless_told(rest: Rest, channel: Channel) -> None:
    path = f"/channels/{channel.id}/messages"
    payload = {"content": "x", "message_reference": {"message_id": "1"}}
    assert (await rest("POST", path, payload)).errors("message_reference") == ["REPLIES_UNKNOWN_MESSAGE"]
    payload["message_reference"] = {"message_id": "1", "fail_if_not_exists": False}
    assert (await rest("POST", path, payload)).status == 200
    assert channel.messages[-1].reply_to is None


async def test_a_forward_carries_what_it_forwards(
    rest: Rest, server: FakeDiscord, guild: Guild, channel: Channel, ann: User
) -> None:
    other = await server.create_channel(guild, "other")
    said = await server.say(ann, channel, "news")
    reference = {"type": 1, "message_id": str(said.id), "channel_id": str(channel.id)}
    reply = await rest("POST", f"/channels/{other.id}/messages", {"message_reference": reference})
    assert reply.body["message_snapshots"][0]["message"]["content"] == "news"
    assert other.messages[0].forwarded is said


async def test_unknown_places(rest: Rest, channel: Channel) -> None:
    assert (await rest("GET", "/channels/1")).body["code"] == 10003
    assert (await rest("POST", "/channels/1/messages", {"content": "x"})).body["code"] == 10003
    assert (await rest("GET", "/guilds/1")).body["code"] == 10004
    assert (await rest("GET", "/nothing")).status == 404
    assert (await rest("GET", "/channels/x")).body["code"] == 50035


async def test_bad_bodies(rest: Rest, channel: Channel) -> None:
    path = f"/channels/{channel.id}/messages"
    assert (await rest("POST", path, data=b"{")).body["code"] == 50035
    assert (await rest("POST", path, data=BrokenJson())).body["code"] == 50109
    reply = await rest("POST", path, [1])
    assert (reply.status, reply.body["code"]) == (400, 50035)


async def test_a_token_is_needed(anyone: Rest, channel: Channel) -> None:
    reply = await anyone("GET", "/users/@me")
    assert (reply.status, reply.body) == (401, {"message": "401: Unauthorized", "code": 0})


async def test_many_are_deleted_at_once(rest: Rest, server: FakeDiscord, channel: Channel, ann: User) -> None:
    said = [await server.say(ann, channel, str(number)) for number in range(3)]
    path = f"/channels/{channel.id}/messages/bulk-delete"
    assert (await rest("POST", path, {"messages": [str(said[0].id)]})).body["code"] == 50035
    assert (await rest("POST", path, {"messages": [str(one.id) for one in said[:2]]})).status == 204
    assert channel.messages == [said[2]]


async def test_what_is_too_old_is_not_deleted_at_once() -> None:
    clock = Clock(start=1_700_000_000)
    async with FakeDiscord(clock=clock) as server:
        bot = await server.create_bot()
        guild = await server.create_guild("Old", bot)
        channel = await server.create_channel(guild, "old")
        said = [await server.say(guild.owner, channel, str(number)) for number in range(2)]
        clock.advance(15 * 86_400)
        async with aiohttp.ClientSession() as session:
            ids = {"messages": [str(one.id) for one in said]}
            path = f"/channels/{channel.id}/messages/bulk-delete"
            reply = await Rest(server, bot.token, session)("POST", path, ids)
        assert reply.body["code"] == 50034


async def test_without_the_intent_texts_are_empty(
    rest: Rest, server: FakeDiscord, bot: Bot, channel: Channel, ann: User
) -> None:
    bot.message_content = False
    await server.say(ann, channel, "secret")
    await server.say(ann, channel, f"hey {bot.user.mention}")
    bodies = (await rest("GET", f"/channels/{channel.id}/messages")).body
    assert [one["content"] for one in bodies] == [f"hey {bot.user.mention}", ""]
