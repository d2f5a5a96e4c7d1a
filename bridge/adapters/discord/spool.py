"""Files on their way to Discord: streamed to disk, then from there, so that none is in memory whole."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import AsyncIterator
from pathlib import Path
from typing import IO

from bridge.relay.failure import Refused


class Spool:
    """A folder for files that are being sent."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    async def clear(self) -> None:
        """Remove what an earlier run left."""
        await asyncio.to_thread(_clear, self._folder)

    async def take(self, stream: AsyncIterator[bytes], limit: int) -> IO[bytes]:
        """An open file with everything of a stream, at its beginning; it is gone once closed.

        Raises `Refused` beyond `limit` bytes, and what the stream raises.
        """
        file = await asyncio.to_thread(_open, self._folder)
        size = 0
        try:
            async for chunk in stream:
                size += len(chunk)
                _check(size, limit)
                await asyncio.to_thread(file.write, chunk)
            _check(size, limit, ended=True)
            await asyncio.to_thread(file.seek, 0)
        except BaseException:
            file.close()
            raise
        return file


def _check(size: int, limit: int, *, ended: bool = False) -> None:
    if size > limit:
        raise Refused("the file is too large for Discord")
    if ended and not size:
        raise Refused("the file is empty")


def _open(folder: Path) -> IO[bytes]:
    folder.mkdir(parents=True, exist_ok=True)
    return tempfile.TemporaryFile(dir=folder, prefix="discord-")


def _clear(folder: Path) -> None:
    for path in folder.glob("discord-*"):
        path.unlink(missing_ok=True)
