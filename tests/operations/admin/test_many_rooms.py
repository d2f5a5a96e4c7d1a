"""A thousand rooms never hold up the conversations in them."""

from __future__ import annotations

import asyncio
import sqlite3
import time
from contextlib import closing
from pathlib import Path

import pytest

from bridge.store.database import connect
from bridge.store.migrations import migrate
from bridge.store.overview import MESSAGES, WRITERS
from tests.operations.admin.host import Host, Setting, serving

ROOMS = 1000
#: Seconds of the event loop's own work.
MOST = 0.010


def fill(connection: sqlite3.Connection) -> None:
    """Rooms in bridges of four, with members, what they read, and a month of messages."""
    now = time.time()
    reading = '{"chinese": 40.0, "english": 12.0, "simplified": 20.0}'
    connection.executemany("INSERT INTO bridges (id, created_at) VALUES (?, 1.0)", [(n,) for n in range(1, 251)])
    connection.executemany(
        "INSERT INTO rooms (id, platform, native, title, bridge, reading, created_at) VALUES (?, ?, ?, ?, ?, ?, 1.0)",
        [
            (n, ("telegram", "discord")[n % 2], str(n), f"A room with a name {n} 房间", (n - 1) // 4 + 1, reading)
            for n in range(1, ROOMS + 1)
        ],
    )
    connection.executemany(
        "INSERT INTO members (id, platform, native, name, seen_at) VALUES (?, 'telegram', ?, 'Somebody', 1.0)",
        [(n, str(n)) for n in range(1, 2001)],
    )
    connection.executemany(
        "INSERT INTO messages (room, native, member, language, written_at) VALUES (?, ?, ?, 'zh', ?)",
        [(n % ROOMS + 1, str(n), n % 2000 + 1, now - (n % 300) * 8000) for n in range(30_000)],
    )


async def loop_work(host: Host) -> float:
    """The longest that one look keeps the event loop from everything else: the seconds that it worked without a break.

    Time of its own thread, so that neither other threads nor other processes count.
    """
    loop = asyncio.get_running_loop()
    longest, last, looking = 0.0, time.thread_time(), True

    def tick() -> None:
        nonlocal longest, last
        now = time.thread_time()
        longest, last = max(longest, now - last), now
        if looking:
            loop.call_soon(tick)

    loop.call_soon(tick)
    await host.admin._actions._board.state("", 1000)
    looking = False
    return longest


async def test_a_look_leaves_the_event_loop_alone(tmp_path: Path) -> None:
    async with serving(tmp_path, setting=Setting()) as host:
        await host.log_in()
        await host.database.write(fill)
        state = await host.state(limit=1000)
        assert state["conversations"]["rooms"] == ROOMS
        assert state["conversations"]["total"] == len(state["conversations"]["shown"]) == 250
        assert sum(room["people"] for one in state["conversations"]["shown"] for room in one["rooms"]) > ROOMS
        assert min([await loop_work(host) for _ in range(5)]) < MOST


@pytest.mark.parametrize("query", [MESSAGES, WRITERS])
def test_what_is_counted_is_read_out_of_an_index_alone(tmp_path: Path, query: str) -> None:
    path = tmp_path / "magpie.db"
    migrate(path)
    with closing(connect(path)) as connection:
        plan = [row["detail"] for row in connection.execute(f"EXPLAIN QUERY PLAN {query}", (0.0,))]
    assert plan[0].startswith("SEARCH messages USING COVERING INDEX idx_messages_written_at")
