"""The fake Telegram: a server that bots talk to, and the people who use it."""

from __future__ import annotations

import ssl
from types import TracebackType
from typing import Self

from .account import Bot
from .call_log import CallLog
from .clock import Clock
from .faults import Faults
from .founding import Founding
from .membership import Membership
from .rate_limits import RateLimits
from .server import MAX_UPLOAD, Server
from .talking import Talking
from .world import World


class FakeTelegram(Founding, Talking, Membership):
    """Use as ``async with FakeTelegram() as telegram``; bots connect to ``telegram.base_url``.

    ``port`` 0 takes a free one. ``clock`` may run faster than real time. ``upload_limit`` in bytes. With a
    ``certificate`` the server speaks TLS, to stand in for api.telegram.org itself.
    """

    def __init__(
        self,
        *,
        port: int = 0,
        clock: Clock | None = None,
        upload_limit: int = MAX_UPLOAD,
        certificate: ssl.SSLContext | None = None,
    ) -> None:
        self.clock = clock or Clock()
        self.world = World(self.clock)
        self.server = Server(self.world, port, upload_limit=upload_limit, certificate=certificate)

    @property
    def base_url(self) -> str:
        """For python-telegram-bot's ``base_url``: ``http://127.0.0.1:PORT/bot``."""
        return f"{self.server.address}/bot"

    @property
    def base_file_url(self) -> str:
        """For python-telegram-bot's ``base_file_url``: ``http://127.0.0.1:PORT/file/bot``."""
        return f"{self.server.address}/file/bot"

    @property
    def address(self) -> str:
        """For aiogram's ``TelegramAPIServer.from_base``: ``http://127.0.0.1:PORT``."""
        return self.server.address

    @property
    def limits(self) -> RateLimits:
        """The rate limits; set ``enabled``."""
        return self.world.limits

    @property
    def faults(self) -> Faults:
        """What is to go wrong."""
        return self.world.faults

    @property
    def log(self) -> CallLog:
        """What the bots called."""
        return self.server.handler.log

    async def start(self) -> None:
        """Take connections."""
        await self.server.start()

    async def stop(self) -> None:
        """Refuse connections, keep everything."""
        await self.server.stop()

    async def close(self) -> None:
        """Stop for good. Raises ExceptionGroup for what went wrong inside the fake itself."""
        await self.stop()
        if self.server.handler.crashes:
            raise ExceptionGroup("The fake Telegram itself failed.", self.server.handler.crashes)

    def disconnect(self) -> None:
        """Reset every open connection."""
        self.server.handler.disconnect()

    async def drained(self, bot: Bot, timeout: float = 5.0) -> None:  # noqa: ASYNC109
        """Wait until a bot has confirmed all its updates. ``timeout`` in seconds."""
        try:
            await bot.updates.bell.wait_for(lambda: not len(bot.updates), timeout)
        except TimeoutError:
            raise AssertionError(f"{len(bot.updates)} updates are not confirmed after {timeout} s.") from None

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()
