"""From deliveries to platforms: each room's queue in order, one call in flight, nothing lost."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, replace

import structlog

from bridge.chat.capabilities import Coalescing
from bridge.chat.delivery import Copy, DeliveryKind, Shipment, ShipmentState
from bridge.chat.room import Room
from bridge.metrics import metrics
from bridge.relay.adapter import Adapter
from bridge.relay.addressing import address
from bridge.relay.calling import Calling
from bridge.relay.failure import Refused, RoomLost, RoomMoved
from bridge.relay.lanes import Lanes
from bridge.relay.pacing import Pacer
from bridge.relay.packing import Packer
from bridge.relay.ports import Outbox
from bridge.relay.records import Pending
from bridge.relay.refreshing import Refreshing
from bridge.relay.trouble import Trouble

log = structlog.get_logger(__name__)

#: So many deliveries are read at a time.
WINDOW = 100
#: Seconds.
PAUSE_AFTER_FAULT = 5.0
#: At least so many must wait before they share a message: two lines one after the other are a chat, not a burst.
BURST = 3


@dataclass(frozen=True, slots=True)
class Lateness:
    """From which age a message shows when it was written, and from which it comes with others as a digest. Seconds."""

    late_after: float = 300.0
    digest_after: float = 86_400.0


class Shipping:
    """Drives every room's queue. `wake` it when something waits."""

    def __init__(
        self,
        outbox: Outbox,
        adapters: Mapping[str, Adapter],
        trouble: Trouble,
        lateness: Lateness = Lateness(),
    ) -> None:
        self._outbox = outbox
        self._adapters = adapters
        self._trouble = trouble
        self._lateness = lateness
        self._queues: dict[int, _Queue] = {}
        self._lanes: Lanes[int, None] = Lanes(self._drive)

    async def resume(self) -> None:
        """Take up the queues that an earlier run left."""
        self.wake([room.id for room in await self._outbox.rooms()])

    async def run(self) -> None:
        """Work until cancelled."""
        await self._lanes.run()

    def wake(self, rooms: Sequence[int]) -> None:
        """Something waits in these rooms."""
        for room in dict.fromkeys(rooms):
            self._lanes.put(room, None)

    async def drained(self) -> None:
        """Wait until every queue is empty."""
        await self._lanes.drained()

    async def _drive(self, number: int, _: list[None]) -> None:
        while True:
            queue = self._queues.get(number) or await self._open(number)
            if queue is None:
                return
            try:
                await queue.work()
            except RoomMoved as moved:
                await self._trouble.moved(queue.room.ref, moved.to)
                self._queues.pop(number)
            except RoomLost as lost:
                self._queues.pop(number)
                self.wake(await self._trouble.lost(queue.room.ref, lost.reason))
                return
            except Exception:
                # A fault in one room's queue must not stop the others; what is stored is taken up again.
                log.exception("queue interrupted", room=str(queue.room.ref))
                self._queues.pop(number)
                await asyncio.sleep(PAUSE_AFTER_FAULT)
            else:
                return

    async def _open(self, number: int) -> _Queue | None:
        room = await self._outbox.room(number)
        adapter = None if room is None else self._adapters.get(room.ref.platform)
        if room is None or adapter is None:
            return None
        queue = self._queues[number] = _Queue(room, adapter, self._outbox, self._trouble, self._lateness, self.wake)
        return queue


class _Queue:
    """One room's deliveries, in order."""

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
        self._calling = Calling(room.ref, Pacer(adapter.capabilities.paces))
        self._refreshing = Refreshing(room, adapter, outbox, self._packer, self._calling)
        self._resumed = False

    async def work(self) -> None:
        """Work until nothing waits. Raises `RoomMoved` and `RoomLost`."""
        if not self._resumed:
            await self._resume()
        while waiting := await self._outbox.waiting(self.room, WINDOW):
            head = waiting[0]
            if head.kind not in {DeliveryKind.MESSAGE, DeliveryKind.NOTICE}:
                await self._refresh(head)
            elif head.content is None:
                await self._outbox.done([head.id])
            elif not await self._calling.paced():
                await self._show(waiting)

    async def _resume(self) -> None:
        """What an earlier run stored and did not see answered comes first: its outcome decides what is sent again."""
        for stored in await self._outbox.under_way(self.room):
            if stored.shipment.blocks:
                await self._send(stored.shipment, doubtful=stored.state is not ShipmentState.PENDING)
            else:
                await self._outbox.failed(stored.shipment.id, "nothing left to show")
        self._resumed = True

    async def _show(self, waiting: Sequence[Pending]) -> None:
        run = [self._dated(pending) for pending in _messages(waiting)]
        head = run[0]
        reply_to = await self._answered(head)
        after = await self._outbox.newest(self.room) if self._adapter.capabilities.looks else ""
        coalesce = self._hurry(run)
        packed = self._packer.pack(self.room.id, run, coalesce=coalesce, reply_to=reply_to, after=after)
        for shipment in await self._outbox.load(self.room, packed.loadings, packed.carried):
            await self._send(shipment, doubtful=False)

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

    async def _send(self, shipment: Shipment, *, doubtful: bool) -> None:
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
            await self._outbox.sent([(shipment, copies)])
            metrics.shipments.labels(self.room.ref.platform, "sent").inc()

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
        try:
            await self._refreshing.refresh(head)
        except RoomLost:
            raise
        except Refused as refused:
            log.info("refresh refused", room=str(self.room.ref), kind=head.kind.value, reason=refused.reason)
        await self._outbox.done([head.id])

    def _dated(self, pending: Pending) -> Pending:
        late = self._age(pending) > self._lateness.late_after
        content = pending.content
        return pending if content is None or not late else replace(pending, content=replace(content, late=True))

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
