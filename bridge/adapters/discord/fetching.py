"""Files from Discord, streamed."""

from __future__ import annotations

from collections.abc import AsyncIterator

import aiohttp

from bridge.adapters.discord.calls import Calls, Json
from bridge.adapters.discord.failures import Rejected
from bridge.adapters.discord.reading_media import LOTTIE
from bridge.adapters.stickers import Stickers
from bridge.chat.attachment import Attachment
from bridge.proxy import proxy_for
from bridge.relay.failure import Refused, Unreachable

_CHUNK = 64 * 1024
#: Seconds without any byte.
_SILENCE = 30.0
_USUAL_CDN = "https://cdn.discordapp.com"
#: Where the usual one keeps no stickers that are GIFs.
_MEDIA = "https://media.discordapp.net"


class Expired(Exception):
    """The address is signed and its time is over."""


class Fetcher:
    """Fetches what a message's attachment names."""

    def __init__(self, calls: Calls, session: aiohttp.ClientSession, cdn: str) -> None:
        self._calls = calls
        self._session = session
        self.cdn = cdn.rstrip("/")
        self._stickers = Stickers()

    async def fetch(self, attachment: Attachment) -> AsyncIterator[bytes]:
        """The bytes of a file; an animated sticker comes as a GIF. Raises `DeliveryError` and its kin."""
        source = attachment.source
        if source.startswith(LOTTIE):
            yield await self._stickers.rendered(self._last(self.cdn + source.removeprefix(LOTTIE)))
            return
        if source.startswith("/"):
            host = _MEDIA if source.endswith(".gif") and self.cdn == _USUAL_CDN else self.cdn
            async for chunk in self._last(host + source):
                yield chunk
            return
        where, _, address = source.partition(" ")
        try:
            async for chunk in self._stream(address):
                yield chunk
        except Expired:
            async for chunk in self._last(await self._anew(where)):
                yield chunk

    async def _last(self, address: str) -> AsyncIterator[bytes]:
        """From an address that is as new as can be."""
        try:
            async for chunk in self._stream(address):
                yield chunk
        except Expired as error:
            raise Refused("Discord does not have the file any more") from error

    async def _stream(self, address: str) -> AsyncIterator[bytes]:
        timeout = aiohttp.ClientTimeout(total=None, sock_connect=_SILENCE, sock_read=_SILENCE)
        try:
            async with self._session.get(address, timeout=timeout, proxy=proxy_for(address)) as response:
                if response.status in {403, 404}:
                    raise Expired
                if response.status >= 500 or response.status == 429:
                    raise Unreachable(f"Discord's file server answers {response.status}")
                if response.status != 200:
                    raise Refused("Discord does not give the file")
                async for chunk in response.content.iter_chunked(_CHUNK):
                    yield chunk
        except (aiohttp.ClientError, TimeoutError) as error:
            raise Unreachable(f"Discord's file server: {type(error).__name__}") from None

    async def _anew(self, where: str) -> str:
        """The present address of a file: addresses work for a day."""
        channel, message, number = where.split("/")
        try:
            answer = await self._calls("GET", f"/channels/{channel}/messages/{message}")
        except Rejected as error:
            raise Refused("the message with the file is gone") from error
        for file in _files(answer):
            if str(file["id"]) == number:
                return str(file["url"])
        raise Refused("Discord does not have the file any more")


def _files(answer: Json) -> list[Json]:
    files = list(answer.get("attachments") or ())
    for snapshot in answer.get("message_snapshots") or ():
        files += snapshot.get("message", {}).get("attachments") or ()
    return files
