"""How often a room may be called, as its platform allows."""

from __future__ import annotations

from collections.abc import Iterable

from bridge.chat.capabilities import Pace

#: A room that was quiet may be called so much of its allowance at once; the rest is spread over the time it is for.
AT_ONCE = 4


class _Bucket:
    """Never lets more than `pace.calls` through in any `pace.seconds`, and never falls silent for all of them.

    A bucket of a part of the calls, refilled with what is left of them, keeps the platform's own sliding window; a full
    one would let through up to twice the number. And where a burst spent everything at once, people would wait for the
    rest of the minute without a word.
    """

    def __init__(self, pace: Pace) -> None:
        self._size = max(1, pace.calls // AT_ONCE)
        self._per_second = max(1, pace.calls - self._size) / pace.seconds
        self._level = float(self._size)
        self._at = 0.0

    def level(self, now: float) -> float:
        return min(float(self._size), self._level + (now - self._at) * self._per_second)

    def delay(self, now: float) -> float:
        missing = 1.0 - self.level(now)
        return 0.0 if missing < 1e-9 else missing / self._per_second

    def spend(self, now: float) -> None:
        self._level, self._at = self.level(now) - 1.0, now


class Pacer:
    """The calls to one room, all times in seconds of one monotonic clock."""

    def __init__(self, paces: Iterable[Pace]) -> None:
        self._buckets = [_Bucket(pace) for pace in paces]
        self._held_until = 0.0

    def delay(self, now: float) -> float:
        """How long to wait until the next call is allowed, 0 when it is allowed now."""
        return max(0.0, self._held_until - now, *(bucket.delay(now) for bucket in self._buckets))

    def free(self, now: float) -> int:
        """How many calls are allowed right now; a large number where nothing limits them."""
        if self._held_until > now:
            return 0
        return min((int(bucket.level(now) + 1e-9) for bucket in self._buckets), default=1_000_000)

    def spend(self, now: float) -> None:
        """Count a call."""
        for bucket in self._buckets:
            bucket.spend(now)

    def hold(self, until: float) -> None:
        """Allow none before `until`: the platform asked for patience."""
        self._held_until = max(self._held_until, until)
