"""A channel's history, cut where it was read last."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass

import discord

from bridge.adapters.turnstile import Turnstile
from bridge.chat.capabilities import Pace

#: How many older messages are looked through for what was missed: one call's worth.
PAGE = 100
#: So many channels are asked at a time, and so often in a second: of fifty calls that Discord allows, others need some.
_AT_ONCE = 4
_PACE = Pace(30, 1.0)


@dataclass(frozen=True, slots=True)
class Cut:
    """The newest of what stands up to a message, the newest first, and what was written later, the oldest first.

    `first` is the number from which on `older` has everything, 0 where it has all that there is; `later` is None where
    it is more than a page. `readable` says whether any history was given at all.
    """

    older: list[discord.Message]
    later: list[discord.Message] | None
    first: int
    readable: bool


class Histories:
    """Asks for history, a few channels at a time. Raises what the library raises."""

    def __init__(self) -> None:
        self._turns = asyncio.Semaphore(_AT_ONCE)
        self._turnstile = Turnstile(_PACE)

    async def newest(self, place: discord.abc.Messageable) -> int:
        """The number of the newest message, 1 where there is none."""
        async with self._turns:
            await self._turnstile.enter()
            return max([message.id async for message in place.history(limit=1)], default=1)

    async def cut(self, place: discord.abc.Messageable, position: int) -> Cut:
        """What stands on both sides of a message's number, in one call unless very much was written since."""
        page = await self._page(place)
        whole = len(page) < PAGE
        if whole or page[-1].id <= position:
            older = [message for message in page if message.id <= position]
            later = [message for message in reversed(page) if message.id > position]
            return Cut(older, later, 0 if whole else older[-1].id, bool(page))
        older = await self._page(place, discord.Object(position + 1))
        return Cut(older, None, older[-1].id if len(older) == PAGE else 0, readable=True)

    async def later(self, place: discord.abc.Messageable, position: int, cut: Cut) -> AsyncIterator[discord.Message]:
        """What was written after a message, the oldest first."""
        if cut.later is not None:
            for message in cut.later:
                yield message
            return
        async for message in place.history(limit=None, after=discord.Object(position)):
            yield message

    async def _page(
        self, place: discord.abc.Messageable, before: discord.Object | None = None
    ) -> list[discord.Message]:
        async with self._turns:
            await self._turnstile.enter()
            return [message async for message in place.history(limit=PAGE, before=before)]
