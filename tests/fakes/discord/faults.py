"""Things that go wrong on purpose."""

from __future__ import annotations

import asyncio
import fnmatch
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum

from .watch import Watch


class FaultKind(Enum):
    """What goes wrong. `BEFORE`: Discord never did what was asked. `AFTER`: it did, and the client cannot know."""

    DELAY = "delay"
    RESET_BEFORE = "reset before"
    RESET_AFTER = "reset after"
    BAD_GATEWAY_BEFORE = "502 before"
    BAD_GATEWAY_AFTER = "502 after"
    TOO_MANY = "429"
    HOLD_BEFORE = "hold before"
    HOLD_AFTER = "hold after"


@dataclass(eq=False, repr=False)
class Fault:
    """A fault in the calls that match.

    `route` is a pattern (`*` and `?`) over the method and the route as Discord's documentation writes it, such as
    `POST /channels/{channel_id}/messages`, or the path itself. `channel` narrows it to calls about one channel, a
    thread or a webhook's channel. It strikes `times` times, or for ever with None, each time with `probability`.

    `seconds` is the delay, or what a 429 asks to wait, in real seconds; `everywhere` makes that 429 a global one. A
    held call waits for `release()`.
    """

    kind: FaultKind
    route: str = "*"
    channel: int | None = None
    times: int | None = 1
    probability: float = 1.0
    seconds: float = 0.5
    everywhere: bool = False
    hits: int = 0
    _released: asyncio.Event = field(default_factory=asyncio.Event)
    _watch: Watch = field(default_factory=Watch)

    def release(self) -> None:
        """Let held calls go on."""
        self._released.set()

    async def pause(self) -> None:
        """Hold up a call: for `seconds`, or until `release()`."""
        if self.kind is FaultKind.DELAY:
            await asyncio.sleep(self.seconds)
        else:
            await self._released.wait()

    def strike(self) -> None:
        """Count a call that it struck."""
        self.hits += 1
        self._watch.touch()

    async def struck(self, number: int = 1, timeout: float = 10.0) -> None:  # noqa: ASYNC109
        """Wait until it struck `number` times, for at most `timeout` seconds."""
        await self._watch.until(
            lambda: True if self.hits >= number else None,
            timeout=timeout,
            otherwise=lambda: f"{self.kind.value} on {self.route} struck {self.hits} times, not {number}",
        )


DELAYING = {FaultKind.DELAY, FaultKind.HOLD_BEFORE, FaultKind.HOLD_AFTER}
"""Kinds that let the call go on; of the others one at most strikes a call."""


class Faults:
    """The faults that are in force. A `seed` makes their dice fall the same way each time."""

    def __init__(self, seed: int = 0) -> None:
        self._faults: list[Fault] = []
        self._random: Callable[[], float] = random.Random(seed).random

    def add(
        self,
        kind: FaultKind,
        route: str = "*",
        *,
        channel: int | None = None,
        times: int | None = 1,
        probability: float = 1.0,
        seconds: float = 0.5,
        everywhere: bool = False,
    ) -> Fault:
        """Put a fault in force; see Fault."""
        fault = Fault(kind, route, channel, times, probability, seconds, everywhere)
        self._faults.append(fault)
        return fault

    def clear(self) -> None:
        """Take all faults away and let held calls go on."""
        for fault in self._faults:
            fault.release()
        self._faults.clear()

    def draw(self, route: str, path: str, channel: int | None) -> list[Fault]:
        """The faults that strike this call, each counted."""
        drawn: list[Fault] = []
        for fault in self._faults:
            if fault.times is not None and fault.hits >= fault.times:
                continue
            if fault.kind not in DELAYING and any(other.kind not in DELAYING for other in drawn):
                continue
            if fault.channel is not None and fault.channel != channel:
                continue
            method = route.partition(" ")[0]
            if not (fnmatch.fnmatchcase(route, fault.route) or fnmatch.fnmatchcase(f"{method} {path}", fault.route)):
                continue
            if fault.probability < 1 and self._random() >= fault.probability:
                continue
            fault.strike()
            drawn.append(fault)
        return drawn
