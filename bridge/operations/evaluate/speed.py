"""How long translating takes."""

from __future__ import annotations

import statistics
import time
from collections.abc import Sequence
from dataclasses import dataclass

from bridge.operations.evaluate.contender import Contender

#: So many messages wait in a busy moment.
WAITING = 64


@dataclass(frozen=True, slots=True)
class Speed:
    """Milliseconds a message that comes alone (median, and what one in twenty exceeds); messages a second in a rush.

    Each figure is the best of several rounds, since machines have other things to do.
    """

    median_ms: float
    slow_ms: float
    per_second: float


async def speed(contender: Contender, texts: Sequence[str], *, alone: int, rounds: int) -> Speed:
    """Translate all texts, 64 waiting at a time, and the first `alone` of them one by one."""
    single = [float("inf")] * min(alone, len(texts))
    groups = [texts[start : start + WAITING] for start in range(0, len(texts), WAITING)]
    many = [float("inf")] * len(groups)
    for _ in range(rounds):
        for number, group in enumerate(groups):
            many[number] = min(many[number], await _seconds(contender, group))
        for number in range(len(single)):
            single[number] = min(single[number], await _seconds(contender, texts[number : number + 1]))
    ordered = sorted(single)
    return Speed(
        round(1000 * statistics.median(ordered), 2),
        round(1000 * ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))], 2),
        round(len(texts) / sum(many), 1),
    )


async def _seconds(contender: Contender, texts: Sequence[str]) -> float:
    began = time.perf_counter()
    await contender.translate(texts)
    return time.perf_counter() - began
