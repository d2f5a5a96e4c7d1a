"""What the relay needs of a store. Every method that writes is one transaction, on disk when it returns."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Protocol

from bridge.chat.attachment import Attachment
from bridge.chat.author import Author
from bridge.chat.content import Quote
from bridge.chat.delivery import Copy, Reaction, Shipment, ShipmentState
from bridge.chat.event import Event
from bridge.chat.room import Room, RoomRef
from bridge.relay.records import (
    Arrival,
    Draft,
    Learnt,
    Loading,
    Member,
    Pending,
    Place,
    Record,
    Spot,
    Standing,
    Stored,
    Stretch,
)


class Inbox(Protocol):
    """Events that were accepted and are not yet handled."""

    async def add(self, event: Event) -> Arrival | None:
        """Store an event; None where its key was known already."""
        ...

    async def waiting(self) -> list[Arrival]:
        """What was accepted and not completed, in the order of arrival: what a crash left."""
        ...

    async def fail(self, arrival: int) -> None:
        """Set an event aside that cannot be handled."""
        ...


class Places(Protocol):
    """Rooms, bridges and members."""

    async def know(self, ref: RoomRef, title: str = "", hint: str = "") -> Place:
        """The room, made where it is new; a title or hint that is not empty is remembered."""
        ...

    async def of_bridge(self, bridge: int) -> list[Place]:
        """All rooms of a bridge that are not gone."""
        ...

    async def meet(self, author: Author) -> tuple[Member, bool]:
        """The member, made or brought up to date; True where they are new."""
        ...

    async def find(self, ref: RoomRef) -> Place | None:
        """The room, None where it is new; writes nothing."""
        ...

    async def find_member(self, author: Author) -> Member | None:
        """The member, None where they are new; writes nothing."""
        ...

    async def move(self, old: RoomRef, new: RoomRef) -> None:
        """Give a room its new identity."""
        ...

    async def lose(self, ref: RoomRef) -> None:
        """Remember that a room cannot be reached; what waits for it fails."""
        ...

    async def position(self, ref: RoomRef) -> str:
        """How far the adapter has read the room."""
        ...

    async def advance(self, ref: RoomRef, position: str) -> None:
        """Remember how far the adapter has read the room."""
        ...

    async def standing(self, ref: RoomRef, limit: int) -> list[Standing]:
        """The newest `limit` messages written in a room, and as many copies shown in it, that were not taken back."""
        ...

    async def joined(self, platform: str) -> list[RoomRef]:
        """The rooms of a platform that are in a bridge and not gone."""
        ...


class Silences(Protocol):
    """Whom moderators silenced."""

    async def silenced(self, place: Place, member: int) -> bool:
        """Whether a member is not relayed in a room's conversation at this time."""
        ...


class ShownFiles(Protocol):
    """Which files the rooms of a message show of it at present."""

    async def of(self, room: int, native: str) -> Mapping[int, tuple[Attachment, ...]]:
        """The files of a message that was written in a room, by the numbers of the rooms that it was sent to."""
        ...


class Selves(Protocol):
    """People who are known on several platforms."""

    async def on(self, platform: str, keys: Collection[str]) -> Mapping[str, str]:
        """For each author's key (`Author.key`) the key of the same person on a platform, where there is one."""
        ...


class Ledger(Protocol):
    """Completes an event: what it changes and the deliveries that follow, in one transaction.

    Each method answers with the numbers of the rooms in which deliveries now wait.
    """

    async def post(self, arrival: int, record: Record, learnt: Learnt, drafts: Sequence[Draft]) -> list[int]:
        """Remember a new message and what is to be shown of it."""
        ...

    async def edit(self, arrival: int, record: Record, edited_at: float, drafts: Sequence[Draft]) -> list[int]:
        """Rewrite a message: what still waits is replaced, what was shown will be shown anew."""
        ...

    async def delete(self, arrival: int, room: int, natives: Collection[str]) -> list[int]:
        """Take messages back: what still waits is cancelled, what was shown will be taken away."""
        ...

    async def react(self, arrival: int, room: int, native: str, member: int, emoji: Collection[str]) -> list[int]:
        """One member's reactions to a message are now these."""
        ...

    async def pin(self, arrival: int, room: int, native: str, *, pinned: bool) -> list[int]:
        """A message is pinned, or no longer."""
        ...

    async def finish(self, arrival: int, drafts: Sequence[Draft] = ()) -> list[int]:
        """Complete an event that changes nothing but may be told of."""
        ...

    async def tell(self, drafts: Sequence[Draft]) -> list[int]:
        """Put notices into the outbox."""
        ...

    async def quote(self, room: int, native: str) -> Quote | None:
        """The author and first words of a message as one of its rooms shows it, for a reply to it."""
        ...


class Outbox(Protocol):
    """Deliveries that wait, shipments under way, and the copies that they made."""

    async def room(self, number: int) -> Room | None:
        """The room of a number, None for one that is gone."""
        ...

    async def rooms(self) -> list[Room]:
        """The rooms in which something waits or is under way."""
        ...

    async def under_way(self, room: Room) -> list[Stored]:
        """Shipments that were stored and neither sent nor failed, in order."""
        ...

    async def waiting(self, room: Room, limit: int) -> list[Pending]:
        """Deliveries that wait, in order."""
        ...

    async def load(
        self, room: Room, loadings: Sequence[Loading], pendings: Sequence[Pending], *, waiting: bool = True
    ) -> list[Shipment]:
        """Store shipments, about to be sent, with what they carry; the deliveries no longer wait.

        Empty where one of them was taken back or rewritten since it was read: read them again. With `waiting` False
        they are not expected to wait, since they were shown before.
        """
        ...

    async def sent(self, results: Sequence[tuple[Shipment, Sequence[Copy]]]) -> None:
        """Remember copies; the shipments are done."""
        ...

    async def mark(self, shipment: int, state: ShipmentState) -> None:
        """Remember how far a shipment has come: pending again, or of unknown outcome."""
        ...

    async def failed(self, shipment: int, error: str) -> None:
        """Give a shipment up."""
        ...

    async def take(self, delivery: int) -> None:
        """A refresh begins: what changes from now on needs another."""
        ...

    async def put_back(self, room: Room) -> None:
        """Refreshes that an earlier run began wait again."""
        ...

    async def done(self, deliveries: Collection[int]) -> None:
        """Deliveries that needed no shipment are done."""
        ...

    async def shown(self, room: Room, message: int) -> list[Stored]:
        """The sent shipments that show a message in a room, in order, as the message reads now."""
        ...

    async def rewrite(self, shipment: int, stretches: Sequence[Stretch]) -> None:
        """A sent shipment now shows this."""
        ...

    async def forget(self, room: Room, natives: Collection[str], message: int | None = None) -> None:
        """Copies that no longer exist; with a message, only what they showed of that one."""
        ...

    async def newest(self, room: Room, before: int | None = None) -> str:
        """The platform's identity of the newest copy in a room, of shipments before one where it is given; "" else."""
        ...

    async def spots(self, room: Room, message: int) -> list[Spot]:
        """Where a message stands in a room."""
        ...

    async def reactions(self, message: int) -> list[tuple[int, Reaction]]:
        """The reactions to a message, each with the number of the room it was made in."""
        ...


class Bridges(Protocol):
    """Which rooms are one conversation."""

    async def join(self, rooms: Sequence[int]) -> int:
        """Make rooms one conversation, with all rooms that they were joined to before; returns the bridge."""
        ...

    async def leave(self, room: int) -> None:
        """Take a room out of its bridge; a bridge of one room is none."""
        ...
