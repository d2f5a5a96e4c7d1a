"""Time as the fake Discord sees it, so that a test need not wait for minutes."""

from __future__ import annotations

import asyncio
import time


class Clock:
    """A wall clock that can be set forward, and durations that can be made shorter.

    `time()` dates messages and makes ids; it runs as fast as the world outside. `elapsed()` measures limits and
    expiries and runs `speed` times as fast: with `speed=10` a limit of 5 calls in 5 s is free again after 0.5 s.
    What is told to clients, who sleep in real seconds, goes through `real()`.
    """

    def __init__(self, *, speed: float = 1.0, start: float | None = None) -> None:
        self._speed = speed
        self._origin = time.monotonic()
        self._start = time.time() if start is None else start
        self._skipped = 0.0

    @property
    def speed(self) -> float:
        """How many times as fast limits and expiries run."""
        return self._speed

    def time(self) -> float:
        """Unix time in seconds, with what was skipped."""
        return self._start + (time.monotonic() - self._origin) + self._skipped

    def elapsed(self) -> float:
        """Seconds since the clock was made, scaled by `speed`, with what was skipped."""
        return (time.monotonic() - self._origin) * self._speed + self._skipped

    def advance(self, seconds: float) -> None:
        """Skip `seconds`: limits run out, interactions and signed links expire, later messages are later."""
        if seconds < 0:
            msg = "a clock cannot be turned back; give `start` in the past and advance from there"
            raise ValueError(msg)
        self._skipped += seconds

    def real(self, seconds: float) -> float:
        """How many real seconds pass while `seconds` of this clock do."""
        return seconds / self._speed

    async def sleep(self, seconds: float) -> None:
        """Sleep for `seconds` of this clock."""
        await asyncio.sleep(self.real(seconds))
