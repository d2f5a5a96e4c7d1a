"""The server: where it listens, and how it stops and starts again."""

from __future__ import annotations

import socket
import ssl

from aiohttp import web

from .handler import Handler
from .world import World

MAX_UPLOAD = 50 * 1024 * 1024
_SHUTDOWN_SECONDS = 0.2


class Server:
    """A Bot API server on loopback. It may be stopped and started again on its port; the world goes on."""

    def __init__(
        self,
        world: World,
        port: int = 0,
        *,
        upload_limit: int = MAX_UPLOAD,
        certificate: ssl.SSLContext | None = None,
    ) -> None:
        self.world = world
        self.port = port
        self.certificate = certificate
        self.handler = Handler(world, upload_limit)
        self._runner: web.AppRunner | None = None

    @property
    def address(self) -> str:
        """``http://127.0.0.1:PORT``, or https with a certificate."""
        return f"{'https' if self.certificate else 'http'}://127.0.0.1:{self.port}"

    async def start(self) -> None:
        """Take connections, on the same port as before where there was one."""
        app = web.Application(client_max_size=self.handler.upload_limit)
        self.handler.register(app)
        runner = web.AppRunner(
            app, access_log=None, handler_cancellation=True, shutdown_timeout=_SHUTDOWN_SECONDS, keepalive_timeout=60
        )
        await runner.setup()
        listener = socket.create_server(("127.0.0.1", self.port), backlog=256)
        self.port = listener.getsockname()[1]
        await web.SockSite(runner, listener, ssl_context=self.certificate).start()
        self._runner = runner
        for bot in self.world.bots.values():
            if bot.webhook is not None:
                bot.webhook.start(bot.updates, self.world.clock)

    async def stop(self) -> None:
        """Refuse connections and cut those that are open; what is known stays known."""
        if self._runner is None:
            return
        for bot in self.world.bots.values():
            if bot.webhook is not None:
                await bot.webhook.stop()
        runner, self._runner = self._runner, None
        for site in list(runner.sites):
            await site.stop()
        self.handler.disconnect()
        await runner.cleanup()
        await self.handler.cancel()
