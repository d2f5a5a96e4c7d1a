"""How soon Magpie is ready, and how much memory it takes with both directions loaded.

python -m tests.benchmarks.startup [--rounds 5]
"""

from __future__ import annotations

import argparse
import asyncio
import json
import tempfile
import time
from pathlib import Path

import aiohttp
import psutil

from tests.end_to_end.magpie import Magpie


async def start_once(magpie: Magpie) -> tuple[float, float]:
    """Seconds from the start of the process to a 200 of /readyz, and megabytes resident then."""
    began = time.perf_counter()
    await magpie.start()
    async with aiohttp.ClientSession() as session:
        while True:
            async with session.get(f"{magpie.url}/readyz") as answer:
                if answer.status == 200:
                    break
    taken = time.perf_counter() - began
    assert magpie.process is not None
    resident = psutil.Process(magpie.process.pid).memory_info().rss / 1e6
    await magpie.stop()
    return taken, resident


async def measure(rounds: int) -> dict[str, float]:
    """The first start makes the database and is told apart; of the others the median counts."""
    with tempfile.TemporaryDirectory() as folder:
        magpie = Magpie(Path(folder))
        first, _ = await start_once(magpie)
        starts = sorted([await start_once(magpie) for _ in range(rounds)])
    seconds, megabytes = starts[len(starts) // 2]
    return {"first_s": round(first, 2), "median_s": round(seconds, 2), "resident_mb": round(megabytes, 1)}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    print(json.dumps(asyncio.run(measure(parser.parse_args().rounds))))


if __name__ == "__main__":
    main()
