"""How long a message takes through inbox, relay and outbox, every commit on disk, the model left out.

    python -m tests.benchmarks.relay [--seconds 10] [--pairs 25]

Messages come at a fixed rate whatever happens to those before them, so a stall shows in all that it delays.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from bridge.app import spare_the_collector
from bridge.chat.author import Author
from bridge.chat.capabilities import Capabilities
from bridge.chat.delivery import Copy, Shipment
from bridge.chat.room import Audience, RoomRef
from bridge.language.evaluate import percentile
from tests.relay.conversation import Conversation, conversation, link
from tests.relay.loopback import Loopback

RATES = (20, 500)


class Clocked(Loopback):
    """A platform that takes everything at once and notes when."""

    def __init__(self) -> None:
        super().__init__("beta", Capabilities(Audience.SHARED, text_limit=4096, looks=True))
        self.arrived: dict[str, float] = {}

    async def ship(self, shipment: Shipment) -> Sequence[Copy]:
        now = time.perf_counter()
        for block in shipment.blocks:
            self.arrived[block.content.original.plain] = now
        return [Copy(str(shipment.id), block.message) for block in shipment.blocks]


async def measure(rate: int, seconds: float, pairs: int) -> dict[str, float]:
    """Milliseconds from the call that accepts a message to the call that shows it."""
    beta = Clocked()
    with tempfile.TemporaryDirectory(dir=scratch()) as folder:
        async with conversation(Path(folder) / "magpie.db", Loopback("alpha"), beta, linked=()) as chat:
            for pair in range(pairs):
                await link(chat.database, chat.core, [RoomRef("alpha", f"a{pair}"), RoomRef("beta", f"b{pair}")])
            await _drive(chat, 50, 1.0, pairs, {}, "warm")
            await chat.settled()
            spare_the_collector()
            began: dict[str, float] = {}
            start = time.perf_counter()
            await _drive(chat, rate, seconds, pairs, began, "line")
            await chat.settled()
            taken = time.perf_counter() - start
    waits = [(beta.arrived[line] - when) * 1000 for line, when in began.items()]
    assert len(waits) == len(began), "a message was lost"
    return {
        "rate": rate,
        "messages": len(waits),
        "achieved": round(len(waits) / taken, 1),
        "p50_ms": round(percentile(waits, 0.5), 2),
        "p95_ms": round(percentile(waits, 0.95), 2),
        "max_ms": round(max(waits), 2),
    }


def scratch() -> Path:
    """A folder on the disk of the project: a memory disk would make commits too cheap."""
    folder = Path(__file__).parents[2] / "build"
    folder.mkdir(exist_ok=True)
    return folder


async def _drive(chat: Conversation, rate: int, seconds: float, pairs: int, began: dict[str, float], word: str) -> None:
    start = time.perf_counter()
    async with asyncio.TaskGroup() as group:
        for number in range(int(rate * seconds)):
            due = start + number / rate
            if (pause := due - time.perf_counter()) > 0:
                await asyncio.sleep(pause)
            line = f"{word} number {number} of what people say"
            began[line] = time.perf_counter()
            room = RoomRef("alpha", f"a{number % pairs}")
            group.create_task(chat.say(line, Author("alpha", f"m{number % 50}", "Mei"), room))


def run(seconds: float = 10, pairs: int = 25) -> list[dict[str, float]]:
    """All rates, one after the other."""
    return [asyncio.run(measure(rate, seconds, pairs)) for rate in RATES]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=10)
    parser.add_argument("--pairs", type=int, default=25)
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    rows = run(arguments.seconds, arguments.pairs)
    if arguments.json:
        print(json.dumps(rows))
        return
    print(*rows[0], sep="\t")
    for row in rows:
        print(*row.values(), sep="\t")


if __name__ == "__main__":
    main()
