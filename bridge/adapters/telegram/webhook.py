"""Telegram posts updates to us; it is answered only after they are safe, or else it posts them again."""

from __future__ import annotations

import asyncio
import hmac
from urllib.parse import urlsplit

import structlog
from aiohttp import web
from telegram import Bot
from telegram.error import BadRequest, InvalidToken, TelegramError

from bridge.adapters.telegram.arrivals import Arrivals
from bridge.adapters.telegram.client import Patience
from bridge.adapters.telegram.reader import ALLOWED_UPDATES
from bridge.adapters.telegram.updates import read_update
from bridge.settings import Telegram

log = structlog.get_logger(__name__)

#: Bytes; Telegram's updates are far smaller.
_LARGEST = 1024 * 1024
WRONG_ADDRESS = (
    "Telegram does not take MAGPIE_TELEGRAM__WEBHOOK_URL: it must begin with https:// and be reachable from outside, on"
    " port 443, 80, 88 or 8443. Correct it and start Magpie again."
)
_SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the name of the header


class Webhook:
    """Serves the path of the webhook's address. `secret` is what Telegram sends along, and nobody else knows."""

    def __init__(self, bot: Bot, settings: Telegram, arrivals: Arrivals, secret: str) -> None:
        self._bot = bot
        self._settings = settings
        self._arrivals = arrivals
        self._secret = secret
        app = web.Application(client_max_size=_LARGEST)
        app.router.add_post(urlsplit(settings.webhook_url).path or "/", self._receive)
        # Telegram packs nothing, and a stranger's packed body would be unpacked before the secret is asked for.
        self._runner = web.AppRunner(app, access_log=None, auto_decompress=False)

    async def open(self) -> None:
        """Take requests. Raises `OSError` where the port is taken."""
        await self._runner.setup()
        await web.TCPSite(self._runner, self._settings.webhook_host, self._settings.webhook_port).start()

    async def announce(self, patience: Patience) -> None:
        """Tell Telegram where to post, until it has heard. Raises `InvalidToken`."""
        pause = patience.trouble
        while True:
            try:
                await self._bot.set_webhook(
                    self._settings.webhook_url,
                    allowed_updates=ALLOWED_UPDATES,
                    secret_token=self._secret,
                    drop_pending_updates=False,
                )
            except InvalidToken:
                raise
            except BadRequest as error:
                log.error(WRONG_ADDRESS, reason=error.message)  # noqa: TRY400 - the sentence says it all
                await asyncio.sleep(patience.longest)
            except TelegramError as error:
                log.warning("webhook not announced", error=type(error).__name__, pause=pause)
                await asyncio.sleep(pause)
                pause = min(patience.longest, pause * 2)
            else:
                return

    async def close(self) -> None:
        """Take no more requests; Telegram keeps what comes meanwhile."""
        await self._runner.cleanup()

    async def _receive(self, request: web.Request) -> web.Response:
        given = request.headers.get(_SECRET_HEADER, "")
        if not hmac.compare_digest(given.encode("utf-8", "replace"), self._secret.encode()):
            return web.Response(status=403, text="This address is for Telegram alone.")
        if request.content_type != "application/json":
            return web.Response(status=415, text="Updates come as application/json.")
        try:
            update = read_update(await request.json(), self._bot)
        except ValueError:
            return web.Response(status=400, text="This is no update.")
        if update is not None:
            try:
                await self._arrivals.take(update)
            except Exception:
                log.exception("update not accepted", update=update.update_id)
                return web.Response(status=500)
        return web.Response()
