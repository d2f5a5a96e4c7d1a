"""Rooms put together as conversations."""

from __future__ import annotations

import pytest

from bridge.operations.admin.conversations import arranged
from bridge.operations.admin.records import RoomLine


def line(number: int, bridge: int | None = None, *, messages: int = 0, gone: bool = False) -> RoomLine:
    return RoomLine(number, "telegram", f"Room {number}", bridge, gone, (), False, 0, messages)


LINES = (
    line(1, 1, messages=2, gone=True),
    line(2),
    line(3, 1, messages=3),
    line(4, messages=9),
    line(5, 2, messages=0),
)


def numbers(find: str = "", limit: int = 50) -> list[list[int]]:
    return [[room.number for room in one.rooms] for one in arranged(LINES, find, limit).shown]


def test_the_busiest_come_first_and_rooms_that_are_gone_last() -> None:
    assert numbers() == [[4], [3, 1], [5], [2]]
    assert [one.messages for one in arranged(LINES, "", 50).shown] == [9, 5, 0, 0]


@pytest.mark.parametrize(
    ("find", "found"),
    [(" ROOM 3 ", [[3, 1]]), ("#4", [[4]]), ("telegram", [[4], [3, 1], [5], [2]]), ("#", []), ("nothing", [])],
)
def test_a_conversation_is_found_by_any_of_its_rooms(find: str, found: list[list[int]]) -> None:
    assert numbers(find) == found


def test_what_is_not_shown_is_counted() -> None:
    few = arranged(LINES, "room", 2)
    assert (few.total, few.rooms, few.found, len(few.shown)) == (4, 5, 4, 2)
