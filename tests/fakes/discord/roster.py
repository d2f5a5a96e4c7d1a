"""Guilds and who is in them: joining, leaving, roles, nicknames, time-outs, bans."""

from __future__ import annotations

from collections.abc import Iterable

from .accounts import Bot, User
from .messages import Message, MessageType
from .payloads import people, places
from .permissions import BRIDGE, EVERYONE, Permission, in_guild
from .places import Guild, Member, Role
from .posting import place
from .wire import Json
from .world import Event, Intent, World


def create_guild(world: World, name: str, owner: User, locale: str) -> Guild:
    """Make a guild with its everyone role; its owner is its first member."""
    guild_id = world.snowflakes.make()
    guild = Guild(guild_id, name, owner, Role(guild_id, "@everyone", EVERYONE, position=0), locale)
    world.guilds[guild_id] = guild
    guild.members[owner.id] = Member(owner, guild, world.clock.time())
    return guild


def _bot_of(world: World, user: User) -> Bot | None:
    return next((bot for bot in world.bots.values() if bot.user is user), None)


def join(world: World, guild: Guild, user: User, permissions: Permission = BRIDGE) -> Member:
    """Let `user` join; a bot comes with a role of its own that has `permissions`."""
    if user.id in guild.members:
        return guild.members[user.id]
    member = Member(user, guild, world.clock.time())
    bot = _bot_of(world, user)
    if bot is not None:
        role = Role(world.snowflakes.make(), user.name, permissions, position=len(guild.roles) + 1, bot=user)
        guild.roles[role.id] = role
        member.roles.append(role)
    guild.members[user.id] = member
    _tell_member(world, "GUILD_MEMBER_ADD", member)
    if bot is not None:
        world.emit(
            Event(
                "GUILD_CREATE",
                lambda to, _: places.gateway_guild(world, guild, to, all_members=False),
                Intent.GUILDS,
                guild,
                only=bot,
            )
        )
    if guild.system_channel is not None:
        notice = Message(
            world.snowflakes.make(), guild.system_channel, user, "", world.clock.time(), MessageType.JOINED
        )
        place(world, notice)
    return member


def leave(world: World, guild: Guild, user: User) -> None:
    """Let `user` leave, or be kicked, which looks the same. A bot is told that the guild is gone."""
    member = guild.members.pop(user.id)
    bot = _bot_of(world, user)
    if bot is not None:
        for role in member.roles:
            if role.bot is user:
                del guild.roles[role.id]
        gone: Json = {"id": str(guild.id)}
        world.emit(Event("GUILD_DELETE", lambda _bot, _reads: gone, Intent.GUILDS, only=bot))
    for thread in guild.threads.values():
        thread.thread_members.pop(user.id, None)
    data: Json = {"guild_id": str(guild.id), "user": people.user(user)}
    world.emit_plain("GUILD_MEMBER_REMOVE", data, intents=Intent.GUILD_MEMBERS, guild=guild)


def _tell_member(world: World, name: str, member: Member) -> None:
    data = people.member(member) | {"guild_id": str(member.guild.id)}
    world.emit_plain(name, data, intents=Intent.GUILD_MEMBERS, guild=member.guild)


def member_changed(world: World, member: Member) -> None:
    """Tell everyone that roles, nickname or time-out changed; the bot itself hears it without the intent."""
    data = people.member(member) | {"guild_id": str(member.guild.id)}
    bot = _bot_of(world, member.user)
    if bot is not None:
        world.emit(Event("GUILD_MEMBER_UPDATE", lambda _bot, _reads: data, guild=member.guild, only=bot))
    for other in world.bots_in(member.guild):
        if other is not bot:
            world.emit(
                Event("GUILD_MEMBER_UPDATE", lambda _bot, _reads: data, Intent.GUILD_MEMBERS, member.guild, only=other)
            )


def ban(world: World, guild: Guild, user: User, reason: str | None = None) -> None:
    """Ban `user`, who leaves when they are here."""
    guild.bans[user.id] = reason
    data: Json = {"guild_id": str(guild.id), "user": people.user(user)}
    world.emit_plain("GUILD_BAN_ADD", data, intents=Intent.GUILD_MODERATION, guild=guild)
    if user.id in guild.members:
        leave(world, guild, user)


def unban(world: World, guild: Guild, user: User) -> None:
    """Lift a ban. Raises KeyError when there is none."""
    del guild.bans[user.id]
    data: Json = {"guild_id": str(guild.id), "user": people.user(user)}
    world.emit_plain("GUILD_BAN_REMOVE", data, intents=Intent.GUILD_MODERATION, guild=guild)


def create_role(
    world: World,
    guild: Guild,
    name: str,
    permissions: Permission = Permission.NONE,
    *,
    mentionable: bool = False,
    members: Iterable[User] = (),
) -> Role:
    """Make a role above all others and give it to `members`."""
    role = Role(world.snowflakes.make(), name, permissions, len(guild.roles) + 1, mentionable=mentionable)
    guild.roles[role.id] = role
    role_changed(world, guild, role, "GUILD_ROLE_CREATE")
    for user in members:
        guild.member(user).roles.append(role)
        member_changed(world, guild.member(user))
    return role


def role_changed(world: World, guild: Guild, role: Role, name: str = "GUILD_ROLE_UPDATE") -> None:
    """Tell everyone of a role that came or changed."""
    data: Json = {"guild_id": str(guild.id), "role": places.role(role)}
    world.emit_plain(name, data, intents=Intent.GUILDS, guild=guild)


def delete_role(world: World, guild: Guild, role: Role) -> None:
    """Delete a role and take it from whoever has it."""
    del guild.roles[role.id]
    for member in guild.members.values():
        if role in member.roles:
            member.roles.remove(role)
    data: Json = {"guild_id": str(guild.id), "role_id": str(role.id)}
    world.emit_plain("GUILD_ROLE_DELETE", data, intents=Intent.GUILDS, guild=guild)


def outranks(guild: Guild, one: Member, other: Member) -> bool:
    """Whether `one` may act on `other`: the owner always, else by the highest role."""
    if guild.owner is one.user:
        return True
    if guild.owner is other.user:
        return False
    return _rank(one) > _rank(other)


def _rank(member: Member) -> int:
    return max((role.position for role in member.roles), default=0)


def is_moderator(guild: Guild, user: User, needed: Permission) -> bool:
    """Whether `user` has `needed` in `guild`."""
    return user.id in guild.members and needed in in_guild(guild, guild.member(user))
