"""Who may do what, and where.

https://discord.com/developers/docs/topics/permissions
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntFlag
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .places import Channel, Guild, Member


class Permission(IntFlag):
    """The permissions that the fake enforces or hands out."""

    NONE = 0
    KICK_MEMBERS = 1 << 1
    BAN_MEMBERS = 1 << 2
    ADMINISTRATOR = 1 << 3
    MANAGE_CHANNELS = 1 << 4
    MANAGE_GUILD = 1 << 5
    ADD_REACTIONS = 1 << 6
    VIEW_CHANNEL = 1 << 10
    SEND_MESSAGES = 1 << 11
    SEND_TTS_MESSAGES = 1 << 12
    MANAGE_MESSAGES = 1 << 13
    EMBED_LINKS = 1 << 14
    ATTACH_FILES = 1 << 15
    READ_MESSAGE_HISTORY = 1 << 16
    MENTION_EVERYONE = 1 << 17
    USE_EXTERNAL_EMOJIS = 1 << 18
    CONNECT = 1 << 20
    SPEAK = 1 << 21
    CHANGE_NICKNAME = 1 << 26
    MANAGE_NICKNAMES = 1 << 27
    MANAGE_ROLES = 1 << 28
    MANAGE_WEBHOOKS = 1 << 29
    USE_APPLICATION_COMMANDS = 1 << 31
    MANAGE_THREADS = 1 << 34
    CREATE_PUBLIC_THREADS = 1 << 35
    CREATE_PRIVATE_THREADS = 1 << 36
    USE_EXTERNAL_STICKERS = 1 << 37
    SEND_MESSAGES_IN_THREADS = 1 << 38
    MODERATE_MEMBERS = 1 << 40
    SEND_VOICE_MESSAGES = 1 << 46
    SEND_POLLS = 1 << 49
    PIN_MESSAGES = 1 << 51
    ALL = (1 << 53) - 1


EVERYONE = (
    Permission.ADD_REACTIONS
    | Permission.VIEW_CHANNEL
    | Permission.SEND_MESSAGES
    | Permission.EMBED_LINKS
    | Permission.ATTACH_FILES
    | Permission.READ_MESSAGE_HISTORY
    | Permission.USE_EXTERNAL_EMOJIS
    | Permission.CHANGE_NICKNAME
    | Permission.USE_APPLICATION_COMMANDS
    | Permission.CREATE_PUBLIC_THREADS
    | Permission.USE_EXTERNAL_STICKERS
    | Permission.SEND_MESSAGES_IN_THREADS
    | Permission.SEND_VOICE_MESSAGES
    | Permission.SEND_POLLS
    | Permission.CONNECT
    | Permission.SPEAK
)
"""What the everyone role of a new guild may do."""

BRIDGE = (
    EVERYONE
    | Permission.MANAGE_WEBHOOKS
    | Permission.MANAGE_MESSAGES
    | Permission.PIN_MESSAGES
    | Permission.MANAGE_THREADS
    | Permission.MODERATE_MEMBERS
    | Permission.BAN_MEMBERS
)
"""What a bridge asks for in its invite link."""

IN_TIMEOUT = Permission.VIEW_CHANNEL | Permission.READ_MESSAGE_HISTORY
"""All that a member in time-out keeps."""


@dataclass
class Overwrite:
    """What a channel allows and denies to one role (`kind` 0) or one member (`kind` 1)."""

    target: int
    kind: int
    allow: Permission = Permission.NONE
    deny: Permission = Permission.NONE


def in_guild(guild: Guild, member: Member) -> Permission:
    """The permissions of `member` in `guild`, before any channel's overwrites."""
    if guild.owner is member.user:
        return Permission.ALL
    granted = guild.everyone.permissions
    for role in member.roles:
        granted |= role.permissions
    return Permission.ALL if granted & Permission.ADMINISTRATOR else granted


def in_channel(channel: Channel, member: Member, *, timed_out: bool = False) -> Permission:
    """The permissions of `member` in `channel`; a thread has those of its parent.

    Raises ValueError for a direct message channel, which has no permissions.
    """
    guild = channel.guild
    if guild is None:
        msg = "a direct message channel has no permissions"
        raise ValueError(msg)
    granted = in_guild(guild, member)
    if granted & Permission.ADMINISTRATOR:
        return granted
    overwrites = (channel.parent or channel if channel.is_thread else channel).overwrites
    if (everyone := overwrites.get(guild.id)) is not None:
        granted = granted & ~everyone.deny | everyone.allow
    allow = deny = Permission.NONE
    for role in member.roles:
        if (overwrite := overwrites.get(role.id)) is not None:
            allow |= overwrite.allow
            deny |= overwrite.deny
    granted = granted & ~deny | allow
    if (own := overwrites.get(member.user.id)) is not None:
        granted = granted & ~own.deny | own.allow
    if not granted & Permission.VIEW_CHANNEL:
        return Permission.NONE
    return granted & IN_TIMEOUT if timed_out else granted
