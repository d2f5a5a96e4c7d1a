"""Uploads, and what the CDN serves."""

from __future__ import annotations

import aiohttp
import pytest

from tests.fakes.discord import Channel, FakeDiscord, FaultKind, File, Guild, User
from tests.fakes.discord.cdn import DEFAULT_AVATAR
from tests.fakes.test_discord.clients import Rest

MIB = 1024 * 1024


async def _get(session: aiohttp.ClientSession, url: str, **headers: str) -> tuple[int, bytes]:
    async with session.get(url, headers={key.replace("_", "-"): value for key, value in headers.items()}) as response:
        return response.status, await response.read()


async def test_a_file_goes_up_and_comes_down(rest: Rest, channel: Channel, session: aiohttp.ClientSession) -> None:
    about = {"content": "look", "attachments": [{"id": 0, "description": "a bird"}]}
    reply = await rest.upload(f"/channels/{channel.id}/messages", about, ("bird.png", DEFAULT_AVATAR))
    attachment = reply.body["attachments"][0]
    assert (attachment["filename"], attachment["description"]) == ("bird.png", "a bird")
    assert (attachment["content_type"], attachment["width"], attachment["height"]) == ("image/png", 1, 1)
    assert await _get(session, attachment["url"]) == (200, DEFAULT_AVATAR)
    assert channel.messages[0].attachments[0].data == DEFAULT_AVATAR


async def test_a_file_may_come_without_text(rest: Rest, channel: Channel) -> None:
    reply = await rest.upload(f"/channels/{channel.id}/messages", {}, ("a.txt", b"a"), ("b.txt", b"b"))
    assert [one["filename"] for one in reply.body["attachments"]] == ["a.txt", "b.txt"]


async def test_names_are_cleaned_and_kept_as_title(rest: Rest, channel: Channel) -> None:
    files = (("你好.txt", b"a"), ("../../my file.txt", b"b"), ("no extension", b"c"))
    reply = await rest.upload(f"/channels/{channel.id}/messages", {}, *files)
    names = [(one["filename"], one.get("title")) for one in reply.body["attachments"]]
    assert names == [("unknown.txt", "你好"), ("my_file.txt", "../../my file"), ("no_extension", "no extension")]


async def test_10_mib_and_not_a_byte_more(rest: Rest, channel: Channel) -> None:
    path = f"/channels/{channel.id}/messages"
    assert (await rest.upload(path, {}, ("big.bin", bytes(10 * MIB)))).status == 200
    reply = await rest.upload(path, {"content": "x"}, ("big.bin", bytes(10 * MIB + 1)))
    assert (reply.status, reply.body["code"]) == (413, 40005)
    assert len(channel.messages) == 1


async def test_ten_files_and_not_one_more(rest: Rest, channel: Channel) -> None:
    files = [(f"{number}.txt", b"x") for number in range(11)]
    path = f"/channels/{channel.id}/messages"
    assert (await rest.upload(path, {}, *files[:10])).status == 200
    assert (await rest.upload(path, {}, *files)).errors("attachments") == ["BASE_TYPE_MAX_LENGTH"]


async def test_links_are_signed_and_expire(
    rest: Rest, server: FakeDiscord, channel: Channel, session: aiohttp.ClientSession
) -> None:
    reply = await rest.upload(f"/channels/{channel.id}/messages", {}, ("a.txt", b"a"))
    url = reply.body["attachments"][0]["url"]
    assert (await _get(session, url.partition("?")[0]))[0] == 404
    assert (await _get(session, url.replace("hm=", "hm=0")))[0] == 404
    server.clock.advance(24 * 3600 + 1)
    assert (await _get(session, url))[0] == 404
    fresh = await rest("GET", f"/channels/{channel.id}/messages/{reply.body['id']}")
    assert (await _get(session, fresh.body["attachments"][0]["url"]))[0] == 200


async def test_parts_of_a_file(rest: Rest, channel: Channel, session: aiohttp.ClientSession) -> None:
    reply = await rest.upload(f"/channels/{channel.id}/messages", {}, ("a.bin", b"0123456789"))
    url = reply.body["attachments"][0]["url"]
    assert await _get(session, url, Range="bytes=2-4") == (206, b"234")
    assert await _get(session, url, Range="bytes=7-") == (206, b"789")
    assert (await _get(session, url, Range="bytes=10-"))[0] == 416


