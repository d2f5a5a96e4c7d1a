"""From deliveries to platforms: each room's queue in order, one call in flight, nothing lost."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence

import structlog

from bridge.relay.adapter import Adapter
from bridge.relay.failure import RoomLost, RoomMoved
from bridge.relay.lanes import Lanes
from bridge.relay.ports import Outbox
from bridge.relay.room_queue import Lateness, RoomQueue
from bridge.relay.trouble import Trouble

__all__ = ["Lateness", "Shipping"]

log = structlog.get_logger(__name__)

#: Seconds.
PAUSE_AFTER_FAULT = 5.0


class Shipping:
    """Drives every room's queue. `wake` it when something waits."""

    def __init__(
        self,
        outbox: Outbox,
        adapters: Mapping[str, Adapter],
        trouble: Trouble,
        lateness: Lateness,
    ) -> None:
        self._outbox = outbox
        self._adapters = adapters
        self._trouble = trouble
        self._lateness = lateness
        self._queues: dict[int, RoomQueue] = {}
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

    async def _open(self, number: int) -> RoomQueue | None:
        room = await self._outbox.room(number)
        adapter = None if room is None else self._adapters.get(room.ref.platform)
        if room is None or adapter is None:
            return None
        queue = self._queues[number] = RoomQueue(room, adapter, self._outbox, self._trouble, self._lateness, self.wake)
        return queue
