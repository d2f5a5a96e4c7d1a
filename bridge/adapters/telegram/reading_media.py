"""The files of Telegram's messages as attachments, and what is neither text nor file as text."""

from __future__ import annotations

import mimetypes

from telegram import Animation, Audio, Document, Location, Message, PhotoSize, Sticker, Story, Video, VideoNote, Voice

from bridge.adapters.names import safe_file_name
from bridge.adapters.telegram.constants import PLATFORM
from bridge.adapters.telegram.durations import seconds
from bridge.adapters.telegram.names import clean
from bridge.chat.attachment import Attachment, AttachmentKind

#: Before the file's identifier: it is an animated sticker, which no other platform can show as it is.
LOTTIE = "lottie:"
#: In this order: an animation comes as a document as well, for clients that know no animations.
_KINDS = (
    (AttachmentKind.ANIMATION, "video/mp4"),
    (AttachmentKind.VIDEO, "video/mp4"),
    (AttachmentKind.VIDEO_NOTE, "video/mp4"),
    (AttachmentKind.VOICE, "audio/ogg"),
    (AttachmentKind.AUDIO, "audio/mpeg"),
    (AttachmentKind.DOCUMENT, "application/octet-stream"),
)


def read_attachment(message: Message) -> Attachment | None:
    """The file of a message."""
    spoiler = bool(message.has_media_spoiler)
    if message.photo:
        return _photo(max(message.photo, key=lambda size: size.width * size.height), spoiler=spoiler)
    if message.sticker:
        return _sticker(message.sticker)
    for kind, mime in _KINDS:
        file = getattr(message, kind.value)
        if file is not None:
            return _file(kind, file, mime, spoiler=spoiler)
    return None


def read_oddity(message: Message) -> str:
    """What is neither text nor file, in characters that need no translation; "" for what is nothing to relay."""
    shown = ""
    if message.dice:
        shown = f"{message.dice.emoji} {message.dice.value}"
    elif message.contact:
        name = " ".join(filter(None, (message.contact.first_name, message.contact.last_name)))
        shown = f"👤 {clean(name)} {message.contact.phone_number}"
    elif message.venue:
        shown = f"📍 {message.venue.title}, {message.venue.address}\n{_map(message.venue.location)}"
    elif message.location:
        shown = f"📍 {_map(message.location)}"
    elif message.game:
        shown = f"🎮 {message.game.title}"
    elif message.checklist:
        shown = "\n".join((f"☑ {message.checklist.title}", *(f"• {task.text}" for task in message.checklist.tasks)))
    elif message.story:
        shown = _story(message.story)
    return shown or _paid_or_given(message)


def _story(story: Story) -> str:
    """Whose it is, and where those who have Telegram find it."""
    chat = story.chat
    where = f" https://t.me/{chat.username}/s/{story.id}" if chat.username else ""
    return f"📖 {clean(chat.effective_name or '')}{where}".strip()


def _paid_or_given(message: Message) -> str:
    shown = ""
    if message.invoice:
        invoice = message.invoice
        shown = f"🧾 {invoice.title}: {invoice.description}"
    elif message.paid_media:
        shown = f"🔒 ⭐ {message.paid_media.star_count}"
    elif message.giveaway:
        prize = message.giveaway.prize_description or ""
        shown = f"🎁 × {message.giveaway.winner_count} {prize}".strip()
    elif message.giveaway_winners:
        names = ", ".join(clean(winner.full_name) for winner in message.giveaway_winners.winners)
        shown = f"🎁 {names}".strip()
    return shown


def _map(place: Location) -> str:
    return f"https://www.openstreetmap.org/?mlat={place.latitude:.5f}&mlon={place.longitude:.5f}"


def _photo(photo: PhotoSize, *, spoiler: bool) -> Attachment:
    name = f"photo-{photo.file_unique_id}.jpg"
    size, width, height = photo.file_size or 0, photo.width, photo.height
    return Attachment(
        AttachmentKind.PHOTO, PLATFORM, photo.file_id, name, "image/jpeg", size, width, height, spoiler=spoiler
    )


def _sticker(sticker: Sticker) -> Attachment:
    source, name, mime, size = sticker.file_id, "sticker.webp", "image/webp", sticker.file_size or 0
    if sticker.is_video:
        name, mime = "sticker.webm", "video/webm"
    elif sticker.is_animated:
        # How large the rendered one will be is not known yet.
        source, name, mime, size = f"{LOTTIE}{sticker.file_id}", "sticker.gif", "image/gif", 0
    width, height = sticker.width, sticker.height
    return Attachment(
        AttachmentKind.STICKER, PLATFORM, source, name, mime, size, width, height, emoji=sticker.emoji or ""
    )


def _file(
    kind: AttachmentKind,
    file: Animation | Audio | Document | Video | VideoNote | Voice,
    usual_mime: str,
    *,
    spoiler: bool,
) -> Attachment:
    mime = getattr(file, "mime_type", None) or usual_mime
    # Few clients know what the library would call it, .oga.
    suffix = ".ogg" if mime == "audio/ogg" else mimetypes.guess_extension(mime) or ""
    fallback = f"{kind.value}{suffix}"
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
