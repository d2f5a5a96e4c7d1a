"""What the relay hands to the store: plain values, one transaction's worth at a time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from bridge.chat.content import Content
from bridge.chat.delivery import DeliveryKind, Shipment, ShipmentState
from bridge.chat.event import Event
from bridge.chat.reader import ReaderLanguage
from bridge.chat.room import Room, RoomRef
from bridge.chat.text import Text
from bridge.language.prior import Prior
from bridge.relay.reading import Reading

#: The standing of somebody who asked not to be relayed.
LEFT_OUT = "left"


@dataclass(frozen=True, slots=True)
class Arrival:
    """An event in the inbox, by the number under which it is completed. `received_at` in seconds since the epoch."""

    id: int
    event: Event
    received_at: float


@dataclass(frozen=True, slots=True)
class Place:
    """A room and what was learnt of it. An empty `override` means: as learnt."""

    room: Room
    reading: Reading = field(default=Reading())
    override: tuple[ReaderLanguage, ...] = ()
    gone: bool = False

    @property
    def languages(self) -> tuple[ReaderLanguage, ...]:
        """What it reads, the most written first; empty while nothing is known."""
        return self.override or self.reading.languages()


@dataclass(frozen=True, slots=True)
class Member:
    """A person as one platform knows them, and what was learnt of them."""

    id: int
    platform: str
    native: str
    name: str
    prior: Prior = field(default=Prior())
    standing: str = ""

    @property
    def left_out(self) -> bool:
        """Whether they asked not to be relayed."""
        return self.standing == LEFT_OUT


@dataclass(frozen=True, slots=True)
class Standing:
    """A message that stands in a room, by the platform's identity of it or of a copy of it.

    `reactions` are those that were made in this room: who (the platform's member id), and the emoji.
    """

    native: str
    reactions: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Record:
    """A message to be remembered. `reply_to` is the platform's identity of what it answers, in the same room."""

    room: int
    native: str
    member: int
    text: Text
    language: str
    written_at: float
    reply_to: str = ""


@dataclass(frozen=True, slots=True)
class Learnt:
    """What a message taught of its room and its author."""

    room: int
    reading: Reading
    member: int
    prior: Prior


@dataclass(frozen=True, slots=True)
class Draft:
    """A delivery not yet in the outbox; `about` the message that the transaction records, where it records one."""

    room: int
    kind: DeliveryKind
    content: Content | None = None
    private_to: str = ""
    handle: str = ""
    interprets: bool = False
    """Whether it answers the recorded message in that message's own room."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What follows from a command: deliveries, and messages of its room that are to be taken away everywhere."""

    drafts: Sequence[Draft] = ()
    deleted: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Pending:
    """A delivery that waits for its turn in its room."""

    id: int
    room: int
    kind: DeliveryKind
    message: int | None
    content: Content | None
    reply_to: int | None
    private_to: str
    handle: str
    created_at: float
    version: int = 0
    """How often it was rewritten."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of a delivery inside a shipment: `start` to `end` (code points) of what leads in its room."""

    delivery: int
    part: int
    parts: int
    start: int
    end: int
    folded: bool = True


@dataclass(frozen=True, slots=True)
class Loading:
    """A shipment not yet stored."""

    room: int
    nonce: str
    stretches: tuple[Stretch, ...]
    reply_to: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Stored:
    """A shipment as stored, with what it has become."""

    shipment: Shipment
    state: ShipmentState
    natives: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a message stands in a room: the platform's identity, and whether it was written there."""

    ref: RoomRef
    native: str
    original: bool
