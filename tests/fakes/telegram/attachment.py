"""The files of a call: uploaded with it, known by an identifier, or fetched from an address."""

from __future__ import annotations

from pathlib import PurePosixPath
from urllib.parse import urlsplit

import aiohttp

from .call import Call
from .entity import FormattedText
from .errors import bad_request
from .files import File, Kind
from .formatting import checked_caption, format_text
from .media import Media, StickerFormat
from .parameters import Upload
from .picture import is_picture, picture_size

MAX_PHOTO = 10 * 1024 * 1024
_MAX_FETCHED_PHOTO = 5 * 1024 * 1024
_MAX_FETCHED = 20 * 1024 * 1024
_FETCH_SECONDS = 5
_NAMES: dict[str, str] = {"video_note": "video note", "voice": "voice"}
_ALBUM_KINDS: dict[str, Kind] = {
    "photo": "photo",
    "video": "video",
    "animation": "animation",
    "audio": "audio",
    "document": "document",
}
# What may be sent again as what: https://core.telegram.org/bots/api#sending-files
_INTERCHANGEABLE = ({"animation", "document"}, {"video", "animation"})


async def read_media(call: Call, kind: Kind) -> Media:
    """The file of ``sendPhoto`` and its like."""
    reference = call.parameters.text(kind)
    fields: dict[str, object] = dict(call.parameters.values)
    return await _media(call, kind, reference, kind, fields)


async def read_input_media(call: Call, specification: dict[str, object]) -> tuple[Media, FormattedText]:
    """An ``InputMedia``: the file and its caption."""
    kind = specification.get("type")
    if not isinstance(kind, str) or kind not in _ALBUM_KINDS:
        raise bad_request("can't parse InputMedia: Unsupported type specified")
    reference = specification.get("media")
    if not isinstance(reference, str):
        raise bad_request('can\'t parse InputMedia: Field "media" must be of type String')
    known = _ALBUM_KINDS[kind]
    media = await _media(call, known, reference, "", specification)
    entities = specification.get("caption_entities")
    caption = format_text(
        call,
        str(specification.get("caption") or ""),
        str(specification.get("parse_mode") or ""),
        entities if isinstance(entities, list) else None,
    )
    return media, checked_caption(caption)


async def _media(call: Call, kind: Kind, reference: str, field: str, fields: dict[str, object]) -> Media:
    file = await _file(call, kind, reference, field)
    width, height = _number(fields, "width"), _number(fields, "height")
    if kind == "photo":
        width, height = picture_size(file.content) or (width or 800, height or 600)
        if not is_picture(file.content) and file.size == len(file.content):
            raise bad_request("IMAGE_PROCESS_FAILED")
    thumbnail = str(fields.get("thumbnail") or "")
    upload = call.parameters.uploads.get(thumbnail.removeprefix("attach://") if thumbnail else "thumbnail")
    return Media(
        kind,
        file,
        width or _number(fields, "length"),
        height,
        _number(fields, "duration"),
        thumbnail=None if upload is None else call.world.files.add("photo", upload.content),
        emoji=str(fields["emoji"]) if fields.get("emoji") else None,
        title=str(fields["title"]) if fields.get("title") else None,
        performer=str(fields["performer"]) if fields.get("performer") else None,
        sticker_format=_sticker_format(file),
    )


async def _file(call: Call, kind: Kind, reference: str, field: str) -> File:
    name = reference.removeprefix("attach://") if reference.startswith("attach://") else field
    upload = call.parameters.uploads.get(name)
    if upload is not None:
        return _uploaded(call, kind, upload)
    if reference.startswith("attach://"):
        raise bad_request("wrong file identifier/HTTP URL specified")
    if not reference:
        raise bad_request(f"there is no {_NAMES.get(kind, kind)} in the request")
    if reference.startswith(("http://", "https://")):
        return await _fetched(call, kind, reference)
    file = call.world.files.by_id(call.bot.id, reference)
    if file is None:
        raise bad_request("wrong file identifier/HTTP URL specified")
    if file.kind != kind and not any({file.kind, kind} <= pair for pair in _INTERCHANGEABLE):
        raise bad_request(f"can't use file of type {file.kind.title()} as {kind.title()}")
    return file


def _uploaded(call: Call, kind: Kind, upload: Upload) -> File:
    if not upload.content:
        raise bad_request("file must be non-empty")
    if kind == "photo" and len(upload.content) > MAX_PHOTO:
        raise bad_request(f"file of size {len(upload.content)} bytes is too big for a photo")
    name = PurePosixPath(upload.name.replace("\\", "/")).name
    return call.world.files.add(kind, upload.content, name=name or None, mime_type=upload.mime_type)


async def _fetched(call: Call, kind: Kind, url: str) -> File:
    limit = _MAX_FETCHED_PHOTO if kind == "photo" else _MAX_FETCHED
    try:
        timeout = aiohttp.ClientTimeout(total=_FETCH_SECONDS)
        async with aiohttp.ClientSession(timeout=timeout) as session, session.get(url) as response:
            if response.status != 200 or (response.content_length or 0) > limit:
                raise bad_request("failed to get HTTP URL content")
            content = await response.content.read(limit + 1)
            mime_type = response.content_type
    except (aiohttp.ClientError, TimeoutError, ValueError):
        raise bad_request("failed to get HTTP URL content") from None
    if not content or len(content) > limit or mime_type == "text/html":
        raise bad_request("wrong type of the web page content")
    name = PurePosixPath(urlsplit(url).path).name or None
    return call.world.files.add(kind, content, name=name, mime_type=mime_type)


def _number(fields: dict[str, object], name: str) -> int:
    value = str(fields.get(name) or "0")
    return int(value) if value.isdigit() else 0


def _sticker_format(file: File) -> StickerFormat:
    suffix = PurePosixPath(file.name or "").suffix.lower()
    if suffix == ".tgs" or file.content[:2] == b"\x1f\x8b":
        return "animated"
    return "video" if suffix == ".webm" or file.content[:4] == b"\x1a\x45\xdf\xa3" else "static"
