"""Rooms and members as the relay sees them, kept in memory while they are in use."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import replace

from bridge.chat.author import Author
from bridge.chat.room import RoomRef
from bridge.language.prior import Prior
from bridge.relay.ports import Places
from bridge.relay.reading import Reading
from bridge.relay.records import Member, Place

MEMBERS_KEPT = 10_000


class Directory:
    """Looks rooms and members up once and remembers them; what is learnt is put here and stored with the message."""

    def __init__(self, places: Places) -> None:
        self._places = places
        self._rooms: dict[RoomRef, Place] = {}
        self._bridges: dict[int, tuple[RoomRef, ...]] = {}
        self._members: OrderedDict[tuple[str, str], tuple[Author, Member]] = OrderedDict()

    async def room(self, ref: RoomRef, title: str = "", hint: str = "") -> Place:
        """The room, made where it is new."""
        place = self._rooms.get(ref)
        if place is None or (title and title != place.room.title) or hint:
            place = self._rooms[ref] = await self._places.know(ref, title, hint)
            bridge = place.room.bridge
            if bridge is not None and ref not in self._bridges.get(bridge, (ref,)):
                # It could not be reached when its companions were looked up, and can be again.
                del self._bridges[bridge]
        return place

    async def companions(self, place: Place) -> list[Place]:
        """The other rooms of its bridge."""
        bridge = place.room.bridge
        if bridge is None:
            return []
        if bridge not in self._bridges:
            rooms = await self._places.of_bridge(bridge)
            for room in rooms:
                self._rooms.setdefault(room.room.ref, room)
            self._bridges[bridge] = tuple(room.room.ref for room in rooms)
        return [await self.room(ref) for ref in self._bridges[bridge] if ref != place.room.ref]

    async def member(self, author: Author) -> tuple[Member, bool]:
        """The member; True where they are new to Magpie."""
        key = author.platform, author.id
        known = self._members.get(key)
        if known is not None and known[0] == author:
            self._members.move_to_end(key)
            return known[1], False
        member, new = await self._places.meet(author)
        self._members[key] = author, member
        if len(self._members) > MEMBERS_KEPT:
            self._members.popitem(last=False)
        return member, new

    async def seen(self, ref: RoomRef) -> Place | None:
        """The room, None where nothing ever happened in it; unlike `room` it makes none."""
        return self._rooms.get(ref) or await self._places.find(ref)

    async def left_out(self, author: Author) -> bool:
        """Whether somebody asked not to be relayed. Whoever is new to Magpie did not, and stays new to it."""
        known = self._members.get((author.platform, author.id))
        member = await self._places.find_member(author) if known is None else known[1]
        return member is not None and member.left_out

    def learn(self, place: Place, reading: Reading, author: Author, prior: Prior) -> None:
        """Remember what a message taught; the caller stores it with the message."""
        self._rooms[place.room.ref] = replace(self._rooms.get(place.room.ref, place), reading=reading)
        key = author.platform, author.id
        if key in self._members:
            known, member = self._members[key]
            self._members[key] = known, replace(member, prior=prior)

    def forget(self, ref: RoomRef | None = None) -> None:
        """Look rooms and bridges up anew: something changed them."""
        if ref is None:
            self._rooms.clear()
            self._members.clear()
        else:
            self._rooms.pop(ref, None)
        self._bridges.clear()
