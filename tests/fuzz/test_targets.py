"""What a fuzzer looks for at length, looked for shortly; `MAGPIE_EXAMPLES=100000` looks longer without one."""

from __future__ import annotations

import os

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.fuzz.seeds import SEEDS
from tests.fuzz.shares import SHARES
from tests.fuzz.supply import Supply
from tests.fuzz.targets import TARGETS

EXAMPLES = int(os.environ.get("MAGPIE_EXAMPLES", "60"))


@pytest.mark.parametrize("name", TARGETS)
@settings(max_examples=EXAMPLES, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.binary(max_size=400))
def test_what_must_hold_holds(name: str, data: bytes) -> None:
    TARGETS[name](data)


@pytest.mark.parametrize("name", TARGETS)
def test_a_fuzzer_begins_with_something_in_order(name: str) -> None:
    assert SEEDS[name]
    for seed in SEEDS[name]:
        TARGETS[name](seed)


def test_every_target_has_a_share_of_the_time() -> None:
    assert SHARES.keys() == TARGETS.keys() == SEEDS.keys()


def test_the_same_bytes_give_the_same_things() -> None:
    first, second = Supply(b"\x05\x01\x02abc"), Supply(b"\x05\x01\x02abc")
    assert (first.number(9), first.choice("xyz"), first.text("pq")) == (5, "y", "qpq")
    assert (second.number(9), second.choice("xyz"), second.text("pq")) == (5, "y", "qpq")
    assert first.take(9) == b""
    assert first.number(1 << 40) == 0
