"""Everything that exists on this Discord, and the one way in which it is told that something happened."""

from __future__ import annotations

import base64
import secrets
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import IntFlag
from typing import TYPE_CHECKING

from .accounts import Bot, User
from .cdn import Cdn
from .clock import Clock
from .permissions import Permission, in_channel, in_guild
from .places import Channel, ChannelType, Guild, Member
from .refusals import Refusal, refuse
from .snowflake import Snowflakes
from .wire import Json

if TYPE_CHECKING:
    from .interactions import Interaction
    from .messages import Message
    from .webhooks import Webhook


class Intent(IntFlag):
    """https://discord.com/developers/docs/events/gateway#gateway-intents ."""

    NONE = 0
    GUILDS = 1 << 0
    GUILD_MEMBERS = 1 << 1
    GUILD_MODERATION = 1 << 2
    GUILD_EXPRESSIONS = 1 << 3
    GUILD_WEBHOOKS = 1 << 5
    GUILD_PRESENCES = 1 << 8
    GUILD_MESSAGES = 1 << 9
    GUILD_MESSAGE_REACTIONS = 1 << 10
    GUILD_MESSAGE_TYPING = 1 << 11
    DIRECT_MESSAGES = 1 << 12
    DIRECT_MESSAGE_REACTIONS = 1 << 13
    DIRECT_MESSAGE_TYPING = 1 << 14
    MESSAGE_CONTENT = 1 << 15
    GUILD_MESSAGE_POLLS = 1 << 24
    DIRECT_MESSAGE_POLLS = 1 << 25


@dataclass(frozen=True)
class Event:
    """Something that gateways tell bots of.

    A bot hears it when it is in `guild`, may see `channel`, and asked for one of `intents` (none needed when NONE);
    with `only` it goes to that bot alone. `render` makes the data for one bot, given whether it may read texts.
    """

    name: str
    render: Callable[[Bot, bool], Json]
    intents: Intent = Intent.NONE
    guild: Guild | None = None
    channel: Channel | None = None
    only: Bot | None = None


class World:
    """The state that outlives a stopped server."""

    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        self.snowflakes = Snowflakes(clock)
        self.cdn = Cdn(clock)
        self.users: dict[int, User] = {}
        self.bots: dict[str, Bot] = {}
        self.guilds: dict[int, Guild] = {}
        self.channels: dict[int, Channel] = {}
        self.webhooks: dict[int, Webhook] = {}
        self.interactions: dict[int, Interaction] = {}
        self.nonces: dict[tuple[int, int, str], tuple[float, Message]] = {}
        self.listeners: list[Callable[[Event], None]] = []

    def emit(self, event: Event) -> None:
        """Tell all gateways."""
        for listener in self.listeners:
            listener(event)

    def emit_plain(
        self, name: str, data: Json, *, intents: Intent, guild: Guild | None = None, channel: Channel | None = None
    ) -> None:
        """Tell all gateways something that reads the same to every bot."""
        self.emit(Event(name, lambda _bot, _reads: data, intents, guild, channel))

    @staticmethod
    def make_token() -> str:
        """Return a token as long as Discord's webhook tokens."""
        return secrets.token_urlsafe(51)

    @staticmethod
    def make_bot_token(user: User) -> str:
        """Return a token of the shape of Discord's bot tokens, whose first part is the user's id."""
        owner = base64.b64encode(str(user.id).encode()).decode().rstrip("=")
        return f"{owner}.{secrets.token_urlsafe(4)}.{secrets.token_urlsafe(28)}"

    def make_user(
        self,
        name: str,
        *,
        display_name: str | None = None,
        locale: str = "en-US",
        avatar: bytes | None = None,
        bot: bool = False,
    ) -> User:
        """Make an account. `avatar` is the content of a PNG."""
        user = User(self.snowflakes.make(), name, display_name, locale=locale, bot=bot)
        if bot:
            user.discriminator = f"{user.id % 9999 + 1:04}"
        if avatar is not None:
            user.avatar = self.cdn.keep_image("avatars", user.id, avatar)
        self.users[user.id] = user
        return user

    def bots_in(self, guild: Guild) -> Iterator[Bot]:
        """The bots that are members of `guild`."""
        return (bot for bot in self.bots.values() if bot.id in guild.members)

    def timed_out(self, member: Member) -> bool:
        """Whether `member` is in time-out now."""
        return member.timeout_until is not None and member.timeout_until > self.clock.time()

    def permissions(self, user: User, channel: Channel) -> Permission:
        """What `user` may do in `channel`; nothing for one who is not there."""
        if channel.guild is None:
            return Permission.ALL if user in channel.recipients else Permission.NONE
        member = channel.guild.members.get(user.id)
        if member is None:
            return Permission.NONE
        granted = in_channel(channel, member, timed_out=self.timed_out(member))
        private = channel.type == ChannelType.PRIVATE_THREAD
        if private and user.id not in channel.thread_members and Permission.MANAGE_THREADS not in granted:
            return Permission.NONE
        return granted

    def sees(self, user: User, channel: Channel) -> bool:
        """Whether `user` may see `channel`."""
        return Permission.VIEW_CHANNEL in self.permissions(user, channel)

    def channel_for(self, user: User, channel_id: int, needed: Permission = Permission.NONE) -> Channel:
        """The channel in which `user` wants to do what needs `needed`.

        Raises 10003 for one that is not there, 50001 for one that `user` cannot see, 50013 without the permission.
        """
        channel = self.channels.get(channel_id)
        if channel is None:
            raise refuse(Refusal.UNKNOWN_CHANNEL)
        granted = self.permissions(user, channel)
        if Permission.VIEW_CHANNEL not in granted:
            raise refuse(Refusal.MISSING_ACCESS)
        if needed & ~granted:
            raise refuse(Refusal.MISSING_PERMISSIONS)
        return channel

    def guild_for(self, user: User, guild_id: int, needed: Permission = Permission.NONE) -> Guild:
        """The guild in which `user` wants to do what needs `needed`.

        Raises 10004 for one that is not there, 50001 for one that `user` is not in, 50013 without the permission.
        """
        guild = self.guilds.get(guild_id)
        if guild is None:
            raise refuse(Refusal.UNKNOWN_GUILD)
        if user.id not in guild.members:
            raise refuse(Refusal.MISSING_ACCESS)
        if needed & ~in_guild(guild, guild.member(user)):
            raise refuse(Refusal.MISSING_PERMISSIONS)
        return guild

    def direct_channel(self, one: User, other: User) -> Channel:
        """The direct conversation of two users, made when it is needed for the first time."""
        for channel in self.channels.values():
            if channel.type == ChannelType.DIRECT and set(channel.recipients) == {one, other}:
                return channel
        channel = Channel(self.snowflakes.make(), ChannelType.DIRECT, recipients=[one, other])
        self.channels[channel.id] = channel
        return channel
