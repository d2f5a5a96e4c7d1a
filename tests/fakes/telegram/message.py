"""Messages, as people see them and as they were."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from .account import User
from .entity import Entity, FormattedText
from .media import Media
from .poll import Poll

if TYPE_CHECKING:
    from .chat import Chat


@dataclass(frozen=True, eq=False)
class Origin:
    """Where a forwarded message comes from: a user, a hidden user's name, or a chat."""

    date: int
    user: User | None = None
    name: str | None = None
    chat: Chat | None = None
    message_id: int | None = None

    def json(self) -> dict[str, object]:
        """The Bot API's ``MessageOrigin``."""
        if self.user is not None:
            return {"type": "user", "date": self.date, "sender_user": self.user.json()}
        if self.chat is None:
            return {"type": "hidden_user", "date": self.date, "sender_user_name": self.name or "Deleted Account"}
        if self.chat.type == "channel":
            return {
                "type": "channel",
                "date": self.date,
                "chat": self.chat.json(),
                "message_id": self.message_id or 1,
            }
        return {"type": "chat", "date": self.date, "sender_chat": self.chat.json()}


@dataclass(frozen=True)
class Quote:
    """The part of a message that a reply quotes; ``position`` in UTF-16 code units."""

    content: FormattedText
    position: int


@dataclass(frozen=True)
class Button:
    """An inline button."""

    text: str
    callback_data: str | None = None
    url: str | None = None


@dataclass(frozen=True)
class Version:
    """A message's content before an edit."""

    content: FormattedText
    media: Media | None
    date: int


@dataclass(eq=False)
class Message:
    """A message. ``content`` is its text or caption; ``date`` and ``edit_date`` are Unix times in seconds."""

    chat: Chat
    sender: User
    id: int = 0
    date: int = 0
    content: FormattedText = field(default_factory=FormattedText)
    media: Media | None = None
    poll: Poll | None = None
    # Fields in the Bot API's own form: a location, a contact, or what a service notice tells.
    special: dict[str, object] = field(default_factory=dict)
    is_service: bool = False
    pinned: Message | None = None
    sender_chat: Chat | None = None
    thread_id: int | None = None
    reply_to: Message | None = None
    quote: Quote | None = None
    origin: Origin | None = None
    album: str | None = None
    markup: dict[str, object] | None = None
    link_preview: dict[str, object] | None = None
    has_spoiler: bool = False
    caption_above: bool = False
    is_protected: bool = False
    is_silent: bool = False
    edit_date: int | None = None
    versions: list[Version] = field(default_factory=list)
    deleted: bool = False
    # Emoji, or ids of custom emoji, by the user's id.
    reactions: dict[int, tuple[str, ...]] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """Its text or caption."""
        return self.content.text

    @property
    def entities(self) -> tuple[Entity, ...]:
        """The entities of its text or caption, offsets in UTF-16 code units."""
        return self.content.entities

    @property
    def is_edited(self) -> bool:
        """Whether people see it as edited."""
        return self.edit_date is not None

    @property
    def buttons(self) -> list[Button]:
        """Its inline buttons, row after row."""
        rows = (self.markup or {}).get("inline_keyboard", [])
        assert isinstance(rows, list)
        return [Button(b["text"], b.get("callback_data"), b.get("url")) for row in rows for b in row]

    def spans(self, type_: str) -> list[str]:
        """What the entities of one type cover."""
        return self.content.spans(type_)

    def reaction_of(self, user: User) -> str | None:
        """A user's reaction, the first where there are several."""
        chosen = self.reactions.get(user.id)
        return chosen[0] if chosen else None

    def line(self) -> str:
        """The message in one line, for a transcript."""
        marks = [
            f"→{self.reply_to.id}" if self.reply_to else "",
            f"#{self.thread_id}" if self.thread_id else "",
            f"[{self.media.kind}]" if self.media else "",
            "[poll]" if self.poll else "",
            f"[{', '.join(self.special)}]" if self.special else "",
            "[pinned]" if self.pinned else "",
            "(edited)" if self.edit_date else "",
            "(deleted)" if self.deleted else "",
        ]
        return " ".join([f"{self.id} {self.sender.full_name}:", *filter(None, marks), self.text])
