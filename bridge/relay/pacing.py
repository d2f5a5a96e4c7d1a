"""How often a room may be called, as its platform allows."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable

from bridge.chat.capabilities import Pace


class Pacer:
    """Counts the calls to one room in sliding windows, all times in seconds of one monotonic clock.

    A sliding window, and not a leaky bucket, because platforms count the calls of the last minute: a bucket that
    starts full lets twice the number through in the first one.
    """

    def __init__(self, paces: Iterable[Pace]) -> None:
        self._windows = [(pace, deque[float](maxlen=pace.calls)) for pace in paces]
        self._held_until = 0.0

    def delay(self, now: float) -> float:
        """How long to wait until the next call is allowed, 0 when it is allowed now."""
        waits = [self._held_until - now]
        for pace, calls in self._windows:
            if len(calls) == pace.calls:
                waits.append(calls[0] + pace.seconds - now)
        return max(0.0, *waits)

    def free(self, now: float) -> int:
        """How many calls are allowed right now; a large number where nothing limits them."""
        if self._held_until > now:
            return 0
        counts = [pace.calls - sum(call > now - pace.seconds for call in calls) for pace, calls in self._windows]
        return min(counts, default=1_000_000)

    def spend(self, now: float) -> None:
        """Count a call."""
        for _, calls in self._windows:
            calls.append(now)

    def hold(self, until: float) -> None:
        """Allow none before `until`: the platform asked for patience."""
        self._held_until = max(self._held_until, until)
