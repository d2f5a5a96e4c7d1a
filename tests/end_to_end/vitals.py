"""How a process does while it works: memory, threads, descriptors, tasks."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median

import aiohttp
import psutil

_GAUGE = re.compile(r"^(magpie_\w+(?:\{[^}]*\})?) (\S+)$", re.MULTILINE)
_COUNTED = re.compile(r"magpie_(retries|ambiguous|repeated|failed_events|shipments|guarded)_total")


@dataclass(frozen=True, slots=True)
class Vitals:
    """One sample. `at` in seconds since the first; sizes in megabytes; `lag_ms` is the event loop's worst lately."""

    at: float
    resident: float
    anonymous: float
    threads: int
    descriptors: int
    children: int
    tasks: int
    lag_ms: float
    cpu_seconds: float


class Patrol:
    """Samples a running Magpie until cancelled."""

    def __init__(self, process: int, url: str, interval: float = 10.0) -> None:
        """`process` is its id, `url` where `/metrics` is, `interval` in seconds."""
        self.samples: list[Vitals] = []
        self._process = psutil.Process(process)
        self._url = f"{url}/metrics"
        self._interval = interval

    async def run(self) -> None:
        """Take samples at a steady pace."""
        loop = asyncio.get_running_loop()
        began = loop.time()
        async with aiohttp.ClientSession() as http:
            while True:
                self.samples.append(await self._sample(http, loop.time() - began))
                await asyncio.sleep(began + len(self.samples) * self._interval - loop.time())

    async def counters(self) -> dict[str, float]:
        """What Magpie counted of troubles, and of what it sent."""
        async with aiohttp.ClientSession() as http, http.get(self._url) as response:
            found = _GAUGE.findall(await response.text())
        return {name: float(value) for name, value in found if _COUNTED.match(name)}

    async def _sample(self, http: aiohttp.ClientSession, at: float) -> Vitals:
        async with http.get(self._url) as response:
            gauges = dict(_GAUGE.findall(await response.text()))
        with self._process.oneshot():
            memory, cpu = self._process.memory_info(), self._process.cpu_times()
            return Vitals(
                round(at, 1),
                round(memory.rss / 1e6, 1),
                round((memory.rss - memory.shared) / 1e6, 1),
                self._process.num_threads(),
                self._process.num_fds(),
                len(self._process.children(recursive=True)),
                int(float(gauges.get("magpie_tasks", 0))),
                round(float(gauges.get("magpie_loop_lag_seconds", 0)) * 1000, 1),
                round(cpu.user + cpu.system, 1),
            )


@dataclass(frozen=True, slots=True)
class Trend:
    """What something was around the middle and at the end: medians of a tenth of the samples each."""

    middle: float
    end: float

    @property
    def growth(self) -> float:
        """Percent."""
        return round((self.end / self.middle - 1) * 100, 2) if self.middle else 0.0


def trend(samples: Sequence[Vitals], of: Callable[[Vitals], float]) -> Trend:
    """How something went in the second half of the time."""
    tenth = max(1, len(samples) // 10)
    start = max(0, len(samples) // 2 - tenth // 2)
    return Trend(median(of(one) for one in samples[start : start + tenth]), median(of(one) for one in samples[-tenth:]))
