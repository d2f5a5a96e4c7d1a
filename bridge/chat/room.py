"""Rooms: the places on a platform where people talk."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Audience(StrEnum):
    """Whether all readers of a room see the same text."""

    SHARED = "shared"
    PER_READER = "per_reader"


@dataclass(frozen=True, slots=True, order=True)
class RoomRef:
    """A room by its platform's own identity: a Telegram chat ("-100123", a topic "-100123/7"), a Discord channel."""

    platform: str
    id: str

    def __str__(self) -> str:
        return f"{self.platform}:{self.id}"


@dataclass(frozen=True, slots=True)
class Room:
    """A room that Magpie knows. `id` is Magpie's own number for it, `bridge` the conversation it is joined to."""

    id: int
    ref: RoomRef
    title: str = ""
    bridge: int | None = None
