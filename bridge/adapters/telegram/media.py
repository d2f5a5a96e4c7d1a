"""The client library's methods for files, by kind."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from telegram import (
    Bot,
    InputMediaAnimation,
    InputMediaAudio,
    InputMediaDocument,
    InputMediaPhoto,
    InputMediaVideo,
    Message,
    MessageEntity,
    ReplyParameters,
)
from telegram.error import BadRequest

from bridge.adapters.telegram.failures import says
from bridge.adapters.telegram.natives import native_id
from bridge.adapters.telegram.rooms import chat_of, thread_of
from bridge.adapters.telegram.uploads import BARE, Kind, Upload
from bridge.chat.room import RoomRef

#: Telegram looks into files: one that is not what it says it is still goes as a document.
_UNUSABLE = (
    "image_process_failed",
    "photo_invalid",
    "media_invalid",
    "sticker_",
    "too big for a photo",
    "voice_messages_forbidden",
    "wrong file",
)
_ITEMS = {
    Kind.PHOTO: InputMediaPhoto,
    Kind.VIDEO: InputMediaVideo,
    Kind.AUDIO: InputMediaAudio,
    Kind.DOCUMENT: InputMediaDocument,
}


#: What a message may be changed to: https://core.telegram.org/bots/api#editmessagemedia.
_CHANGED = {**_ITEMS, Kind.ANIMATION: InputMediaAnimation}
EDITABLE = frozenset(_CHANGED)
#: An edit that changes nothing, or nothing that is there, is none that failed.
UNMODIFIED = "message is not modified"
GONE = "message to edit not found"
_UNFIT = ("can't use the media", "message can't be edited", "media of the specified type", *_UNUSABLE)


class MediaSender:
    """Sends files. Raises `telegram.error.TelegramError`."""

    def __init__(self, bot: Bot) -> None:
        self._bot = bot

    async def send(
        self,
        room: RoomRef,
        group: Sequence[Upload],
        caption: str,
        entities: Sequence[MessageEntity],
        reply: ReplyParameters | None,
    ) -> list[str]:
        """One file, or an album of several; the messages' ids."""
        try:
            return await self._send(room, group, caption, entities, reply)
        except BadRequest as error:
            if not says(error, *_UNUSABLE) or all(upload.kind is Kind.DOCUMENT for upload in group):
                raise
        documents = [Upload(upload.attachment, Kind.DOCUMENT, upload.file) for upload in group]
        return await self._send(room, documents, caption, entities, reply)

    async def replace(
        self, chat: int, message: int, upload: Upload, caption: str, entities: Sequence[MessageEntity]
    ) -> bool:
        """Put another file into a message, or the first into a text; False where Telegram does not take it there."""
        shown = {"caption": caption, "caption_entities": entities} if caption else {}
        item = _CHANGED[upload.kind](upload.media(attached=True), **shown, **_details(upload))
        try:
            await self._bot.edit_message_media(item, chat, message)
        except BadRequest as error:
            if says(error, *_UNFIT):
                return False
            if not says(error, UNMODIFIED, GONE):
                raise
        return True

    async def _send(
        self,
        room: RoomRef,
        group: Sequence[Upload],
        caption: str,
        entities: Sequence[MessageEntity],
        reply: ReplyParameters | None,
    ) -> list[str]:
        shown = {"caption": caption, "caption_entities": entities} if caption else {}
        place: dict[str, Any] = {"message_thread_id": thread_of(room), "reply_parameters": reply}
        if len(group) == 1:
            upload = group[0]
            send = getattr(self._bot, f"send_{upload.kind.value}")
            captioned = {} if upload.kind in BARE else shown
            alone: Message = await send(chat_of(room), upload.media(), **place, **captioned, **_details(upload))
            return [native_id(chat_of(room), alone.message_id)]
        # An album shows the caption of its first.
        items = [
            _ITEMS[upload.kind](upload.media(attached=True), **(shown if number == 0 else {}), **_details(upload))
            for number, upload in enumerate(group)
        ]
        album = await self._bot.send_media_group(chat_of(room), items, **place)
        return [native_id(chat_of(room), sent.message_id) for sent in album]


def _details(upload: Upload) -> dict[str, Any]:
    """What else is known of a file and taken with its kind; `Any`, as it is anything that a method may take."""
    about = upload.attachment
    duration = {"duration": round(about.duration)}
    size = {"width": about.width, "height": about.height}
    spoiler = {"has_spoiler": about.spoiler}
    taken: dict[Kind, dict[str, Any]] = {
        Kind.PHOTO: spoiler,
        Kind.VIDEO: {**spoiler, **size, **duration, "supports_streaming": True},
        Kind.ANIMATION: {**spoiler, **size, **duration},
        Kind.AUDIO: duration,
        Kind.VOICE: duration,
        Kind.VIDEO_NOTE: {**duration, "length": about.width},
        Kind.STICKER: {"emoji": about.emoji},
        Kind.DOCUMENT: {},
    }
    return {name: value for name, value in taken[upload.kind].items() if value}
