"""Whom a message rings."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.fakes.discord import BRIDGE, Bot, Channel, Clock, FakeDiscord, Guild, Permission, User
from tests.fakes.discord.mentions import AllowedMentions, resolve
from tests.fakes.discord.refusals import FormErrors
from tests.fakes.discord.world import World
from tests.fakes.test_discord.clients import Rest


async def _send(rest: Rest, channel: Channel, content: str, allowed: object = None) -> set[User]:
    payload = {"content": content} | ({} if allowed is None else {"allowed_mentions": allowed})
    assert (await rest("POST", f"/channels/{channel.id}/messages", payload)).status == 200
    return channel.messages[-1].pinged


async def test_without_allowed_mentions_everything_in_the_text_rings(
    rest: Rest, server: FakeDiscord, guild: Guild, channel: Channel, ann: User, ben: User
) -> None:
    role = await server.create_role(guild, "poets", mentionable=True, members=[ben])
    assert await _send(rest, channel, ann.mention) == {ann}
    assert await _send(rest, channel, f"<@!{ann.id}> {role.mention}") == {ann, ben}


async def test_only_what_is_allowed_rings(
    rest: Rest, server: FakeDiscord, guild: Guild, channel: Channel, ann: User, ben: User
) -> None:
    role = await server.create_role(guild, "poets", mentionable=True, members=[ben])
    text = f"{ann.mention} {ben.mention} {role.mention} @everyone"
    assert await _send(rest, channel, text, {"parse": []}) == set()
    assert await _send(rest, channel, text, {"parse": [], "users": [str(ann.id)]}) == {ann}
    assert await _send(rest, channel, text, {"parse": ["users"]}) == {ann, ben}
    assert await _send(rest, channel, text, {"parse": [], "roles": [str(role.id)]}) == {ben}
    assert channel.messages[-1].mentions.roles == [role]


async def test_everyone_needs_a_permission(
    rest: Rest, server: FakeDiscord, bot: Bot, guild: Guild, channel: Channel, ann: User
) -> None:
    assert await _send(rest, channel, "@everyone @here") == set()
    await server.set_permissions(guild, bot, BRIDGE | Permission.MENTION_EVERYONE)
    assert ann in await _send(rest, channel, "look @here")
    assert channel.messages[-1].mentions.everyone


async def test_a_role_that_is_not_mentionable_needs_it_too(
    rest: Rest, server: FakeDiscord, guild: Guild, channel: Channel, ann: User
) -> None:
    role = await server.create_role(guild, "quiet", members=[ann])
    assert await _send(rest, channel, role.mention) == set()


async def test_a_webhook_rings_everyone(anyone: Rest, server: FakeDiscord, channel: Channel, ann: User) -> None:
    webhook = await server.create_webhook(channel, "bridge", ann)
    path = f"/webhooks/{webhook.id}/{webhook.token}"
    await anyone("POST", path, {"content": "@everyone"})
    assert ann in channel.messages[-1].pinged
    await anyone("POST", path, {"content": "@everyone", "allowed_mentions": {"parse": []}})
    assert channel.messages[-1].pinged == set()


async def test_code_and_those_who_do_not_see_the_channel_are_left_alone(
    rest: Rest, server: FakeDiscord, channel: Channel, ann: User
) -> None:
    assert await _send(rest, channel, f"`{ann.mention}` ```\n{ann.mention}```") == set()
    assert await _send(rest, channel, f"\\{ann.mention}") == {ann}
    await server.overwrite(channel, ann, deny=Permission.VIEW_CHANNEL)
    assert await _send(rest, channel, ann.mention) == set()


async def test_a_reply_rings_its_author_unless_told(
    rest: Rest, server: FakeDiscord, channel: Channel, ann: User
) -> None:
    said = await server.say(ann, channel, "hi")
    payload = {"content": "x", "message_reference": {"message_id": str(said.id)}}
    path = f"/channels/{channel.id}/messages"
    await rest("POST", path, payload)
    assert channel.messages[-1].pinged == {ann}
    await rest("POST", path, payload | {"allowed_mentions": {"parse": ["users"]}})
    assert channel.messages[-1].pinged == set()
    await rest("POST", path, payload | {"allowed_mentions": {"parse": [], "replied_user": True}})
    assert channel.messages[-1].pinged == {ann}


async def test_an_edit_rings_nobody(rest: Rest, channel: Channel, ann: User) -> None:
    await _send(rest, channel, "hi")
    message = channel.messages[-1]
    await rest("PATCH", f"/channels/{channel.id}/messages/{message.id}", {"content": ann.mention})
    assert message.pinged == set()
    assert message.mentions.users == [ann]


@pytest.mark.parametrize(
    "allowed",
    [{"parse": ["users"], "users": ["1"]}, {"parse": ["people"]}, {"parse": [], "users": [str(n) for n in range(101)]}],
)
async def test_contradictions_are_refused(rest: Rest, channel: Channel, allowed: object) -> None:
    payload = {"content": "x", "allowed_mentions": allowed}
    assert (await rest("POST", f"/channels/{channel.id}/messages", payload)).body["code"] == 50035


@given(st.text())
def test_nothing_rings_when_nothing_is_allowed(text: str) -> None:
    world = World(Clock())
    user = world.make_user("ann")
    channel = world.direct_channel(user, world.make_user("bot", bot=True))
    allowed = AllowedMentions.read({"parse": []}, FormErrors())
    mentions = resolve(world, channel, f"{user.mention} @everyone {text}", allowed)
    assert not mentions.users
    assert not mentions.everyone
