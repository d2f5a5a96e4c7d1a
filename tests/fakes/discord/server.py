"""The fake Discord: one aiohttp server for the API, the gateway and the CDN."""

from __future__ import annotations

import ssl
from types import TracebackType
from typing import Self

from aiohttp import web

from .accounts import Bot
from .building import Building
from .calls import CallLog
from .clock import Clock
from .commanding import Commanding
from .faults import Faults
from .files import FileServer
from .gateway import Gateway
from .limits import RateLimits
from .rest import channels, commands, guilds, interactions, marks, members, messages, users, webhooks
from .rest.api import Api
from .talking import Talking
from .world import World

ROUTES = (
    *users.ROUTES,
    *guilds.ROUTES,
    *members.ROUTES,
    *channels.ROUTES,
    *marks.ROUTES,
    *messages.ROUTES,
    *webhooks.ROUTES,
    *commands.ROUTES,
    *interactions.ROUTES,
)


class FakeDiscord(Building, Talking, Commanding):
    """Discord on loopback, for bots that are processes of their own or run in the same event loop.

    Use it as an asynchronous context manager. Without `port`, the first start picks a free one and later starts keep
    it. `real_limits` switches rate limits on, which run `clock.speed` times as fast as the real ones. With `tls` and
    `public`, the addresses that it hands out are Discord's own, for a bot whose network leads there.

    What the server itself got wrong is raised when the context ends.
    """

    def __init__(
        self,
        *,
        clock: Clock | None = None,
        real_limits: bool = False,
        heartbeat_ms: int = 41_250,
        host: str = "127.0.0.1",
        port: int = 0,
        tls: ssl.SSLContext | None = None,
        public: bool = False,
        seed: int = 0,
    ) -> None:
        self.clock = clock or Clock()
        self.world = World(self.clock)
        self.gateway = Gateway(self.world, heartbeat_ms=heartbeat_ms)
        self.faults = Faults(seed)
        self.limits = RateLimits(self.clock, enabled=real_limits)
        self.calls = CallLog()
        self.host = host
        self.port = port
        self._tls = tls
        self._public = public
        self._api = Api(self.world, self.gateway, self.faults, self.limits, self.calls)
        self._files = FileServer(self.world, self.faults, self.limits, self.calls)
        self._runner: web.AppRunner | None = None

    @property
    def base_url(self) -> str:
        """Where the server is."""
        return f"{'http' if self._tls is None else 'https'}://{self.host}:{self.port}"

    @property
    def api_url(self) -> str:
        """What stands in the place of https://discord.com/api/v10 ."""
        return f"{self.base_url}/api/v10"

    @property
    def gateway_url(self) -> str:
        """What stands in the place of wss://gateway.discord.gg ."""
        return f"{'ws' if self._tls is None else 'wss'}://{self.host}:{self.port}"

    @property
    def cdn_url(self) -> str:
        """What stands in the place of https://cdn.discordapp.com ."""
        return self.base_url

    def environment(self, bot: Bot) -> dict[str, str]:
        """The settings with which Magpie, as a process of its own, is led here as `bot`."""
        return {
            "MAGPIE_DISCORD__TOKEN": bot.token,
            "MAGPIE_DISCORD__API_URL": self.api_url,
            "MAGPIE_DISCORD__GATEWAY_URL": self.gateway_url,
            "MAGPIE_DISCORD__CDN_URL": self.cdn_url,
        }

    @property
    def running(self) -> bool:
        """Whether it listens."""
        return self._runner is not None

    async def start(self) -> None:
        """Listen, on the same port as before. Everything that was is still there."""
        application = web.Application(client_max_size=1 << 30)
        self._api.mount(application, ROUTES)
        application.router.add_get("/", self.gateway.handle)
        application.router.add_get("/{path:.*}", self._files.handle)
        self._runner = web.AppRunner(application, access_log=None, shutdown_timeout=0)
        await self._runner.setup()
        site = web.TCPSite(self._runner, self.host, self.port, ssl_context=self._tls, reuse_address=True)
        await site.start()
        if not self.port:
            self.port = self._runner.addresses[0][1]
        self.world.cdn.base = "https://cdn.discordapp.com" if self._public else self.cdn_url
        self.gateway.url = "wss://gateway.discord.gg" if self._public else self.gateway_url

    async def stop(self) -> None:
        """Reset all connections and listen no more. What people do meanwhile is kept for RESUME."""
        runner, self._runner = self._runner, None
        if runner is not None:
            self.gateway.drop()
            await runner.cleanup()

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.faults.clear()
        await self.stop()
        if self._api.crashes and error is None:
            msg = "the fake Discord failed"
            raise ExceptionGroup(msg, self._api.crashes)
