"""Calling a platform until it answers: patience where it asks for it, and no call twice without a look."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import TypeVar

import structlog

from bridge.chat.room import RoomRef
from bridge.metrics import metrics
from bridge.relay.failure import Ambiguous, DeliveryError, Throttled, Unreachable
from bridge.relay.pacing import Pacer

T = TypeVar("T")
log = structlog.get_logger(__name__)

FIRST_PAUSE = 0.5
LONGEST_PAUSE = 60.0


class Calling:
    """Calls about one room, one at a time. Times in seconds; waiting here never holds up another room."""

    def __init__(self, ref: RoomRef, pacer: Pacer, reachable: Callable[[], Awaitable[None]]) -> None:
        """`reachable` waits until the platform can be called at all, so that no call is spent before."""
        self.ref = ref
        self.pacer = pacer
        self._reachable = reachable
        self._pause = FIRST_PAUSE

    async def paced(self) -> bool:
        """Wait until a call is allowed; True where that took time."""
        waited = False
        while delay := self.pacer.delay(time.monotonic()):
            waited = True
            await asyncio.sleep(delay)
        return waited

    async def repeat(self, call: Callable[[], Awaitable[T]]) -> T:
        """Make a call that may be made twice without harm, until it is answered.

        Raises `Refused`, `RoomLost` and `RoomMoved`, which no repetition helps.
        """
        while True:
            try:
                return await self._once(call)
            except (Ambiguous, Throttled, Unreachable) as error:
                await self._rest(error)

    async def deliver(
        self,
        call: Callable[[], Awaitable[T]],
        look: Callable[[], Awaitable[T | None]] | None,
        doubt: Callable[[], Awaitable[None]],
        *,
        doubtful: bool = False,
    ) -> T:
        """Make a call that would show something twice if it were made twice.

        After an ambiguous answer (or where `doubtful` says that an earlier one is open) `look` tells whether it
        arrived; where nobody can tell, it is made again and counted as a possible duplicate. `doubt` is called when
        doubt arises. Raises as `repeat`.
        """
        while True:
            if doubtful:
                found = None if look is None else await self.repeat(look)
                if found is not None:
                    return found
                metrics.repeated.labels(self.ref.platform, "looked" if look else "blind").inc()
            try:
                return await self._once(call)
            except Ambiguous as error:
                metrics.ambiguous.labels(self.ref.platform).inc()
                doubtful = True
                await doubt()
                await self._rest(error)
            except (Throttled, Unreachable) as error:
                doubtful = False
                await self._rest(error)

    async def _once(self, call: Callable[[], Awaitable[T]]) -> T:
        await self._reachable()
        await self.paced()
        self.pacer.spend(time.monotonic())
        answer = await call()
        self._pause = FIRST_PAUSE
        return answer

    async def _rest(self, error: DeliveryError) -> None:
        metrics.retries.labels(self.ref.platform, type(error).__name__.lower()).inc()
        if isinstance(error, Throttled):
            self.pacer.hold(time.monotonic() + error.retry_after)
            return
        log.warning("platform call repeated", room=str(self.ref), error=str(error), pause=self._pause)
        await asyncio.sleep(self._pause)
        self._pause = min(LONGEST_PAUSE, self._pause * 2)
