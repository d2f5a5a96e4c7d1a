"""Channels and threads come, change and go."""

from __future__ import annotations

from .accounts import User
from .messages import Message, MessageFlag, MessageType
from .payloads import places
from .permissions import Overwrite, Permission
from .places import Channel, ChannelType, Guild
from .posting import announce, announce_thread, place
from .wire import Json
from .world import Event, Intent, World


def create_channel(
    world: World,
    guild: Guild,
    name: str,
    kind: ChannelType = ChannelType.TEXT,
    *,
    topic: str | None = None,
    parent: Channel | None = None,
    nsfw: bool = False,
) -> Channel:
    """Make a channel in `guild`."""
    channel = Channel(world.snowflakes.make(), kind, name, guild, topic, parent, len(guild.channels), nsfw)
    guild.channels[channel.id] = channel
    world.channels[channel.id] = channel
    channel_changed(world, channel, "CHANNEL_CREATE")
    return channel


def channel_changed(world: World, channel: Channel, name: str = "CHANNEL_UPDATE") -> None:
    """Tell everyone in the guild of a channel that came or changed; bots hear of hidden ones too."""
    world.emit(Event(name, lambda bot, _: places.channel(channel, bot.user), Intent.GUILDS, channel.guild))
    channel.watch.touch()


def set_overwrite(world: World, channel: Channel, overwrite: Overwrite) -> None:
    """Allow or deny something in a channel to a role or a member."""
    channel.overwrites[overwrite.target] = overwrite
    channel_changed(world, channel)


def deny(world: World, channel: Channel, user: User, permissions: Permission) -> None:
    """Deny `permissions` in `channel` to `user`."""
    set_overwrite(world, channel, Overwrite(user.id, 1, deny=permissions))


def delete_channel(world: World, channel: Channel) -> None:
    """Delete a channel or thread with all that is in it: threads, messages, webhooks."""
    guild = channel.guild
    if guild is None:
        return
    if channel.is_thread:
        data: Json = {
            "id": str(channel.id),
            "guild_id": str(guild.id),
            "parent_id": str(channel.parent.id) if channel.parent else None,
            "type": int(channel.type),
        }
        world.emit_plain("THREAD_DELETE", data, intents=Intent.GUILDS, guild=guild, channel=channel)
        del guild.threads[channel.id]
    else:
        for thread in [one for one in guild.threads.values() if one.parent is channel]:
            delete_channel(world, thread)
        channel_changed(world, channel, "CHANNEL_DELETE")
        del guild.channels[channel.id]
    for webhook in [one for one in world.webhooks.values() if one.channel is channel]:
        del world.webhooks[webhook.id]
    channel.gone = True
    del world.channels[channel.id]
    channel.watch.touch()


def create_thread(
    world: World,
    parent: Channel,
    name: str,
    starter: User,
    *,
    message: Message | None = None,
    private: bool = False,
    auto_archive: int = 1440,
) -> Channel:
    """Start a thread in `parent`, from `message` when there is one: the thread then has its id."""
    kind = ChannelType.PRIVATE_THREAD if private else ChannelType.PUBLIC_THREAD
    if parent.type == ChannelType.NEWS:
        kind = ChannelType.NEWS_THREAD
    now = world.clock.time()
    thread = Channel(world.snowflakes.make() if message is None else message.id, kind, name, parent.guild)
    thread.parent, thread.starter, thread.created_at, thread.archived_at = parent, starter, now, now
    thread.auto_archive = auto_archive
    thread.thread_members[starter.id] = now
    world.channels[thread.id] = thread
    if parent.guild is not None:
        parent.guild.threads[thread.id] = thread
    announce_thread(world, "THREAD_CREATE", thread, {"newly_created": True})
    if message is not None:
        message.thread = thread
        message.flags |= MessageFlag.HAS_THREAD
        announce(world, "MESSAGE_UPDATE", message)
        opening = Message(world.snowflakes.make(), thread, message.author, "", now, MessageType.THREAD_STARTER)
        opening.reference, opening.reference_channel = message.id, parent
        place(world, opening)
    elif parent.type != ChannelType.FORUM and not private:
        notice = Message(world.snowflakes.make(), parent, starter, name, now, MessageType.THREAD_CREATED)
        notice.reference_channel = thread
        place(world, notice)
    return thread


def join_thread(world: World, thread: Channel, user: User) -> None:
    """Add `user` to a thread; a bot that is added hears of the thread."""
    if user.id in thread.thread_members:
        return
    thread.thread_members[user.id] = world.clock.time()
    if thread.type == ChannelType.PRIVATE_THREAD:
        for bot in world.bots.values():
            if bot.user is user:
                world.emit(
                    Event(
                        "THREAD_CREATE", lambda to, _: places.thread(thread, to.user), Intent.GUILDS, only=bot,
                        guild=thread.guild,
                    )
                )  # fmt: skip
    _tell_members(world, thread, {"added_members": [places.thread_member(thread, user.id)]})


def leave_thread(world: World, thread: Channel, user: User) -> None:
    """Remove `user` from a thread."""
    if thread.thread_members.pop(user.id, None) is not None:
        _tell_members(world, thread, {"removed_member_ids": [str(user.id)]})


def _tell_members(world: World, thread: Channel, change: Json) -> None:
    guild_id = str(thread.guild.id) if thread.guild else None
    data = {"id": str(thread.id), "guild_id": guild_id, "member_count": len(thread.thread_members)} | change
    world.emit_plain("THREAD_MEMBERS_UPDATE", data, intents=Intent.GUILD_MEMBERS, guild=thread.guild, channel=thread)
    thread.watch.touch()


def archive(world: World, thread: Channel, *, archived: bool = True, locked: bool | None = None) -> None:
    """Archive, unarchive, lock or unlock a thread."""
    thread.archived = archived
    thread.archived_at = world.clock.time()
    if locked is not None:
        thread.locked = locked
    announce_thread(world, "THREAD_UPDATE", thread)
    thread.watch.touch()


def webhooks_changed(world: World, channel: Channel) -> None:
    """Tell everyone that the webhooks of a channel changed; which ones, Discord does not say."""
    if channel.guild is not None:
        data: Json = {"guild_id": str(channel.guild.id), "channel_id": str(channel.id)}
        world.emit_plain("WEBHOOKS_UPDATE", data, intents=Intent.GUILD_WEBHOOKS, guild=channel.guild, channel=channel)
