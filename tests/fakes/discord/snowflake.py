"""Ids that hold the time at which they were made.

https://discord.com/developers/docs/reference#snowflakes
"""

from __future__ import annotations

from .clock import Clock

EPOCH_MS = 1_420_070_400_000


class Snowflakes:
    """Makes ids that always grow, even when two are made in one millisecond."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._last = 0

    def make(self) -> int:
        """Return an id later than every id made before."""
        fresh = (int(self._clock.time() * 1000) - EPOCH_MS) << 22
        self._last = max(fresh, self._last + 1)
        return self._last


def made_at(snowflake: int) -> float:
    """Unix time in seconds at which `snowflake` was made."""
    return ((snowflake >> 22) + EPOCH_MS) / 1000
