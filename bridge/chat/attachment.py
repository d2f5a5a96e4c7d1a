"""Files that travel with a message."""

from __future__ import annotations

from collections.abc import Iterable
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

    @property
    def likeness(self) -> tuple[object, ...]:
        """What two descriptions of one file have in common: a platform may give it another `source` each time."""
        about = (self.kind, self.platform, self.name, self.size)
        return (*about, self.width, self.height, round(self.duration, 1), self.spoiler)


def alike(some: Iterable[Attachment], others: Iterable[Attachment]) -> bool:
    """Whether these are the same files in the same order."""
    return [one.likeness for one in some] == [other.likeness for other in others]
