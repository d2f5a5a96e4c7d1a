"""Figures that nothing counts by itself: how much waits to be shown, for how long, and how the event loop does."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterable, Mapping
from typing import Protocol

import structlog

from bridge.metrics import metrics

log = structlog.get_logger(__name__)

#: Seconds between samples: Prometheus's usual interval, since it would never see more of them.
INTERVAL = 15.0
#: Seconds between looks at how late the event loop is: a stall as long as this is seen for sure, a shorter one by luck.
PULSE = 0.25


class Queues(Protocol):
    """What waits to be shown."""

    async def standing(self) -> Mapping[str, tuple[int, float]]:
        """By platform, how many deliveries are not shown yet, and when the oldest of them was made (Unix seconds)."""
        ...


class Sampling:
    """Sets `magpie_queue_depth` and `magpie_queue_age_seconds`, zero for a platform on which nothing waits.

    And `magpie_tasks` and `magpie_loop_lag_seconds`, the longest that the event loop was late since the last sample.
    """

    def __init__(self, queues: Queues, platforms: Iterable[str]) -> None:
        """A platform that is not among `platforms` is shown from when something waits for it."""
        self._queues = queues
        self._platforms = set(platforms)
        self._lag = 0.0

    async def run(self) -> None:
        """Sample until cancelled. A database that does not answer is logged: figures never stop a conversation."""
        async with asyncio.TaskGroup() as group:
            group.create_task(self._feel_the_pulse())
            while True:
                self._note_the_loop()
                try:
                    await self.sample(time.time())
                except Exception:
                    log.exception("how much waits could not be read")
                await asyncio.sleep(INTERVAL)

    async def sample(self, now: float) -> None:
        """Set the queues' gauges to how things stand at `now` (Unix seconds)."""
        standing = await self._queues.standing()
        self._platforms |= standing.keys()
        for platform in self._platforms:
            depth, oldest = standing.get(platform, (0, now))
            metrics.queue_depth.labels(platform).set(depth)
            metrics.queue_age.labels(platform).set(max(0.0, now - oldest))

    def _note_the_loop(self) -> None:
        metrics.tasks.set(len(asyncio.all_tasks()))
        metrics.loop_lag.set(self._lag)
        self._lag = 0.0

    async def _feel_the_pulse(self) -> None:
        loop = asyncio.get_running_loop()
        while True:
            due = loop.time() + PULSE
            await asyncio.sleep(PULSE)
            self._lag = max(self._lag, loop.time() - due)
