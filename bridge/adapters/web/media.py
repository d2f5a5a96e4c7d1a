"""What a file is, by its first bytes: a name or a header may lie."""

from __future__ import annotations

import re

from bridge.chat.attachment import AttachmentKind

#: Bytes that `sniff` needs.
HEAD = 64
UNKNOWN = "application/octet-stream"

_SIGNATURES: tuple[tuple[re.Pattern[bytes], str], ...] = (
    (re.compile(rb"\x89PNG\r\n\x1a\n"), "image/png"),
    (re.compile(rb"\xff\xd8\xff"), "image/jpeg"),
    (re.compile(rb"GIF8[79]a"), "image/gif"),
    (re.compile(rb"RIFF....WEBP", re.DOTALL), "image/webp"),
    (re.compile(rb"....ftypavi[fs]", re.DOTALL), "image/avif"),
    (re.compile(rb"....ftypM4A", re.DOTALL), "audio/mp4"),
    (re.compile(rb"....ftyp(isom|iso[2-6]|mp4[12]|M4V|avc1|dash|qt  )", re.DOTALL), "video/mp4"),
    (re.compile(rb"\x1aE\xdf\xa3"), "video/webm"),
    (re.compile(rb"OggS"), "audio/ogg"),
    (re.compile(rb"ID3|\xff[\xfb\xf3\xf2]"), "audio/mpeg"),
    (re.compile(rb"RIFF....WAVE", re.DOTALL), "audio/wav"),
    (re.compile(rb"%PDF-"), "application/pdf"),
)

#: What a browser may show in place. Not SVG and not PDF, which can run scripts.
INLINE = frozenset(mime for _, mime in _SIGNATURES if mime.split("/")[0] in {"image", "audio", "video"})


def sniff(head: bytes) -> str:
    """The MIME type of a file that begins like this; `UNKNOWN` for what a browser must not interpret."""
    return next((mime for signature, mime in _SIGNATURES if signature.match(head)), UNKNOWN)


def kind_of(mime: str) -> AttachmentKind:
    """How a file of this type is shown."""
    if mime == "image/gif":
        return AttachmentKind.ANIMATION
    kinds = {"image": AttachmentKind.PHOTO, "video": AttachmentKind.VIDEO, "audio": AttachmentKind.AUDIO}
    return kinds.get(mime.split("/", maxsplit=1)[0], AttachmentKind.DOCUMENT)
