"""Rooms and moments as Discord's identifiers name them."""

from __future__ import annotations

import discord

from bridge.adapters.discord.constants import EPOCH, PLATFORM
from bridge.chat.room import RoomRef


def room_ref(channel: int | str) -> RoomRef:
    """A channel or thread as the core knows it."""
    return RoomRef(PLATFORM, str(channel))


def channel_of(room: RoomRef) -> int:
    """The channel or thread of a room."""
    return int(room.id)


def made_at(snowflake: int) -> float:
    """When an identifier was made, in seconds since the epoch."""
    return ((snowflake >> 22) + EPOCH) / 1000


def snowflake_at(moment: float) -> int:
    """The lowest identifier of a moment, given in seconds since the epoch."""
    return max(0, int(moment * 1000) - EPOCH) << 22


def title_of(channel: object) -> str:
    """How people call a channel: its name with that of its guild, and of the channel that a thread hangs under."""
    name = getattr(channel, "name", None)
    if not name:
        return ""
    guild = getattr(channel, "guild", None)
    parent = channel.parent if isinstance(channel, discord.Thread) else None
    title = f"#{parent.name} › {name}" if parent is not None else f"#{name}"
    return f"{title} ({guild.name})" if guild is not None and guild.name else title
