"""Many messages between many groups and channels, with kills and faults: what is lost, what comes twice, in what order.

    python -m tests.end_to_end.soak [--messages 5000] [--pairs 100] [--seconds 240] [--kill-every 5] [--faults 0.02]

Platforms keep their limits on what is sent. With `--limits` they keep their rate limits too, and it takes its time.
`tests/end_to_end/accounts.py` says when a message may come twice.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import json
import random
import sys
import tempfile
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median

from tests.end_to_end.accounts import Account, Death, audit, on_discord, on_telegram, open_tokens
from tests.end_to_end.town import Pair, Town, town
from tests.fakes.discord import Fault, FaultKind

DISCORD_CALLS = "POST /webhooks/*"
TELEGRAM_CALL = "sendMessage"
SETTLING_SECONDS = 300
CONNECTING_SECONDS = 30
#: What had to wait so long shows when it was written: soon, so that messages of one block differ in it.
LATE_SECONDS = 5


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of the messages; `restart_seconds` is the median from a kill to the connection after it."""

    messages: int
    account: Account
    kills: int
    restart_seconds: float
    seconds: float
    settled_seconds: float

    @property
    def kept(self) -> bool:
        """Whether the promise was kept."""
        return self.account.kept


async def soak(
    folder: Path,
    messages: int,
    pairs: int,
    *,
    seconds: float,
    kill_every: float,
    faults: float,
    seed: int,
    limits: bool = False,
    least_kills: int = 0,
) -> Outcome:
    """Run it; see the module. `seconds` is how long people talk, `kill_every` the mean life of a process.

    Where starting takes long, there are `least_kills` all the same, the last ones while Magpie catches up.
    """
    chance = random.Random(seed)
    async with town(folder, MAGPIE_DELIVERY__LATE_AFTER=str(LATE_SECONDS)) as here:
        for _ in range(pairs):
            await here.linked()
        here.telegram.limits.enabled = here.discord.limits.enabled = limits
        struck = plan_faults(here, faults)
        each = max(1, messages // (2 * pairs))
        began = time.monotonic()
        async with asyncio.TaskGroup() as group:
            talking = [
                group.create_task(talk(here, n, pair, each, seconds, chance)) for n, pair in enumerate(here.pairs)
            ]
            over = asyncio.Event()
            killing = group.create_task(kill(here, kill_every, chance, over, least_kills))
            await asyncio.wait(talking)
            over.set()
            deaths = await killing
        spoken = time.monotonic()
        here.telegram.faults.clear()
        here.discord.faults.clear()
        async with asyncio.timeout(SETTLING_SECONDS):
            for number, pair in enumerate(here.pairs):
                await shown(number, pair, each)
        account = audit(here, each, deaths, sum(fault.hits for fault in struck))
    ended = time.monotonic()
    restarts = [death.revived_at - death.at for death in deaths]
    return Outcome(
        2 * each * pairs,
        account,
        len(deaths),
        round(median(restarts), 2) if restarts else 0.0,
        round(ended - began, 1),
        round(ended - spoken, 1),
    )


def plan_faults(here: Town, share: float) -> list[Fault]:
    """Some calls are applied and then answered with an error or not at all, some are refused before.

    Returns the first kind's, on Discord; Telegram's log tells which call met what.
    """
    if not share:
        return []
    part = share / 4
    for after in ("bad_gateway_after", "reset_after", "bad_gateway_before"):
        here.telegram.faults.add(after, TELEGRAM_CALL, times=None, probability=part)
    here.telegram.faults.add("error", TELEGRAM_CALL, times=None, probability=part, seconds=1, code=429)
    here.discord.faults.add(FaultKind.RESET_BEFORE, DISCORD_CALLS, times=None, probability=part)
    here.discord.faults.add(FaultKind.TOO_MANY, DISCORD_CALLS, times=None, probability=part, seconds=0.3)
    return [
        here.discord.faults.add(kind, DISCORD_CALLS, times=None, probability=part)
        for kind in (FaultKind.BAD_GATEWAY_AFTER, FaultKind.RESET_AFTER)
    ]


async def talk(here: Town, number: int, pair: Pair, each: int, seconds: float, chance: random.Random) -> None:
    """Both sides of one pair, line after line, spread over the time."""
    pause = seconds / each / 2
    for line in range(each):
        await asyncio.sleep(chance.uniform(0, 2 * pause))
        await here.telegram.say(pair.ann, pair.group, f"tok-{number}-t-{line} 明天见")
        await asyncio.sleep(chance.uniform(0, 2 * pause))
        await here.discord.say(pair.dora, pair.channel, f"tok-{number}-d-{line} see you tomorrow")


async def kill(here: Town, every: float, chance: random.Random, over: asyncio.Event, least: int) -> list[Death]:
    """End Magpie again and again, at no particular moment, until it is over."""
    deaths: list[Death] = []
    while every:
        life = asyncio.timeout(every * chance.uniform(0.2, 1.8))
        with contextlib.suppress(TimeoutError):
            async with life:
                await (over if len(deaths) >= least else asyncio.Event()).wait()
        if not life.expired():
            break
        deaths.append(await restart(here))
    return deaths


async def restart(here: Town) -> Death:
    """A power cut, and a start after it."""
    await here.magpie.kill()
    at = here.telegram.clock.now()
    left_open = open_tokens(here.magpie.folder / "data" / "magpie.db")
    await here.discord.gateway.gone(here.discord_bot)
    await here.magpie.start()
    # A life that ends before it is connected would put nothing to the test.
    await here.discord.gateway.ready(here.discord_bot, timeout=CONNECTING_SECONDS)
    return Death(at, here.telegram.clock.now(), left_open)


async def shown(number: int, pair: Pair, each: int) -> None:
    """Wait until the last line of each side stands on the other."""
    wanted = {f"tok-{number}-t-{line}" for line in range(each)}
    await pair.channel.wait_until(lambda _: wanted <= set(on_discord(pair)), timeout=SETTLING_SECONDS)
    wanted_there = {f"tok-{number}-d-{line}" for line in range(each)}
    await pair.group.wait_until(lambda _: wanted_there <= set(on_telegram(pair)), timeout=SETTLING_SECONDS)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--messages", type=int, default=5000)
    parser.add_argument("--pairs", type=int, default=100)
    parser.add_argument("--seconds", type=float, default=240.0, help="how long people talk")
    parser.add_argument("--kill-every", type=float, default=5.0, help="mean seconds a process lives; 0 for ever")
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
                seconds=given.seconds,
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
