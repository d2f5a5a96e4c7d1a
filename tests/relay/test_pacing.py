from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from bridge.chat.capabilities import Pace
from bridge.relay.pacing import Pacer


def calls(pacer: Pacer, gaps: list[float]) -> list[float]:
    """When calls go out that are wanted after these pauses."""
    now, made = 1000.0, []
    for gap in gaps:
        now += gap
        now += pacer.delay(now)
        pacer.spend(now)
        made.append(now)
    return made


@given(
    st.integers(2, 40), st.floats(1, 60), st.lists(st.sampled_from([0.0, 0.0, 0.0, 0.1, 1.0, 5.0, 90.0]), max_size=120)
)
def test_no_window_holds_more_than_is_allowed(allowed: int, seconds: float, gaps: list[float]) -> None:
    made = calls(Pacer([Pace(allowed, seconds)]), gaps)
    for index, first in enumerate(made):
        assert sum(first <= call < first + seconds * 0.999999 for call in made[index:]) <= allowed


def test_a_burst_never_leaves_people_without_a_word_for_long() -> None:
    made = calls(Pacer([Pace(20, 60.0)]), [0.0] * 60)
    assert made[4] == made[0]
    assert max(later - earlier for earlier, later in itertools.pairwise(made)) <= 4.001


def test_what_is_free_can_be_spent_at_once() -> None:
    pacer = Pacer([Pace(20, 60.0), Pace(3, 1.0)])
    assert pacer.free(50.0) == 1
    pacer.spend(50.0)
    assert pacer.free(50.0) == 0
    assert pacer.delay(50.0) > 0


def test_nothing_limits_where_nothing_is_said() -> None:
    pacer = Pacer([])
    assert pacer.delay(0.0) == 0
    assert pacer.free(0.0) > 1000


def test_a_platform_that_asks_for_patience_gets_it() -> None:
    pacer = Pacer([])
    pacer.hold(12.0)
    assert pacer.delay(10.0) == 2.0
    assert pacer.free(10.0) == 0
    assert pacer.delay(12.0) == 0
