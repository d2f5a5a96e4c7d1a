"""Showing shipments in Telegram: texts, files, and both."""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import TypeVar

import structlog
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, LinkPreviewOptions, MessageEntity, ReplyParameters
from telegram.error import BadRequest

from bridge.adapters.loading import close_all
from bridge.adapters.telegram.compose import compose, too_large
from bridge.adapters.telegram.constants import CAPTION_LIMIT, TEXT_LIMIT
from bridge.adapters.telegram.failures import calling, says
from bridge.adapters.telegram.loading import Loading
from bridge.adapters.telegram.media import EDITABLE, GONE, UNMODIFIED, MediaSender
from bridge.adapters.telegram.natives import message_number, native_of
from bridge.adapters.telegram.reader import REPLY
from bridge.adapters.telegram.rooms import chat_of, thread_of
from bridge.adapters.telegram.uploads import BARE, Upload, grouped
from bridge.adapters.telegram.writing_text import attempts
from bridge.adapters.turnstile import Turnstile
from bridge.chat.attachment import Attachment, alike
from bridge.chat.delivery import Copy, Shipment
from bridge.chat.room import RoomRef
from bridge.chat.text import EntityKind, Text
from bridge.chat.units import utf16_length

T = TypeVar("T")
log = structlog.get_logger(__name__)

#: Shipments of which a part may be shown already, remembered for their next try.
_KEPT = 1000
_ADDRESS = re.compile(r"https?://\S+")
_SILENT_PREVIEW = LinkPreviewOptions(is_disabled=True)
_NO_CAPTION = "no caption in the message"
_NO_TEXT = "no text in the message"
_FORMAT = ("can't parse", "entit", "custom emoji", "url is invalid", "wrong http url")


#: Stands for a text that is a message of its own, where files stand by their sources.
_TEXT = ""


@dataclass
class _Progress:
    """What of a shipment is shown: the messages' ids by the files in them. `leading` is what carries the text."""

    shown: dict[str, list[str]] = field(default_factory=dict)
    leading: str = _TEXT

    @property
    def natives(self) -> list[str]:
        """All messages, the one with the text first."""
        rest = [native for part, natives in self.shown.items() if part != self.leading for native in natives]
        return self.shown[self.leading] + rest


