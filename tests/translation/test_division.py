from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bridge.translation.division import divided


def itself(item: int) -> int:
    return item


def test_parts_cost_about_the_same() -> None:
    parts = divided([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 2, itself)
    assert [sum(part) for part in parts] == [28, 27]
    assert parts == [[7, 6, 5, 4, 3, 2, 1], [10, 9, 8]]


def test_the_first_item_is_in_the_first_part() -> None:
    assert 1 in divided([1, 50, 60, 70], 2, itself)[0]


@given(st.lists(st.integers(1, 500), min_size=1, max_size=80), st.integers(1, 9))
def test_everything_is_in_one_part_and_none_is_much_larger(costs: list[int], parts: int) -> None:
    made = divided(costs, parts, itself)
    assert sorted(item for part in made for item in part) == sorted(costs)
    assert 1 <= len(made) <= parts
    assert all(made)
    assert costs[0] in made[0]
    assert all(sum(part) <= sum(costs) / parts + max(costs) for part in made)
