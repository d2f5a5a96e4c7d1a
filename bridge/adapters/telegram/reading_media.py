"""The files of Telegram's messages as attachments, and what is neither text nor file as text."""

from __future__ import annotations

import mimetypes

from telegram import Animation, Audio, Document, Message, Sticker, Video, VideoNote, Voice

from bridge.adapters.telegram.constants import PLATFORM
from bridge.adapters.telegram.durations import seconds
from bridge.adapters.telegram.names import safe_file_name
from bridge.chat.attachment import Attachment, AttachmentKind

#: Before the file's identifier: it is an animated sticker, which no other platform can show as it is.
LOTTIE = "lottie:"
_MAP = "https://www.openstreetmap.org/?mlat={latitude:.5f}&mlon={longitude:.5f}"


def read_attachment(message: Message) -> Attachment | None:
    """The file of a message."""
    spoiler = bool(message.has_media_spoiler)
    if message.photo:
        best = max(message.photo, key=lambda size: size.width * size.height)
        return Attachment(
            AttachmentKind.PHOTO,
            PLATFORM,
            best.file_id,
            f"photo-{best.file_unique_id}.jpg",
            "image/jpeg",
            best.file_size or 0,
            best.width,
            best.height,
            spoiler=spoiler,
        )
    if message.sticker:
        return _sticker(message.sticker)
    # An animation comes as a document as well, for clients that know no animations.
    if message.animation:
        return _file(AttachmentKind.ANIMATION, message.animation, "video/mp4", spoiler=spoiler)
    if message.video:
        return _file(AttachmentKind.VIDEO, message.video, "video/mp4", spoiler=spoiler)
    if message.video_note:
        return _file(AttachmentKind.VIDEO_NOTE, message.video_note, "video/mp4")
    if message.voice:
        return _file(AttachmentKind.VOICE, message.voice, "audio/ogg")
    if message.audio:
        return _file(AttachmentKind.AUDIO, message.audio, "audio/mpeg")
    if message.document:
        return _file(AttachmentKind.DOCUMENT, message.document, "application/octet-stream")
    return None


def read_oddity(message: Message) -> str:
    """What is neither text nor file, in characters that need no translation; "" for what is nothing to relay."""
    if message.dice:
        return f"{message.dice.emoji} {message.dice.value}"
    if message.contact:
        name = " ".join(filter(None, (message.contact.first_name, message.contact.last_name)))
        return f"👤 {name} {message.contact.phone_number}"
    if message.venue:
        place = message.venue.location
        address = _MAP.format(latitude=place.latitude, longitude=place.longitude)
        return f"📍 {message.venue.title}, {message.venue.address}\n{address}"
    if message.location:
        place = message.location
        return f"📍 {_MAP.format(latitude=place.latitude, longitude=place.longitude)}"
    if message.game:
        return f"🎮 {message.game.title}"
    if message.story:
        return "📖"
    return ""


def _sticker(sticker: Sticker) -> Attachment:
    source, name, mime = sticker.file_id, "sticker.webp", "image/webp"
    size = sticker.file_size or 0
    if sticker.is_video:
        name, mime = "sticker.webm", "video/webm"
    elif sticker.is_animated:
        # How large the rendered one will be is not known yet.
        source, name, mime, size = f"{LOTTIE}{sticker.file_id}", "sticker.gif", "image/gif", 0
    return Attachment(
        AttachmentKind.STICKER,
        PLATFORM,
        source,
        name,
        mime,
        size,
        sticker.width,
        sticker.height,
        emoji=sticker.emoji or "",
    )


def _file(
    kind: AttachmentKind,
    file: Animation | Audio | Document | Video | VideoNote | Voice,
    usual_mime: str,
    *,
    spoiler: bool = False,
) -> Attachment:
    mime = getattr(file, "mime_type", None) or usual_mime
    fallback = f"{kind.value}{mimetypes.guess_extension(mime) or ''}"
    length = getattr(file, "length", 0)
    return Attachment(
        kind,
        PLATFORM,
        file.file_id,
        safe_file_name(getattr(file, "file_name", None) or "", fallback),
        mime,
        file.file_size or 0,
        getattr(file, "width", 0) or length,
        getattr(file, "height", 0) or length,
        seconds(getattr(file, "duration", None)),
        spoiler=spoiler,
    )
