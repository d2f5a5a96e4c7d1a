"""Guilds, their members and roles, channels and threads."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import IntEnum
from typing import TYPE_CHECKING

from .accounts import User
from .permissions import Overwrite, Permission
from .watch import Watch

if TYPE_CHECKING:
    from .messages import Message

TIMEOUT_S = 10.0


class ChannelType(IntEnum):
    """https://discord.com/developers/docs/resources/channel#channel-object-channel-types ."""

    TEXT = 0
    DIRECT = 1
    VOICE = 2
    CATEGORY = 4
    NEWS = 5
    NEWS_THREAD = 10
    PUBLIC_THREAD = 11
    PRIVATE_THREAD = 12
    STAGE = 13
    FORUM = 15


THREADS = {ChannelType.NEWS_THREAD, ChannelType.PUBLIC_THREAD, ChannelType.PRIVATE_THREAD}
TEXTUAL = THREADS | {ChannelType.TEXT, ChannelType.DIRECT, ChannelType.VOICE, ChannelType.NEWS, ChannelType.STAGE}


@dataclass(eq=False, repr=False)
class Role:
    """A role; the everyone role has its guild's id."""

    id: int
    name: str
    permissions: Permission = Permission.NONE
    position: int = 1
    color: int = 0
    hoist: bool = False
    mentionable: bool = False
    bot: User | None = None

    @property
    def mention(self) -> str:
        """What one writes to ping this role."""
        return f"<@&{self.id}>"


@dataclass(eq=False, repr=False)
class Member:
    """A user in a guild. `timeout_until` is Unix time in seconds."""

    user: User
    guild: Guild
    joined_at: float
    nick: str | None = None
    roles: list[Role] = field(default_factory=list)
    timeout_until: float | None = None

    @property
    def shown_name(self) -> str:
        """The name that people see in this guild."""
        return self.nick or self.user.shown_name


@dataclass(eq=False, repr=False)
class Emoji:
    """A custom emoji of a guild."""

    id: int
    name: str
    animated: bool = False

    @property
    def text(self) -> str:
        """How it is written inside a message."""
        return f"<{'a' if self.animated else ''}:{self.name}:{self.id}>"


@dataclass(eq=False, repr=False)
class Sticker:
    """A sticker of a guild. `format` is 1 PNG, 2 APNG, 3 Lottie, 4 GIF."""

    id: int
    name: str
    format: int = 1
    description: str = ""
    tags: str = "🙂"


@dataclass(eq=False, repr=False)
class Guild:
    """A server. `locale` is its preferred locale."""

    id: int
    name: str
    owner: User
    everyone: Role
    locale: str = "en-US"
    members: dict[int, Member] = field(default_factory=dict)
    roles: dict[int, Role] = field(default_factory=dict)
    channels: dict[int, Channel] = field(default_factory=dict)
    threads: dict[int, Channel] = field(default_factory=dict)
    emojis: dict[int, Emoji] = field(default_factory=dict)
    stickers: dict[int, Sticker] = field(default_factory=dict)
    bans: dict[int, str | None] = field(default_factory=dict)
    system_channel: Channel | None = None

    def member(self, user: User) -> Member:
        """The membership of `user`. Raises KeyError for someone who is not here."""
        return self.members[user.id]


@dataclass(eq=False, repr=False)
class Channel:
    """A channel, a thread or a direct conversation, with all that was written in it.

    The fields from `starter` on matter for threads only; `auto_archive` is in minutes.
    """

    id: int
    type: ChannelType
    name: str = ""
    guild: Guild | None = None
    topic: str | None = None
    parent: Channel | None = None
    position: int = 0
    nsfw: bool = False
    slowmode: int = 0
    overwrites: dict[int, Overwrite] = field(default_factory=dict)
    recipients: list[User] = field(default_factory=list)
    history: dict[int, Message] = field(default_factory=dict)
    deleted: list[Message] = field(default_factory=list)
    typing: list[User] = field(default_factory=list)
    last_message_id: int | None = None
    last_pin_at: float | None = None
    gone: bool = False
    watch: Watch = field(default_factory=Watch)
    starter: User | None = None
    created_at: float = 0.0
    archived: bool = False
    archived_at: float = 0.0
    locked: bool = False
    auto_archive: int = 1440
    thread_members: dict[int, float] = field(default_factory=dict)
    messages_sent: int = 0

    @property
    def is_thread(self) -> bool:
        """Whether this is a thread."""
        return self.type in THREADS

    @property
    def mention(self) -> str:
        """What one writes to link to this channel."""
        return f"<#{self.id}>"

    @property
    def messages(self) -> list[Message]:
        """What people wrote here, oldest first; joins, pins and other notices of Discord's own are left out."""
        return [message for message in self.history.values() if not message.is_notice]

    @property
    def pins(self) -> list[Message]:
        """The pinned messages, the latest pin first."""
        pinned = [message for message in self.history.values() if message.pinned_at is not None]
        return sorted(pinned, key=lambda message: message.pinned_at or 0, reverse=True)

    def __repr__(self) -> str:
        return f"<Channel #{self.name} {self.id}>"

    def transcript(self) -> str:
        """What one sees here, a line a message, for the messages of failed tests."""
        return "\n".join(str(message) for message in self.messages) or "(nothing)"

    async def wait_for(
        self,
        predicate: Callable[[Message], bool],
        timeout: float = TIMEOUT_S,  # noqa: ASYNC109
        *,
        after: Message | None = None,
    ) -> Message:
        """Wait until a message satisfies `predicate`, as it was sent or after an edit; return the latest such one.

        Messages up to `after` are left aside. `timeout` is in seconds; TimeoutError then tells what stands in the
        channel instead.
        """
        start = 0 if after is None else after.id

        def probe() -> Message | None:
            return next((one for one in reversed(self.messages) if one.id > start and predicate(one)), None)

        return await self.watch.until(
            probe,
            timeout=timeout,
            otherwise=lambda: f"no such message in #{self.name}, only:\n{self.transcript()}",
        )

    async def wait_until(
        self,
        condition: Callable[[Channel], bool],
        timeout: float = TIMEOUT_S,  # noqa: ASYNC109
    ) -> None:
        """Wait until `condition` of the whole channel is true: a count, a deletion, a pin, someone typing."""
        await self.watch.until(
            lambda: True if condition(self) else None,
            timeout=timeout,
            otherwise=lambda: f"the condition never held in #{self.name}, which has:\n{self.transcript()}",
        )
