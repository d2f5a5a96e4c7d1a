"""The client library, set up for Magpie."""

from __future__ import annotations

import ssl
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import httpx
from telegram import Bot
from telegram.request import HTTPXRequest

from bridge.proxy import proxy_for
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


class Client(Bot):
    """The library's bot, which also gives updates as they come: it would give none where it cannot read one."""

    async def fetch_updates(
        self, offset: int | None, limit: int, allowed: Sequence[str], *, hold: int, answer: float
    ) -> list[dict[str, object]]:
        """What waits, unread; asked again with a higher `offset`, Telegram forgets it.

        Without any, Telegram holds the request for `hold` seconds, and has `answer` seconds more to answer.
        """
        data = {"offset": offset, "limit": limit, "timeout": hold, "allowed_updates": allowed}
        answered = await self._post("getUpdates", data, read_timeout=hold + answer)
        return [dict(payload) for payload in answered] if isinstance(answered, list) else []


def make_bot(settings: Telegram, patience: Patience) -> Client:
    """A bot that is not connected yet. Raises `telegram.error.InvalidToken` for what cannot be a token."""
    token = settings.token.get_secret_value() if settings.token else ""
    proxy = proxy_for(settings.base_url)
    shared = {"verify": _certificates(), "trust_env": False}
    return Client(
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
            proxy=proxy,
            httpx_kwargs=shared,
        ),
        get_updates_request=HTTPXRequest(
            connection_pool_size=2,
            connect_timeout=patience.connect,
            read_timeout=patience.answer,
            proxy=proxy,
            httpx_kwargs=shared,
        ),
    )


@cache
def _certificates() -> ssl.SSLContext:
    """Whom to trust; reading it takes long enough to do it once."""
    return httpx.create_ssl_context()
