"""What a message shows besides text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from .files import File, FileStore, Kind

StickerFormat = Literal["static", "animated", "video"]
_MIME_TYPES: dict[str, str] = {
    "video": "video/mp4",
    "animation": "video/mp4",
    "audio": "audio/mpeg",
    "voice": "audio/ogg",
}


@dataclass(frozen=True, eq=False)
class Media:
    """A file as a message shows it: sizes in pixels, duration in seconds."""

    kind: Kind
    file: File
    width: int = 0
    height: int = 0
    duration: int = 0
    thumbnail: File | None = None
    emoji: str | None = None
    sticker_format: StickerFormat = "static"
    sticker_set: str | None = None
    custom_emoji_id: str | None = None
    title: str | None = None
    performer: str | None = None

    def json(self, files: FileStore, bot_id: int) -> dict[str, object]:
        """The message's fields for it, such as ``{"photo": […]}``, with identifiers for that bot."""
        if self.kind == "photo":
            return {"photo": self._sizes(files, bot_id)}
        body = reference(files, bot_id, self.file)
        if self.thumbnail is not None:
            body["thumbnail"] = reference(files, bot_id, self.thumbnail) | {"width": 90, "height": 90}
        if self.kind == "sticker":
            return {"sticker": body | self._sticker()}
        if self.kind in _MIME_TYPES or self.file.mime_type:
            body["mime_type"] = self.file.mime_type or _MIME_TYPES[self.kind]
        if self.file.name and self.kind in {"document", "video", "animation", "audio"}:
            body["file_name"] = self.file.name
        if self.kind == "video_note":
            body |= {"length": self.width or 240, "duration": self.duration}
        elif self.kind in {"video", "animation"}:
            body |= {"width": self.width, "height": self.height, "duration": self.duration}
        elif self.kind in {"audio", "voice"}:
            body["duration"] = self.duration
        if self.kind == "audio":
            body |= {key: value for key, value in (("title", self.title), ("performer", self.performer)) if value}
        if self.kind == "animation":
            # For clients that know no animations.
            return {"animation": body, "document": dict(body)}
        return {self.kind: body}

    def _sizes(self, files: FileStore, bot_id: int) -> list[dict[str, object]]:
        full = reference(files, bot_id, self.file) | {"width": self.width, "height": self.height}
        if self.thumbnail is None:
            return [full]
        small = reference(files, bot_id, self.thumbnail) | {"width": 90, "height": 90}
        return [small, full]

    def _sticker(self) -> dict[str, object]:
        body: dict[str, object] = {
            "type": "custom_emoji" if self.custom_emoji_id else "regular",
            "width": self.width or 512,
            "height": self.height or 512,
            "is_animated": self.sticker_format == "animated",
            "is_video": self.sticker_format == "video",
        }
        optional = {"emoji": self.emoji, "set_name": self.sticker_set, "custom_emoji_id": self.custom_emoji_id}
        return body | {key: value for key, value in optional.items() if value}


def reference(files: FileStore, bot_id: int, file: File) -> dict[str, object]:
    """The identifiers and the size of a file."""
    return {"file_id": files.id_for(bot_id, file), "file_unique_id": file.unique_id, "file_size": file.size}
