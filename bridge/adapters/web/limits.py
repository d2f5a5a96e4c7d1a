"""How much one address or one member may ask for."""

from __future__ import annotations

from collections import Counter, OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from aiolimiter import AsyncLimiter

from bridge.adapters.web.refusal import Refusal

_REMEMBERED = 10_000
_TOO_OFTEN = "That was a lot at once. Wait a minute and try again."


class Buckets:
    """A leaky bucket for each key: `calls` in `seconds` seconds, the longest unused ones forgotten."""

    def __init__(self, calls: float, seconds: float) -> None:
        self.calls = calls
        self.seconds = seconds
        self._buckets: OrderedDict[str, AsyncLimiter] = OrderedDict()

    async def wait(self, key: str) -> None:
        """Take a turn, waiting for it where there have been too many."""
        await self._bucket(key).acquire()

    async def take(self, key: str) -> bool:
        """Take a turn if there is one now."""
        bucket = self._bucket(key)
        if not bucket.has_capacity():
            return False
        await bucket.acquire()
        return True

    async def demand(self, key: str) -> None:
        """Take a turn; raises `Refusal` where there is none now."""
        if not await self.take(key):
            raise Refusal(_TOO_OFTEN, status=429)

    def _bucket(self, key: str) -> AsyncLimiter:
        bucket = self._buckets.pop(key, None) or AsyncLimiter(self.calls, self.seconds)
        self._buckets[key] = bucket
        if len(self._buckets) > _REMEMBERED:
            self._buckets.popitem(last=False)
        return bucket


class Seats:
    """At most `most` things at the same time for each key."""

    def __init__(self, most: int) -> None:
        self.most = most
        self._taken: Counter[str] = Counter()

    @contextmanager
    def seat(self, key: str) -> Iterator[None]:
        """Hold a seat; raises `Refusal` where none is free."""
        if self._taken[key] >= self.most:
            raise Refusal(_TOO_OFTEN, status=429)
        self._taken[key] += 1
        try:
            yield
        finally:
            self._taken[key] -= 1
            if not self._taken[key]:
                del self._taken[key]


@dataclass(frozen=True, slots=True)
class Limits:
    """All limits of the web room.

    A whole school or a mobile operator may stand behind one address, so those are wide; a member's own are what a fast
    typist stays below. Messages beyond them wait rather than being lost.
    """

    rooms: Buckets = field(default_factory=lambda: Buckets(30, 600))
    joins: Buckets = field(default_factory=lambda: Buckets(400, 600))
    lookups: Buckets = field(default_factory=lambda: Buckets(600, 600))
    downloads: Buckets = field(default_factory=lambda: Buckets(2000, 600))
    sockets: Seats = field(default_factory=lambda: Seats(400))
    requests: Buckets = field(default_factory=lambda: Buckets(150, 10))
    requests_from: Buckets = field(default_factory=lambda: Buckets(5000, 10))
    """Requests over sockets of one address."""
    typing: Buckets = field(default_factory=lambda: Buckets(10, 10))
    uploads: Buckets = field(default_factory=lambda: Buckets(60, 600))
    uploads_from: Buckets = field(default_factory=lambda: Buckets(300, 600))
    """Uploads of one address."""
    members: int = 1000
    text: int = 20_000
    files: int = 10
