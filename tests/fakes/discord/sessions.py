"""Gateway sessions: what a bot has been told, so that RESUME can tell it again."""

from __future__ import annotations

import secrets
from collections import deque
from typing import Protocol

from .accounts import Bot
from .wire import Json, encode
from .world import Event, Intent, World

REPLAY = 2000
"""How many events a session remembers."""

RESUMABLE_S = 180.0
"""For how long after a lost connection a session can be resumed."""


class Outlet(Protocol):
    """A connection to which a session writes."""

    def send(self, payload: bytes) -> None:
        """Send one payload."""


class Session:
    """One IDENTIFY and all that was dispatched since."""

    def __init__(self, bot: Bot, intents: Intent, *, replay: int = REPLAY) -> None:
        self.id = secrets.token_hex(16)
        self.bot = bot
        self.intents = intents
        self.sequence = 0
        self.outlet: Outlet | None = None
        self.lost_at: float | None = None
        self._sent: deque[tuple[int, bytes]] = deque(maxlen=replay)

    @property
    def reads(self) -> bool:
        """Whether it is given what messages say."""
        return Intent.MESSAGE_CONTENT in self.intents

    def hears(self, world: World, event: Event) -> bool:
        """Whether `event` is for this session."""
        user = self.bot.user
        if event.only is not None and event.only is not self.bot:
            return False
        if event.intents and not event.intents & self.intents:
            return False
        if event.guild is not None and user.id not in event.guild.members:
            return False
        return event.channel is None or world.sees(user, event.channel)

    def dispatch(self, name: str, data: Json) -> None:
        """Tell it something, now or, when the connection is lost, at RESUME."""
        self.sequence += 1
        payload = encode({"op": 0, "s": self.sequence, "t": name, "d": data})
        self._sent.append((self.sequence, payload))
        if self.outlet is not None:
            self.outlet.send(payload)

    def missed(self, since: int) -> list[bytes] | None:
        """What was dispatched after sequence number `since`; None when that is no longer known."""
        if self._sent and since < self._sent[0][0] - 1:
            return None
        return [payload for sequence, payload in self._sent if sequence > since]
