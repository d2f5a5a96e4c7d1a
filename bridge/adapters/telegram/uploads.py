"""Attachments as Telegram's kinds of media: what each is sent as, and which may go together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import PurePosixPath
from typing import IO

from telegram import InputFile

from bridge.adapters.names import safe_file_name
from bridge.adapters.recording import ROUND, VIDEO_NOTE, VOICE
from bridge.adapters.telegram.constants import ALBUM_SIZE, PHOTO_LIMIT
from bridge.chat.attachment import Attachment, AttachmentKind


class Kind(StrEnum):
    """Telegram's kinds, as its methods are called."""

    PHOTO = "photo"
    VIDEO = "video"
    ANIMATION = "animation"
    AUDIO = "audio"
    VOICE = "voice"
    VIDEO_NOTE = "video_note"
    STICKER = "sticker"
    DOCUMENT = "document"


#: Without a caption.
BARE = frozenset({Kind.STICKER, Kind.VIDEO_NOTE})
#: Which kinds make an album together.
_ALBUMS: tuple[frozenset[Kind], ...] = (
    frozenset({Kind.PHOTO, Kind.VIDEO}),
    frozenset({Kind.AUDIO}),
    frozenset({Kind.DOCUMENT}),
)
#: Bytes.
_STICKER_LIMIT = 512 * 1024
_PHOTOS = frozenset({"image/jpeg", "image/png", "image/webp", "image/bmp"})
_STICKERS = frozenset({"image/webp", "video/webm"})
_SONGS = frozenset({"audio/mpeg", "audio/mp3", "audio/mp4", "audio/m4a", "audio/x-m4a", "audio/aac"})
#: What browsers and phones record speech as.
_SPOKEN = frozenset({"audio/webm", "audio/opus", "audio/amr", "audio/3gpp"})
_VOICES = frozenset({"audio/ogg", "audio/opus", *_SONGS})


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it is sent: an open file, or the identifier of one that Telegram has."""

    attachment: Attachment
    kind: Kind
    file: IO[bytes] | str

    def media(self, *, attached: bool = False) -> InputFile | str:
        """For a method of the client library; `attached` inside an album."""
        if isinstance(self.file, str):
            return self.file
        self.file.seek(0)
        fallback = f"{self.kind.value}"
        name = safe_file_name(self.attachment.name, fallback)
        return InputFile(self.file, filename=name, attach=attached, read_file_handle=False)

    def close(self) -> None:
        """Let go of the file."""
        if not isinstance(self.file, str):
            self.file.close()


def kind_for(attachment: Attachment, size: int) -> Kind:
    """What a file of this type and size (bytes) is sent as; what Telegram would not show goes as a document."""
    mime = attachment.mime.partition(";")[0].strip().lower()
    kind = Kind.DOCUMENT
    match attachment.kind:
        case AttachmentKind.STICKER if mime in _STICKERS and size <= _STICKER_LIMIT:
            kind = Kind.STICKER
        case AttachmentKind.PHOTO | AttachmentKind.STICKER | AttachmentKind.ANIMATION if mime == "image/gif":
            kind = Kind.ANIMATION
        case AttachmentKind.PHOTO | AttachmentKind.STICKER if mime in _PHOTOS and size <= PHOTO_LIMIT:
            kind = Kind.PHOTO
        case AttachmentKind.ANIMATION | AttachmentKind.VIDEO | AttachmentKind.VIDEO_NOTE if mime == "video/mp4":
            kind = Kind(attachment.kind.value)
        case AttachmentKind.VOICE if mime in _VOICES:
            kind = Kind.VOICE
        case AttachmentKind.AUDIO if mime in _SONGS:
            kind = Kind.AUDIO
        case AttachmentKind.AUDIO if mime == "audio/ogg":
            kind = Kind.VOICE
    return kind


def better_form(attachment: Attachment) -> str:
    """As which form of `bridge.adapters.recording` Telegram would play what it would show as a document; else ""."""
    mime = attachment.mime.partition(";")[0].strip().lower()
    if not mime.startswith(("audio/", "video/")) or kind_for(attachment, 0) is not Kind.DOCUMENT:
        return ""
    match attachment.kind:
        case AttachmentKind.VIDEO | AttachmentKind.ANIMATION | AttachmentKind.VIDEO_NOTE:
            return attachment.kind.value
        case AttachmentKind.VOICE:
            return VOICE
        case AttachmentKind.AUDIO if mime in _SPOKEN:
            # Songs keep their sound and go as documents.
            return VOICE
        case _:
            return ""


def reformed(attachment: Attachment, form: str) -> Attachment:
    """The attachment in a form of `bridge.adapters.recording`."""
    stem = PurePosixPath(attachment.name).stem or form
    if form == VOICE:
        return replace(attachment, kind=AttachmentKind.VOICE, name=f"{stem}.ogg", mime="audio/ogg")
    shown = replace(attachment, name=f"{stem}.mp4", mime="video/mp4")
    return replace(shown, width=ROUND, height=ROUND) if form == VIDEO_NOTE else shown


def native_kind(attachment: Attachment) -> Kind:
    """What a file is that came from Telegram itself."""
    return Kind(attachment.kind.value)


def grouped(uploads: Sequence[Upload]) -> list[list[Upload]]:
    """In which messages files are sent: neighbours that make an album together, others alone."""
    groups: list[list[Upload]] = []
    for upload in uploads:
        last = groups[-1] if groups else []
        if last and len(last) < ALBUM_SIZE and any({upload.kind, last[0].kind} <= album for album in _ALBUMS):
            last.append(upload)
        else:
            groups.append([upload])
    return groups
