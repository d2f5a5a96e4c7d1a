"""Events: what an adapter reports and what must not be lost.

Every event has a `key`, the platform's own identity of it, under which a second arrival is recognised.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated, Literal

from pydantic import Field, TypeAdapter

from bridge.chat.attachment import Attachment
from bridge.chat.author import Author
from bridge.chat.message import Message
from bridge.chat.payload import dump
from bridge.chat.room import RoomRef


@dataclass(frozen=True, slots=True)
class Posted:
    """Somebody wrote a message."""

    key: str
    message: Message
    room_title: str = ""
    type: Literal["posted"] = "posted"

    @property
    def room(self) -> RoomRef:
        """Where it was written."""
        return self.message.room


@dataclass(frozen=True, slots=True)
class Edited:
    """Somebody rewrote a message; `message` is what it is now, `edited_at` in seconds since the epoch."""

    key: str
    message: Message
    edited_at: float
    type: Literal["edited"] = "edited"

    @property
    def room(self) -> RoomRef:
        """Where it was written."""
        return self.message.room


@dataclass(frozen=True, slots=True)
class Deleted:
    """Messages were taken back, by their author or by an administrator."""

    key: str
    room: RoomRef
    messages: tuple[str, ...]
    type: Literal["deleted"] = "deleted"


@dataclass(frozen=True, slots=True)
class Reacted:
    """The reactions of one author to one message are now these (each a Unicode emoji or a custom emoji's name).

    `handle` lets the adapter answer them in the platform's own way, opaque; "" where it cannot: nobody in particular
    reacted, or they did so while the adapter was away.
    """

    key: str
    room: RoomRef
    message: str
    author: Author
    emoji: tuple[str, ...]
    handle: str = ""
    type: Literal["reacted"] = "reacted"


@dataclass(frozen=True, slots=True)
class Pinned:
    """A message was pinned, or is no longer."""

    key: str
    room: RoomRef
    message: str
    author: Author
    pinned: bool = True
    type: Literal["pinned"] = "pinned"


@dataclass(frozen=True, slots=True)
class Joined:
    """Somebody came into a room."""

    key: str
    room: RoomRef
    author: Author
    type: Literal["joined"] = "joined"


@dataclass(frozen=True, slots=True)
class Left:
    """Somebody left a room or was removed."""

    key: str
    room: RoomRef
    author: Author
    type: Literal["left"] = "left"


@dataclass(frozen=True, slots=True)
class Opened:
    """A room became known: the bot was added to it, or it was created. `language` is the platform's hint, a tag."""

    key: str
    room: RoomRef
    title: str
    language: str = ""
    type: Literal["opened"] = "opened"


@dataclass(frozen=True, slots=True)
class Migrated:
    """A room has a new identity on its platform."""

    key: str
    room: RoomRef
    to: RoomRef
    type: Literal["migrated"] = "migrated"


@dataclass(frozen=True, slots=True)
class Gone:
    """A room can no longer be reached: the bot was removed, or the room is no more."""

    key: str
    room: RoomRef
    reason: str
    type: Literal["gone"] = "gone"


@dataclass(frozen=True, slots=True)
class Command:
    """Somebody asked Magpie for something.

    `name` is without the slash, `arguments` the rest as written; `target` is the message it was said to (a reply, or
    a message's context menu), "" without one; `handle` lets the adapter answer in the platform's own way, opaque.
    `alone` says that nobody else is in the room, which then is no place for a conversation; `invite` is an address
    under which the member adds Magpie to a group of theirs.
    """

    key: str
    room: RoomRef
    author: Author
    name: str
    arguments: str = ""
    target: str = ""
    message: str = ""
    handle: str = ""
    attachments: tuple[Attachment, ...] = field(default=())
    alone: bool = False
    invite: str = ""
    type: Literal["command"] = "command"


Event = Posted | Edited | Deleted | Reacted | Pinned | Joined | Left | Opened | Migrated | Gone | Command

_EVENT: TypeAdapter[Event] = TypeAdapter(Annotated[Event, Field(discriminator="type")])


def dump_event(event: Event) -> bytes:
    """Write an event as JSON; lone surrogates, which UTF-8 cannot carry, become U+FFFD."""
    return dump(_EVENT, event)


def load_event(payload: bytes | str) -> Event:
    """Read an event from JSON; raises `pydantic.ValidationError` on anything else."""
    return _EVENT.validate_json(payload)
