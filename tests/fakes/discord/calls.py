"""What clients called, for tests that count."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable
from dataclasses import dataclass
from itertools import islice

from .watch import Watch

KEPT = 20_000


@dataclass(frozen=True)
class Call:
    """One call: its route as the documentation writes it, its path, its answer, and the channel that it was about.

    `status` is 0 when no answer was given. `at` is in seconds of the fake's clock, see Clock.elapsed.
    """

    route: str
    path: str
    status: int
    channel: int | None
    at: float


class CallLog:
    """The latest calls, and counts of all."""

    def __init__(self) -> None:
        self.latest: deque[Call] = deque(maxlen=KEPT)
        self.counts: Counter[str] = Counter()
        self.rejected: Counter[tuple[str, int]] = Counter()
        self._total = 0
        self._watch = Watch()

    def add(self, call: Call) -> None:
        """Note a call."""
        self.latest.append(call)
        self._total += 1
        self.counts[call.route] += 1
        if call.status >= 400:
            self.rejected[call.route, call.status] += 1
        self._watch.touch()

    def rejections(self, status: int) -> int:
        """How many calls were answered with `status`."""
        return sum(count for (_, answered), count in self.rejected.items() if answered == status)

    async def wait_for(self, predicate: Callable[[Call], bool], timeout: float = 10.0) -> Call:  # noqa: ASYNC109
        """Wait for a call that satisfies `predicate`, made before or to come, for at most `timeout` seconds."""
        seen = 0

        def newest() -> Call | None:
            nonlocal seen
            fresh = list(islice(reversed(self.latest), self._total - seen))
            seen = self._total
            return next(filter(predicate, fresh), None)

        return await self._watch.until(
            newest,
            timeout=timeout,
            otherwise=lambda: f"no such call; counts so far: {dict(self.counts)}",
        )
