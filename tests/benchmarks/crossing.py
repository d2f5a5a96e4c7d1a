"""From Telegram to Discord and back, through the real client libraries and a process of its own, the model left out.

    python -m tests.benchmarks.crossing [--pairs 100] [--rate 20] [--seconds 30]

Messages are digits, which no model is asked about. Both platforms keep their real limits, rate limits included. Then
the process is left alone, and its memory and idle processor time are read.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import re
import tempfile
import time
from pathlib import Path

import psutil

from bridge.language.evaluate import percentile
from tests.end_to_end.town import Pair, Town, town

QUIET = 20
NUMBER = re.compile(r"\b\d{6}\b")


async def measure(pairs: int, rate: float, seconds: float) -> dict[str, float]:
    """Milliseconds from one side to the other, memory in megabytes, idle processor time in percent."""
    with tempfile.TemporaryDirectory() as folder:
        async with town(Path(folder)) as here:
            for _ in range(pairs):
                await here.linked()
            here.telegram.limits.enabled = True
            here.discord.limits.enabled = True
            # Linking spent some of what each group may be sent in a minute.
            await asyncio.sleep(QUIET)
            # The first message of a room makes its webhook and its caches.
            await drive(here, rate, 2 * pairs / rate, first=200_000)
            waits = await drive(here, rate, seconds)
            assert here.magpie.process is not None
            process = psutil.Process(here.magpie.process.pid)
            process.cpu_percent()
            await asyncio.sleep(10)
            idle, resident = process.cpu_percent(), process.memory_info().rss / 1e6
    return {
        "rooms": 2 * pairs,
        "messages": len(waits),
        "p50_ms": round(percentile(waits, 0.5) * 1000, 1),
        "p95_ms": round(percentile(waits, 0.95) * 1000, 1),
        "max_ms": round(max(waits) * 1000, 1),
        "resident_mb": round(resident, 1),
        "idle_cpu_percent": round(idle, 2),
    }


async def drive(here: Town, rate: float, seconds: float, first: int = 100_000) -> list[float]:
    """Say something at a fixed rate, pair after pair, one side and then the other."""
    waits: list[float] = []
    start = time.perf_counter()
    async with asyncio.TaskGroup() as group:
        for number in range(int(rate * seconds)):
            if (pause := start + number / rate - time.perf_counter()) > 0:
                await asyncio.sleep(pause)
            pair = here.pairs[number % len(here.pairs)]
            from_telegram = (number // len(here.pairs)) % 2 == 0
            group.create_task(cross(here, pair, first + number, waits, from_telegram=from_telegram))
    return waits


async def cross(here: Town, pair: Pair, number: int, waits: list[float], *, from_telegram: bool) -> None:
    """One message, and how long it took."""
    began = time.perf_counter()
    if from_telegram:
        await here.telegram.say(pair.ann, pair.group, str(number))
        await pair.channel.wait_for(lambda message: str(number) in NUMBER.findall(message.content), timeout=120)
    else:
        await here.discord.say(pair.dora, pair.channel, str(number))
        await pair.group.wait_for(lambda message: str(number) in NUMBER.findall(message.text), timeout=120)
    waits.append(time.perf_counter() - began)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pairs", type=int, default=100)
    parser.add_argument("--rate", type=float, default=20)
    parser.add_argument("--seconds", type=float, default=30)
    given = parser.parse_args()
    print(json.dumps(asyncio.run(measure(given.pairs, given.rate, given.seconds))))


if __name__ == "__main__":
    main()
