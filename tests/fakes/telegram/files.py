"""Files on the server: what was uploaded, the identifiers each bot knows them by, the paths they are fetched from."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Literal

Kind = Literal["photo", "video", "animation", "audio", "voice", "video_note", "document", "sticker"]

_FOLDERS: dict[str, str] = {
    "photo": "photos",
    "video": "videos",
    "animation": "animations",
    "audio": "music",
    "voice": "voice",
    "video_note": "video_notes",
    "document": "documents",
    "sticker": "stickers",
}
_SUFFIXES: dict[str, str] = {
    "photo": ".jpg",
    "video": ".mp4",
    "animation": ".mp4",
    "audio": ".mp3",
    "voice": ".oga",
    "video_note": ".mp4",
    "document": "",
    "sticker": ".webp",
}


@dataclass(frozen=True, eq=False)
class File:
    """Bytes and what they are. ``size`` in bytes; it may be told larger than the content, to stand for a huge file."""

    number: int
    kind: Kind
    content: bytes
    size: int
    name: str | None = None
    mime_type: str | None = None

    @property
    def unique_id(self) -> str:
        """The same for every bot."""
        return f"AQAD{hashlib.sha256(f'unique {self.number}'.encode()).hexdigest()[:12]}"

    @property
    def path(self) -> str:
        """Where it is fetched from, below ``/file/bot<token>/``."""
        suffix = PurePosixPath(self.name).suffix if self.name else _SUFFIXES[self.kind]
        return f"{_FOLDERS[self.kind]}/file_{self.number}{suffix}"


class FileStore:
    """All files of a server."""

    def __init__(self) -> None:
        self._by_path: dict[str, File] = {}
        self._by_id: dict[str, tuple[int, File]] = {}

    def add(
        self,
        kind: Kind,
        content: bytes,
        *,
        name: str | None = None,
        mime_type: str | None = None,
        size: int | None = None,
    ) -> File:
        """Keep a file. ``size`` in bytes, of the content where it is not told."""
        real_size = len(content) if size is None else size
        file = File(len(self._by_path) + 1, kind, content, real_size, name, mime_type)
        self._by_path[file.path] = file
        return file

    def id_for(self, bot_id: int, file: File) -> str:
        """The identifier by which one bot knows a file; no other bot can use it."""
        digest = hashlib.sha256(f"{bot_id} {file.number}".encode()).hexdigest()
        file_id = f"AgACAgUAAxkBAAI{digest[:48]}AAJ5"
        self._by_id[file_id] = (bot_id, file)
        return file_id

    def by_id(self, bot_id: int, file_id: str) -> File | None:
        """The file a bot means, or None where the identifier is not its own."""
        owner, file = self._by_id.get(file_id, (0, None))
        return file if owner == bot_id else None

    def by_path(self, path: str) -> File | None:
        """The file behind a path of ``getFile``."""
        return self._by_path.get(path)
