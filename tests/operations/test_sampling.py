from __future__ import annotations

import asyncio
import sqlite3
import time
from collections.abc import Mapping
from pathlib import Path
from unittest.mock import patch

import pytest
from structlog.testing import capture_logs

from bridge.metrics import metrics
from bridge.operations import sampling
from bridge.operations.sampling import Sampling
from bridge.store.queues import SqliteQueues
from tests.relay.conversation import conversation, now
from tests.relay.loopback import Loopback


def gauge(name: str, platform: str) -> float | None:
    return metrics.registry.get_sample_value(name, {"platform": platform})


async def test_what_is_under_way_waits_as_much_as_what_has_not_been_packed(tmp_path: Path) -> None:
    alpha, beta = Loopback("alpha"), Loopback("beta")
    async with conversation(tmp_path / "magpie.db", alpha, beta) as chat:
        queues = SqliteQueues(chat.database)
        assert await queues.standing() == {}
        begun = now()
        beta.leave_open()
        await chat.say("never answered")
        await beta.until(lambda: len(beta.texts("b")) == 1)
        packed = now()
        await chat.say("waits behind it")
        await chat.core.relay.drained()
        depth, oldest = (await queues.standing())["beta"]
        assert depth == 2
        assert begun <= oldest <= packed
        for state in ("pending", "unknown"):
            await chat.database.write(lambda c, state=state: c.execute("UPDATE shipments SET state = ?", (state,)))  # type: ignore[misc]
            assert (await queues.standing())["beta"] == (2, oldest)
        await Sampling(queues, ["alpha", "beta"]).sample(oldest + 40)
    assert gauge("magpie_queue_depth", "beta") == 2
    assert gauge("magpie_queue_age_seconds", "beta") == pytest.approx(40)
    assert gauge("magpie_queue_depth", "alpha") == 0
    assert gauge("magpie_queue_age_seconds", "alpha") == 0


async def test_what_was_shown_waits_no_more_and_a_room_that_is_gone_holds_nothing_up(tmp_path: Path) -> None:
    beta = Loopback("beta")
    async with conversation(tmp_path / "magpie.db", Loopback("alpha"), beta) as chat:
        queues = SqliteQueues(chat.database)
        await chat.say("shown at once")
        await chat.settled()
        assert await queues.standing() == {}
        beta.leave_open()
        await chat.say("never answered")
        await beta.until(lambda: len(beta.texts("b")) == 2)
        assert set(await queues.standing()) == {"beta"}
        await chat.database.write(lambda c: c.execute("UPDATE rooms SET state = 'gone' WHERE platform = 'beta'"))
        assert await queues.standing() == {}


class Scripted:
    """Queues that answer what they are told to, and say when they were asked."""

    def __init__(self, *answers: Mapping[str, tuple[int, float]] | Exception) -> None:
        self.answers = list(answers)
        self.exhausted = asyncio.Event()

    async def standing(self) -> Mapping[str, tuple[int, float]]:
        if not self.answers:
            self.exhausted.set()
            return {}
        answer = self.answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer


async def test_a_platform_that_nobody_named_goes_back_to_zero() -> None:
    sampled = Sampling(Scripted({"gamma": (3, 100.0)}), [])
    await sampled.sample(107.0)
    assert gauge("magpie_queue_depth", "gamma") == 3
    assert gauge("magpie_queue_age_seconds", "gamma") == 7
    await sampled.sample(122.0)
    assert gauge("magpie_queue_depth", "gamma") == 0
    assert gauge("magpie_queue_age_seconds", "gamma") == 0


async def test_a_clock_that_was_set_back_makes_no_negative_age() -> None:
    await Sampling(Scripted({"delta": (1, 100.0)}), []).sample(90.0)
    assert gauge("magpie_queue_age_seconds", "delta") == 0


async def test_a_database_that_does_not_answer_stops_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sampling, "INTERVAL", 0.0)
    queues = Scripted(sqlite3.OperationalError("disk I/O error"), {"epsilon": (1, now())})
    with capture_logs() as logs:
        task = asyncio.create_task(Sampling(queues, []).run())
        async with asyncio.timeout(10):
            await queues.exhausted.wait()
        task.cancel()
        await asyncio.wait([task])
    assert [entry["event"] for entry in logs] == ["how much waits could not be read"]
    assert gauge("magpie_queue_depth", "epsilon") is not None
    assert task.cancelled()


def test_a_stall_is_told_once() -> None:
    sampled = Sampling(Scripted(), [])
    sampled._lag = 0.3
    with patch("asyncio.all_tasks", return_value=set()):
        for lag in (0.3, 0.0):
            sampled._note_the_loop()
            assert metrics.registry.get_sample_value("magpie_loop_lag_seconds") == lag


class Stalling(Scripted):
    """Queues that keep the whole event loop waiting when they are asked again."""

    async def standing(self) -> Mapping[str, tuple[int, float]]:
        if len(self.answers) == 2:
            time.sleep(0.1)  # noqa: ASYNC251 - the stall that is to be seen
        return await super().standing()


async def test_a_stalled_loop_and_the_tasks_are_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sampling, "INTERVAL", 0.05)
    monkeypatch.setattr(sampling, "PULSE", 0.01)
    queues = Stalling({}, {}, {})
    before = len(asyncio.all_tasks())
    seen: list[float] = []
    with patch.object(metrics.loop_lag, "set", side_effect=seen.append):
        task = asyncio.create_task(Sampling(queues, []).run())
        async with asyncio.timeout(10):
            await queues.exhausted.wait()
        task.cancel()
        await asyncio.wait([task])
    assert max(seen) > 0.05
    assert metrics.registry.get_sample_value("magpie_tasks") == before + 2
