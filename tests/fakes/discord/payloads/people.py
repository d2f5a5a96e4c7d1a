"""Users, members and applications on the wire."""

from __future__ import annotations

from tests.fakes.discord.accounts import Bot, User
from tests.fakes.discord.places import Guild, Member
from tests.fakes.discord.wire import Json, iso


def user(one: User) -> Json:
    """https://discord.com/developers/docs/resources/user#user-object ."""
    return {
        "id": str(one.id),
        "username": one.name,
        "global_name": one.display_name,
        "discriminator": one.discriminator,
        "avatar": one.avatar,
        "avatar_decoration_data": None,
        "bot": one.bot,
        "public_flags": 0,
    }


def own_user(bot: Bot) -> Json:
    """The bot's own user, with what only it is told."""
    return user(bot.user) | {
        "flags": 0,
        "mfa_enabled": False,
        "locale": bot.user.locale,
        "verified": True,
        "email": None,
        "banner": None,
        "accent_color": None,
    }


def member(one: Member, *, with_user: bool = True) -> Json:
    """https://discord.com/developers/docs/resources/guild#guild-member-object ."""
    data: Json = {
        "nick": one.nick,
        "avatar": None,
        "banner": None,
        "roles": [str(role.id) for role in one.roles],
        "joined_at": iso(one.joined_at),
        "premium_since": None,
        "deaf": False,
        "mute": False,
        "flags": 0,
        "pending": False,
        "communication_disabled_until": iso(one.timeout_until),
    }
    if with_user:
        data["user"] = user(one.user)
    return data


def application(bot: Bot, guilds: list[Guild]) -> Json:
    """https://discord.com/developers/docs/resources/application#application-object ."""
    return {
        "id": str(bot.id),
        "name": bot.user.name,
        "icon": bot.user.avatar,
        "description": "",
        "summary": "",
        "type": None,
        "bot_public": bot.public,
        "bot_require_code_grant": False,
        "verify_key": "0" * 64,
        "flags": bot.flags,
        "owner": user(bot.owner),
        "team": None,
        "rpc_origins": [],
        "redirect_uris": [],
        "interactions_endpoint_url": None,
        "role_connections_verification_url": None,
        "approximate_guild_count": len(guilds),
        "approximate_user_install_count": 0,
        "install_params": None,
        "integration_types_config": {"0": {}},
        "bot": user(bot.user),
    }
