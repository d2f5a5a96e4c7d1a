"""The contract between the core and a platform's adapter."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from typing import Protocol

from bridge.chat.attachment import Attachment
from bridge.chat.capabilities import Capabilities
from bridge.chat.delivery import Block, Copy, Reaction, Shipment
from bridge.chat.event import Event
from bridge.chat.room import RoomRef
from bridge.chat.signal import Signal
from bridge.relay.records import Standing
from bridge.relay.suggesting import Choice


class Core(Protocol):
    """What an adapter may ask of the core."""

    async def accept(self, event: Event) -> bool:
        """Store an event; once this returns it will be handled. False: it was known already and is not done again."""
        ...

    def signal(self, signal: Signal) -> None:
        """Pass on what may be lost."""
        ...

    def fetch(self, attachment: Attachment) -> AsyncIterator[bytes]:
        """Stream a file from whichever platform holds it; raises `DeliveryError` where that fails."""
        ...

    async def cursor(self, room: RoomRef) -> str:
        """The newest event position of a room that the adapter has stored with `advance`, "" at first."""
        ...

    async def advance(self, room: RoomRef, position: str) -> None:
        """Remember, durably, that everything in the room up to `position` was accepted."""
        ...

    async def standing(self, room: RoomRef, limit: int) -> Sequence[Standing]:
        """The newest `limit` messages written in a room, and as many copies shown in it, that were not taken back."""
        ...

    async def rooms(self, platform: str) -> Sequence[RoomRef]:
        """The rooms of a platform that are in a conversation and not gone: what is missed there must be made good."""
        ...

    async def suggest(self, room: RoomRef, command: str, begun: str) -> Sequence[Choice]:
        """What may be meant by what somebody began to write behind a command ("language", "slang edit")."""
        ...

    async def fields(self, room: RoomRef, command: str, about: str) -> Mapping[str, str]:
        """What stands now in the fields of a command's form about a message or a word; empty where nothing is known."""
        ...


class Adapter(Protocol):
    """One platform. Every method that calls the platform raises `bridge.relay.failure.DeliveryError` and its kin."""

    @property
    def platform(self) -> str:
        """Its name, as in `RoomRef.platform`."""
        ...

    @property
    def capabilities(self) -> Capabilities:
        """What it can do."""
        ...

    async def run(self, core: Core) -> None:
        """Connect and report events until cancelled."""
        ...

    def ready(self) -> bool:
        """Whether it is connected."""
        ...

    async def reachable(self) -> None:
        """Wait until the platform can be called, which is at once where it can; a call before that fails."""
        ...

    def size(self, blocks: Sequence[Block]) -> int:
        """How long one message of these blocks is, in the platform's unit, names and folded originals included."""
        ...

    async def ship(self, shipment: Shipment) -> Sequence[Copy]:
        """Show the blocks as one message (or one album); returns which platform messages show what."""
        ...

    async def look(self, shipment: Shipment) -> Sequence[Copy] | None:
        """Find what an ambiguous `ship` left in the room; None when it is not there."""
        ...

    async def edit(self, native: str, shipment: Shipment) -> None:
        """Make the platform's message `native` show these blocks instead."""
        ...

    async def edit_files(self, natives: Sequence[str], shipment: Shipment) -> Sequence[str] | None:
        """Make messages, the first with the text, that show `content.replaces` of a block show its files instead.

        Returns those that show it now, in the same order; None where the platform cannot, and nothing was done.
        """
        ...

    async def delete(self, room: RoomRef, natives: Sequence[str]) -> None:
        """Take messages away; one that is gone already is no error."""
        ...

    async def react(self, room: RoomRef, native: str, reactions: Sequence[Reaction]) -> None:
        """Show that these, and only these, reactions came from other rooms."""
        ...

    async def pin(self, room: RoomRef, native: str, *, pinned: bool) -> None:
        """Pin a message, or no longer."""
        ...

    def fetch(self, attachment: Attachment) -> AsyncIterator[bytes]:
        """Stream a file of this platform."""
        ...

    async def show(self, signal: Signal, room: RoomRef) -> None:
        """Show a signal from elsewhere in a room; failing silently is right."""
        ...
