"""What the platforms saw, held against what Magpie promises.

A message may be shown twice only where nobody could tell Magpie that it was shown already. So of all calls that showed
a message in a Telegram group, each but the last must be in doubt, which it is when

- it was applied, and then answered with 502 or with a reset connection; or
- the process that made it was killed, and what it left on disk has the shipment of that message open still: the
  process died with the call under way, or before the answer to it was stored. Such a call must have come in within
  `STORED_WITHIN` seconds before the kill, or Magpie keeps answers to itself for too long.

On Discord one can look before one calls again. There no message may be shown twice at all.
"""

from __future__ import annotations

import re
import shutil
import sqlite3
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from tests.end_to_end.town import Pair, Town
from tests.fakes.telegram.call_log import CallRecord

TOKEN = re.compile(r"tok-\d+-[td]-\d+")
#: Seconds; generous, since tests run on machines that have other things to do.
STORED_WITHIN = 5.0
SPOILT = frozenset({"bad_gateway_after", "reset_after"})


@dataclass(frozen=True, slots=True)
class Death:
    """A kill, in seconds of the fake Telegram's clock, and the tokens of shipments that were open on disk then."""

    at: float
    revived_at: float
    left_open: frozenset[str]


@dataclass(frozen=True, slots=True)
class Account:
    """What became of the messages, counted by message and place.

    `doubtful_faults` and `doubtful_kills` are Telegram calls in doubt by reason, `doubtful_on_discord` the calls that
    were applied and spoilt there. `unexplained` were repeated without a doubt; `unaccounted` stand in a group as often
    as no count of calls says, which would be a fault of this account. `oldest_open` is the age, in seconds, of the
    oldest call that was applied and not stored at a kill.
    """

    lost: int
    out_of_order: int
    repeated_on_telegram: int
    repeated_on_discord: int
    doubtful_faults: int
    doubtful_kills: int
    doubtful_on_discord: int
    unexplained: int
    unaccounted: int
    oldest_open: float

    @property
    def kept(self) -> bool:
        """Whether the promise was kept."""
        wrong = (self.lost, self.out_of_order, self.repeated_on_discord, self.unexplained, self.unaccounted)
        return not any(wrong)


def audit(here: Town, each: int, deaths: Sequence[Death], doubtful_on_discord: int) -> Account:
    """Count; `each` lines were said on each side of each pair."""
    lost = disordered = on_telegram_again = on_discord_again = unaccounted = 0
    calls = _applied(here)
    for number, pair in enumerate(here.pairs):
        for side, seen in (("t", on_discord(pair)), ("d", on_telegram(pair))):
            wanted = [f"tok-{number}-{side}-{line}" for line in range(each)]
            times = Counter(seen)
            lost += sum(times[token] == 0 for token in wanted)
            disordered += sum(one != other for one, other in zip(dict.fromkeys(seen), sorted_of(seen), strict=True))
            again = sum(times[token] - 1 for token in times)
            if side == "t":
                on_discord_again += again
            else:
                on_telegram_again += again
                unaccounted += sum(times[token] != len(calls[token]) for token in wanted)
    doubts = {id(call): doubt(call, deaths) for found in calls.values() for call in found}
    reasons = Counter(doubts.values())
    ages = [_age(call, deaths) for found in calls.values() for call in found if doubts[id(call)] == "kill"]
    return Account(
        lost,
        disordered,
        on_telegram_again,
        on_discord_again,
        reasons["fault"],
        reasons["kill"],
        doubtful_on_discord,
        sum(doubts[id(call)] == "" for found in calls.values() for call in found[:-1]),
        unaccounted,
        round(max(ages, default=0.0), 2),
    )


def doubt(call: CallRecord, deaths: Sequence[Death]) -> str:
    """Why Magpie could not know that an applied call had been: "fault" or "kill"; "" where it could."""
    if call.fault in SPOILT:
        return "fault"
    death = next((death for death in deaths if death.at >= call.at), None)
    if death is None or not death.left_open & set(tokens(call.values["text"])):
        return ""
    return "kill" if death.at - call.at <= STORED_WITHIN else ""


def open_tokens(database: Path) -> frozenset[str]:
    """The tokens in the shipments that a dead process left open; its files are not touched."""
    query = (
        "SELECT content FROM deliveries WHERE id IN (SELECT delivery FROM blocks WHERE shipment IN"
        " (SELECT id FROM shipments WHERE state IN ('pending', 'sending', 'unknown')))"
    )
    with tempfile.TemporaryDirectory() as folder:
        for path in (database, database.with_name(f"{database.name}-wal")):
            if path.exists():
                shutil.copy(path, folder)
        with closing(sqlite3.connect(Path(folder) / database.name)) as connection:
            return frozenset(token for (content,) in connection.execute(query) for token in tokens(content or ""))


def on_discord(pair: Pair) -> list[str]:
    """Lines of Telegram's people as the channel shows them, each once a message."""
    return [token for m in pair.channel.messages if m.author_name == "Ann" for token in tokens(m.content)]


def on_telegram(pair: Pair) -> list[str]:
    """Lines of Discord's people as the group shows them, each once a message."""
    own = {pair.ann.id, pair.bob.id}
    return [token for m in pair.group.messages if m.sender.id not in own for token in tokens(m.text) if "-d-" in token]


def tokens(text: str) -> Iterable[str]:
    """The tokens in a text, each once."""
    return dict.fromkeys(TOKEN.findall(text))


def sorted_of(seen: Iterable[str]) -> list[str]:
    """The distinct tokens of one side in the order in which they were said."""
    return sorted(dict.fromkeys(seen), key=lambda token: int(token.rsplit("-", 1)[1]))


def _applied(here: Town) -> defaultdict[str, list[CallRecord]]:
    """The calls that showed each token in a group. One without a code was applied too: its caller did not wait."""
    log = here.telegram.log
    assert len(log.records) < (log.records.maxlen or 0), "the fake's log has forgotten calls"
    found: defaultdict[str, list[CallRecord]] = defaultdict(list)
    for call in log.of("sendMessage"):
        if call.code in {200, None}:
            for token in tokens(call.values.get("text", "")):
                found[token].append(call)
    return found


def _age(call: CallRecord, deaths: Sequence[Death]) -> float:
    return next(death.at for death in deaths if death.at >= call.at) - call.at
