"""Guilds: their channels, roles, emoji and stickers."""

from __future__ import annotations

from tests.fakes.discord import layout, roster
from tests.fakes.discord.payloads import places
from tests.fakes.discord.permissions import Permission
from tests.fakes.discord.places import ChannelType, Role
from tests.fakes.discord.refusals import Refusal, form, refuse

from .request import Answer, ApiRequest, Body, Route


async def guild(ask: ApiRequest) -> Body:
    """GET /guilds/{guild_id} ."""
    found = ask.guild()
    data = places.guild(found, ask.bot)
    if ask.query_flag("with_counts"):
        data |= {"approximate_member_count": len(found.members), "approximate_presence_count": 0}
    return data


async def channels(ask: ApiRequest) -> Body:
    """GET /guilds/{guild_id}/channels ."""
    return [places.channel(one) for one in ask.guild().channels.values()]


async def create_channel(ask: ApiRequest) -> Body:
    """POST /guilds/{guild_id}/channels ."""
    found = ask.guild(Permission.MANAGE_CHANNELS)
    with form() as errors:
        errors.length("name", ask.fields.get("name"), 1, 100)
    parent = found.channels.get(int(ask.fields.get("parent_id") or 0))
    kind = ChannelType(int(ask.fields.get("type") or 0))
    channel = layout.create_channel(
        ask.world, found, ask.fields["name"], kind, topic=ask.fields.get("topic"), parent=parent
    )
    return Answer(201, places.channel(channel))


async def active_threads(ask: ApiRequest) -> Body:
    """GET /guilds/{guild_id}/threads/active ."""
    user = ask.bot.user
    threads = [one for one in ask.guild().threads.values() if not one.archived and ask.world.sees(user, one)]
    return {
        "threads": [places.thread(one, user) for one in threads],
        "members": [places.thread_member(one, user.id) for one in threads if user.id in one.thread_members],
    }


async def roles(ask: ApiRequest) -> Body:
    """GET /guilds/{guild_id}/roles ."""
    found = ask.guild()
    return [places.role(one) for one in (found.everyone, *found.roles.values())]


def _role(ask: ApiRequest) -> Role:
    role = ask.guild().roles.get(ask.id("role_id"))
    if role is None:
        raise refuse(Refusal.UNKNOWN_ROLE)
    return role


async def role(ask: ApiRequest) -> Body:
    """GET /guilds/{guild_id}/roles/{role_id} ."""
    return places.role(_role(ask))


async def create_role(ask: ApiRequest) -> Body:
    """POST /guilds/{guild_id}/roles ."""
    found = ask.guild(Permission.MANAGE_ROLES)
    permissions = Permission(int(ask.fields.get("permissions") or 0))
    name = ask.fields.get("name") or "new role"
    mentionable = bool(ask.fields.get("mentionable"))
    return places.role(roster.create_role(ask.world, found, name, permissions, mentionable=mentionable))


async def edit_role(ask: ApiRequest) -> Body:
    """PATCH /guilds/{guild_id}/roles/{role_id} ."""
    found = ask.guild(Permission.MANAGE_ROLES)
    one = _role(ask)
    one.name = ask.fields.get("name", one.name)
    one.mentionable = bool(ask.fields.get("mentionable", one.mentionable))
    if ask.fields.get("permissions") is not None:
        one.permissions = Permission(int(ask.fields["permissions"]))
    roster.role_changed(ask.world, found, one)
    return places.role(one)


async def delete_role(ask: ApiRequest) -> Body:
    """DELETE /guilds/{guild_id}/roles/{role_id} ."""
    roster.delete_role(ask.world, ask.guild(Permission.MANAGE_ROLES), _role(ask))
    return None


async def emojis(ask: ApiRequest) -> Body:
    """GET /guilds/{guild_id}/emojis ."""
    return [places.guild_emoji(one) for one in ask.guild().emojis.values()]


async def emoji(ask: ApiRequest) -> Body:
    """GET /guilds/{guild_id}/emojis/{emoji_id} ."""
    found = ask.guild().emojis.get(ask.id("emoji_id"))
    if found is None:
        raise refuse(Refusal.UNKNOWN_EMOJI)
    return places.guild_emoji(found)


async def stickers(ask: ApiRequest) -> Body:
    """GET /guilds/{guild_id}/stickers ."""
    found = ask.guild()
    return [places.sticker(one, found) for one in found.stickers.values()]


async def sticker(ask: ApiRequest) -> Body:
    """GET /guilds/{guild_id}/stickers/{sticker_id} ."""
    found = ask.guild()
    one = found.stickers.get(ask.id("sticker_id"))
    if one is None:
        raise refuse(Refusal.UNKNOWN_STICKER)
    return places.sticker(one, found)


ROUTES = (
    Route("GET", "/guilds/{guild_id}", guild),
    Route("GET", "/guilds/{guild_id}/channels", channels),
    Route("POST", "/guilds/{guild_id}/channels", create_channel),
    Route("GET", "/guilds/{guild_id}/threads/active", active_threads),
    Route("GET", "/guilds/{guild_id}/roles", roles),
    Route("POST", "/guilds/{guild_id}/roles", create_role),
    Route("GET", "/guilds/{guild_id}/roles/{role_id}", role),
    Route("PATCH", "/guilds/{guild_id}/roles/{role_id}", edit_role),
    Route("DELETE", "/guilds/{guild_id}/roles/{role_id}", delete_role),
    Route("GET", "/guilds/{guild_id}/emojis", emojis),
    Route("GET", "/guilds/{guild_id}/emojis/{emoji_id}", emoji),
    Route("GET", "/guilds/{guild_id}/stickers", stickers),
    Route("GET", "/guilds/{guild_id}/stickers/{sticker_id}", sticker),
)
