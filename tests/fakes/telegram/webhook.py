"""A bot's webhook: its updates are posted one after another, each until the bot answers with 2xx."""

from __future__ import annotations

import asyncio
import contextlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import aiohttp

if TYPE_CHECKING:
    from .clock import Clock
    from .update_queue import UpdateQueue

_PATIENCE = 60
_PAUSE = 0.05
_LONGEST_PAUSE = 2.0


@dataclass(eq=False)
class Webhook:
    """Where a bot's updates go. ``attempts`` counts the posts, ``failures`` those that were not answered with 2xx."""

    url: str
    secret_token: str | None = None
    max_connections: int = 40
    last_error_date: int | None = None
    last_error: str | None = None
    attempts: int = 0
    failures: int = 0
    _task: asyncio.Task[None] | None = field(default=None, repr=False)

    def start(self, updates: UpdateQueue, clock: Clock) -> None:
        """Begin to deliver."""
        self._task = asyncio.create_task(self._deliver(updates, clock))

    async def stop(self) -> None:
        """Deliver no more."""
        if self._task is not None:
            self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._task
            self._task = None

    async def _deliver(self, updates: UpdateQueue, clock: Clock) -> None:
        headers = {"X-Telegram-Bot-Api-Secret-Token": self.secret_token} if self.secret_token else {}
        pause = _PAUSE
        timeout = aiohttp.ClientTimeout(total=_PATIENCE)
        async with aiohttp.ClientSession(headers=headers, timeout=timeout) as session:
            while True:
                update = updates.first()
                if update is None:
                    await updates.bell.next_ring()
                    continue
                problem = await self._post(session, update)
                if problem is None:
                    pause = _PAUSE
                    if updates.first() is update:
                        updates.delivered += 1
                        updates.confirm_first()
                    continue
                self.failures += 1
                self.last_error = problem
                self.last_error_date = clock.unix()
                updates.bell.ring()
                await asyncio.sleep(pause)
                pause = min(pause * 2, _LONGEST_PAUSE)

    async def _post(self, session: aiohttp.ClientSession, update: dict[str, object]) -> str | None:
        """Post one update; the reason why it was not taken, or None."""
        self.attempts += 1
        try:
            async with session.post(self.url, json=update, allow_redirects=False) as response:
                await response.read()
                if 200 <= response.status < 300:
                    return None
                return f"Wrong response from the webhook: {response.status} {response.reason}"
        except TimeoutError:
            return "Read timeout expired"
        except aiohttp.ClientError:
            return "Connection refused"
