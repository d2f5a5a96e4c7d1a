"""What was called, and what came of it."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable
from dataclasses import dataclass, field

from .account import Bot
from .bell import Bell

_KEPT = 50_000


@dataclass(eq=False)
class CallRecord:
    """One call. ``code`` is 200 for what was applied, whatever the client saw of it; ``at`` in the clock's seconds."""

    bot: Bot
    method: str
    chat_id: int | None
    values: dict[str, str]
    at: float
    code: int | None = None
    description: str = ""
    fault: str | None = None


@dataclass(eq=False)
class CallLog:
    """The calls, newest last, and their numbers."""

    records: deque[CallRecord] = field(default_factory=lambda: deque(maxlen=_KEPT))
    # Calls by method.
    calls: Counter[str] = field(default_factory=Counter)
    # Refused calls by method and code.
    rejected: Counter[tuple[str, int]] = field(default_factory=Counter)
    # Calls of methods that do not exist, by name.
    unknown: Counter[str] = field(default_factory=Counter)
    bell: Bell = field(default_factory=Bell)

    def begin(self, record: CallRecord) -> None:
        """Note that a call came in."""
        self.records.append(record)
        self.calls[record.method] += 1
        self.bell.ring()

    def end(self, record: CallRecord, code: int, description: str = "") -> None:
        """Note what came of it."""
        record.code, record.description = code, description
        if code != 200:
            self.rejected[record.method, code] += 1
        self.bell.ring()

    def of(self, method: str) -> list[CallRecord]:
        """The calls of one method."""
        return [record for record in self.records if record.method == method]

    def rejections(self, code: int | None = None) -> int:
        """How many calls were refused, in all or with one code."""
        return sum(count for (_, each), count in self.rejected.items() if code in (None, each))

    async def wait_for(
        self,
        method: str,
        predicate: Callable[[CallRecord], object] = lambda _: True,
        timeout: float = 5.0,  # noqa: ASYNC109
    ) -> CallRecord:
        """The first call of a method of which the predicate is true, once it is done. ``timeout`` in seconds."""

        def look() -> CallRecord | None:
            return next((r for r in self.of(method) if r.code is not None and predicate(r)), None)

        return await self.bell.wait_for(look, timeout)
