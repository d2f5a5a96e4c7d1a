"""Fetches one large file: resumes what broke off, checks what came."""

from __future__ import annotations

import asyncio
import hashlib
import json
from collections.abc import Callable
from pathlib import Path

import aiohttp

from bridge.proxy import proxy_for
from bridge.translation.errors import PackageError

#: Called with the bytes that are there and the bytes in all, None where the server does not say.
Progress = Callable[[int, int | None], None]

LARGEST = 2 << 30
_TRIES = 4
_BLOCK = 1 << 17
_PARTIAL, _WHOLE, _NOT_SATISFIABLE = 206, 200, 416
_TIMEOUT = aiohttp.ClientTimeout(total=None, sock_connect=20, sock_read=60)


async def download(
    url: str,
    path: Path,
    *,
    sha256: str = "",
    progress: Progress | None = None,
    largest: int = LARGEST,
    pause: float = 1.0,
) -> Path:
    """Fetch `url` to `path`. A part from an earlier, broken try stays beside it and is gone on with.

    `sha256` (hexadecimal) is checked where given; what does not match is deleted. `pause` is the time between tries, in
    seconds. Raises `PackageError` if the file cannot be had; what came so far is kept for the next time.
    """
    part = _Part(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    error: Exception | None = None
    async with aiohttp.ClientSession(timeout=_TIMEOUT, headers={"Accept-Encoding": "identity"}) as session:
        for number in range(_TRIES):
            if number:
                await asyncio.sleep(pause * number)
            try:
                await _fetch(session, url, part, progress, largest)
                break
            except (aiohttp.ClientConnectionError, aiohttp.ClientPayloadError, TimeoutError) as failure:
                error = failure
            except (aiohttp.ClientError, ValueError) as failure:
                raise PackageError(f"{url} cannot be fetched: {failure}.") from failure
        else:
            raise PackageError(
                f"{url} cannot be fetched ({error}); check the connection and try again, it goes on where it broke off."
            ) from error
    if sha256 and (found := await asyncio.to_thread(hashed, part.file)) != sha256.lower():
        part.delete()
        raise PackageError(f"{url} is damaged or was changed: its SHA-256 is {found}, not {sha256.lower()}.")
    part.file.replace(path)
    part.delete()
    return path


def hashed(path: Path) -> str:
    """The SHA-256 of a file, hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


class _Part:
    """What came so far, and which version of the file it is a part of."""

    def __init__(self, path: Path) -> None:
        self.file = path.with_name(path.name + ".part")
        self._note = path.with_name(path.name + ".part.json")

    def delete(self) -> None:
        self.file.unlink(missing_ok=True)
        self._note.unlink(missing_ok=True)

    def validator(self, url: str) -> str:
        """The ETag or date of the version that the part belongs to, or "" if it is of no use."""
        try:
            note = json.loads(self._note.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return ""
        return str(note.get("validator") or "") if isinstance(note, dict) and note.get("url") == url else ""

    def begin(self, url: str, validator: str) -> None:
        self._note.write_text(json.dumps({"url": url, "validator": validator}), encoding="utf-8")

    @property
    def size(self) -> int:
        return self.file.stat().st_size if self.file.exists() else 0


async def _fetch(
    session: aiohttp.ClientSession, url: str, part: _Part, progress: Progress | None, largest: int
) -> None:
    validator = part.validator(url)
    have = part.size if validator else 0
    # https://www.rfc-editor.org/rfc/rfc9110#name-if-range: the rest if it is still the same file, else all of it.
    headers = {"Range": f"bytes={have}-", "If-Range": validator} if have else {}
    async with session.get(url, headers=headers, proxy=proxy_for(url)) as response:
        if response.status == _NOT_SATISFIABLE:
            part.delete()
            raise aiohttp.ClientPayloadError("the part that was there does not fit")
        if response.status not in {_WHOLE, _PARTIAL}:
            raise ValueError(f"the server answers {response.status} {response.reason}")
        if response.status == _WHOLE:
            have = 0
            part.begin(url, _validator_of(response))
        length = response.content_length
        total = None if length is None else have + length
        if (total or 0) > largest:
            raise ValueError(f"it is larger than {largest >> 20} MB")
        with part.file.open("r+b" if have else "wb") as file:
            file.seek(have)
            file.truncate()
            if progress:
                progress(have, total)
            async for block in response.content.iter_chunked(_BLOCK):
                have += len(block)
                if have > largest:
                    raise ValueError(f"it is larger than {largest >> 20} MB")
                await asyncio.to_thread(file.write, block)
                if progress:
                    progress(have, total)
        if total is not None and have != total:
            raise aiohttp.ClientPayloadError(f"it broke off after {have} of {total} bytes")


def _validator_of(response: aiohttp.ClientResponse) -> str:
    etag = response.headers.get("ETag", "")
    # A weak tag cannot be used with ranges.
    return etag if etag and not etag.startswith("W/") else response.headers.get("Last-Modified", "")
