"""Many messages between many groups and channels, with kills and faults: what is lost, what comes twice, in what order.

    python -m tests.end_to_end.soak [--messages 5000] [--pairs 100] [--kill-every 5] [--faults 0.02] [--seed 1]

Platforms keep their limits on what is sent. With `--limits` they keep their rate limits too, and it takes its time.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import random
import re
import sys
import tempfile
import time
from collections import Counter
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Protocol

from tests.end_to_end.town import Pair, Town, town
from tests.fakes.discord import FaultKind

TOKEN = re.compile(r"tok-\d+-[td]-\d+")
#: Calls whose answer may be lost although they were carried out.
DISCORD_CALLS = "POST /webhooks/*"
TELEGRAM_CALL = "sendMessage"
SETTLING_SECONDS = 300


class Counts(Protocol):
    """A fault that tells how often it struck."""

    @property
    def hits(self) -> int:
        """How often."""
        ...


@dataclass
class Outcome:
    """What became of the messages. `doubtful` counts the calls of which Magpie could not know whether they arrived."""

    messages: int
    lost: int
    repeated: int
    out_of_order: int
    doubtful: int
    kills: int
    seconds: float

    @property
    def kept(self) -> bool:
        """Whether the promise was kept: none lost, none out of order, none twice without a doubt."""
        return self.lost == 0 and self.out_of_order == 0 and self.repeated <= self.doubtful + self.kills


async def soak(
    folder: Path, messages: int, pairs: int, *, kill_every: float, faults: float, seed: int, limits: bool = False
) -> Outcome:
    """Run it; see the module."""
    chance = random.Random(seed)
    began = time.monotonic()
    async with town(folder) as here:
        for _ in range(pairs):
            await here.linked()
        here.telegram.limits.enabled = limits
        struck = plan_faults(here, faults)
        each = max(1, messages // (2 * pairs))
        async with asyncio.TaskGroup() as group:
            talking = [group.create_task(talk(here, n, pair, each, chance)) for n, pair in enumerate(here.pairs)]
            over = asyncio.Event()
            killing = group.create_task(kill(here, kill_every, chance, over))
            await asyncio.wait(talking)
            over.set()
            kills = await killing
        here.telegram.faults.clear()
        here.discord.faults.clear()
        async with asyncio.timeout(SETTLING_SECONDS):
            for number, pair in enumerate(here.pairs):
                await shown(number, pair, each)
        counted = [count(number, pair, each) for number, pair in enumerate(here.pairs)]
        doubtful = sum(fault.hits for fault in struck)
    lost, repeated, disordered = (sum(column) for column in zip(*counted, strict=True))
    return Outcome(2 * each * pairs, lost, repeated, disordered, doubtful, kills, round(time.monotonic() - began, 1))


def plan_faults(here: Town, share: float) -> list[Counts]:
    """Some calls are applied and then answered with an error or not at all, some are refused before."""
    if not share:
        return []
    part = share / 4
    doubtful: list[Counts] = [
        here.telegram.faults.add("bad_gateway_after", TELEGRAM_CALL, times=None, probability=part),
        here.telegram.faults.add("reset_after", TELEGRAM_CALL, times=None, probability=part),
        here.discord.faults.add(FaultKind.BAD_GATEWAY_AFTER, DISCORD_CALLS, times=None, probability=part),
        here.discord.faults.add(FaultKind.RESET_AFTER, DISCORD_CALLS, times=None, probability=part),
    ]
    here.telegram.faults.add("bad_gateway_before", TELEGRAM_CALL, times=None, probability=part)
    here.telegram.faults.add("error", TELEGRAM_CALL, times=None, probability=part, seconds=1, code=429)
    here.discord.faults.add(FaultKind.RESET_BEFORE, DISCORD_CALLS, times=None, probability=part)
    here.discord.faults.add(FaultKind.TOO_MANY, DISCORD_CALLS, times=None, probability=part, seconds=0.3)
    return doubtful


async def talk(here: Town, number: int, pair: Pair, each: int, chance: random.Random) -> None:
    """Both sides of one pair, line after line."""
    for line in range(each):
        await here.telegram.say(pair.ann, pair.group, f"tok-{number}-t-{line} 明天见")
        await asyncio.sleep(chance.uniform(0, 0.4))
        await here.discord.say(pair.dora, pair.channel, f"tok-{number}-d-{line} see you tomorrow")
        await asyncio.sleep(chance.uniform(0, 0.4))


async def kill(here: Town, every: float, chance: random.Random, over: asyncio.Event) -> int:
    """End Magpie again and again, at no particular moment, until it is over; returns how often."""
    kills = 0
    while every:
        try:
            async with asyncio.timeout(every * chance.uniform(0.5, 1.5)):
                await over.wait()
        except TimeoutError:
            await restart(here)
            kills += 1
        else:
            break
    return kills


async def restart(here: Town) -> None:
    """A power cut, and a start after it."""
    await here.magpie.kill()
    await here.discord.gateway.gone(here.discord_bot)
    await here.magpie.start()


async def shown(number: int, pair: Pair, each: int) -> None:
    """Wait until the last line of each side stands on the other."""
    wanted = {f"tok-{number}-t-{line}" for line in range(each)}
    await pair.channel.wait_until(lambda _: wanted <= set(on_discord(pair)), timeout=SETTLING_SECONDS)
    wanted_there = {f"tok-{number}-d-{line}" for line in range(each)}
    await pair.group.wait_until(lambda _: wanted_there <= set(on_telegram(pair)), timeout=SETTLING_SECONDS)


def on_discord(pair: Pair) -> list[str]:
    """Lines of Telegram's people as the channel shows them, each once a message."""
    return [t for m in pair.channel.messages if m.author_name == "Ann" for t in dict.fromkeys(TOKEN.findall(m.content))]


def on_telegram(pair: Pair) -> list[str]:
    """Lines of Discord's people as the group shows them, each once a message."""
    own = {pair.ann.id, pair.bob.id}
    return [
        token
        for message in pair.group.messages
        if message.sender is not None and message.sender.id not in own
        for token in dict.fromkeys(TOKEN.findall(message.text))
    ]


def count(number: int, pair: Pair, each: int) -> tuple[int, int, int]:
    """Lost, repeated and disordered lines of a pair."""
    lost = repeated = disordered = 0
    for side, seen in (("t", on_discord(pair)), ("d", on_telegram(pair))):
        wanted = [f"tok-{number}-{side}-{line}" for line in range(each)]
        times = Counter(seen)
        lost += sum(times[token] == 0 for token in wanted)
        repeated += sum(max(0, times[token] - 1) for token in wanted)
        first = [token for token in dict.fromkeys(seen) if token in set(wanted)]
        disordered += sum(one != other for one, other in zip(first, [t for t in wanted if times[t]], strict=True))
    return lost, repeated, disordered


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--messages", type=int, default=5000)
    parser.add_argument("--pairs", type=int, default=100)
    parser.add_argument("--kill-every", type=float, default=5.0, help="seconds; 0 for never")
    parser.add_argument("--faults", type=float, default=0.02, help="share of calls that go wrong")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--limits", action="store_true", help="keep the platforms' rate limits")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        outcome = asyncio.run(
            soak(
                Path(folder),
                given.messages,
                given.pairs,
                kill_every=given.kill_every,
                faults=given.faults,
                seed=given.seed,
                limits=given.limits,
            )
        )
    print(json.dumps(asdict(outcome)))
    sys.exit(not outcome.kept)


if __name__ == "__main__":
    main()
