"""Reactions that ask Magpie something: whoever puts one under a message wants to know why it reads as it does."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass

from bridge.chat.capabilities import Capabilities
from bridge.chat.event import Command, Reacted

#: Seconds for which a message is not explained to the same room again, and how many messages are in that time.
WHILE = 600.0
PER_ROOM = 6
KEPT = 10_000
_VARIATION = "\ufe0f"


@dataclass(frozen=True, slots=True)
class Sorted:
    """A member's reactions to a message without the question among them; `asked` is that question, once in a while."""

    emoji: tuple[str, ...]
    asked: Command | None = None
    aloud: bool = False
    """Whether all who are in the room see the answer."""


class Questions:
    """Tells questions from reactions. What was asked is remembered in memory: after a restart it may be asked again."""

    def __init__(self, capabilities: Mapping[str, Capabilities]) -> None:
        self._capabilities = capabilities
        self._standing: OrderedDict[tuple[str, str, str], None] = OrderedDict()
        self._answered: OrderedDict[str, dict[str, float]] = OrderedDict()

    def sort(self, event: Reacted) -> Sorted:
        """Take the question out of a member's reactions: it is for nobody else.

        Bots ask nothing; and nobody is answered where the adapter gave no handle, since nobody in particular reacted,
        or long ago.
        """
        can = self._capabilities[event.room.platform]
        if not can.why or event.author.bot:
            return Sorted(event.emoji)
        emoji = tuple(one for one in event.emoji if _bare(one) != _bare(can.why))
        new = self._is_new(event, stands=len(emoji) < len(event.emoji))
        stands = len(emoji) < len(event.emoji) and bool(event.handle)
        if not stands or not (can.whispers or (new and self._is_due(event))):
            return Sorted(emoji)
        asked = Command(
            event.key, event.room, event.author, "why", target=event.message, message=event.message, handle=event.handle
        )
        return Sorted(emoji, asked, aloud=not can.whispers)

    def _is_new(self, event: Reacted, *, stands: bool) -> bool:
        """Whether the question did not stand there already when the member reacted with something else too."""
        key = str(event.room), event.message, event.author.id
        stood = key in self._standing
        self._standing.pop(key, None)
        if stands:
            self._standing[key] = None
            if len(self._standing) > KEPT:
                self._standing.popitem(last=False)
        return not stood

    def _is_due(self, event: Reacted) -> bool:
        """Whether the room was not told for a while: all see the answer, and many questions must not fill the room."""
        room, now = str(event.room), time.monotonic()
        lately = {message: at for message, at in self._answered.pop(room, {}).items() if now - at < WHILE}
        self._answered[room] = lately
        if event.message in lately or len(lately) >= PER_ROOM:
            return False
        lately[event.message] = now
        if len(self._answered) > KEPT:
            self._answered.popitem(last=False)
        return True


def _bare(emoji: str) -> str:
    return emoji.replace(_VARIATION, "")
