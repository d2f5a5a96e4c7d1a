"""The core as adapters see it: where events are stored before anything else happens to them."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence

from bridge.chat.attachment import Attachment
from bridge.chat.event import Event
from bridge.chat.room import RoomRef
from bridge.chat.signal import Signal
from bridge.metrics import metrics
from bridge.relay.files import Files
from bridge.relay.ports import Inbox, Places
from bridge.relay.records import Standing
from bridge.relay.relay import Relay
from bridge.relay.signals import Signals
from bridge.relay.suggesting import Choice, Suggests


class Intake:
    """Implements `bridge.relay.adapter.Core`."""

    def __init__(
        self, inbox: Inbox, places: Places, relay: Relay, signals: Signals, files: Files, suggests: Suggests
    ) -> None:
        self._inbox = inbox
        self._places = places
        self._relay = relay
        self._signals = signals
        self._files = files
        self._suggests = suggests

    async def accept(self, event: Event) -> bool:
        """Store an event; once this returns it will be handled. False: it was known already."""
        arrival = await self._inbox.add(event)
        if arrival is None:
            metrics.known_events.labels(event.room.platform).inc()
            return False
        metrics.events.labels(event.room.platform, event.type).inc()
        self._relay.put(arrival)
        return True

    def signal(self, signal: Signal) -> None:
        """Pass on what may be lost."""
        self._signals.put(signal)

    def fetch(self, attachment: Attachment) -> AsyncIterator[bytes]:
        """Stream a file from whichever platform holds it; raises `Refused` where that platform is off."""
        return self._files.fetch(attachment)

    async def cursor(self, room: RoomRef) -> str:
        """How far the adapter has read the room, "" at first."""
        return await self._places.position(room)

    async def advance(self, room: RoomRef, position: str) -> None:
        """Remember, durably, that everything in the room up to `position` was accepted."""
        await self._places.advance(room, position)

    async def standing(self, room: RoomRef, limit: int) -> Sequence[Standing]:
        """What stands in a room as far as is known, the newest of it."""
        return await self._places.standing(room, limit)

    async def rooms(self, platform: str) -> Sequence[RoomRef]:
        """The rooms of a platform that are in a conversation and not gone."""
        return await self._places.joined(platform)

    async def suggest(self, room: RoomRef, command: str, begun: str) -> Sequence[Choice]:
        """What may be meant by what somebody began to write behind a command."""
        return await self._suggests.suggest(room, command, begun)

    async def fields(self, room: RoomRef, command: str, about: str) -> Mapping[str, str]:
        """What stands now in the fields of a command's form; empty where nothing is known."""
        return await self._suggests.fields(room, command, about)
