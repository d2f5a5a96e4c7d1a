"""Files on their way to a platform: streamed to disk, then from there, so that none is in memory whole."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import AsyncIterator
from pathlib import Path
from typing import IO

from bridge.relay.failure import Refused


class Spool:
    """A folder for files that are being sent to a platform, named as in `RoomRef.platform`."""

    def __init__(self, folder: Path, platform: str) -> None:
        self._folder = folder
        self._platform = platform

    async def clear(self) -> None:
        """Remove what an earlier run left."""
        await asyncio.to_thread(_clear, self._folder, self._platform)

    async def blank(self) -> IO[bytes]:
        """An open file with nothing in it; it is gone once closed."""
        return await asyncio.to_thread(_open, self._folder, self._platform)

    async def take(self, stream: AsyncIterator[bytes], limit: int) -> IO[bytes]:
        """An open file with everything of a stream, at its beginning; it is gone once closed.

        Raises `Refused` beyond `limit` bytes, and what the stream raises.
        """
        file = await self.blank()
        size = 0
        try:
            async for chunk in stream:
                size += len(chunk)
                self._check(size, limit)
                await asyncio.to_thread(file.write, chunk)
            self._check(size, limit, ended=True)
            await asyncio.to_thread(file.seek, 0)
        except BaseException:
            file.close()
            raise
        return file

    def _check(self, size: int, limit: int, *, ended: bool = False) -> None:
        if size > limit:
            raise Refused(f"the file is too large for {self._platform.capitalize()}")
        if ended and not size:
            raise Refused("the file is empty")


def _open(folder: Path, platform: str) -> IO[bytes]:
    folder.mkdir(parents=True, exist_ok=True)
    return tempfile.TemporaryFile(dir=folder, prefix=f"{platform}-")


def _clear(folder: Path, platform: str) -> None:
    for path in folder.glob(f"{platform}-*"):
        path.unlink(missing_ok=True)
