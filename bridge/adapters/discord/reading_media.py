"""The files of Discord's messages as attachments."""

from __future__ import annotations

import mimetypes

import discord

from bridge.adapters.discord.calls import Json
from bridge.adapters.discord.constants import PLATFORM
from bridge.adapters.discord.names import clean
from bridge.adapters.names import safe_file_name
from bridge.chat.attachment import Attachment, AttachmentKind

#: Before an address: what is there is an animation of vectors, which no other platform can show as it is.
LOTTIE = "lottie:"
_SPOILER = "SPOILER_"
_KINDS = {
    "image": AttachmentKind.PHOTO,
    "video": AttachmentKind.VIDEO,
    "audio": AttachmentKind.AUDIO,
}
_DOCUMENT = "application/octet-stream"
_SIDE = 320


def source_of(channel: int, message: int, attachment: int, url: str) -> str:
    """What is needed to fetch a file again: where it is, and where a new address is given when that has expired."""
    return f"{channel}/{message}/{attachment} {url}"


def read_attachment(file: discord.Attachment, channel: int, message: int) -> Attachment:
    """A file as it was attached."""
    mime = (file.content_type or mimetypes.guess_type(file.filename)[0] or _DOCUMENT).partition(";")[0].strip()
    kind = _KINDS.get(mime.partition("/")[0], AttachmentKind.DOCUMENT)
    if file.is_voice_message():
        kind = AttachmentKind.VOICE
    elif mime == "image/gif":
        kind = AttachmentKind.ANIMATION
    elif mime == "image/svg+xml":
        kind = AttachmentKind.DOCUMENT
    suffix = mimetypes.guess_extension(mime) or ""
    name = safe_file_name(_full_name(file).removeprefix(_SPOILER), f"{kind.value}{suffix}")
    return Attachment(
        kind,
        PLATFORM,
        source_of(channel, message, file.id, file.url),
        name,
        mime,
        file.size,
        file.width or 0,
        file.height or 0,
        file.duration or 0,
        spoiler=file.is_spoiler(),
    )


def read_option(file: Json, channel: int, interaction: int) -> Attachment:
    """A file that came with a command, which is in no message."""
    mime = str(file.get("content_type") or _DOCUMENT).partition(";")[0].strip()
    name = safe_file_name(str(file["filename"]), "file")
    source = source_of(channel, interaction, int(file["id"]), str(file["url"]))
    return Attachment(AttachmentKind.DOCUMENT, PLATFORM, source, name, mime, int(file.get("size") or 0))


def read_sticker(sticker: discord.StickerItem) -> Attachment:
    """A sticker as a picture."""
    source, mime, suffix = f"/stickers/{sticker.id}.png", "image/png", "png"
    if sticker.format is discord.StickerFormatType.lottie:
        source, mime, suffix = f"{LOTTIE}/stickers/{sticker.id}.json", "image/gif", "gif"
    elif sticker.format is discord.StickerFormatType.gif:
        source, mime, suffix = f"/stickers/{sticker.id}.gif", "image/gif", "gif"
    name = safe_file_name(f"{clean(sticker.name)}.{suffix}", f"sticker.{suffix}")
    return Attachment(AttachmentKind.STICKER, PLATFORM, source, name, mime, width=_SIDE, height=_SIDE)


def _full_name(file: discord.Attachment) -> str:
    """The name that somebody chose, of which Discord keeps what it takes away in the title."""
    if not file.title:
        return file.filename
    _, dot, suffix = file.filename.rpartition(".")
    return f"{file.title}.{suffix}" if dot and not file.title.endswith(f".{suffix}") else file.title
