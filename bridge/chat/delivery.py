"""Deliveries and shipments: what is to be shown in a room, and the calls to a platform that show it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from bridge.chat.author import Author
from bridge.chat.content import Content
from bridge.chat.room import RoomRef
from bridge.chat.text import Text


class DeliveryKind(StrEnum):
    """What a delivery does in its room."""

    MESSAGE = "message"
    EDIT = "edit"
    DELETE = "delete"
    REACTIONS = "reactions"
    PIN = "pin"
    UNPIN = "unpin"
    NOTICE = "notice"


class ShipmentState(StrEnum):
    """How far a call to a platform has come."""

    PENDING = "pending"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Reaction:
    """One author's emoji under a message."""

    author: Author
    emoji: str


@dataclass(frozen=True, slots=True)
class Delivery:
    """One thing to be shown in one room, in the order of `id`.

    `message` is the core's number of the message it is about (None for a notice); `reply_to` likewise. A notice with
    `private_to` (a platform's member id) is for that member's eyes where the platform can do so; `handle` is the
    command's own way to answer.
    """

    id: int
    room: RoomRef
    kind: DeliveryKind
    message: int | None = None
    content: Content | None = None
    reply_to: int | None = None
    private_to: str = ""
    handle: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """A delivery, or a part of one, inside a shipment.

    `text` is the part of `content.body.lead` that stands here when the delivery was split (`part` of `parts`, counted
    from 0); the note stands in the last part, attachments in the first. Where `folded` is False the original did not
    fit and is left out.
    """

    delivery: int
    message: int | None
    content: Content
    text: Text
    part: int = 0
    parts: int = 1
    folded: bool = True

    @property
    def first(self) -> bool:
        """Whether it opens its delivery."""
        return self.part == 0

    @property
    def last(self) -> bool:
        """Whether it closes its delivery."""
        return self.part == self.parts - 1


@dataclass(frozen=True, slots=True)
class Shipment:
    """One call to a platform that shows blocks.

    `nonce` (at most 25 characters) is the same at every try, so that a platform that remembers it shows it once.
    `reply_to` is the platform's identity of the message replied to, "" without one. `sent_at` is when the first try
    began, in seconds since the epoch, `after` the platform's identity of the room's newest message known then: where
    an ambiguous call may have arrived.
    """

    id: int
    room: RoomRef
    nonce: str
    blocks: tuple[Block, ...]
    reply_to: str = ""
    private_to: str = ""
    handle: str = ""
    attempt: int = 0
    sent_at: float = 0
    after: str = ""


@dataclass(frozen=True, slots=True)
class Copy:
    """A message on a platform (`native`, its identity there) that shows a part of the core's `message`."""

    native: str
    message: int | None
    part: int = 0
