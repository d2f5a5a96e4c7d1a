"""Signals: what may be lost, such as who is typing."""

from __future__ import annotations

from dataclasses import dataclass

from bridge.chat.author import Author
from bridge.chat.room import RoomRef


@dataclass(frozen=True, slots=True)
class Typing:
    """Somebody is writing in a room."""

    room: RoomRef
    author: Author


Signal = Typing
