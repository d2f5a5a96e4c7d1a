"""Bringing what was shown up to date: edits, deletions, reactions, pins, across splits and shared messages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bridge.chat.delivery import Block, Copy, DeliveryKind, Reaction, Shipment, ShipmentState
from bridge.chat.room import Audience, Room
from bridge.relay.adapter import Adapter
from bridge.relay.addressing import address
from bridge.relay.calling import Calling
from bridge.relay.packing import Packer, new_nonce
from bridge.relay.ports import Outbox
from bridge.relay.records import Loading, Pending, Stored, Stretch


class Refreshing:
    """One room's. Every step may be done twice without harm, so a crash in the middle is made good by doing it again.

    All methods raise `Refused`, `RoomLost` and `RoomMoved`.
    """

    def __init__(self, room: Room, adapter: Adapter, outbox: Outbox, packer: Packer, calling: Calling) -> None:
        self._room = room
        self._adapter = adapter
        self._outbox = outbox
        self._packer = packer
        self._calling = calling

    async def refresh(self, pending: Pending) -> None:
        """Let the room catch up with what a message has become."""
        assert pending.message is not None  # noqa: S101 - only messages are refreshed
        can = self._adapter.capabilities
        match pending.kind:
            case DeliveryKind.EDIT if can.edits:
                await self._edit(pending.message)
            case DeliveryKind.DELETE if can.deletes:
                await self._delete(pending.message)
            case DeliveryKind.REACTIONS if can.reacts:
                await self._react(pending.message)
            case DeliveryKind.PIN | DeliveryKind.UNPIN if can.pins:
                await self._pin(pending.message, pinned=pending.kind is DeliveryKind.PIN)
            case _:
                return

    async def _edit(self, message: int) -> None:
        shown = await self._outbox.shown(self._room, message)
        if not shown or not shown[0].shipment.blocks:
            # Its text was erased meanwhile, with its author or after a deletion.
            return
        first = shown[0]
        if len(first.shipment.blocks) > 1:
            await self._edit_shared(first, message)
        elif first.shipment.blocks[0].content.replaces is None:
            await self._edit_parts(shown)
        else:
            await self._edit_files(shown)

    async def _edit_shared(self, stored: Stored, message: int) -> None:
        """A message that shares a block: the block is rendered again, and what no longer fits follows as a reply."""
        members = [_whole(block) for block in stored.shipment.blocks]
        if any(block.message == message and block.content.attachments for block in members):
            # A file stands in no block.
            await self._take_out(stored, members, message)
            return
        if not self._packer.fits(members):
            members = [replace(block, folded=False) if block.message == message else block for block in members]
        if self._packer.fits(members):
            await self._rewrite(stored, [(block, _stretch(block)) for block in members])
            return
        await self._take_out(stored, members, message)

    async def _take_out(self, stored: Stored, members: Sequence[Block], message: int) -> None:
        """A message leaves the block that it shared and follows it as a reply, unless its text was erased meanwhile."""
        rest = [block for block in members if block.message != message]
        await self._rewrite(stored, [(block, _stretch(block)) for block in rest])
        for grown in members:
            if grown.message == message:
                await self._append(grown, self._stretches(grown), stored.natives[0])
        await self._outbox.forget(self._room, stored.natives, message)

    async def _edit_parts(self, shown: Sequence[Stored]) -> None:
        """A message on its own, perhaps in parts: parts are rewritten, appended as replies, or taken away."""
        block = shown[0].shipment.blocks[0]
        stretches = self._stretches(block)
        for stored, stretch in zip(shown, stretches, strict=False):
            await self._rewrite(stored, [(block, stretch)])
        if len(stretches) > len(shown):
            await self._append(block, stretches[len(shown) :], shown[0].natives[0])
        for stored in shown[len(stretches) :]:
            await self._remove(stored.natives)

    async def _edit_files(self, shown: Sequence[Stored]) -> None:
        """A message of which the files changed. Where the platform cannot change them, it is shown anew, whole."""
        block, stored = shown[0].shipment.blocks[0], shown[0]
        stretches = self._stretches(block)
        shipment = replace(stored.shipment, blocks=(_stretched(block, stretches[0]),))
        kept = await self._calling.repeat(lambda: self._adapter.edit_files(stored.natives, shipment))
        if kept is None:
            await self._append(block, stretches, stored.shipment.reply_to)
            for old in shown:
                await self._remove(old.natives)
            return
        await self._outbox.rewrite(stored.shipment.id, [stretches[0]])
        gone = [native for native in stored.natives if native not in kept]
        if gone:
            await self._outbox.forget(self._room, gone)
        if len(stretches) > 1 or len(shown) > 1:
            await self._edit_parts([replace(stored, natives=tuple(kept)), *shown[1:]])

    def _stretches(self, block: Block) -> Sequence[Stretch]:
        return self._packer.stretches(_pending(block, self._room))

    async def _rewrite(self, stored: Stored, members: Sequence[tuple[Block, Stretch]]) -> None:
        shipment = replace(stored.shipment, blocks=tuple(_stretched(block, stretch) for block, stretch in members))
        await self._calling.repeat(lambda: self._adapter.edit(stored.natives[0], shipment))
        await self._outbox.rewrite(stored.shipment.id, [stretch for _, stretch in members])

    async def _append(self, block: Block, stretches: Sequence[Stretch], reply_to: str) -> None:
        loadings = [Loading(self._room.id, new_nonce(), (stretch,), reply_to) for stretch in stretches]
        for shipment in await self._outbox.load(self._room, loadings, [_pending(block, self._room)], waiting=False):
            await self._outbox.sent([(shipment, await self._ship(shipment))])

    async def _ship(self, shipment: Shipment) -> Sequence[Copy]:
        look = self._adapter.look if self._adapter.capabilities.looks else None
        return await self._calling.deliver(
            lambda: self._adapter.ship(shipment),
            None if look is None else lambda: look(shipment),
            lambda: self._outbox.mark(shipment.id, ShipmentState.UNKNOWN),
        )

    async def _delete(self, message: int) -> None:
        for stored in await self._outbox.shown(self._room, message):
            rest = [_whole(block) for block in stored.shipment.blocks if block.message != message]
            if rest:
                await self._rewrite(stored, [(block, _stretch(block)) for block in rest])
                await self._outbox.forget(self._room, stored.natives, message)
            else:
                await self._remove(stored.natives)
        if self._adapter.capabilities.audience is Audience.SHARED:
            originals = [spot.native for spot in await self._outbox.spots(self._room, message) if spot.original]
            if originals:
                await self._calling.repeat(lambda: self._adapter.delete(self._room.ref, originals))

    async def _remove(self, natives: Sequence[str]) -> None:
        await self._calling.repeat(lambda: self._adapter.delete(self._room.ref, natives))
        await self._outbox.forget(self._room, natives)

    async def _react(self, message: int) -> None:
        everything = await self._outbox.reactions(message)
        per_reader = self._adapter.capabilities.audience is Audience.PER_READER
        shown: list[Reaction] = [reaction for room, reaction in everything if per_reader or room != self._room.id]
        native = await self._native(message)
        if native:
            await self._calling.repeat(lambda: self._adapter.react(self._room.ref, native, shown))

    async def _pin(self, message: int, *, pinned: bool) -> None:
        native = await self._native(message)
        if native:
            await self._calling.repeat(lambda: self._adapter.pin(self._room.ref, native, pinned=pinned))

    async def _native(self, message: int) -> str:
        return address(await self._outbox.spots(self._room, message), self._adapter.capabilities.audience)


def _whole(block: Block) -> Block:
    """A block of a shared message shows its message whole."""
    return replace(block, text=block.content.body.lead, part=0, parts=1)


def _stretch(block: Block) -> Stretch:
    return Stretch(block.delivery, 0, 1, 0, len(block.content.body.lead), folded=block.folded)


def _stretched(block: Block, stretch: Stretch) -> Block:
    text = block.content.body.lead.cut(stretch.start, stretch.end)
    return replace(block, text=text, part=stretch.part, parts=stretch.parts, folded=stretch.folded)


def _pending(block: Block, room: Room) -> Pending:
    return Pending(block.delivery, room.id, DeliveryKind.MESSAGE, block.message, block.content, None, "", "", 0.0)
