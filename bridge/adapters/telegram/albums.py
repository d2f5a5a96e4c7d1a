"""Albums come in pieces, one update each: they are kept on disk until no more pieces come, and then are one message."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from hashlib import blake2b
from pathlib import Path

import structlog

from bridge.adapters.telegram.natives import order
from bridge.adapters.telegram.rooms import chat_of
from bridge.chat.event import Posted, dump_event, load_event
from bridge.chat.text import joined

log = structlog.get_logger(__name__)


@dataclass
class Album:
    """The pieces that came so far, by the numbers of their messages."""

    chat: int
    name: str
    path: Path
    pieces: dict[int, Posted] = field(default_factory=dict)

    def whole(self) -> Posted:
        """All pieces as one message, known by the first."""
        ordered = [self.pieces[number] for number in sorted(self.pieces)]
        message = replace(
            ordered[0].message,
            text=joined([piece.message.text for piece in ordered if piece.message.text], "\n"),
            attachments=tuple(file for piece in ordered for file in piece.message.attachments),
        )
        return replace(ordered[0], message=message)


class Shelf:
    """The folder in which pieces lie until their album is whole, so that they may be confirmed before that."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._open: dict[Path, Album] = {}

    async def load(self) -> list[Album]:
        """What an earlier run left unfinished."""
        for path, payloads in await asyncio.to_thread(_read, self._folder):
            for payload in payloads:
                try:
                    piece = load_event(payload)
                except ValueError:
                    # A line that a crash cut short was never confirmed, and comes again.
                    log.warning("piece of an album unreadable", path=str(path))
                    continue
                if isinstance(piece, Posted):
                    self._album(path, piece)
        return list(self._open.values())

    def of_chat(self, chat: int) -> Sequence[Album]:
        """The unfinished albums of a chat."""
        return [album for album in self._open.values() if album.chat == chat]

    async def add(self, piece: Posted) -> Album:
        """Put a piece to the others of its album; once this returns it is on disk."""
        name = blake2b(f"{piece.room} {piece.message.album}".encode(), digest_size=16).hexdigest()
        path = self._folder / f"{name}.jsonl"
        known = self._open.get(path)
        if known is None or order(piece.message.id) not in known.pieces:
            await asyncio.to_thread(_append, path, dump_event(piece))
        return self._album(path, piece)

    async def remove(self, album: Album) -> None:
        """An album was accepted."""
        self._open.pop(album.path, None)
        await asyncio.to_thread(album.path.unlink, missing_ok=True)

    def _album(self, path: Path, piece: Posted) -> Album:
        album = self._open.setdefault(path, Album(chat_of(piece.room), piece.message.album, path))
        album.pieces.setdefault(order(piece.message.id), piece)
        return album


def _append(path: Path, payload: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("ab") as file:
        file.write(payload + b"\n")
        file.flush()
        os.fsync(file.fileno())


def _read(folder: Path) -> list[tuple[Path, list[bytes]]]:
    return [(path, path.read_bytes().splitlines()) for path in sorted(folder.glob("*.jsonl"))]
