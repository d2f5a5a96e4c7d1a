"""Figures that nothing counts by itself: how much waits to be shown, and for how long."""

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


class Queues(Protocol):
    """What waits to be shown."""

    async def standing(self) -> Mapping[str, tuple[int, float]]:
        """By platform, how many deliveries are not shown yet, and when the oldest of them was made (Unix seconds)."""
        ...


class Sampling:
    """Sets `magpie_queue_depth` and `magpie_queue_age_seconds`, zero for a platform on which nothing waits."""

    def __init__(self, queues: Queues, platforms: Iterable[str]) -> None:
        """A platform that is not among `platforms` is shown from when something waits for it."""
        self._queues = queues
        self._platforms = set(platforms)

    async def run(self) -> None:
        """Sample until cancelled. A database that does not answer is logged: figures never stop a conversation."""
        while True:
            try:
                await self.sample(time.time())
            except Exception:
                log.exception("how much waits could not be read")
            await asyncio.sleep(INTERVAL)

    async def sample(self, now: float) -> None:
        """Set the gauges to how things stand at `now` (Unix seconds)."""
        standing = await self._queues.standing()
        self._platforms |= standing.keys()
        for platform in self._platforms:
            depth, oldest = standing.get(platform, (0, now))
            metrics.queue_depth.labels(platform).set(depth)
            metrics.queue_age.labels(platform).set(max(0.0, now - oldest))
