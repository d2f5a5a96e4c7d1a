"""Noticing our own words coming back: another bridge in the same rooms would send every message round for ever."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field

from bridge.chat.author import Author
from bridge.relay.records import Place

#: Seconds for which a text is remembered, and for which a bot that sent three of them back is not relayed.
MEMORY = 600.0
QUARANTINE = 3600.0
ECHOES_TOLERATED = 3
REMEMBERED = 300
#: Shorter texts ("ok", "哈哈") come back without any bridge.
SHORTEST = 6


@dataclass(slots=True)
class _Conversation:
    texts: deque[tuple[float, str]] = field(default_factory=lambda: deque(maxlen=REMEMBERED))
    echoes: dict[str, deque[float]] = field(default_factory=dict)
    quarantined: dict[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Heard:
    """What a bot's message is: an echo or not, and whether it is the one after which the bot is stopped."""

    echo: bool
    stopped_now: bool = False


#: Most messages.
NO_ECHO = Heard(echo=False)


class Echoes:
    """Remembers what each conversation said lately. Only bots are suspected: people repeat each other all the time."""

    def __init__(self) -> None:
        self._conversations: dict[tuple[int | None, int | None], _Conversation] = {}

    def remember(self, place: Place, texts: Iterable[str]) -> None:
        """A conversation said this, in any of its languages."""
        now = time.monotonic()
        kept = self._of(place).texts
        kept.extend((now, folded) for text in texts if len(folded := _folded(text)) >= SHORTEST)

    def heard(self, place: Place, author: Author, text: str) -> Heard:
        """Whether a message is our own come back, with perhaps a name before it."""
        if not author.bot:
            return NO_ECHO
        conversation, now = self._of(place), time.monotonic()
        if conversation.quarantined.get(author.key, 0.0) > now:
            return Heard(echo=True)
        folded = _folded(text)
        if not any(said in folded for when, said in conversation.texts if now - when < MEMORY):
            return NO_ECHO
        counted = conversation.echoes.setdefault(author.key, deque(maxlen=ECHOES_TOLERATED))
        counted.append(now)
        stopped = len(counted) == ECHOES_TOLERATED and now - counted[0] < MEMORY
        if stopped:
            conversation.quarantined[author.key] = now + QUARANTINE
            counted.clear()
        return Heard(echo=True, stopped_now=stopped)

    def _of(self, place: Place) -> _Conversation:
        key = (place.room.bridge, None) if place.room.bridge is not None else (None, place.room.id)
        return self._conversations.setdefault(key, _Conversation())


def _folded(text: str) -> str:
    return " ".join(text.lower().split())
