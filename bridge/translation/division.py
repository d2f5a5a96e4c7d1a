"""Divides a rush of work into parts of like cost."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

Item = TypeVar("Item")


def divided(items: Sequence[Item], parts: int, cost: Callable[[Item], int]) -> list[list[Item]]:
    """Neighbours in cost together, every part costing about as much; the part with the first item comes first.

    At most `parts` of at least one item, none empty, each from the costly to the cheap.
    """
    order = sorted(range(len(items)), key=lambda at: cost(items[at]), reverse=True)
    costs = [cost(items[at]) for at in order]
    share = sum(costs) / parts
    made: list[list[int]] = [[]]
    spent = 0.0
    for at, own in zip(order, costs, strict=True):
        # The middle of an item tells which part it falls into.
        if made[-1] and len(made) < parts and spent + own / 2 > share * len(made):
            made.append([])
        made[-1].append(at)
        spent += own
    made.sort(key=lambda part: 0 not in part)
    return [[items[at] for at in part] for part in made]
