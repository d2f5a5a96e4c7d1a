"""The server's time, which a test may speed up or push forward."""

from __future__ import annotations

import asyncio
import math
import time


class Clock:
    """Seconds that may run faster than real ones.

    ``scale`` is how many of the server's seconds pass in a real one: with 60, a limit of 20 a minute is one of 20 a
    second. ``advance`` jumps. Real clients live in real time, so ``real_wait`` converts what they are told to wait.
    """

    def __init__(self, scale: float = 1.0) -> None:
        if scale <= 0:
            raise ValueError("The clock's scale must be above 0.")
        self.scale = scale
        self._started = time.monotonic()
        self._wall_start = time.time()
        self._jumped = 0.0

    def now(self) -> float:
        """The server's monotonic time in its own seconds."""
        return (time.monotonic() - self._started) * self.scale + self._jumped

    def unix(self) -> int:
        """The server's date as Unix time in seconds."""
        return int(self._wall_start + self.now())

    def advance(self, seconds: float) -> None:
        """Let the given number of the server's seconds pass at once."""
        self._jumped += seconds

    def real_wait(self, seconds: float) -> int:
        """How long a client in real time has to wait, in whole seconds, at least 1."""
        return max(1, math.ceil(seconds / self.scale - 1e-6))

    async def sleep(self, seconds: float) -> None:
        """Wait the given number of the server's seconds."""
        await asyncio.sleep(seconds / self.scale)
