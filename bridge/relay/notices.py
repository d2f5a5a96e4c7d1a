"""Magpie's own words to the rooms of a bridge."""

from __future__ import annotations

import time
from collections.abc import Iterable

from bridge.chat.author import Author
from bridge.chat.delivery import DeliveryKind
from bridge.chat.room import RoomRef
from bridge.relay.directory import Directory
from bridge.relay.records import Draft, Place
from bridge.relay.render import Reason, notice, sentences

DOMAIN = "relay"


class Notices:
    """Says in every room of a bridge, in its language, what happened elsewhere in it."""

    def __init__(self, directory: Directory) -> None:
        self._directory = directory

    async def joined(self, ref: RoomRef, author: Author) -> list[Draft]:
        """Somebody came into a room; the others are told."""
        return await self._elsewhere(ref, "{name} joined.", name=author.name)

    async def left(self, ref: RoomRef, author: Author) -> list[Draft]:
        """Somebody left a room; the others are told."""
        return await self._elsewhere(ref, "{name} left.", name=author.name)

    async def gone(self, ref: RoomRef, reason: str) -> list[Draft]:
        """A room cannot be reached any more; the others are told."""
        title = (await self._directory.room(ref)).room.title or ref.platform
        phrase = "“{title}” cannot be reached any more ({reason}); the conversation goes on without it."
        return await self._elsewhere(ref, phrase, title=title, reason=Reason(ref.platform, reason))

    async def undelivered(self, ref: RoomRef, name: str, reason: str) -> list[Draft]:
        """A message was refused by a platform for good; the other rooms are told."""
        title = (await self._directory.room(ref)).room.title or ref.platform
        phrase = "A message of {name} could not be shown in “{title}”: {reason}"
        return await self._elsewhere(ref, phrase, name=name, title=title, reason=Reason(ref.platform, reason))

    async def _elsewhere(self, ref: RoomRef, phrase: str, **values: object) -> list[Draft]:
        place = await self._directory.room(ref)
        companions = [room for room in await self._directory.companions(place) if not room.gone]
        return drafts_for(companions, phrase, **values)


def drafts_for(places: Iterable[Place], phrase: str, domain: str = DOMAIN, /, **values: object) -> list[Draft]:
    """The same sentence of a catalogue for several rooms, each in its languages."""
    said = sentences(domain, phrase, **values)
    now = time.time()
    return [Draft(place.room.id, DeliveryKind.NOTICE, notice(said, place.languages, now)) for place in places]
