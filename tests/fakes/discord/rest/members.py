"""Members of a guild, and bans."""

from __future__ import annotations

import datetime as dt

from tests.fakes.discord import roster
from tests.fakes.discord.payloads import people
from tests.fakes.discord.permissions import Permission
from tests.fakes.discord.places import Member
from tests.fakes.discord.refusals import Refusal, invalid, refuse

from .request import ApiRequest, Body, Route

TIMEOUT_S = 28 * 24 * 3600
"""The longest time-out."""


def _member(ask: ApiRequest) -> Member:
    member = ask.guild().members.get(ask.id("user_id"))
    if member is None:
        raise refuse(Refusal.UNKNOWN_MEMBER)
    return member


def _subordinate(ask: ApiRequest) -> Member:
    """The member in the path, on whom the bot may act."""
    member = _member(ask)
    own = member.guild.member(ask.bot.user)
    if member is not own and not roster.outranks(member.guild, own, member):
        raise refuse(Refusal.MISSING_PERMISSIONS)
    return member


async def members(ask: ApiRequest) -> Body:
    """GET /guilds/{guild_id}/members ; needs the members switch of the developer portal."""
    guild = ask.guild()
    if not ask.bot.members:
        raise refuse(Refusal.MISSING_ACCESS)
    limit, after = ask.query_int("limit", 1, 1, 1000), ask.query_id("after") or 0
    found = sorted((one for one in guild.members.values() if one.user.id > after), key=lambda one: one.user.id)
    return [people.member(one) for one in found[:limit]]


async def search(ask: ApiRequest) -> Body:
    """GET /guilds/{guild_id}/members/search ."""
    start = ask.query.get("query", "").lower()
    found = [one for one in ask.guild().members.values() if one.shown_name.lower().startswith(start)]
    return [people.member(one) for one in found[: ask.query_int("limit", 1, 1, 1000)]]


async def member(ask: ApiRequest) -> Body:
    """GET /guilds/{guild_id}/members/{user_id} ."""
    return people.member(_member(ask))


async def edit(ask: ApiRequest) -> Body:
    """PATCH /guilds/{guild_id}/members/{user_id} ."""
    needed = Permission.NONE
    for key, permission in (
        ("nick", Permission.MANAGE_NICKNAMES),
        ("roles", Permission.MANAGE_ROLES),
        ("communication_disabled_until", Permission.MODERATE_MEMBERS),
    ):
        if key in ask.fields:
            needed |= permission
    guild = ask.guild(needed)
    one = _subordinate(ask)
    if "nick" in ask.fields:
        one.nick = ask.fields["nick"] or None
    if "roles" in ask.fields:
        one.roles = [guild.roles[int(role)] for role in ask.fields["roles"]]
    if "communication_disabled_until" in ask.fields:
        until = ask.fields["communication_disabled_until"]
        if until is not None and roster.is_moderator(guild, one.user, Permission.ADMINISTRATOR):
            raise refuse(Refusal.MISSING_PERMISSIONS)
        one.timeout_until = None if until is None else _read_timeout(ask, until)
    roster.member_changed(ask.world, one)
    return people.member(one)


def _read_timeout(ask: ApiRequest, raw: str) -> float:
    until = dt.datetime.fromisoformat(raw).timestamp()
    if until > ask.world.clock.time() + TIMEOUT_S:
        text = "Invalid Form Body: timeouts last 28 days at most"
        raise invalid("communication_disabled_until", "COMMUNICATION_DISABLED_TOO_FAR_IN_FUTURE", text)
    return until


async def edit_own(ask: ApiRequest) -> Body:
    """PATCH /guilds/{guild_id}/members/@me ."""
    own = ask.guild(Permission.CHANGE_NICKNAME).member(ask.bot.user)
    if "nick" in ask.fields:
        own.nick = ask.fields["nick"] or None
        roster.member_changed(ask.world, own)
    return people.member(own)


async def kick(ask: ApiRequest) -> Body:
    """DELETE /guilds/{guild_id}/members/{user_id} ."""
    guild = ask.guild(Permission.KICK_MEMBERS)
    roster.leave(ask.world, guild, _subordinate(ask).user)
    return None


async def give_role(ask: ApiRequest) -> Body:
    """PUT /guilds/{guild_id}/members/{user_id}/roles/{role_id} ."""
    role = ask.guild(Permission.MANAGE_ROLES).roles.get(ask.id("role_id"))
    if role is None:
        raise refuse(Refusal.UNKNOWN_ROLE)
    one = _member(ask)
    if role not in one.roles:
        one.roles.append(role)
        roster.member_changed(ask.world, one)
    return None


async def take_role(ask: ApiRequest) -> Body:
    """DELETE /guilds/{guild_id}/members/{user_id}/roles/{role_id} ."""
    role = ask.guild(Permission.MANAGE_ROLES).roles.get(ask.id("role_id"))
    if role is None:
        raise refuse(Refusal.UNKNOWN_ROLE)
    one = _member(ask)
    if role in one.roles:
        one.roles.remove(role)
        roster.member_changed(ask.world, one)
    return None


async def bans(ask: ApiRequest) -> Body:
    """GET /guilds/{guild_id}/bans ."""
    found = ask.guild(Permission.BAN_MEMBERS).bans
    return [{"reason": reason, "user": people.user(ask.world.users[user])} for user, reason in found.items()]


async def get_ban(ask: ApiRequest) -> Body:
    """GET /guilds/{guild_id}/bans/{user_id} ."""
    found = ask.guild(Permission.BAN_MEMBERS).bans
    user = ask.id("user_id")
    if user not in found:
        raise refuse(Refusal.UNKNOWN_BAN)
    return {"reason": found[user], "user": people.user(ask.world.users[user])}


async def ban(ask: ApiRequest) -> Body:
    """PUT /guilds/{guild_id}/bans/{user_id} ."""
    guild = ask.guild(Permission.BAN_MEMBERS)
    user = ask.world.users.get(ask.id("user_id"))
    if user is None:
        raise refuse(Refusal.UNKNOWN_USER)
    if user.id in guild.members:
        _subordinate(ask)
    roster.ban(ask.world, guild, user)
    return None


async def unban(ask: ApiRequest) -> Body:
    """DELETE /guilds/{guild_id}/bans/{user_id} ."""
    guild = ask.guild(Permission.BAN_MEMBERS)
    if ask.id("user_id") not in guild.bans:
        raise refuse(Refusal.UNKNOWN_BAN)
    roster.unban(ask.world, guild, ask.world.users[ask.id("user_id")])
    return None


ROUTES = (
    Route("GET", "/guilds/{guild_id}/members", members),
    Route("GET", "/guilds/{guild_id}/members/search", search),
    Route("PATCH", "/guilds/{guild_id}/members/@me", edit_own),
    Route("GET", "/guilds/{guild_id}/members/{user_id}", member),
    Route("PATCH", "/guilds/{guild_id}/members/{user_id}", edit),
    Route("DELETE", "/guilds/{guild_id}/members/{user_id}", kick),
    Route("PUT", "/guilds/{guild_id}/members/{user_id}/roles/{role_id}", give_role),
    Route("DELETE", "/guilds/{guild_id}/members/{user_id}/roles/{role_id}", take_role),
    Route("GET", "/guilds/{guild_id}/bans", bans),
    Route("GET", "/guilds/{guild_id}/bans/{user_id}", get_ban),
    Route("PUT", "/guilds/{guild_id}/bans/{user_id}", ban),
    Route("DELETE", "/guilds/{guild_id}/bans/{user_id}", unban),
)
