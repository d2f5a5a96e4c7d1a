"""The pictures of people whose platform shows them to its own members alone, under addresses that nobody can guess.

Telegram's files lie behind the bot's token, and a Discord webhook can only be given an address. So that one exists,
small copies are kept here and served by the web room, where the host says how the world reaches it.
"""

from __future__ import annotations

import asyncio
import hashlib
import secrets
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import structlog

from bridge.chat.attachment import Attachment, AttachmentKind
from bridge.chat.author import Author
from bridge.relay.failure import Refused

log = structlog.get_logger(__name__)

#: Where the pictures are served.
ROUTE = "/avatars/"
#: Names of pictures: whose it is and what it shows, both hashed with this host's own key.
NAME = r"[0-9a-f]{64}\.(?:jpg|png|webp)"
#: Bytes of one picture, and of all together.
LARGEST = 256 * 1024
LIMIT = 64 * 1024 * 1024
#: Seconds after which a picture that is still needed is looked at again, and one that is not is deleted.
REFRESH = 86_400.0
KEPT = 7 * 86_400.0
#: Seconds after which it is tried again to fetch what could not be had.
_AGAIN = 600.0
_TIDYING = 3600.0
_WAITING_AT_MOST = 500
_REMEMBERED = 20_000
_ADDRESS_LIMIT = 2048
_SIGNATURES = ((b"\xff\xd8\xff", "jpg"), (b"\x89PNG\r\n\x1a\n", "png"), (b"RIFF", "webp"))

Fetch = Callable[[Attachment], AsyncIterator[bytes]]
LeftOut = Callable[[], Awaitable[Sequence[str]]]


@dataclass(frozen=True, slots=True)
class _Face:
    """A picture by its name, "" where there is none, and when it is to be looked at again, in epoch seconds."""

    name: str
    until: float


class Faces:
    """Gives an address for an author's picture at once, and fetches behind the scenes what has none yet.

    `folder` holds the pictures; `public_url` is how the world reaches the web room, "" where it does not. `left_out`
    tells who asked not to be relayed, by `Author.key`: their pictures are deleted within the hour.
    """

    def __init__(self, folder: Path, public_url: str, left_out: LeftOut | None = None) -> None:
        self._folder = folder
        self._left_out = left_out
        self._base = public_url.rstrip("/") + ROUTE if public_url else ""
        self._key = b""
        self._known: dict[str, _Face] = {}
        self._waiting: asyncio.Queue[Author] = asyncio.Queue(_WAITING_AT_MOST)
        self._asked: set[str] = set()

    def address(self, author: Author) -> str:
        """Where anybody may load the author's picture, "" while there is none; never waits."""
        if author.avatar.startswith(("http://", "https://")):
            return author.avatar if len(author.avatar) <= _ADDRESS_LIMIT else ""
        if not author.avatar or not self._base or not self._key:
            return ""
        whose = self._digest(author.key.encode())
        face = self._known.get(whose)
        if (face is None or face.until < time.time()) and whose not in self._asked and not self._waiting.full():
            self._asked.add(whose)
            self._waiting.put_nowait(author)
        return self._base + face.name if face is not None and face.name else ""

    def path(self, name: str) -> Path:
        """Where the picture of a name that fits `NAME` lies, if it is there."""
        return self._folder / name

    async def run(self, fetch: Fetch) -> None:
        """Fetch what is asked for until cancelled; one at a time, since nobody waits for it."""
        if not self._base:
            return
        await self._load()
        async with asyncio.TaskGroup() as group:
            group.create_task(self._tidy())
            while True:
                author = await self._waiting.get()
                whose = self._digest(author.key.encode())
                self._remember(whose, await self._fetched(author, whose, fetch))
                self._asked.discard(whose)

    async def _load(self) -> None:
        key, names = await asyncio.to_thread(_open, self._folder)
        self._key = key
        self._asked.clear()
        self._waiting = asyncio.Queue(_WAITING_AT_MOST)
        for name, modified in names:
            self._known[name[:32]] = _Face(name, modified + REFRESH)

    async def _fetched(self, author: Author, whose: str, fetch: Fetch) -> _Face:
        before = self._known.get(whose)
        now = time.time()
        try:
            content = await _collected(fetch(Attachment(AttachmentKind.PHOTO, author.platform, author.avatar, "face")))
            name = f"{whose}{self._digest(content)}.{_suffix(content)}"
            await asyncio.to_thread(_keep, self._folder, name, content, before.name if before is not None else "")
        except Refused:
            if before is not None and before.name:
                await asyncio.to_thread(self.path(before.name).unlink, missing_ok=True)
            return _Face("", now + REFRESH)
        except Exception as error:  # noqa: BLE001 - a picture is no reason to lose the connection
            log.info("picture not to be had", platform=author.platform, error=type(error).__name__)
            return _Face(before.name if before is not None else "", now + _AGAIN)
        return _Face(name, now + REFRESH)

    async def _tidy(self) -> None:
        while True:
            try:
                await self._tidy_once()
            except Exception:
                log.exception("pictures not tidied")
            await asyncio.sleep(_TIDYING)

    async def _tidy_once(self) -> None:
        for name in await asyncio.to_thread(_shrink, self._folder, time.time() - KEPT, LIMIT):
            self._known.pop(name[:32], None)
        for key in await self._left_out() if self._left_out is not None else ():
            face = self._known.pop(self._digest(key.encode()), None)
            if face is not None and face.name:
                await asyncio.to_thread(self.path(face.name).unlink, missing_ok=True)

    def _remember(self, whose: str, face: _Face) -> None:
        self._known.pop(whose, None)
        self._known[whose] = face
        while len(self._known) > _REMEMBERED:
            del self._known[next(iter(self._known))]

    def _digest(self, content: bytes) -> str:
        return hashlib.blake2b(content, key=self._key, digest_size=16).hexdigest()


