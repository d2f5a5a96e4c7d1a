"""The client library, set up for Magpie."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass

from telegram import Bot
from telegram.request import HTTPXRequest

from bridge.adapters.telegram.constants import OVERALL
from bridge.relay.pacing import Pacer
from bridge.settings import Telegram

_CONNECTIONS = 64


@dataclass(frozen=True, slots=True)
class Patience:
    """How long things may take. Seconds."""

    poll: int = 50
    """How long Telegram holds a request for updates when there are none."""
    connect: float = 10.0
    answer: float = 20.0
    upload: float = 300.0
    album: float = 0.6
    """How long after a piece of an album the next one may come."""
    trouble: float = 3.0
    """The pause after a failed request for updates, doubled up to `longest`."""
    longest: float = 60.0


#: For the real Telegram.
USUAL = Patience()


def make_bot(settings: Telegram, patience: Patience) -> Bot:
    """A bot that is not connected yet. Raises `telegram.error.InvalidToken` for what cannot be a token."""
    token = settings.token.get_secret_value() if settings.token else ""
    return Bot(
        token,
        base_url=settings.base_url,
        base_file_url=settings.base_file_url,
        request=HTTPXRequest(
            connection_pool_size=_CONNECTIONS,
            connect_timeout=patience.connect,
            read_timeout=patience.answer,
            write_timeout=patience.answer,
            pool_timeout=patience.answer,
            media_write_timeout=patience.upload,
        ),
        get_updates_request=HTTPXRequest(
            connection_pool_size=2, connect_timeout=patience.connect, read_timeout=patience.answer
        ),
    )


class Turnstile:
    """Lets calls to all chats together through as fast as Telegram allows. Waiting here is never long."""

    def __init__(self) -> None:
        self._pacer = Pacer((OVERALL,))
        self._lock = asyncio.Lock()

    async def enter(self, messages: int = 1) -> None:
        """Wait until so many messages may be sent."""
        async with self._lock:
            for _ in range(messages):
                await asyncio.sleep(self._pacer.delay(time.monotonic()))
                self._pacer.spend(time.monotonic())
