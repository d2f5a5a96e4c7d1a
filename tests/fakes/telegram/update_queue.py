"""A bot's updates: kept until the bot confirms them, filtered by what it asked for."""

from __future__ import annotations

import asyncio
from collections import deque
from dataclasses import dataclass
from itertools import islice

from .bell import Bell
from .clock import Clock
from .errors import ApiError, conflict

# https://core.telegram.org/bots/api#getupdates: left out unless they are named.
UNASKED = frozenset({"chat_member", "message_reaction", "message_reaction_count"})
KINDS = frozenset(
    {
        "message",
        "edited_message",
        "channel_post",
        "edited_channel_post",
        "message_reaction",
        "message_reaction_count",
        "inline_query",
        "chosen_inline_result",
        "callback_query",
        "poll",
        "poll_answer",
        "my_chat_member",
        "chat_member",
        "chat_join_request",
    }
)
_FIRST_UPDATE_ID = 604_000_001
# Seconds that an update is kept: https://core.telegram.org/bots/api#getting-updates
_KEPT = 24 * 3600.0
_PRESS_KEPT = 150.0
# A second conflict within so many seconds is answered that much later, lest two pollers spin.
_CONFLICT_PAUSE = 3.0


@dataclass(frozen=True)
class _Update:
    id: int
    expires: float
    body: dict[str, object]


class UpdateQueue:
    """The updates that wait for a bot, oldest first."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._next_id = _FIRST_UPDATE_ID
        self._waiting: deque[_Update] = deque()
        self._next_conflict = 0.0
        self._poll: asyncio.Future[ApiError] | None = None
        self.allowed: frozenset[str] = KINDS - UNASKED
        self.bell = Bell()
        self.delivered = 0

    def __len__(self) -> int:
        return len(self._waiting)

    @property
    def is_polled(self) -> bool:
        """Whether a long poll is waiting right now."""
        return self._poll is not None

    def allow(self, kinds: list[str] | None) -> None:
        """Remember which kinds the bot wants; an empty list means the usual ones, None means as before."""
        if kinds is not None:
            self.allowed = (frozenset(kinds) & KINDS) or KINDS - UNASKED

    def add(self, kind: str, payload: dict[str, object]) -> None:
        """Queue an update, unless the bot did not ask for its kind."""
        if kind not in self.allowed:
            return
        kept = _PRESS_KEPT if kind == "callback_query" else _KEPT
        update: dict[str, object] = {"update_id": self._next_id, kind: payload}
        self._waiting.append(_Update(self._next_id, self._clock.now() + kept, update))
        self._next_id += 1
        self.bell.ring()

    def first(self) -> dict[str, object] | None:
        """The oldest update that waits."""
        self._expire()
        return self._waiting[0].body if self._waiting else None

    def confirm_first(self) -> None:
        """Forget the oldest update."""
        self._waiting.popleft()
        self.bell.ring()

    def clear(self) -> None:
        """Forget everything that waits."""
        self._waiting.clear()
        self.bell.ring()

    def confirm(self, offset: int) -> None:
        """Forget what lies before an offset; a negative one counts from the end."""
        if offset < 0:
            while len(self._waiting) > -offset:
                self._waiting.popleft()
        while self._waiting and self._waiting[0].id < offset:
            self._waiting.popleft()
        self.bell.ring()

    async def poll(self, offset: int, limit: int, seconds: float) -> list[dict[str, object]]:
        """What waits, at most ``limit``; without any, up to so many ``seconds`` for the first.

        Whoever was polling before gets 409, as on the real server.
        """
        self.interrupt("terminated by other getUpdates request; make sure that only one bot instance is running")
        if offset:
            self.confirm(offset)
        self._expire()
        if not self._waiting and seconds > 0:
            await self._wait(seconds)
        batch = [update.body for update in islice(self._waiting, limit)]
        self.delivered += len(batch)
        return batch

    def interrupt(self, reason: str) -> None:
        """End the long poll that is waiting, with 409."""
        if self._poll is not None and not self._poll.done():
            self._poll.set_result(conflict(reason))

    async def _wait(self, seconds: float) -> None:
        interrupted: asyncio.Future[ApiError] = asyncio.get_running_loop().create_future()
        self._poll = interrupted
        self.bell.ring()
        ring = asyncio.ensure_future(self.bell.wait_for(lambda: bool(self._waiting), seconds))
        try:
            await asyncio.wait((interrupted, ring), return_when=asyncio.FIRST_COMPLETED)
            if interrupted.done():
                await self._pause_between_conflicts()
                raise interrupted.result()
        finally:
            ring.cancel()
            await asyncio.gather(ring, return_exceptions=True)
            if self._poll is interrupted:
                self._poll = None
                self.bell.ring()

    async def _pause_between_conflicts(self) -> None:
        now = self._clock.now()
        if now < self._next_conflict:
            await self._clock.sleep(_CONFLICT_PAUSE)
        else:
            self._next_conflict = now + _CONFLICT_PAUSE

    def _expire(self) -> None:
        now = self._clock.now()
        if any(update.expires <= now for update in self._waiting):
            self._waiting = deque(update for update in self._waiting if update.expires > now)