def _suffix(content: bytes) -> str:
    """What kind of picture it is; raises `Refused` for what is none."""
    for head, suffix in _SIGNATURES:
        if content.startswith(head):
            return suffix
    raise Refused("This is no picture.")


async def _collected(stream: AsyncIterator[bytes]) -> bytes:
    content = bytearray()
    async for chunk in stream:
        content += chunk
        if len(content) > LARGEST:
            raise Refused("the picture is too large")
    return bytes(content)


def _open(folder: Path) -> tuple[bytes, list[tuple[str, float]]]:
    """The key, made where there is none, and the names of the pictures with the times of their files."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "key"
    try:
        key = bytes.fromhex(path.read_text(encoding="ascii").strip())
    except (FileNotFoundError, ValueError):
        key = b""
    if len(key) < 16:
        key = secrets.token_bytes(32)
        path.write_text(key.hex(), encoding="ascii")
    return key, [(each.name, each.stat().st_mtime) for each in _pictures(folder)]


def _pictures(folder: Path) -> list[Path]:
    return [path for path in folder.iterdir() if path.suffix in {".jpg", ".png", ".webp"}]


def _keep(folder: Path, name: str, content: bytes, before: str) -> None:
    partial = folder / f"{name}.part"
    partial.write_bytes(content)
    partial.replace(folder / name)
    if before and before != name:
        (folder / before).unlink(missing_ok=True)


def _shrink(folder: Path, oldest: float, limit: int) -> list[str]:
    """Delete pictures that were not looked at since `oldest`, and the oldest beyond `limit` bytes; their names."""
    found = sorted(((path.stat(), path) for path in _pictures(folder)), key=lambda one: -one[0].st_mtime)
    kept, deleted = 0, []
    for status, path in found:
        kept += status.st_size
        if kept > limit or status.st_mtime < oldest:
            path.unlink(missing_ok=True)
            deleted.append(path.name)
    return deleted
