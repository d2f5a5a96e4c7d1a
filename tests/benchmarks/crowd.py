"""How long a message takes to everybody in a crowded web room, the model in the box translating each.

    python -m tests.benchmarks.crowd [--clients 200] [--rate 20] [--seconds 30] [--profile FILE]

Half of the people read Chinese, half English; each writes their own language. Magpie is a process of its own, and the
pages are sockets as browsers open them. Pages share this machine with it, so the figures are on the safe side.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import random
import re
import subprocess
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import psutil
from aiohttp import WSMsgType

from bridge.language.evaluate import percentile
from tests.adapters.web.client import Client
from tests.benchmarks.relay import scratch
from tests.end_to_end.chatter import Chatter
from tests.end_to_end.magpie import Magpie

#: What a page was sent, before it is parsed; edits and presence are told apart by it.
NUMBER = re.compile(r'^\{"type":"entry".*?#m(\d+)(?!\d)', re.DOTALL)
WARM_UP = 50
PATIENCE = 60.0


class Crowd:
    """People in one room, and when each message reached each of them (seconds of `time.perf_counter`)."""

    def __init__(self, clients: Sequence[Client], chance: random.Random) -> None:
        self.clients = clients
        self.said: dict[int, float] = {}
        self.arrived: dict[int, list[float]] = {}
        self._chance = chance
        self._chatter = Chatter(chance)
        self._news = asyncio.Event()

    async def listen(self, client: Client) -> None:
        """Note what comes until the socket closes."""
        assert client.socket is not None
        async for message in client.socket:
            if message.type is WSMsgType.TEXT and (found := NUMBER.match(message.data)):
                self.arrived[int(found[1])].append(time.perf_counter())
                self._news.set()

    async def talk(self, rate: float, count: int) -> None:
        """Say so many lines at a steady rate, whatever happens to those before."""
        start, first = time.perf_counter(), len(self.said)
        for number in range(first, first + count):
            if (pause := start + (number - first) / rate - time.perf_counter()) > 0:
                await asyncio.sleep(pause)
            place = self._chance.randrange(len(self.clients))
            text = f"{self._chatter.line(language(place)[:2])} #m{number}"
            self.arrived[number] = []
            self.said[number] = time.perf_counter()
            await self.clients[place].send("post", id=f"m{number}", text=text)

    async def heard(self) -> None:
        """Wait until everybody has everything."""
        async with asyncio.timeout(PATIENCE):
            while any(len(found) < len(self.clients) for found in self.arrived.values()):
                self._news.clear()
                await self._news.wait()


def language(place: int) -> str:
    """What somebody reads and writes."""
    return "zh-CN" if place % 2 else "en"


async def measure(clients: int, rate: float, seconds: float, profile: Path | None) -> dict[str, float]:
    """Milliseconds until half of the pages and all of them have a message; processor time in percent of one core."""
    with tempfile.TemporaryDirectory(dir=scratch()) as folder:
        async with Magpie(Path(folder)) as magpie, asyncio.TaskGroup() as group:
            crowd = Crowd(await gather(magpie.url, clients), random.Random(1))
            listening = [group.create_task(crowd.listen(client)) for client in crowd.clients]
            await crowd.talk(rate, WARM_UP)
            await crowd.heard()
            assert magpie.process is not None
            process, own = psutil.Process(magpie.process.pid), psutil.Process()
            before, cpu, own_cpu = process.memory_info().rss, processor(process), processor(own)
            watched = None if profile is None else profiled(magpie.process.pid, seconds, profile)
            began = time.perf_counter()
            await crowd.talk(rate, int(rate * seconds))
            await crowd.heard()
            taken = time.perf_counter() - began
            cpu, own_cpu = processor(process) - cpu, processor(own) - own_cpu
            after = process.memory_info().rss
            if watched is not None:
                watched.wait()
            for task in listening:
                task.cancel()
            for client in crowd.clients:
                await client.close()
    measured = [number for number in crowd.said if number >= WARM_UP]
    times = {number: sorted(crowd.arrived[number]) for number in measured}
    assert all(len(found) == clients for found in times.values()), "a page was shown a message twice"
    middle = [(times[number][clients // 2] - crowd.said[number]) * 1000 for number in measured]
    last = [(times[number][-1] - crowd.said[number]) * 1000 for number in measured]
    return {
        "clients": clients,
        "messages": len(measured),
        "achieved": round(len(measured) / taken, 1),
        "median_page_p50_ms": round(percentile(middle, 0.5), 1),
        "median_page_p95_ms": round(percentile(middle, 0.95), 1),
        "last_page_p50_ms": round(percentile(last, 0.5), 1),
        "last_page_p95_ms": round(percentile(last, 0.95), 1),
        "last_page_max_ms": round(max(last), 1),
        "cpu_percent": round(cpu / taken * 100, 1),
        "pages_cpu_percent": round(own_cpu / taken * 100, 1),
        "resident_mb_before": round(before / 1e6, 1),
        "resident_mb_after": round(after / 1e6, 1),
    }


async def gather(url: str, count: int) -> list[Client]:
    """A new room with so many people in it, each with an open page."""
    people = [Client(url) for _ in range(count)]
    for place, one in enumerate(people):
        if place:
            await one.join(people[0].invite, f"Person {place}", language=language(place))
        else:
            await one.start("Person 0", language=language(0))
    return people


def processor(process: psutil.Process) -> float:
    """Seconds that a process has computed for."""
    times = process.cpu_times()
    return times.user + times.system


def profiled(process: int, seconds: float, out: Path) -> subprocess.Popen[bytes]:
    """Let py-spy watch Magpie while it is measured; the figures suffer a little."""
    command = ["py-spy", "record", "--pid", str(process), "--duration", str(int(seconds)), "--format", "raw"]
    return subprocess.Popen([*command, "--output", str(out)], stdout=subprocess.DEVNULL)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--clients", type=int, default=200)
    parser.add_argument("--rate", type=float, default=20)
    parser.add_argument("--seconds", type=float, default=30)
    parser.add_argument("--profile", type=Path, help="where py-spy, if it is installed, writes what takes the time")
    given = parser.parse_args()
    print(json.dumps(asyncio.run(measure(given.clients, given.rate, given.seconds, given.profile))))


if __name__ == "__main__":
    main()