class Sender:
    """Sends and edits. Raises `bridge.relay.failure.DeliveryError` and its kin."""

    def __init__(self, bot: Bot, turnstile: Turnstile, loading: Loading) -> None:
        self._bot = bot
        self._turnstile = turnstile
        self._loading = loading
        self._media = MediaSender(bot)
        self._progress: OrderedDict[int, _Progress] = OrderedDict()

    async def ship(self, shipment: Shipment) -> Sequence[Copy]:
        """Show the blocks. Where files need several calls, a repetition goes on after what was answered."""
        progress = self._progress.setdefault(shipment.id, _Progress())
        while len(self._progress) > _KEPT:
            self._progress.popitem(last=False)
        first = shipment.blocks[0]
        wanted = [file for file in first.content.attachments if not too_large(file)] if first.first else []
        loaded, missing = await self._loading.load(wanted)
        try:
            await self._show(shipment, loaded, missing, progress)
        finally:
            close_all(loaded)
        self._progress.pop(shipment.id, None)
        return [Copy(native, block.message, block.part) for native in progress.natives for block in shipment.blocks]

    async def edit(self, native: str, shipment: Shipment) -> None:
        """Rewrite a message; one that is gone, or says this already, is no error."""
        number = message_number(shipment.room, native)
        if number is None:
            return
        text = compose(shipment.blocks, native_reply=_reply_to(shipment) is not None)
        first = shipment.blocks[0]
        as_caption = first.first and any(not too_large(file) for file in first.content.attachments)
        with calling(shipment.room):
            try:
                await self._rewrite(number, shipment, text, as_caption=as_caption)
            except BadRequest as error:
                if says(error, _NO_CAPTION, _NO_TEXT):
                    await self._rewrite(number, shipment, text, as_caption=not as_caption)
                elif not says(error, GONE, UNMODIFIED):
                    raise

    async def edit_files(self, natives: Sequence[str], shipment: Shipment) -> Sequence[str] | None:
        """Change the files of a message or an album; None where Telegram cannot: it lets neither grow, nor lose all."""
        content = shipment.blocks[0].content
        before = [file for file in content.replaces or () if not too_large(file)]
        wanted = [file for file in content.attachments if not too_large(file)]
        text = compose(shipment.blocks, native_reply=_reply_to(shipment) is not None)
        places = [number for native in natives if (number := message_number(shipment.room, native)) is not None]
        if not wanted or utf16_length(text.plain) > CAPTION_LIMIT or len(places) != max(1, len(before)):
            return None
        if len(wanted) == len(places):
            fresh = [number for number, file in enumerate(wanted) if not alike(before[number : number + 1], [file])]
            changed = await self._replace(places, shipment, text, [(number, wanted[number]) for number in fresh])
            if not changed:
                return None
            if 0 not in fresh:
                await self.edit(natives[0], shipment)
            return natives
        likes = [file.likeness for file in wanted]
        staying = [number for number, file in enumerate(before) if file.likeness in likes]
        if [before[number].likeness for number in staying] != likes:
            return None
        with calling(shipment.room):
            gone = [place for number, place in enumerate(places) if number not in staying]
            await self._bot.delete_messages(chat_of(shipment.room), gone)
        await self.edit(natives[staying[0]], shipment)
        return [natives[number] for number in staying]

    async def _replace(
        self, places: Sequence[int], shipment: Shipment, text: Text, fresh: Sequence[tuple[int, Attachment]]
    ) -> bool:
        """Put files into messages, the text with the first; False where they are not to be had or do not go there."""
        loaded, missing = await self._loading.load([file for _, file in fresh])
        try:
            if missing or any(upload.kind not in EDITABLE for upload in loaded):
                return False
            with calling(shipment.room):
                for (number, _), upload in zip(fresh, loaded, strict=True):
                    await self._turnstile.enter()
                    caption = text if number == 0 else Text()
                    put = partial(self._media.replace, chat_of(shipment.room), places[number], upload)
                    if not await _formatted(caption, put):
                        return False
        finally:
            close_all(loaded)
        return True

    async def _rewrite(self, number: int, shipment: Shipment, text: Text, *, as_caption: bool) -> None:
        async def caption(plain: str, entities: Sequence[MessageEntity]) -> None:
            await self._bot.edit_message_caption(
                chat_of(shipment.room), number, caption=plain, caption_entities=entities
            )

        async def message(plain: str, entities: Sequence[MessageEntity]) -> None:
            await self._bot.edit_message_text(
                plain,
                chat_of(shipment.room),
                number,
                entities=entities,
                link_preview_options=_preview(text, len(shipment.blocks)),
            )

        await self._turnstile.enter()
        await _formatted(text, caption if as_caption else message)

    async def _show(
        self, shipment: Shipment, loaded: Sequence[Upload], missing: Sequence[Attachment], progress: _Progress
    ) -> None:
        reply_to = _reply_to(shipment)
        text = compose(shipment.blocks, native_reply=reply_to is not None, missing=missing)
        if utf16_length(text.plain) > TEXT_LIMIT:
            # Words come before the names of files that are not to be had.
            text = compose(shipment.blocks, native_reply=reply_to is not None)
        groups = {" ".join(upload.attachment.source for upload in group): group for group in grouped(loaded)}
        short = utf16_length(text.plain) <= CAPTION_LIMIT and _TEXT not in progress.shown
        carriers = [part for part, group in groups.items() if short and group[0].kind not in BARE]
        progress.leading = next(iter(carriers), _TEXT)
        if not carriers:
            await self._once(progress, _TEXT, 1, lambda: self._text(shipment, text, reply_to))
        for part in sorted(groups, key=lambda part: part != progress.leading):
            leads = part == progress.leading
            caption, to = (
                (text, reply_to)
                if leads
                else (Text(), message_number(shipment.room, progress.shown[progress.leading][0]))
            )
            send = partial(self._files, shipment.room, groups[part], caption, to)
            await self._once(progress, part, len(groups[part]), send)

    async def _once(
        self, progress: _Progress, part: str, messages: int, send: Callable[[], Awaitable[list[str]]]
    ) -> None:
        if part not in progress.shown:
            await self._turnstile.enter(messages)
            progress.shown[part] = await send()

    async def _text(self, shipment: Shipment, text: Text, reply_to: int | None) -> list[str]:
        room = shipment.room

        async def send(plain: str, entities: Sequence[MessageEntity]) -> list[str]:
            sent = await self._bot.send_message(
                chat_of(room),
                plain,
                entities=entities,
                message_thread_id=thread_of(room),
                reply_parameters=_reply(reply_to),
                link_preview_options=_preview(text, len(shipment.blocks)),
                reply_markup=_keyboard(shipment),
            )
            return [native_of(sent)]

        with calling(room):
            return await _formatted(text, send)

    async def _files(self, room: RoomRef, group: Sequence[Upload], caption: Text, reply_to: int | None) -> list[str]:
        async def send(plain: str, entities: Sequence[MessageEntity]) -> list[str]:
            return await self._media.send(room, group, plain, entities, _reply(reply_to))

        with calling(room):
            return await _formatted(caption, send)


def _keyboard(shipment: Shipment) -> InlineKeyboardMarkup | None:
    """Buttons stand under the last part of what they answer."""
    last = shipment.blocks[-1]
    if not last.last or not last.content.buttons:
        return None
    return InlineKeyboardMarkup.from_row(
        [InlineKeyboardButton(button.label, callback_data=button.command) for button in last.content.buttons]
    )


async def _formatted(text: Text, send: Callable[[str, Sequence[MessageEntity]], Awaitable[T]]) -> T:
    """Send with as much markup as Telegram takes. Raises `telegram.error.TelegramError`."""
    tries = list(attempts(text))
    for plain, entities in tries[:-1]:
        try:
            return await send(plain, entities)
        except BadRequest as error:
            if not says(error, *_FORMAT):
                raise
            log.warning("markup refused", entities=len(entities))
    return await send(*tries[-1])


def _preview(text: Text, blocks: int) -> LinkPreviewOptions:
    """One preview, of the first link that a message's author wrote; none in a message of several authors."""
    if blocks > 1:
        return _SILENT_PREVIEW
    link = next((e.value for e in text.entities if e.kind is EntityKind.LINK and e.value.startswith("http")), None)
    found = _ADDRESS.search(text.plain)
    address = link or (found.group() if found else None)
    return LinkPreviewOptions(url=address) if address else _SILENT_PREVIEW


def _reply_to(shipment: Shipment) -> int | None:
    """The message that is answered: that of the shipment, or the command that asked for it."""
    asked = shipment.handle.removeprefix(REPLY) if shipment.handle.startswith(REPLY) else ""
    native = shipment.reply_to or asked
    return message_number(shipment.room, native) if native else None


def _reply(number: int | None) -> ReplyParameters | None:
    """An answer to a message; where that is gone, it is shown all the same."""
    return None if number is None else ReplyParameters(number, allow_sending_without_reply=True)
