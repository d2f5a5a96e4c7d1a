"""Calls of all rooms together."""

from __future__ import annotations

import asyncio
import time

from bridge.adapters.turnstile import Turnstile
from bridge.chat.capabilities import Pace


async def test_all_calls_together_are_kept_below_what_the_platform_allows() -> None:
    turnstile, begun = Turnstile(Pace(3, 0.2)), time.monotonic()
    await asyncio.gather(*(turnstile.enter() for _ in range(4)), turnstile.enter(3))
    assert time.monotonic() - begun >= 0.4


async def test_who_is_asked_for_patience_lets_nobody_through_meanwhile() -> None:
    turnstile, begun = Turnstile(Pace(100, 1.0)), time.monotonic()
    turnstile.hold(0.2)
    await turnstile.enter()
    assert time.monotonic() - begun >= 0.2
