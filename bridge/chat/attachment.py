"""Files that travel with a message."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class AttachmentKind(StrEnum):
    """How a client shows a file."""

    PHOTO = "photo"
    VIDEO = "video"
    ANIMATION = "animation"
    AUDIO = "audio"
    VOICE = "voice"
    VIDEO_NOTE = "video_note"
    STICKER = "sticker"
    DOCUMENT = "document"


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file, described but not loaded.

    `source` is what `platform`'s adapter needs to fetch it again, opaque to all others. `size` is in bytes, 0 where
    the platform does not say; `duration` in seconds; `emoji` is what a sticker stands for.
    """

    kind: AttachmentKind
    platform: str
    source: str
    name: str
    mime: str = "application/octet-stream"
    size: int = 0
    width: int = 0
    height: int = 0
    duration: float = 0
    emoji: str = ""
    spoiler: bool = False
