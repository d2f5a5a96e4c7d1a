"""The bot itself, other users, the application, the gateway's address."""

from __future__ import annotations

from tests.fakes.discord import roster
from tests.fakes.discord.payloads import people, places
from tests.fakes.discord.permissions import in_guild
from tests.fakes.discord.refusals import Refusal, form, refuse

from .request import Answer, ApiRequest, Body, Route


async def me(ask: ApiRequest) -> Body:
    """GET /users/@me ."""
    return people.own_user(ask.bot)


async def edit_me(ask: ApiRequest) -> Body:
    """PATCH /users/@me ."""
    if "username" in ask.fields:
        with form() as errors:
            errors.length("username", ask.fields["username"], 2, 32)
        ask.bot.user.name = ask.fields["username"]
    return people.own_user(ask.bot)


async def user(ask: ApiRequest) -> Body:
    """GET /users/{user_id} ."""
    found = ask.world.users.get(ask.id("user_id"))
    if found is None:
        raise refuse(Refusal.UNKNOWN_USER)
    return people.user(found)


async def my_guilds(ask: ApiRequest) -> Body:
    """GET /users/@me/guilds ."""
    bot = ask.bot
    return [
        {
            "id": str(guild.id),
            "name": guild.name,
            "icon": None,
            "banner": None,
            "owner": guild.owner is bot.user,
            "permissions": str(int(in_guild(guild, guild.member(bot.user)))),
            "features": [],
        }
        for guild in ask.world.guilds.values()
        if bot.id in guild.members
    ]


async def leave_guild(ask: ApiRequest) -> Body:
    """DELETE /users/@me/guilds/{guild_id} ."""
    roster.leave(ask.world, ask.guild(), ask.bot.user)
    return None


async def open_direct(ask: ApiRequest) -> Body:
    """POST /users/@me/channels ."""
    other = ask.world.users.get(int(ask.fields.get("recipient_id") or 0))
    if other is None:
        raise refuse(Refusal.UNKNOWN_USER)
    return places.channel(ask.world.direct_channel(ask.bot.user, other), ask.bot.user)


async def application(ask: ApiRequest) -> Body:
    """GET /oauth2/applications/@me ."""
    guilds = [guild for guild in ask.world.guilds.values() if ask.bot.id in guild.members]
    return people.application(ask.bot, guilds)


async def gateway(ask: ApiRequest) -> Body:
    """GET /gateway ."""
    return {"url": ask.gateway.url}


async def gateway_bot(ask: ApiRequest) -> Body:
    """GET /gateway/bot ."""
    limit = {"total": 1000, "remaining": 1000, "reset_after": 86_400_000, "max_concurrency": 1}
    return {"url": ask.gateway.url, "shards": 1, "session_start_limit": limit}


async def sticker(ask: ApiRequest) -> Body:
    """GET /stickers/{sticker_id} ."""
    for guild in ask.world.guilds.values():
        if (found := guild.stickers.get(ask.id("sticker_id"))) is not None:
            return places.sticker(found, guild)
    raise refuse(Refusal.UNKNOWN_STICKER)


async def sticker_packs(_: ApiRequest) -> Body:
    """GET /sticker-packs ."""
    return Answer(200, {"sticker_packs": []})


ROUTES = (
    Route("GET", "/users/@me", me),
    Route("PATCH", "/users/@me", edit_me),
    Route("GET", "/users/@me/guilds", my_guilds),
    Route("DELETE", "/users/@me/guilds/{guild_id}", leave_guild),
    Route("POST", "/users/@me/channels", open_direct),
    Route("GET", "/users/{user_id}", user),
    Route("GET", "/oauth2/applications/@me", application),
    Route("GET", "/applications/@me", application),
    Route("GET", "/gateway", gateway, open=True),
    Route("GET", "/gateway/bot", gateway_bot),
    Route("GET", "/stickers/{sticker_id}", sticker),
    Route("GET", "/sticker-packs", sticker_packs),
)
