"""An hour of chat in groups, channels and web rooms with the model in the box: what is lost, how late, what leaks.

    python -m tests.end_to_end.load [--messages 10000] [--minutes 60] [--web-clients 50] [--bridges 10] [--json FILE]

Each bridge is a Telegram group, a Discord channel and a web room; both platforms keep their rate limits. Lines are
drawn from the training data and the phrasebooks, two in one more often than not, so that few are known already. People
answer, rewrite and react too. Exit status 1 when something was lost, came twice or in another order, or when memory,
descriptors, threads or tasks grew in the second half.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import bridge
from bridge.language.evaluate import percentile
from tests.end_to_end.chatter import Chatter
from tests.end_to_end.magpie import ROOT
from tests.end_to_end.square import Square
from tests.end_to_end.town import town
from tests.end_to_end.trio import Trio, join_all
from tests.end_to_end.vitals import Patrol, Trend, Vitals, trend

Report = dict[str, Any]

#: What people do beside writing, as shares of the messages.
REPLIES, EDITS, REACTIONS = 0.1, 0.05, 0.08
#: How the messages are spread.
PLATFORMS = {"web": 0.4, "telegram": 0.3, "discord": 0.3}
SETTLING_SECONDS = 180
#: Percent by which memory may grow in the second half; how many descriptors, threads and tasks may be added.
MEMORY_GROWTH = 5.0
ADDED = {"descriptors": 8, "threads": 2, "tasks": 12}


async def load(
    folder: Path,
    messages: int,
    minutes: float,
    web_clients: int,
    bridges: int,
    seed: int = 1,
    *,
    limits: bool = True,
) -> Report:
    """Run it; see the module. Without `limits` the platforms take whatever is sent, however fast."""
    chance = random.Random(seed)
    async with town(folder) as here, asyncio.TaskGroup() as group:
        trios: list[Trio] = []
        running: list[asyncio.Task[None]] = []
        for number in range(bridges):
            pages = web_clients // bridges + (number < web_clients % bridges)
            trio, tasks = await join_all(here, pages, group)
            trios.append(trio)
            running += tasks
        here.telegram.limits.enabled = here.discord.limits.enabled = limits
        squares = [Square(here, trio, chance) for trio in trios]
        running += [group.create_task(square.watch()) for square in squares]
        assert here.magpie.process is not None
        patrol = Patrol(here.magpie.process.pid, here.magpie.url)
        watched = group.create_task(patrol.run())
        began = time.monotonic()
        await talk(squares, messages, minutes * 60, chance, group)
        watched.cancel()
        sent_in = time.monotonic() - began
        await settle(squares)
        counters = await patrol.counters()
        for task in running:
            task.cancel()
        for square in squares:
            await asyncio.gather(*(page.client.close() for page in square.trio.pages))
    return report(squares, patrol.samples, sent_in) | {"counters": counters, "bridge": bridge.__file__}


async def talk(
    squares: Sequence[Square], messages: int, seconds: float, chance: random.Random, group: asyncio.TaskGroup
) -> None:
    """Write the messages at an even pace, here and there."""
    chatter = Chatter(chance)
    start = time.monotonic()
    doing: set[asyncio.Task[None]] = set()
    for number in range(messages):
        if (pause := start + seconds * number / messages - time.monotonic()) > 0:
            await asyncio.sleep(pause)
        square = chance.choice(squares)
        platform = chance.choices(list(PLATFORMS), list(PLATFORMS.values()))[0]
        line = await square.say(number, platform, chatter, reply=chance.random() < REPLIES)
        if chance.random() < EDITS:
            doing.add(group.create_task(square.rewrite_later(line, chatter)))
        if chance.random() < REACTIONS:
            await square.react(platform)
    if doing:
        _, hanging = await asyncio.wait(doing, timeout=SETTLING_SECONDS)
        for one in hanging:
            one.cancel()


async def settle(squares: Sequence[Square]) -> None:
    """Wait for what is still on its way, for so long as that may take and not longer."""
    try:
        async with asyncio.timeout(SETTLING_SECONDS):
            await asyncio.gather(*(square.settled() for square in squares))
    except TimeoutError:
        print("not everything arrived in time", file=sys.stderr)


def report(squares: Sequence[Square], samples: Sequence[Vitals], seconds: float) -> Report:
    """All figures, and the goals that were missed."""
    lines = [line for square in squares for line in square.lines.values()]
    trends: dict[str, Trend] = {
        "resident_mb": trend(samples, lambda one: one.resident),
        "descriptors": trend(samples, lambda one: one.descriptors),
        "threads": trend(samples, lambda one: one.threads),
        "tasks": trend(samples, lambda one: one.tasks),
    }
    counted = Counter(
        lost=sum(len(line.missing) for line in lines),
        edits_lost=sum(len(line.stale) for line in lines),
        repeated=sum(square.repeated for square in squares),
        out_of_order=sum(square.out_of_order() for square in squares),
        refused=sum(len(page.refused) for square in squares for page in square.trio.pages),
    )
    missed = [name for name, count in counted.items() if count]
    if trends["resident_mb"].growth >= MEMORY_GROWTH:
        missed.append("memory grew")
    missed += [f"{name} grew" for name, most in ADDED.items() if trends[name].end - trends[name].middle > most]
    cpu = (samples[-1].cpu_seconds - samples[0].cpu_seconds) / max(1.0, samples[-1].at - samples[0].at)
    return {
        "messages": len(lines),
        "edits": sum(line.edited for line in lines),
        "replies": sum(square.replies for square in squares),
        "reactions": sum(square.reactions for square in squares),
        "seconds": round(seconds, 1),
        **counted,
        "latency_ms": latencies(squares),
        "trends": {name: {**asdict(one), "growth_percent": one.growth} for name, one in trends.items()},
        "cpu_percent": round(cpu * 100, 1),
        "worst_lag_ms": max(one.lag_ms for one in samples),
        "missed": missed,
        "samples": [asdict(one) for one in samples],
    }


def latencies(squares: Sequence[Square]) -> dict[str, dict[str, float]]:
    """Milliseconds from saying to showing, by way; a web room has a message when its last page has it."""
    waits: dict[str, list[float]] = {}
    for square in squares:
        for line in square.lines.values():
            for place, at in line.arrived.items():
                waits.setdefault(f"{line.platform}→{place}", []).append((at - line.said_at) * 1000)
    return {way: quantiles(found) for way, found in sorted(waits.items())}


def quantiles(waits: list[float]) -> dict[str, float]:
    """How many, and the milliseconds that half, 95 % and 99 % of them stayed below."""
    named = {f"p{share}": round(percentile(waits, share / 100), 1) for share in (50, 95, 99)}
    return {"count": len(waits), **named, "max": round(max(waits), 1)}


def show(found: Report) -> None:
    """A table to read."""
    columns = ("count", "p50", "p95", "p99", "max")
    print(f"{'way':22}" + "".join(f"{column:>10}" for column in columns))
    for way, row in found["latency_ms"].items():
        print(f"{way:22}" + "".join(f"{row[column]:>10}" for column in columns))
    for name, one in found["trends"].items():
        print(f"{name:22}{one['middle']:>10} → {one['end']} ({one['growth_percent']:+} %)")
    brief = {name: value for name, value in found.items() if name not in {"latency_ms", "trends", "samples"}}
    print(json.dumps(brief, ensure_ascii=False))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--messages", type=int, default=10_000)
    parser.add_argument("--minutes", type=float, default=60)
    parser.add_argument("--web-clients", type=int, default=50, help="open pages in all")
    parser.add_argument("--bridges", type=int, default=10, help="each a group, a channel and a web room")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", type=Path, default=ROOT / "build" / "load.json")
    given = parser.parse_args()
    given.json.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=given.json.parent) as folder:
        found = asyncio.run(
            load(Path(folder), given.messages, given.minutes, given.web_clients, given.bridges, given.seed)
        )
    given.json.write_text(json.dumps(found, ensure_ascii=False, indent=1), encoding="utf-8")
    show(found)
    sys.exit(bool(found["missed"]))


if __name__ == "__main__":
    main()
