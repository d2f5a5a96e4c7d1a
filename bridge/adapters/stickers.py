"""Rendering animated stickers away from everything else."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

from bridge.adapters.program import running
from bridge.relay.failure import Refused

#: Seconds.
_RENDERING = 30.0
#: Bytes; Telegram's own limit is 64 KB, Discord's 512 KB.
_LARGEST = 1024 * 1024
_AT_ONCE = 2


class Stickers:
    """Renders two at a time, each in a process of its own: what was made to do harm does it there."""

    def __init__(self) -> None:
        self._turns = asyncio.Semaphore(_AT_ONCE)

    async def rendered(self, chunks: AsyncIterator[bytes]) -> bytes:
        """The GIF of an animated sticker. Raises `Refused` for what is none, and what the stream raises."""
        sticker = bytearray()
        async for chunk in chunks:
            sticker += chunk
            if len(sticker) > _LARGEST:
                raise Refused("the sticker is too large")
        async with self._turns:
            return await _rendered(bytes(sticker))


async def _rendered(sticker: bytes) -> bytes:
    async with running("bridge.adapters.lottie", stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE) as made:
        try:
            async with asyncio.timeout(_RENDERING):
                picture, _ = await made.communicate(sticker)
        except TimeoutError:
            raise Refused("the sticker could not be rendered") from None
    if made.returncode != 0 or not picture:
        raise Refused("the sticker could not be rendered")
    return picture
