"""One room's deliveries on their way to its platform: in order, paced, packed, looked for before they are repeated."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace

import structlog

from bridge.chat.capabilities import Coalescing
from bridge.chat.content import Content
from bridge.chat.delivery import Copy, DeliveryKind, Shipment, ShipmentState
from bridge.chat.room import Room
from bridge.metrics import metrics
from bridge.relay.adapter import Adapter
from bridge.relay.addressing import address
from bridge.relay.calling import Calling
from bridge.relay.failure import Refused, RoomLost, RoomMoved
from bridge.relay.pacing import Pacer
from bridge.relay.packing import Packer
from bridge.relay.ports import Outbox
from bridge.relay.records import Loading, Pending
from bridge.relay.refreshing import Refreshing
from bridge.relay.trouble import Trouble

log = structlog.get_logger(__name__)

#: So many deliveries are read at a time.
WINDOW = 100
#: At least so many must wait before they share a message: two lines one after the other are a chat, not a burst.
BURST = 3
#: So many shipments are stored in one transaction where the platform can be asked which of them arrived.
TOGETHER = 16


@dataclass(frozen=True, slots=True)
class Lateness:
    """From which age a message shows when it was written, and from which it comes with others as a digest. Seconds."""

    late_after: float = 300.0
    digest_after: float = 86_400.0


class RoomQueue:
    """One room's queue."""

    def __init__(
        self,
        room: Room,
        adapter: Adapter,
        outbox: Outbox,
        trouble: Trouble,
        lateness: Lateness,
        wake: Callable[[Sequence[int]], None],
    ) -> None:
        self.room = room
        self._adapter = adapter
        self._outbox = outbox
        self._trouble = trouble
        self._lateness = lateness
        self._wake = wake
        self._packer = Packer(adapter.capabilities, adapter.size)
        self._calling = Calling(room.ref, Pacer(adapter.capabilities.paces), adapter.reachable)
        self._refreshing = Refreshing(room, adapter, outbox, self._packer, self._calling)
        self._resumed = False
        self._newest: str | None = None

    async def work(self) -> None:
        """Work until nothing waits. Raises `RoomMoved` and `RoomLost`."""
        if not self._resumed:
            await self._resume()
        while waiting := await self._outbox.waiting(self.room, WINDOW):
            if await self._calling.paced():
                continue
            handled = await self._handle(waiting)
            if handled == len(waiting) < WINDOW:
                # What came after this was read wakes the queue again.
                return

    async def _handle(self, waiting: Sequence[Pending]) -> int:
        """Do what is at the head; returns how many deliveries that took."""
        head = waiting[0]
        if head.kind not in {DeliveryKind.MESSAGE, DeliveryKind.NOTICE}:
            await self._refresh(head)
            return 1
        if head.content is None:
            await self._outbox.done([head.id])
            return 1
        return await self._show([self._dated(pending) for pending in _messages(waiting)])

    async def _resume(self) -> None:
        """What an earlier run stored and did not see answered comes first: its outcome decides what is sent again."""
        await self._outbox.put_back(self.room)
        for stored in await self._outbox.under_way(self.room):
            if stored.shipment.blocks:
                blocks = tuple(replace(block, content=self._content(block.content)) for block in stored.shipment.blocks)
                # Copies of the shipments before it are known by now, so what is looked for stands behind them.
                after = await self._outbox.newest(self.room, stored.shipment.id) or stored.shipment.after
                shipment = replace(stored.shipment, blocks=blocks, after=after)
                await self._send([shipment], doubtful=stored.state is not ShipmentState.PENDING)
            else:
                await self._outbox.failed(stored.shipment.id, "nothing left to show")
        self._resumed = True

    async def _show(self, run: Sequence[Pending]) -> int:
        """Pack what is at the head, store it, send it; several at once where the platform can be asked what arrived.

        Returns how many deliveries were shown: none where one of them changed meanwhile.
        """
        looks = self._adapter.capabilities.looks
        if looks and self._newest is None:
            self._newest = await self._outbox.newest(self.room)
        after = self._newest or ""
        coalesce = self._hurry(run)
        loadings: list[Loading] = []
        carried: list[Pending] = []
        for _ in range(TOGETHER if looks else 1):
            rest = run[len(carried) :]
            if not rest or (carried and rest[0].reply_to is not None):
                # What it answers may be among those not sent yet.
                break
            reply_to = await self._answered(rest[0])
            packed = self._packer.pack(self.room.id, rest, coalesce=coalesce, reply_to=reply_to, after=after)
            loadings += packed.loadings
            carried += packed.carried
        shipments = await self._outbox.load(self.room, loadings, carried)
        if not shipments:
            return 0
        await self._send(shipments, doubtful=False)
        for pending in carried:
            metrics.delivery_seconds.labels(self.room.ref.platform).observe(time.time() - pending.created_at)
        return len(carried)

    async def _answered(self, head: Pending) -> str:
        if head.reply_to is None:
            return ""
        return address(await self._outbox.spots(self.room, head.reply_to), self._adapter.capabilities.audience)

    def _hurry(self, run: Sequence[Pending]) -> bool:
        """Whether deliveries should share messages: more wait than may be sent, or they are old."""
        if self._adapter.capabilities.coalescing is Coalescing.NONE:
            return False
        if self._age(run[0]) > self._lateness.digest_after:
            return True
        return len(run) >= BURST and len(run) > self._calling.pacer.free(time.monotonic())

    async def _send(self, shipments: Sequence[Shipment], *, doubtful: bool) -> None:
        recording: list[asyncio.Task[None]] = []
        try:
            for shipment in shipments:
                copies = await self._deliver(shipment, doubtful=doubtful)
                if copies is None:
                    continue
                recording.append(asyncio.create_task(self._outbox.sent([(shipment, copies)])))
                if not self._adapter.capabilities.looks:
                    await recording[-1]
        finally:
            if recording:
                await asyncio.wait(recording)
        for record in recording:
            record.result()

    async def _deliver(self, shipment: Shipment, *, doubtful: bool) -> Sequence[Copy] | None:
        look = self._look(shipment) if self._adapter.capabilities.looks else None
        try:
            copies = await self._calling.deliver(
                lambda: self._adapter.ship(shipment),
                look,
                lambda: self._outbox.mark(shipment.id, ShipmentState.UNKNOWN),
                doubtful=doubtful,
            )
        except RoomLost:
            raise
        except RoomMoved:
            await self._outbox.mark(shipment.id, ShipmentState.PENDING)
            raise
        except Refused as refused:
            await self._give_up(shipment, refused.reason)
        except Exception:
            log.exception("shipment given up", room=str(self.room.ref), shipment=shipment.id)
            await self._give_up(shipment, "a fault in Magpie, see its log")
        else:
            metrics.shipments.labels(self.room.ref.platform, "sent").inc()
            self._newest = copies[-1].native if copies else self._newest
            return copies
        return None

    async def _give_up(self, shipment: Shipment, reason: str) -> None:
        await self._outbox.failed(shipment.id, reason)
        metrics.shipments.labels(self.room.ref.platform, "refused").inc()
        if any(block.message is not None for block in shipment.blocks):
            self._wake(await self._trouble.refused(self.room.ref, shipment, reason))

    def _look(self, shipment: Shipment) -> Callable[[], Awaitable[Sequence[Copy] | None]]:
        async def look() -> Sequence[Copy] | None:
            return await self._adapter.look(shipment)

        return look

    async def _refresh(self, head: Pending) -> None:
        await self._outbox.take(head.id)
        try:
            await self._refreshing.refresh(head)
        except RoomLost:
            raise
        except Refused as refused:
            log.info("refresh refused", room=str(self.room.ref), kind=head.kind.value, reason=refused.reason)
        await self._outbox.done([head.id])

    def _dated(self, pending: Pending) -> Pending:
        return pending if pending.content is None else replace(pending, content=self._content(pending.content))

    def _content(self, content: Content) -> Content:
        late = time.time() - content.written_at > self._lateness.late_after
        return replace(content, late=True) if late else content

    def _age(self, pending: Pending) -> float:
        return 0.0 if pending.content is None else time.time() - pending.content.written_at


def _messages(waiting: Sequence[Pending]) -> list[Pending]:
    """The run of messages and notices at the head."""
    run: list[Pending] = []
    for pending in waiting:
        if pending.content is None or pending.kind not in {DeliveryKind.MESSAGE, DeliveryKind.NOTICE}:
            break
        run.append(pending)
    return run
