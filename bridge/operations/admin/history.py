"""Messages and translation times of the last hour, for the small charts of the host's page."""

from __future__ import annotations

import asyncio
import time
from bisect import bisect_right
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from bridge.metrics import Metrics

#: Seconds between samples, in a step of the chart, and in all of it.
INTERVAL, STEP, WINDOW = 5.0, 60.0, 3600.0
#: Cumulative: each bound (seconds) with how many translations took at most so long.
Latencies = Sequence[tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Sample:
    """What had been counted at a time (monotonic seconds)."""

    at: float
    messages: float
    latencies: Latencies


@dataclass(frozen=True, slots=True)
class Point:
    """A minute: how many messages came, and in which time (seconds) half and 95 % of translations were done.

    None where Magpie was not running yet; a quantile also where nothing was translated.
    """

    messages: int | None = None
    p50: float | None = None
    p95: float | None = None


class History:
    """Keeps an hour of samples in memory: some 300 KB, whatever there is to do."""

    def __init__(self, metrics: Metrics) -> None:
        self._metrics = metrics
        self._samples: deque[Sample] = deque(maxlen=round((WINDOW + STEP) / INTERVAL))

    async def run(self) -> None:
        """Sample until cancelled."""
        while True:
            self.sample(time.monotonic())
            await asyncio.sleep(INTERVAL)

    def sample(self, now: float) -> None:
        """Remember how things stand at `now` (monotonic seconds)."""
        messages = sum(self._metrics.counted(self._metrics.messages, "platform").values())
        self._samples.append(Sample(now, messages, self._metrics.latencies()))

    def points(self) -> list[Point]:
        """The minutes of the last hour, the oldest first."""
        samples = list(self._samples)
        if not samples:
            return [Point()] * round(WINDOW / STEP)
        newest, times = samples[-1].at, [sample.at for sample in samples]
        edges = [newest - step * STEP for step in range(round(WINDOW / STEP), -1, -1)]
        # Half an interval of grace, since sleeping is never exact.
        found = [bisect_right(times, edge + INTERVAL / 2) - 1 for edge in edges]
        return [_point(samples, start, end) for start, end in pairwise(found)]


def _point(samples: Sequence[Sample], start: int, end: int) -> Point:
    if end < 0:
        return Point()
    # The first minute began with the first sample.
    before, after = samples[max(start, 0)], samples[end]
    counts = [
        (bound, count - past) for (bound, count), (_, past) in zip(after.latencies, before.latencies, strict=False)
    ] or list(after.latencies)
    return Point(round(after.messages - before.messages), quantile(counts, 0.5), quantile(counts, 0.95))


def quantile(latencies: Latencies, share: float) -> float | None:
    """The time (seconds) in which this share was done, as Prometheus's `histogram_quantile` estimates it."""
    total = latencies[-1][1] if latencies else 0
    if total <= 0:
        return None
    below, passed = 0.0, 0.0
    for bound, count in latencies:
        if count >= share * total:
            if bound == float("inf"):
                return below
            return below + (bound - below) * (share * total - passed) / (count - passed)
        below, passed = bound, count
    return below
