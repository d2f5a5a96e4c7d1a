"""What the core offers to whoever is still writing a command, for platforms whose menus can show it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from bridge.chat.room import RoomRef


@dataclass(frozen=True, slots=True)
class Choice:
    """Something that may be meant: what people read, and what is then written in its place."""

    label: str
    value: str


class Suggests(Protocol):
    """Answers while somebody writes, in a moment; nobody is told of what another conversation keeps.

    `command` is without the slash and names its part too ("language", "slang edit").
    """

    async def suggest(self, room: RoomRef, command: str, begun: str) -> Sequence[Choice]:
        """What may be meant by what was begun, the likeliest first; empty where nothing is known."""
        ...

    async def fields(self, room: RoomRef, command: str, about: str) -> Mapping[str, str]:
        """What stands now in the fields of a command's form, by their names; empty where nothing is known.

        `about` is what the form is about: a message's identity in the room, or a form of the glossary.
        """
        ...
