"""The folder in which files lie: what members uploaded, and copies of what other platforms hold."""

from __future__ import annotations

import asyncio
import os
import re
import secrets
import shutil
from collections import defaultdict
from collections.abc import AsyncIterable, AsyncIterator, Callable, Iterable
from pathlib import Path

from bridge.adapters.web.media import HEAD, sniff
from bridge.adapters.web.records import copy_name
from bridge.adapters.web.refusal import Refusal
from bridge.chat.attachment import Attachment

_CHUNK = 256 * 1024
_FILE_ID = re.compile(r"[0-9a-f]{32}")
#: Bytes that copies from other platforms may take up together, and one of them alone.
CACHE_LIMIT = 1024**3
FOREIGN_LIMIT = 64 * 1024**2
#: Bytes that uploads leave free, since messages are on the same disk.
SPARED = 512 * 1024**2


class TooLarge(Exception):
    """A stream had more bytes than allowed."""


class Shelf:
    """Files by their ids, and by the platform and source that they come from. Disk work is done in threads."""

    def __init__(self, folder: Path) -> None:
        self._uploads = folder / "uploads"
        self._copies = folder / "copies"
        self._fetching: defaultdict[Path, asyncio.Lock] = defaultdict(asyncio.Lock)
        for place in (self._uploads, self._copies):
            place.mkdir(parents=True, exist_ok=True)

    def path(self, file: str) -> Path:
        """Where an uploaded file lies; raises `KeyError` for what is no file id."""
        if not _FILE_ID.fullmatch(file):
            raise KeyError(file)
        return self._uploads / file

    async def has_room(self) -> bool:
        """Whether the disk has room for uploads beside everything else."""
        return (await asyncio.to_thread(shutil.disk_usage, self._uploads)).free > SPARED

    async def receive(self, stream: AsyncIterable[bytes], limit: int) -> tuple[str, int]:
        """Write an upload to disk; returns its id and size in bytes. Raises `TooLarge` beyond `limit` bytes."""
        file = secrets.token_hex(16)
        return file, await _write(stream, self._uploads / file, limit)

    async def copy(self, attachment: Attachment, fetch: Callable[[Attachment], AsyncIterator[bytes]]) -> Path:
        """Where a copy of another platform's file lies, fetched if it is not there yet.

        Raises `TooLarge`, and whatever `fetch` raises.
        """
        path = self._copies / copy_name(attachment)
        async with self._fetching[path]:
            if await asyncio.to_thread(path.is_file):
                await asyncio.to_thread(os.utime, path)
            else:
                await _write(fetch(attachment), path, FOREIGN_LIMIT)
        if not self._fetching[path].locked():
            del self._fetching[path]
        return path

    async def mime(self, path: Path) -> str:
        """What a file's first bytes say it is."""
        return sniff(await asyncio.to_thread(_head, path))

    async def stream(self, file: str) -> AsyncIterator[bytes]:
        """The bytes of an uploaded file; raises `OSError` where it is gone and `KeyError` for what is no file id."""
        opened = await asyncio.to_thread(self.path(file).open, "rb")
        try:
            while chunk := await asyncio.to_thread(opened.read, _CHUNK):
                yield chunk
        finally:
            await asyncio.to_thread(opened.close)

    async def discard(self, files: Iterable[str]) -> None:
        """Delete uploads that nobody needs."""
        for path in [self.path(file) for file in files]:
            await asyncio.to_thread(path.unlink, missing_ok=True)

    async def discard_copies(self, names: Iterable[str]) -> None:
        """Delete copies by their names: what they belonged to is shown no more. One that is needed is fetched anew."""
        for path in [self._copies / name for name in names]:
            await asyncio.to_thread(path.unlink, missing_ok=True)

    async def shrink(self, limit: int = CACHE_LIMIT) -> None:
        """Delete the copies that were not asked for the longest, until the rest takes at most `limit` bytes."""
        await asyncio.to_thread(_shrink, self._copies, limit)


async def _write(stream: AsyncIterable[bytes], path: Path, limit: int) -> int:
    partial = path.with_name(f"{path.name}.{secrets.token_hex(4)}.part")
    size = 0
    file = await asyncio.to_thread(partial.open, "wb")
    try:
        async for chunk in stream:
            size += len(chunk)
            if size > limit:
                raise TooLarge
            await asyncio.to_thread(file.write, chunk)
        await asyncio.to_thread(_settle, file.fileno(), file.flush)
        await asyncio.to_thread(partial.replace, path)
    finally:
        await asyncio.to_thread(file.close)
        await asyncio.to_thread(partial.unlink, missing_ok=True)
    return size


def _settle(descriptor: int, flush: Callable[[], None]) -> None:
    flush()
    os.fsync(descriptor)


def _head(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(HEAD)


def _shrink(folder: Path, limit: int) -> None:
    found = sorted(((path.stat(), path) for path in folder.iterdir()), key=lambda one: one[0].st_mtime, reverse=True)
    kept = 0
    for status, path in found:
        kept += status.st_size
        if kept > limit:
            path.unlink(missing_ok=True)


def too_large(limit: int) -> Refusal:
    """What to tell whoever uploads more than `limit` bytes."""
    return Refusal("Files can have up to {size} MB.", status=413, size=limit // 1024**2)
