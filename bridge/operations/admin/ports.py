"""What the host's page needs of a store."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from bridge.operations.admin.records import Backup, RoomLine, Stored, Waiting


class Overview(Protocol):
    """Rooms, and what waits for a decision in them. Every call reads in a thread of its own."""

    async def rooms(self, now: float) -> Sequence[RoomLine]:
        """All rooms that Magpie knows, with what the last day (before `now`, seconds since the epoch) brought."""
        ...

    async def waiting(self, limit: int) -> Waiting:
        """What waits for a decision, with at most so many proposals."""
        ...


class Storage(Protocol):
    """The database and what lies beside it."""

    async def measured(self) -> Stored:
        """How much there is."""
        ...

    async def back_up(self) -> Backup:
        """Copy the database while it is in use. Raises `OSError` where the disk does not take it."""
        ...
