"""Who may do what: computed as Discord does, and enforced."""

from __future__ import annotations

import pytest

from tests.fakes.discord import EVERYONE, Bot, Channel, FakeDiscord, Guild, Permission, User
from tests.fakes.discord.permissions import BRIDGE
from tests.fakes.discord.wire import iso
from tests.fakes.test_discord.clients import Rest


async def _send(rest: Rest, channel: Channel, **payload: object) -> object:
    reply = await rest("POST", f"/channels/{channel.id}/messages", {"content": "x"} | payload)
    return None if reply.status == 200 else reply.body["code"]


async def test_overwrites_have_an_order(
    rest: Rest, server: FakeDiscord, bot: Bot, guild: Guild, channel: Channel
) -> None:
    role = next(one for one in guild.roles.values() if one.bot is bot.user)
    await server.overwrite(channel, guild.everyone, deny=Permission.SEND_MESSAGES)
    assert await _send(rest, channel) == 50013
    await server.overwrite(channel, role, allow=Permission.SEND_MESSAGES)
    assert await _send(rest, channel) is None
    await server.overwrite(channel, bot.user, deny=Permission.SEND_MESSAGES)
    assert await _send(rest, channel) == 50013
    await server.set_permissions(guild, bot, Permission.ADMINISTRATOR)
    assert await _send(rest, channel) is None


async def test_a_hidden_channel_is_missing_access(rest: Rest, server: FakeDiscord, bot: Bot, channel: Channel) -> None:
    await server.overwrite(channel, bot.user, deny=Permission.VIEW_CHANNEL)
    for method, path in (("GET", ""), ("GET", "/messages"), ("POST", "/typing")):
        reply = await rest(method, f"/channels/{channel.id}{path}")
        assert (reply.status, reply.body["code"]) == (403, 50001)


async def test_a_guild_that_one_is_not_in(rest: Rest, server: FakeDiscord, bot: Bot, guild: Guild) -> None:
    await server.leave(guild, bot)
    reply = await rest("GET", f"/guilds/{guild.id}")
    assert (reply.status, reply.body["code"]) == (403, 50001)


@pytest.mark.parametrize(
    ("missing", "payload"),
    [
        (Permission.EMBED_LINKS, {"embeds": [{"title": "x"}]}),
        (Permission.SEND_TTS_MESSAGES, {"tts": True}),
        (Permission.SEND_POLLS, {"poll": {"question": {"text": "?"}, "answers": [{"poll_media": {"text": "y"}}]}}),
    ],
)
async def test_what_a_message_holds_needs_permissions(
    rest: Rest, server: FakeDiscord, bot: Bot, channel: Channel, missing: Permission, payload: dict[str, object]
) -> None:
    await server.overwrite(channel, bot.user, deny=missing)
    assert await _send(rest, channel, **payload) == 50013
    await server.overwrite(channel, bot.user, allow=missing)
    assert await _send(rest, channel, **payload) is None


async def test_files_need_one_too(rest: Rest, server: FakeDiscord, bot: Bot, channel: Channel) -> None:
    await server.overwrite(channel, bot.user, deny=Permission.ATTACH_FILES)
    reply = await rest.upload(f"/channels/{channel.id}/messages", {}, ("a.txt", b"a"))
    assert reply.body["code"] == 50013


async def test_without_history_it_is_empty_and_replies_are_refused(
    rest: Rest, server: FakeDiscord, bot: Bot, channel: Channel, ann: User
) -> None:
    said = await server.say(ann, channel, "hi")
    await server.overwrite(channel, bot.user, deny=Permission.READ_MESSAGE_HISTORY)
    assert (await rest("GET", f"/channels/{channel.id}/messages")).body == []
    assert (await rest("GET", f"/channels/{channel.id}/messages/{said.id}")).body["code"] == 50013
    assert await _send(rest, channel, message_reference={"message_id": str(said.id)}) == 160002


async def test_deleting_others_messages_needs_one(
    rest: Rest, server: FakeDiscord, bot: Bot, guild: Guild, channel: Channel, ann: User
) -> None:
    said = await server.say(ann, channel, "hi")
    await server.set_permissions(guild, bot, EVERYONE)
    assert (await rest("DELETE", f"/channels/{channel.id}/messages/{said.id}")).body["code"] == 50013
    await server.set_permissions(guild, bot, BRIDGE)
    assert (await rest("DELETE", f"/channels/{channel.id}/messages/{said.id}")).status == 204


