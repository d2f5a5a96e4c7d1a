"""Fetching files: https://core.telegram.org/bots/api#getfile."""

from __future__ import annotations

from tests.fakes.telegram.call import Call, method
from tests.fakes.telegram.errors import bad_request
from tests.fakes.telegram.media import reference

MAX_DOWNLOAD = 20 * 1024 * 1024


@method("getFile")
async def get_file(call: Call) -> object:
    """Where a file is fetched from; at most 20 MB."""
    file_id = call.parameters.text("file_id")
    if not file_id:
        raise bad_request("file_id not specified")
    file = call.world.files.by_id(call.bot.id, file_id)
    if file is None:
        raise bad_request("wrong file_id or the file is temporarily unavailable")
    if file.size > MAX_DOWNLOAD:
        raise bad_request("file is too big")
    return reference(call.world.files, call.bot.id, file) | {"file_path": file.path}


@method("getUserProfilePhotos")
async def get_user_profile_photos(call: Call) -> object:
    """A user's photos, each in one size."""
    photos = call.user().photos
    offset, limit = call.parameters.integer("offset"), call.parameters.integer("limit", 100)
    sizes = [
        [reference(call.world.files, call.bot.id, photo) | {"width": 160, "height": 160}]
        for photo in photos[offset : offset + limit]
    ]
    return {"total_count": len(photos), "photos": sizes}


@method("getCustomEmojiStickers")
async def get_custom_emoji_stickers(call: Call) -> object:
    """The stickers behind custom emoji; what is unknown is left out."""
    numbers = call.parameters.array("custom_emoji_ids", "custom emoji identifiers")
    if not numbers or len(numbers) > 200:
        raise bad_request("wrong number of custom emoji identifiers specified")
    known = [call.world.custom_emoji[str(number)] for number in numbers if str(number) in call.world.custom_emoji]
    return [media.json(call.world.files, call.bot.id)["sticker"] for media in known]
