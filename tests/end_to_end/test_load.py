"""A minute's talk in three kinds of rooms at once, in every run of the tests; `load.py` is the long one."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.end_to_end.load import load
from tests.end_to_end.square import PLACES
from tests.end_to_end.vitals import Vitals, trend


@pytest.mark.process
async def test_a_group_a_channel_and_a_web_room_are_one_conversation_in_order(tmp_path: Path) -> None:
    found = await load(tmp_path, messages=18, minutes=0.04, web_clients=6, bridges=3, seed=4, limits=False)
    assert [found[what] for what in ("lost", "edits_lost", "repeated", "out_of_order", "refused")] == [0] * 5, found
    assert found["messages"] == 18
    assert found["edits"] + found["replies"] + found["reactions"] > 0
    ways = {way: row["count"] for way, row in found["latency_ms"].items()}
    assert set(ways) == {f"{one}→{other}" for one in PLACES for other in PLACES if one != other or one == "web"}


def test_growth_is_that_of_the_second_half() -> None:
    samples = [vitals(min(number, 50) + number / 10) for number in range(100)]
    assert trend(samples, lambda one: one.resident).middle == pytest.approx(54.5, abs=1)
    assert trend(samples, lambda one: one.resident).end == pytest.approx(59.5, abs=1)
    assert trend(samples, lambda one: one.resident).growth == pytest.approx(9, abs=1.5)


def test_what_is_flat_does_not_grow() -> None:
    assert trend([vitals(200.0)] * 20, lambda one: one.resident).growth == 0


def vitals(resident: float) -> Vitals:
    return Vitals(0, resident, 0, 0, 0, 0, 0, 0, 0)
