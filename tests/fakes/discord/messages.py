"""Messages, as they are kept and as people see them."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import IntEnum, IntFlag
from typing import TYPE_CHECKING

from .accounts import Bot, User
from .places import Channel, Emoji, Guild, Role, Sticker
from .wire import Json

if TYPE_CHECKING:
    from .webhooks import Webhook


class MessageType(IntEnum):
    """https://discord.com/developers/docs/resources/message#message-object-message-types ."""

    DEFAULT = 0
    PINNED = 6
    JOINED = 7
    THREAD_CREATED = 18
    REPLY = 19
    SLASH = 20
    THREAD_STARTER = 21
    CONTEXT_MENU = 23
    POLL_RESULT = 46


SPOKEN = {MessageType.DEFAULT, MessageType.REPLY, MessageType.SLASH, MessageType.CONTEXT_MENU}


class MessageFlag(IntFlag):
    """https://discord.com/developers/docs/resources/message#message-object-message-flags ."""

    NONE = 0
    SUPPRESS_EMBEDS = 1 << 2
    HAS_THREAD = 1 << 5
    EPHEMERAL = 1 << 6
    LOADING = 1 << 7
    SUPPRESS_NOTIFICATIONS = 1 << 12
    VOICE_MESSAGE = 1 << 13
    HAS_SNAPSHOT = 1 << 14
    COMPONENTS_V2 = 1 << 15


SENDABLE = (
    MessageFlag.SUPPRESS_EMBEDS
    | MessageFlag.SUPPRESS_NOTIFICATIONS
    | MessageFlag.VOICE_MESSAGE
    | MessageFlag.COMPONENTS_V2
)
"""The flags that whoever sends a message may set."""


@dataclass(eq=False, repr=False)
class Attachment:
    """A file on the CDN. `data` is all of it; `voice` holds `waveform` and `duration_secs` of a voice message."""

    id: int
    channel_id: int
    filename: str
    data: bytes
    content_type: str
    description: str | None = None
    title: str | None = None
    size: tuple[int, int] | None = None
    voice: Json | None = None
    spoiler: bool = False

    @property
    def path(self) -> str:
        """Its path on the CDN, without the signature."""
        return f"/attachments/{self.channel_id}/{self.id}/{self.filename}"


@dataclass(eq=False, repr=False)
class Reaction:
    """One emoji under a message and who put it there, in order. `emoji` is a custom emoji or the character itself."""

    emoji: Emoji | str
    users: dict[int, User] = field(default_factory=dict)


@dataclass(eq=False, repr=False)
class Poll:
    """A poll; `votes` are the users of each answer id. `expires_at` is Unix time in seconds."""

    question: str
    answers: list[str]
    expires_at: float
    multiple: bool = False
    finished: bool = False
    votes: dict[int, dict[int, User]] = field(default_factory=dict)


@dataclass
class Mentions:
    """Whom a message names in a way that rings, after `allowed_mentions` had its say."""

    users: list[User] = field(default_factory=list)
    roles: list[Role] = field(default_factory=list)
    everyone: bool = False


@dataclass(eq=False, repr=False)
class Message:
    """A message. Times are Unix time in seconds.

    `pinged` are the people whom it rang when it was sent; an edit rings nobody. `reference` is the id of what it
    answers, which may be gone: `reply_to` is then None. `forwarded` is what a forward carries.
    """

    id: int
    channel: Channel
    author: User
    content: str
    sent_at: float
    type: MessageType = MessageType.DEFAULT
    flags: MessageFlag = MessageFlag.NONE
    edited_at: float | None = None
    pinned_at: float | None = None
    nonce: str | None = None
    tts: bool = False
    embeds: list[Json] = field(default_factory=list)
    components: list[Json] = field(default_factory=list)
    attachments: list[Attachment] = field(default_factory=list)
    stickers: list[Sticker] = field(default_factory=list)
    poll: Poll | None = None
    reactions: dict[str, Reaction] = field(default_factory=dict)
    mentions: Mentions = field(default_factory=Mentions)
    pinged: set[User] = field(default_factory=set)
    reference: int | None = None
    reference_channel: Channel | None = None
    forwarded: Message | None = None
    webhook: Webhook | None = None
    avatar_url: str | None = None
    application: Bot | None = None
    interaction: Json | None = None
    thread: Channel | None = None
    versions: list[str] = field(default_factory=list)
    gone: bool = False

    @property
    def guild(self) -> Guild | None:
        """The guild in which it stands."""
        return self.channel.guild

    @property
    def is_notice(self) -> bool:
        """Whether Discord wrote it: a join, a pin, a new thread."""
        return self.type not in SPOKEN

    @property
    def author_name(self) -> str:
        """The name above the message."""
        guild = self.guild
        member = guild.members.get(self.author.id) if guild is not None and self.webhook is None else None
        return member.shown_name if member is not None else self.author.shown_name

    @property
    def edited(self) -> bool:
        """Whether people see "(edited)"."""
        return self.edited_at is not None

    @property
    def ephemeral(self) -> bool:
        """Whether only the one who used a command sees it."""
        return MessageFlag.EPHEMERAL in self.flags

    @property
    def loading(self) -> bool:
        """Whether it still says that the application is thinking."""
        return MessageFlag.LOADING in self.flags

    @property
    def reply_to(self) -> Message | None:
        """The message that it answers, when that still stands."""
        if self.reference is None or self.type != MessageType.REPLY:
            return None
        return (self.reference_channel or self.channel).history.get(self.reference)

    @property
    def pinned(self) -> bool:
        """Whether it is pinned."""
        return self.pinned_at is not None

    @property
    def reaction_counts(self) -> dict[str, int]:
        """How many put each emoji under it; a custom emoji goes by its name."""
        return {
            reaction.emoji if isinstance(reaction.emoji, str) else reaction.emoji.name: len(reaction.users)
            for reaction in self.reactions.values()
        }

    @property
    def link(self) -> str:
        """The jump link that people copy."""
        place = "@me" if self.guild is None else self.guild.id
        return f"https://discord.com/channels/{place}/{self.channel.id}/{self.id}"

    def __repr__(self) -> str:
        return f"<Message {self.id} in #{self.channel.name}: {self}>"

    def __str__(self) -> str:
        extras = [f"[{attachment.filename}]" for attachment in self.attachments]
        extras += [f"[embed {embed.get('title') or embed.get('description') or ''}]" for embed in self.embeds]
        edited = " (edited)" if self.edited else ""
        return f"{self.author_name}: {self.content}{edited} {' '.join(extras)}".rstrip()
