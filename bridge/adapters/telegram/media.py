"""The client library's methods for files, by kind."""

from __future__ import annotations

from collections.abc import Sequence

from telegram import (
    Bot,
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
from bridge.adapters.telegram.rooms import chat_of, thread_of
from bridge.adapters.telegram.uploads import BARE, Kind, Upload
from bridge.chat.room import RoomRef

#: Telegram looks into files: one that is not what it says it is still goes as a document.
_UNUSABLE = (
    "image_process_failed",
    "photo_invalid",
    "wrong file",
    "media_invalid",
    "wrong type of the web page",
    "voice_messages_forbidden",
    "sticker_",
)


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
            if len(group) > 1:
                return await self._album(room, group, caption, entities, reply)
            return [str((await self._one(room, group[0], group[0].kind, caption, entities, reply)).message_id)]
        except BadRequest as error:
            if not says(error, *_UNUSABLE) or all(upload.kind is Kind.DOCUMENT for upload in group):
                raise
        documents = [Upload(upload.attachment, Kind.DOCUMENT, upload.file) for upload in group]
        return await self.send(room, documents, caption, entities, reply)

    async def _one(
        self,
        room: RoomRef,
        upload: Upload,
        kind: Kind,
        caption: str,
        entities: Sequence[MessageEntity],
        reply: ReplyParameters | None,
    ) -> Message:
        chat, thread, bot, file = chat_of(room), thread_of(room), self._bot, upload.media()
        to = {"message_thread_id": thread, "reply_parameters": reply}
        shown = {} if kind in BARE else {"caption": caption or None, "caption_entities": entities}
        about = upload.attachment
        size = {"width": about.width or None, "height": about.height or None}
        length = round(about.duration) or None
        match kind:
            case Kind.PHOTO:
                return await bot.send_photo(chat, file, has_spoiler=about.spoiler, **to, **shown)
            case Kind.VIDEO:
                return await bot.send_video(
                    chat,
                    file,
                    has_spoiler=about.spoiler,
                    duration=length,
                    supports_streaming=True,
                    **size,
                    **to,
                    **shown,
                )
            case Kind.ANIMATION:
                return await bot.send_animation(
                    chat, file, has_spoiler=about.spoiler, duration=length, **size, **to, **shown
                )
            case Kind.AUDIO:
                return await bot.send_audio(chat, file, duration=length, **to, **shown)
            case Kind.VOICE:
                return await bot.send_voice(chat, file, duration=length, **to, **shown)
            case Kind.VIDEO_NOTE:
                return await bot.send_video_note(chat, file, duration=length, length=about.width or None, **to)
            case Kind.STICKER:
                return await bot.send_sticker(chat, file, emoji=about.emoji or None, **to)
            case Kind.DOCUMENT:
                return await bot.send_document(chat, file, **to, **shown)

    async def _album(
        self,
        room: RoomRef,
        group: Sequence[Upload],
        caption: str,
        entities: Sequence[MessageEntity],
        reply: ReplyParameters | None,
    ) -> list[str]:
        items = [
            _item(upload, caption if number == 0 else "", entities if number == 0 else ())
            for number, upload in enumerate(group)
        ]
        sent = await self._bot.send_media_group(
            chat_of(room), items, message_thread_id=thread_of(room), reply_parameters=reply
        )
        return [str(message.message_id) for message in sent]


def _item(
    upload: Upload, caption: str, entities: Sequence[MessageEntity]
) -> InputMediaPhoto | InputMediaVideo | InputMediaAudio | InputMediaDocument:
    file = upload.media(attached=True)
    shown = {"caption": caption or None, "caption_entities": entities}
    about = upload.attachment
    match upload.kind:
        case Kind.PHOTO:
            return InputMediaPhoto(file, has_spoiler=about.spoiler, **shown)
        case Kind.VIDEO:
            return InputMediaVideo(
                file, width=about.width or None, height=about.height or None, has_spoiler=about.spoiler, **shown
            )
        case Kind.AUDIO:
            return InputMediaAudio(file, **shown)
        case _:
            return InputMediaDocument(file, **shown)
