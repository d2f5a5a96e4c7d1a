"""What to do when a platform says no: remember it, and tell the people of the bridge."""

from __future__ import annotations

import time

from bridge.chat.delivery import Shipment
from bridge.chat.room import RoomRef
from bridge.relay.directory import Directory
from bridge.relay.notices import Notices
from bridge.relay.ports import Ledger, Places
from bridge.relay.render import person

#: So often the same reason is told of the same room in so many seconds: else every message would be answered by one.
TOLD_AT_MOST = 3
QUIET = 600.0
_REMEMBERED = 5000


class Trouble:
    """Each answers with the numbers of the rooms in which a notice now waits."""

    def __init__(self, directory: Directory, places: Places, ledger: Ledger, notices: Notices) -> None:
        self._directory = directory
        self._places = places
        self._ledger = ledger
        self._notices = notices
        self._told: dict[tuple[RoomRef, str], list[float]] = {}

    async def moved(self, old: RoomRef, new: RoomRef) -> None:
        """A room has a new identity."""
        await self._places.move(old, new)
        self._directory.forget()

    async def lost(self, ref: RoomRef, reason: str) -> list[int]:
        """A room cannot be reached any more."""
        drafts = await self._notices.gone(ref, reason)
        await self._places.lose(ref)
        self._directory.forget()
        return await self._ledger.tell(drafts)

    async def refused(self, ref: RoomRef, shipment: Shipment, reason: str) -> list[int]:
        """A platform will never show a shipment. What lasts, such as a missing permission, is told a few times only."""
        if not self._worth_telling(ref, reason):
            return []
        names = dict.fromkeys(person(block.content.author) for block in shipment.blocks)
        return await self._ledger.tell(await self._notices.undelivered(ref, ", ".join(names), reason))

    def _worth_telling(self, ref: RoomRef, reason: str) -> bool:
        now = time.monotonic()
        if len(self._told) > _REMEMBERED:
            self._told.clear()
        times = self._told.setdefault((ref, reason), [])
        times[:] = [each for each in times if now - each < QUIET]
        if len(times) >= TOLD_AT_MOST:
            return False
        times.append(now)
        return True
