"""A short soak in every run of the tests; `make soak` is the long one."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.end_to_end.soak import soak


@pytest.mark.process
async def test_two_hundred_messages_with_kills_and_faults(tmp_path: Path) -> None:
    outcome = await soak(tmp_path, 200, 4, seconds=6, kill_every=1.5, faults=0.1, seed=3, least_kills=2)
    assert outcome.kills >= 2, outcome
    assert outcome.kept, outcome
