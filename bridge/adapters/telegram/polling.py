"""Asking Telegram for updates; the offset, which makes it forget them, moves on only after they are safe.

The client library's own loop moves it before anything is handled, so that a crash would lose messages.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable

import structlog
from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError

from bridge.adapters.telegram.arrivals import Arrivals
from bridge.adapters.telegram.client import Client, Patience
from bridge.adapters.telegram.constants import PLATFORM
from bridge.adapters.telegram.durations import seconds
from bridge.adapters.telegram.reader import ALLOWED_UPDATES
from bridge.adapters.telegram.updates import read_update
from bridge.metrics import metrics

log = structlog.get_logger(__name__)

BATCH = 100
#: Seconds. Two that fetch by turns fail by turns: that is one quarrel, told once, until it rests for so long.
_QUARREL = 600.0
CONFLICT = (
    "Another program fetches the messages of this Telegram bot; stop it, or make a bot of Magpie's own with @BotFather."
)


class Polling:
    """The loop. `connected` is told whether the last request for updates was answered."""

    def __init__(self, bot: Client, arrivals: Arrivals, patience: Patience, connected: Callable[[bool], None]) -> None:
        self._bot = bot
        self._arrivals = arrivals
        self._patience = patience
        self._connected = connected
        self._offset: int | None = None
        self._pause = patience.trouble
        self._last_conflict = float("-inf")
        self._answered = False

    async def run(self) -> None:
        """Poll until cancelled. Raises `InvalidToken` where Telegram no longer accepts the bot's token."""
        await self._take_over()
        while True:
            try:
                await self._once()
            except InvalidToken:
                raise
            except RetryAfter as error:
                await asyncio.sleep(seconds(error.retry_after))
            except Conflict:
                self._tell_conflict()
                await self._rest()
            except TelegramError as error:
                log.warning("no updates", error=type(error).__name__, pause=self._pause)
                await self._rest()
            except Exception:
                # The core could not accept something; as the offset stays, Telegram sends it again.
                log.exception("updates not accepted", pause=self._pause)
                await self._rest()

    async def _once(self) -> None:
        # Until one was answered we do not know that we are connected, and a long one may take its time.
        hold = self._patience.poll if self._answered else 0
        payloads = await self._bot.fetch_updates(
            self._offset, BATCH, ALLOWED_UPDATES, hold=hold, answer=self._patience.answer
        )
        self._answered = True
        self._connected(True)
        if payloads:
            updates = [read_update(payload, self._bot) for payload in payloads]
            await self._arrivals.take_all([update for update in updates if update is not None])
            self._offset = int(str(payloads[-1]["update_id"])) + 1
        self._pause = self._patience.trouble

    async def _take_over(self) -> None:
        """A webhook of earlier days would keep all updates from us."""
        while True:
            try:
                if (await self._bot.get_webhook_info()).url:
                    log.warning("The bot's webhook is removed, since no MAGPIE_TELEGRAM__WEBHOOK_URL is set.")
                    await self._bot.delete_webhook(drop_pending_updates=False)
            except InvalidToken:
                raise
            except TelegramError as error:
                log.warning("not connected", error=type(error).__name__, pause=self._pause)
                await self._rest()
            else:
                return

    def _tell_conflict(self) -> None:
        metrics.retries.labels(PLATFORM, "conflict").inc()
        now = time.monotonic()
        if now - self._last_conflict > _QUARREL:
            log.error(CONFLICT)
        self._last_conflict = now

    async def _rest(self) -> None:
        self._answered = False
        self._connected(False)
        await asyncio.sleep(self._pause)
        self._pause = min(self._patience.longest, self._pause * 2)
