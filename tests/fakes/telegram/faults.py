"""What may go wrong on the way, on purpose."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from typing import Literal

FaultKind = Literal["delay", "reset_before", "reset_after", "bad_gateway_before", "bad_gateway_after", "hang", "error"]


@dataclass(eq=False)
class Fault:
    """One thing that goes wrong with some calls.

    - ``delay``: answered ``seconds`` later (of the server's clock), after it was applied
    - ``reset_before``, ``reset_after``: the connection is reset before or after the call is applied
    - ``bad_gateway_before``, ``bad_gateway_after``: 502 from a proxy, the call not applied or applied
    - ``hang``: applied, and never answered
    - ``error``: refused with ``code`` and ``description``; 429 carries ``seconds`` as ``retry_after``

    ``method`` and ``chat_id`` narrow it down, ``skip`` lets the first ones pass, ``times`` ends it (None: never),
    ``probability`` makes it rare.
    """

    kind: FaultKind
    method: str | None = None
    chat_id: int | None = None
    times: int | None = 1
    skip: int = 0
    seconds: float = 1.0
    code: int = 500
    description: str = "Internal Server Error"
    probability: float = 1.0
    hits: int = 0


@dataclass(eq=False)
class Faults:
    """The faults in force; each call meets the first that fits. ``hits`` counts what happened, by kind."""

    seed: int = 1
    planned: list[Fault] = field(default_factory=list)
    hits: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._random = random.Random(self.seed)

    def add(
        self,
        kind: FaultKind,
        method: str | None = None,
        *,
        chat_id: int | None = None,
        times: int | None = 1,
        skip: int = 0,
        seconds: float = 1.0,
        code: int = 500,
        description: str = "Internal Server Error",
        probability: float = 1.0,
    ) -> Fault:
        """Plan a fault; see ``Fault`` for what the arguments mean."""
        fault = Fault(kind, method, chat_id, times, skip, seconds, code, description, probability)
        self.planned.append(fault)
        return fault

    def flood(self, method: str | None = None, *, retry_after: int = 1, chat_id: int | None = None) -> Fault:
        """Refuse the next such call with 429. ``retry_after`` in seconds."""
        return self.add("error", method, chat_id=chat_id, seconds=retry_after, code=429)

    def clear(self) -> None:
        """Let everything work again."""
        self.planned.clear()

    def meet(self, method: str, chat_id: int | None) -> Fault | None:
        """The fault that a call meets, if any."""
        for fault in self.planned:
            if fault.method is not None and fault.method.lower() != method.lower():
                continue
            if fault.chat_id is not None and fault.chat_id != chat_id:
                continue
            if fault.times is not None and fault.hits >= fault.times:
                continue
            if fault.skip > 0:
                fault.skip -= 1
                continue
            if fault.probability < 1.0 and self._random.random() >= fault.probability:
                continue
            fault.hits += 1
            self.hits[fault.kind] = self.hits.get(fault.kind, 0) + 1
            return fault
        return None
