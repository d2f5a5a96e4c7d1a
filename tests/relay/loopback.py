"""A platform in memory behind the adapter's contract: strict about its limits, with faults on demand."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass, field, replace

from bridge.chat.attachment import Attachment
from bridge.chat.capabilities import Capabilities, Coalescing
from bridge.chat.delivery import Block, Copy, Reaction, Shipment
from bridge.chat.room import Audience, RoomRef
from bridge.chat.signal import Signal
from bridge.relay.adapter import Core

SHARED = Capabilities(Audience.SHARED, text_limit=200, coalescing=Coalescing.ANY, looks=True, pins=True)
PER_READER = Capabilities(Audience.PER_READER, looks=True, pins=True)


@dataclass
class Shown:
    """A message as the people of a room see it."""

    native: str
    shipment: Shipment
    lines: list[str]
    reply_to: str
    reactions: list[str] = field(default_factory=list)
    pinned: bool = False

    @property
    def text(self) -> str:
        return "\n".join(self.lines)


@dataclass
class Held:
    """A call that waits: `reached` when it began, `go_on` lets it."""

    call: str
    reached: asyncio.Event = field(default_factory=asyncio.Event)
    go_on: asyncio.Event = field(default_factory=asyncio.Event)


class Loopback:
    """Rooms keep what was shipped to them. `faults` are raised by the next calls, before or after they are applied."""

    def __init__(self, platform: str, capabilities: Capabilities = SHARED) -> None:
        self.platform = platform
        self.capabilities = capabilities
        self.rooms: dict[str, list[Shown]] = {}
        self.before: list[Exception] = []
        self.after: list[Exception] = []
        self.calls: list[str] = []
        self.typing: list[tuple[Signal, RoomRef]] = []
        self.files: dict[str, bytes] = {}
        self.connected = asyncio.Event()
        self.connected.set()
        self.awaited = asyncio.Event()
        self._changed = asyncio.Condition()
        self._count = 0
        self._open = False
        self._held: Held | None = None

    def hold(self, call: str) -> Held:
        """Let the next such call wait before it is applied."""
        self._held = Held(call)
        return self._held

    def leave_open(self) -> None:
        """Apply the next call and never answer it."""
        self._open = True

    async def run(self, core: Core) -> None:
        del core
        await asyncio.Event().wait()

    def ready(self) -> bool:
        return True

    async def reachable(self) -> None:
        if not self.connected.is_set():
            self.awaited.set()
        await self.connected.wait()

    def size(self, blocks: Sequence[Block]) -> int:
        return len("\n".join(self._lines(blocks)))

    async def ship(self, shipment: Shipment) -> Sequence[Copy]:
        self._enter("ship")
        lines = self._lines(shipment.blocks)
        limit = self.capabilities.text_limit
        assert not limit or len("\n".join(lines)) <= limit, "longer than the platform allows"
        self._count += 1
        native = f"{self.platform}-{self._count}"
        self._room(shipment.room).append(Shown(native, shipment, lines, shipment.reply_to))
        await self._leave()
        return _copies(native, shipment)

    async def look(self, shipment: Shipment) -> Sequence[Copy] | None:
        self._enter("look")
        for shown in self._room(shipment.room):
            if shown.shipment.nonce == shipment.nonce:
                return _copies(shown.native, shipment)
        return None

    async def edit(self, native: str, shipment: Shipment) -> None:
        self._enter("edit")
        lines = self._lines(shipment.blocks)
        if self._held is not None and self._held.call == "edit":
            held, self._held = self._held, None
            held.reached.set()
            await held.go_on.wait()
        shown = self._shown(shipment.room, native)
        shown.lines, shown.shipment = lines, replace(shipment, nonce=shown.shipment.nonce)
        await self._leave()

    async def edit_files(self, natives: Sequence[str], shipment: Shipment) -> Sequence[str] | None:
        """As many files as before may be others; more or fewer may not."""
        content = shipment.blocks[0].content
        assert content.replaces is not None
        if len(content.replaces) != len(content.attachments):
            self._enter("edit_files")
            return None
        await self.edit(natives[0], shipment)
        return natives

    async def delete(self, room: RoomRef, natives: Sequence[str]) -> None:
        self._enter("delete")
        self.rooms[room.id] = [shown for shown in self._room(room) if shown.native not in natives]
        await self._leave()

    async def react(self, room: RoomRef, native: str, reactions: Sequence[Reaction]) -> None:
        self._enter("react")
        for shown in self._room(room):
            if shown.native == native:
                shown.reactions = [reaction.emoji for reaction in reactions]
        await self._leave()

    async def pin(self, room: RoomRef, native: str, *, pinned: bool) -> None:
        self._enter("pin")
        for shown in self._room(room):
            if shown.native == native:
                shown.pinned = pinned
        await self._leave()

    async def fetch(self, attachment: Attachment) -> AsyncIterator[bytes]:
        yield self.files[attachment.source]

    async def show(self, signal: Signal, room: RoomRef) -> None:
        self.typing.append((signal, room))
        await self._leave()

    async def until(self, condition: Callable[[], bool]) -> None:
        """Wait until something that was called made the condition true."""
        async with self._changed, asyncio.timeout(10):
            await self._changed.wait_for(condition)

    def texts(self, room: str) -> list[str]:
        """What the people of a room see, oldest first."""
        return [shown.text for shown in self.rooms.get(room, [])]

    def _enter(self, call: str) -> None:
        self.calls.append(call)
        if self.before:
            raise self.before.pop(0)

    async def _leave(self) -> None:
        async with self._changed:
            self._changed.notify_all()
        if self._open:
            self._open = False
            await asyncio.Event().wait()
        if self.after:
            raise self.after.pop(0)

    def _room(self, ref: RoomRef) -> list[Shown]:
        return self.rooms.setdefault(ref.id, [])

    def _shown(self, ref: RoomRef, native: str) -> Shown:
        return next(shown for shown in self._room(ref) if shown.native == native)

    def _lines(self, blocks: Sequence[Block]) -> list[str]:
        lines = []
        for block in blocks:
            name = f"{block.content.author.name}: " if block.content.author and block.first else ""
            if self.capabilities.audience is Audience.PER_READER:
                lines.append(name + block.content.original.plain)
                lines += [f"[{version.language}] {version.text.plain}" for version in block.content.versions]
                continue
            lines.append(name + block.text.plain)
            if block.folded and block.last and block.content.body.folded:
                lines.append(f"> {block.content.body.folded.plain}")
            if block.last and block.content.body.note:
                lines.append(f"({block.content.body.note.plain})")
        return lines


def _copies(native: str, shipment: Shipment) -> list[Copy]:
    return [Copy(native, block.message, block.part) for block in shipment.blocks]
