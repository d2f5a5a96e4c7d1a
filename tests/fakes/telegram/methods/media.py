"""Messages with files: https://core.telegram.org/bots/api#sending-files."""

from __future__ import annotations

from tests.fakes.telegram.attachment import read_input_media, read_media
from tests.fakes.telegram.call import Call, method
from tests.fakes.telegram.destination import read_destination
from tests.fakes.telegram.entity import FormattedText
from tests.fakes.telegram.errors import bad_request
from tests.fakes.telegram.files import Kind
from tests.fakes.telegram.formatting import read_caption
from tests.fakes.telegram.message import Message
from tests.fakes.telegram.rendering import render_message

_ALBUM_SIZE = 10
_ALONE = frozenset({"document", "audio"})


async def _send(call: Call, kind: Kind, permission: str, what: str, *, captioned: bool = True) -> object:
    destination = read_destination(call, permission, what)
    caption = read_caption(call) if captioned else FormattedText()
    message = destination.draft(call, caption, await read_media(call, kind))
    if kind in {"photo", "video", "animation"}:
        message.has_spoiler = call.parameters.flag("has_spoiler")
        message.caption_above = call.parameters.flag("show_caption_above_media")
    return render_message(call.world, destination.post(call, message), call.bot)


@method("sendPhoto")
async def send_photo(call: Call) -> object:
    """A photo of at most 10 MB."""
    return await _send(call, "photo", "can_send_photos", "photos")


@method("sendVideo")
async def send_video(call: Call) -> object:
    """A video."""
    return await _send(call, "video", "can_send_videos", "videos")


@method("sendAnimation")
async def send_animation(call: Call) -> object:
    """A GIF or a video without sound."""
    return await _send(call, "animation", "can_send_other_messages", "animations")


@method("sendAudio")
async def send_audio(call: Call) -> object:
    """Music."""
    return await _send(call, "audio", "can_send_audios", "music")


@method("sendVoice")
async def send_voice(call: Call) -> object:
    """A voice message."""
    return await _send(call, "voice", "can_send_voice_notes", "voice notes")


@method("sendDocument")
async def send_document(call: Call) -> object:
    """Any file."""
    return await _send(call, "document", "can_send_documents", "documents")


@method("sendVideoNote")
async def send_video_note(call: Call) -> object:
    """A round video, without caption."""
    return await _send(call, "video_note", "can_send_video_notes", "video notes", captioned=False)


@method("sendSticker")
async def send_sticker(call: Call) -> object:
    """A sticker, without caption."""
    return await _send(call, "sticker", "can_send_other_messages", "stickers", captioned=False)


@method("sendMediaGroup")
async def send_media_group(call: Call) -> object:
    """An album of 2 to 10; documents and music keep to themselves."""
    destination = read_destination(call, "can_send_photos", "photos")
    specifications = call.parameters.array("media", "InputMedia")
    if not specifications:
        raise bad_request("there are no messages to send")
    if len(specifications) > _ALBUM_SIZE:
        raise bad_request("too many messages to send as an album")
    items: list[Message] = []
    for specification in specifications:
        if not isinstance(specification, dict):
            raise bad_request("can't parse InputMedia: expected an Object")
        if specification.get("type") == "animation":
            raise bad_request("can't use the media of the specified type in the album")
        media, caption = await read_input_media(call, specification)
        item = destination.draft(call, caption, media)
        item.has_spoiler = bool(specification.get("has_spoiler"))
        items.append(item)
    kinds = {item.media.kind for item in items if item.media}
    for kind in kinds & _ALONE:
        if len(kinds) > 1:
            raise bad_request(f"{kind} can't be mixed with other media types")
    call.charge(destination.chat, len(items))
    album = str(call.world.number()) if len(items) > 1 else None
    for item in items:
        item.album = album
        destination.post(call, item, charge=False)
    return [render_message(call.world, item, call.bot) for item in items]
