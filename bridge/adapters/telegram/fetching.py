"""Files from Telegram, streamed."""

from __future__ import annotations

from collections.abc import AsyncIterator

import aiohttp
from telegram import Bot

from bridge.adapters.stickers import Stickers
from bridge.adapters.telegram.constants import FACE
from bridge.adapters.telegram.failures import calling
from bridge.adapters.telegram.reading_media import LOTTIE
from bridge.chat.attachment import Attachment
from bridge.proxy import proxy_for
from bridge.relay.failure import Refused, Unreachable

_CHUNK = 64 * 1024
#: Seconds without any byte.
_SILENCE = 30.0
#: Pixels.
_SHARP = 128


class Fetcher:
    """Fetches what a message's attachment names."""

    def __init__(self) -> None:
        self._stickers = Stickers()

    async def fetch(self, bot: Bot, attachment: Attachment) -> AsyncIterator[bytes]:
        """The bytes of a file; an animated sticker comes as a GIF. Raises `DeliveryError` and its kin."""
        source = attachment.source
        with calling():
            if source.startswith(FACE):
                source = await _face(bot, int(source.removeprefix(FACE)))
            file = await bot.get_file(source.removeprefix(LOTTIE))
        if not file.file_path:
            raise Refused("Telegram does not give the file")
        chunks = _download(file.file_path)
        if source.startswith(LOTTIE):
            yield await self._stickers.rendered(chunks)
            return
        async for chunk in chunks:
            yield chunk


async def _face(bot: Bot, number: int) -> str:
    """The file of a person's or a chat's picture, the smallest that is not blurred."""
    if number < 0:
        photo = (await bot.get_chat(number)).photo
        found = "" if photo is None else photo.small_file_id
    else:
        photos = (await bot.get_user_profile_photos(number, limit=1)).photos
        sizes = sorted(photos[0], key=lambda size: size.width) if photos else []
        found = next((size.file_id for size in sizes if size.width >= _SHARP), sizes[-1].file_id if sizes else "")
    if not found:
        raise Refused("There is no picture.")
    return found


async def _download(url: str) -> AsyncIterator[bytes]:
    # The address holds the token, so that only the kind of an error may be told.
    timeout = aiohttp.ClientTimeout(total=None, sock_connect=_SILENCE, sock_read=_SILENCE)
    try:
        async with (
            aiohttp.ClientSession(timeout=timeout) as session,
            session.get(url, proxy=proxy_for(url)) as response,
        ):
            if response.status >= 500:
                raise Unreachable(f"Telegram's file server answers {response.status}")
            if response.status != 200:
                raise Refused("Telegram does not have the file any more")
            async for chunk in response.content.iter_chunked(_CHUNK):
                yield chunk
    except (aiohttp.ClientError, TimeoutError) as error:
        raise Unreachable(f"Telegram's file server: {type(error).__name__}") from None