async def test_what_is_deleted_is_gone(
    rest: Rest, server: FakeDiscord, channel: Channel, session: aiohttp.ClientSession
) -> None:
    reply = await rest.upload(f"/channels/{channel.id}/messages", {}, ("a.txt", b"a"))
    await server.delete(channel.messages[0])
    assert (await _get(session, reply.body["attachments"][0]["url"]))[0] == 404


async def test_an_edit_keeps_the_attachments_that_it_names(rest: Rest, channel: Channel) -> None:
    path = f"/channels/{channel.id}/messages"
    sent = (await rest.upload(path, {"content": "x"}, ("a.txt", b"a"), ("b.txt", b"b"))).body
    kept = {"attachments": [{"id": sent["attachments"][1]["id"]}]}
    edited = await rest("PATCH", f"{path}/{sent['id']}", kept)
    assert [one["filename"] for one in edited.body["attachments"]] == ["b.txt"]
    added = await rest.upload(f"{path}/{sent['id']}", {}, ("c.txt", b"c"), method="PATCH")
    assert [one["filename"] for one in added.body["attachments"]] == ["b.txt", "c.txt"]


async def test_an_embed_shows_a_file(rest: Rest, channel: Channel, session: aiohttp.ClientSession) -> None:
    embed = {"title": "x", "image": {"url": "attachment://bird.png"}}
    path = f"/channels/{channel.id}/messages"
    reply = await rest.upload(path, {"embeds": [embed]}, ("bird.png", DEFAULT_AVATAR))
    assert reply.body["attachments"] == []
    assert await _get(session, reply.body["embeds"][0]["image"]["url"]) == (200, DEFAULT_AVATAR)


async def test_people_send_more_than_bots_may(rest: Rest, server: FakeDiscord, channel: Channel, ann: User) -> None:
    voice = File("voice-message.ogg", b"OggS", voice_seconds=2.5)
    await server.say(ann, channel, attachments=[File("film.mp4", bytes(11 * MIB))])
    await server.say(ann, channel, attachments=[voice])
    bodies = (await rest("GET", f"/channels/{channel.id}/messages")).body
    assert bodies[1]["attachments"][0]["size"] == 11 * MIB
    assert bodies[0]["attachments"][0]["duration_secs"] == 2.5
    assert bodies[0]["flags"] == 1 << 13


async def test_avatars_emoji_and_stickers(
    server: FakeDiscord, guild: Guild, channel: Channel, session: aiohttp.ClientSession, rest: Rest
) -> None:
    eve = await server.create_user("eve", guild, avatar=DEFAULT_AVATAR)
    emoji = await server.create_emoji(guild, "magpie", b"png")
    sticker = await server.create_sticker(guild, "bow", b"{}", kind=3)
    assert await _get(session, f"{server.cdn_url}/avatars/{eve.id}/{eve.avatar}.png?size=64") == (200, DEFAULT_AVATAR)
    assert await _get(session, f"{server.cdn_url}/embed/avatars/3.png") == (200, DEFAULT_AVATAR)
    assert await _get(session, f"{server.cdn_url}/emojis/{emoji.id}.png") == (200, b"png")
    assert await _get(session, f"{server.cdn_url}/stickers/{sticker.id}.json") == (200, b"{}")
    await server.say(eve, channel, stickers=[sticker])
    body = (await rest("GET", f"/channels/{channel.id}/messages")).body[0]
    assert body["sticker_items"] == [{"id": str(sticker.id), "name": "bow", "format_type": 3}]
    assert (await rest("GET", f"/stickers/{sticker.id}")).body["guild_id"] == str(guild.id)
    assert (await rest("POST", f"/channels/{channel.id}/messages", {"sticker_ids": ["1"]})).body["code"] == 10060
    sent = await rest("POST", f"/channels/{channel.id}/messages", {"sticker_ids": [str(sticker.id)]})
    assert sent.body["sticker_items"][0]["name"] == "bow"


async def test_faults_strike_downloads(
    server: FakeDiscord, channel: Channel, ann: User, session: aiohttp.ClientSession, rest: Rest
) -> None:
    await server.say(ann, channel, attachments=[File("film.mp4", bytes(2 * MIB))])
    url = (await rest("GET", f"/channels/{channel.id}/messages")).body[0]["attachments"][0]["url"]
    server.faults.add(FaultKind.BAD_GATEWAY_BEFORE, "GET /attachments/*")
    assert (await _get(session, url))[0] == 502
    server.faults.add(FaultKind.RESET_AFTER, "GET /attachments/*")
    with pytest.raises(aiohttp.ClientError):
        await _get(session, url)
    assert await _get(session, url) == (200, bytes(2 * MIB))
    assert server.calls.counts["GET /attachments"] == 3
