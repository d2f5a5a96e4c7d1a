"""Rooms put together as the conversations they are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bridge.operations.admin.records import RoomLine


@dataclass(frozen=True, slots=True)
class Conversation:
    """Rooms that are joined, or one room for itself (`bridge` None); `messages` of the last day in all of them."""

    bridge: int | None
    messages: int
    rooms: tuple[RoomLine, ...]


@dataclass(frozen=True, slots=True)
class Conversations:
    """The busiest of those that were looked for: `found` of `total`, with `rooms` rooms in all."""

    total: int
    rooms: int
    found: int
    shown: tuple[Conversation, ...]


def arranged(lines: Sequence[RoomLine], find: str, limit: int) -> Conversations:
    """The conversations with these words in the name or the number of a room, the busiest first, so many at most."""
    groups: dict[tuple[int | None, int], list[RoomLine]] = {}
    for line in lines:
        key = (line.bridge, 0) if line.bridge is not None else (None, line.number)
        groups.setdefault(key, []).append(line)
    every = [_conversation(rooms) for rooms in groups.values()]
    wanted = find.strip().casefold()
    found = [one for one in every if not wanted or any(_named(room, wanted) for room in one.rooms)]
    found.sort(key=lambda one: (-one.messages, one.bridge is None, one.rooms[0].number))
    return Conversations(len(every), len(lines), len(found), tuple(found[:limit]))


def _conversation(rooms: Iterable[RoomLine]) -> Conversation:
    ordered = tuple(sorted(rooms, key=lambda room: (room.gone, room.number)))
    return Conversation(ordered[0].bridge, sum(room.messages for room in ordered), ordered)


def _named(room: RoomLine, wanted: str) -> bool:
    return wanted in room.title.casefold() or wanted in room.platform or wanted == f"#{room.number}"