async def test_timeouts_and_bans_follow_the_ranks(
    rest: Rest, server: FakeDiscord, bot: Bot, guild: Guild, channel: Channel, ann: User, ben: User
) -> None:
    member = f"/guilds/{guild.id}/members"
    until = {"communication_disabled_until": iso(server.clock.time() + 3600)}
    assert (await rest("PATCH", f"{member}/{ann.id}", until)).status == 200
    assert Permission.SEND_MESSAGES not in server.world.permissions(ann, channel)
    assert server.world.sees(ann, channel)
    await server.create_role(guild, "elders", members=[ben])
    assert (await rest("PATCH", f"{member}/{ben.id}", until)).body["code"] == 50013
    assert (await rest("PATCH", f"{member}/{guild.owner.id}", until)).body["code"] == 50013
    too_long = {"communication_disabled_until": iso(server.clock.time() + 29 * 24 * 3600)}
    assert (await rest("PATCH", f"{member}/{ann.id}", too_long)).errors("communication_disabled_until")
    assert (await rest("PUT", f"/guilds/{guild.id}/bans/{ann.id}", {})).status == 204
    assert (await rest("GET", f"{member}/{ann.id}")).body["code"] == 10007
    assert [one["user"]["id"] for one in (await rest("GET", f"/guilds/{guild.id}/bans")).body] == [str(ann.id)]
    assert (await rest("DELETE", f"/guilds/{guild.id}/bans/{ann.id}")).status == 204
    assert (await rest("DELETE", f"/guilds/{guild.id}/bans/{ann.id}")).body["code"] == 10026
    assert (await rest("DELETE", f"{member}/{ann.id}")).body["code"] == 50013


async def test_a_bot_in_timeout_only_reads(
    rest: Rest, server: FakeDiscord, bot: Bot, guild: Guild, channel: Channel
) -> None:
    guild.member(bot.user).timeout_until = server.clock.time() + 60
    assert await _send(rest, channel) == 50013
    server.clock.advance(61)
    assert await _send(rest, channel) is None


async def test_members_are_listed_with_the_switch_on(rest: Rest, bot: Bot, guild: Guild, ann: User, ben: User) -> None:
    listed = (await rest("GET", f"/guilds/{guild.id}/members?limit=1000")).body
    assert {one["user"]["username"] for one in listed} == {"owner", "Magpie", "ann", "ben"}
    found = (await rest("GET", f"/guilds/{guild.id}/members/search?query=小&limit=5")).body
    assert [one["user"]["username"] for one in found] == ["ben"]
    bot.members = False
    assert (await rest("GET", f"/guilds/{guild.id}/members")).body["code"] == 50001


async def test_channels_and_roles_are_managed(
    rest: Rest, server: FakeDiscord, bot: Bot, guild: Guild, channel: Channel, ann: User
) -> None:
    assert (await rest("POST", f"/guilds/{guild.id}/channels", {"name": "new"})).body["code"] == 50013
    assert (await rest("POST", f"/guilds/{guild.id}/roles", {"name": "new"})).body["code"] == 50013
    everything = BRIDGE | Permission.MANAGE_CHANNELS | Permission.MANAGE_ROLES
    await server.set_permissions(guild, bot, everything)
    made = (await rest("POST", f"/guilds/{guild.id}/channels", {"name": "new"})).body
    assert guild.channels[int(made["id"])].name == "new"
    assert (await rest("PATCH", f"/channels/{made['id']}", {"name": "newer", "topic": "t"})).body["topic"] == "t"
    deny = {"type": 1, "allow": "0", "deny": str(int(Permission.VIEW_CHANNEL))}
    assert (await rest("PUT", f"/channels/{made['id']}/permissions/{ann.id}", deny)).status == 204
    assert not server.world.sees(ann, guild.channels[int(made["id"])])
    assert (await rest("DELETE", f"/channels/{made['id']}/permissions/{ann.id}")).status == 204
    assert (await rest("DELETE", f"/channels/{made['id']}/permissions/{ann.id}")).body["code"] == 10009
    role = (await rest("POST", f"/guilds/{guild.id}/roles", {"name": "poets"})).body
    assert (await rest("PUT", f"/guilds/{guild.id}/members/{ann.id}/roles/{role['id']}")).status == 204
    assert guild.member(ann).roles[0].name == "poets"
    assert (await rest("DELETE", f"/guilds/{guild.id}/roles/{role['id']}")).status == 204
    assert guild.member(ann).roles == []
    assert (await rest("DELETE", f"/channels/{made['id']}")).status == 200
    assert (await rest("GET", f"/channels/{made['id']}")).body["code"] == 10003


async def test_direct_messages(rest: Rest, server: FakeDiscord, bot: Bot, ann: User) -> None:
    opened = (await rest("POST", "/users/@me/channels", {"recipient_id": str(ann.id)})).body
    assert opened["recipients"][0]["id"] == str(ann.id)
    path = f"/channels/{opened['id']}/messages"
    assert (await rest("POST", path, {"content": "psst"})).status == 200
    assert server.direct(ann, bot.user).messages[0].content == "psst"
    ann.accepts_direct_messages = False
    assert (await rest("POST", path, {"content": "psst"})).body["code"] == 50007
