"""What `/slang`, `/fix` and `/why` need of a store."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Protocol

from bridge.relay.records import Member


class Keepers(Protocol):
    """Who decides on a conversation's terms, besides its administrators. `rooms` are the conversation's."""

    async def listed(self, rooms: Collection[int]) -> Sequence[Member]:
        """The keepers."""
        ...

    async def add(self, room: int, member: int, by: str) -> None:
        """Make a member a keeper."""
        ...

    async def remove(self, rooms: Collection[int], member: int) -> bool:
        """A member is no keeper any more; False where they were none."""
        ...

    async def is_keeper(self, rooms: Collection[int], member: int) -> bool:
        """Whether a member, or another self of the same person, is a keeper."""
        ...


class Recent(Protocol):
    """What was written lately in a conversation."""

    async def texts(self, rooms: Collection[int], limit: int) -> Sequence[str]:
        """The texts of the last messages, the latest first."""
        ...
