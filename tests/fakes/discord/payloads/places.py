"""Guilds, roles, channels and threads on the wire."""

from __future__ import annotations

from tests.fakes.discord.accounts import Bot, User
from tests.fakes.discord.permissions import in_guild
from tests.fakes.discord.places import Channel, ChannelType, Emoji, Guild, Role, Sticker
from tests.fakes.discord.wire import Json, iso
from tests.fakes.discord.world import World

from . import people


def role(one: Role) -> Json:
    """https://discord.com/developers/docs/topics/permissions#role-object ."""
    data: Json = {
        "id": str(one.id),
        "name": one.name,
        "description": None,
        "permissions": str(int(one.permissions)),
        "position": one.position,
        "color": one.color,
        "colors": {"primary_color": one.color, "secondary_color": None, "tertiary_color": None},
        "hoist": one.hoist,
        "icon": None,
        "unicode_emoji": None,
        "managed": one.bot is not None,
        "mentionable": one.mentionable,
        "flags": 0,
    }
    if one.bot is not None:
        data["tags"] = {"bot_id": str(one.bot.id)}
    return data


def emoji(one: Emoji | str) -> Json:
    """A reaction's emoji."""
    if isinstance(one, str):
        return {"id": None, "name": one}
    return {"id": str(one.id), "name": one.name, "animated": one.animated}


def guild_emoji(one: Emoji) -> Json:
    """https://discord.com/developers/docs/resources/emoji#emoji-object ."""
    return emoji(one) | {"roles": [], "require_colons": True, "managed": False, "available": True}


def sticker_item(one: Sticker) -> Json:
    """https://discord.com/developers/docs/resources/sticker#sticker-item-object ."""
    return {"id": str(one.id), "name": one.name, "format_type": one.format}


def sticker(one: Sticker, guild: Guild) -> Json:
    """https://discord.com/developers/docs/resources/sticker#sticker-object ."""
    return sticker_item(one) | {
        "type": 2,
        "description": one.description,
        "tags": one.tags,
        "available": True,
        "guild_id": str(guild.id),
    }


def channel(one: Channel, viewer: User | None = None) -> Json:
    """https://discord.com/developers/docs/resources/channel#channel-object ."""
    if one.is_thread:
        return thread(one, viewer)
    data: Json = {
        "id": str(one.id),
        "type": int(one.type),
        "last_message_id": None if one.last_message_id is None else str(one.last_message_id),
        "flags": 0,
    }
    if one.last_pin_at is not None:
        data["last_pin_timestamp"] = iso(one.last_pin_at)
    if one.guild is None:
        return data | {"recipients": [people.user(user) for user in one.recipients if user is not viewer]}
    data |= {
        "guild_id": str(one.guild.id),
        "name": one.name,
        "topic": one.topic,
        "position": one.position,
        "parent_id": None if one.parent is None else str(one.parent.id),
        "nsfw": one.nsfw,
        "rate_limit_per_user": one.slowmode,
        "permission_overwrites": [
            {"id": str(rule.target), "type": rule.kind, "allow": str(int(rule.allow)), "deny": str(int(rule.deny))}
            for rule in one.overwrites.values()
        ],
    }
    if one.type in {ChannelType.VOICE, ChannelType.STAGE}:
        data |= {"bitrate": 64000, "user_limit": 0, "rtc_region": None}
    if one.type == ChannelType.FORUM:
        data |= {
            "available_tags": [],
            "default_reaction_emoji": None,
            "default_sort_order": None,
            "default_forum_layout": 0,
            "default_thread_rate_limit_per_user": 0,
        }
    return data


def thread_member(one: Channel, user_id: int) -> Json:
    """https://discord.com/developers/docs/resources/channel#thread-member-object ."""
    return {
        "id": str(one.id),
        "user_id": str(user_id),
        "join_timestamp": iso(one.thread_members[user_id]),
        "flags": 0,
    }


def thread(one: Channel, viewer: User | None = None) -> Json:
    """A thread, with the membership of `viewer` when they are in it."""
    data: Json = {
        "id": str(one.id),
        "type": int(one.type),
        "guild_id": str(one.guild.id) if one.guild else None,
        "parent_id": str(one.parent.id) if one.parent else None,
        "owner_id": str(one.starter.id) if one.starter else None,
        "name": one.name,
        "last_message_id": None if one.last_message_id is None else str(one.last_message_id),
        "rate_limit_per_user": one.slowmode,
        "message_count": one.messages_sent,
        "total_message_sent": one.messages_sent,
        "member_count": min(len(one.thread_members), 50),
        "flags": 0,
        "thread_metadata": {
            "archived": one.archived,
            "archive_timestamp": iso(one.archived_at or one.created_at),
            "auto_archive_duration": one.auto_archive,
            "locked": one.locked,
            "create_timestamp": iso(one.created_at),
        },
    }
    if one.type == ChannelType.PRIVATE_THREAD:
        data["thread_metadata"]["invitable"] = True
    if one.parent is not None and one.parent.type == ChannelType.FORUM:
        data["applied_tags"] = []
    if viewer is not None and viewer.id in one.thread_members:
        data["member"] = thread_member(one, viewer.id)
    return data


def guild(one: Guild, bot: Bot) -> Json:
    """https://discord.com/developers/docs/resources/guild#guild-object ."""
    return {
        "id": str(one.id),
        "name": one.name,
        "icon": None,
        "splash": None,
        "discovery_splash": None,
        "banner": None,
        "description": None,
        "owner_id": str(one.owner.id),
        "owner": one.owner is bot.user,
        "permissions": str(int(in_guild(one, one.member(bot.user)))),
        "afk_channel_id": None,
        "afk_timeout": 300,
        "verification_level": 1,
        "default_message_notifications": 1,
        "explicit_content_filter": 0,
        "mfa_level": 0,
        "nsfw": False,
        "nsfw_level": 0,
        "application_id": None,
        "system_channel_id": None if one.system_channel is None else str(one.system_channel.id),
        "system_channel_flags": 0,
        "rules_channel_id": None,
        "public_updates_channel_id": None,
        "safety_alerts_channel_id": None,
        "vanity_url_code": None,
        "premium_tier": 0,
        "premium_subscription_count": 0,
        "premium_progress_bar_enabled": False,
        "preferred_locale": one.locale,
        "max_members": 500_000,
        "max_presences": None,
        "max_video_channel_users": 25,
        "max_stage_video_channel_users": 50,
        "features": [],
        "roles": [role(each) for each in (one.everyone, *one.roles.values())],
        "emojis": [guild_emoji(each) for each in one.emojis.values()],
        "stickers": [sticker(each, one) for each in one.stickers.values()],
    }


def gateway_guild(world: World, one: Guild, bot: Bot, *, all_members: bool) -> Json:
    """What GUILD_CREATE adds. Without the presences intent only the bot's own member comes along."""
    own = one.member(bot.user)
    members = list(one.members.values()) if all_members else [own]
    return guild(one, bot) | {
        "joined_at": iso(own.joined_at),
        "large": len(one.members) > 250,
        "unavailable": False,
        "member_count": len(one.members),
        "members": [people.member(each) for each in members],
        "channels": [channel(each) for each in one.channels.values()],
        "threads": [
            thread(each, bot.user) for each in one.threads.values() if not each.archived and world.sees(bot.user, each)
        ],
        "voice_states": [],
        "presences": [],
        "stage_instances": [],
        "guild_scheduled_events": [],
        "soundboard_sounds": [],
    }
