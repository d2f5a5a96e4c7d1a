"""Two independent Bot API clients behind one small face, to show that the fake is honest to both."""

from __future__ import annotations

import json
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any, Protocol, TypeAlias

import aiogram
import telegram as ptb
from aiogram import exceptions as aiogram_errors
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import BufferedInputFile
from pydantic import BaseModel
from telegram import error as ptb_errors
from telegram.request import HTTPXRequest

from tests.fakes.telegram import Bot, FakeTelegram

Json: TypeAlias = dict[str, Any]

NAMES = ("python-telegram-bot", "aiogram")


class Refused(Exception):
    """The server refused. ``description`` in lower case, since the libraries capitalise it each in their way."""

    def __init__(self, code: int, description: str, *, retry_after: int = 0, migrated_to: int = 0) -> None:
        super().__init__(f"{code}: {description.lower()}")
        self.code = code
        self.description = description.lower()
        self.retry_after = retry_after
        self.migrated_to = migrated_to


class NoAnswer(Exception):
    """The connection broke, or the answer was none."""


class Client(Protocol):
    """What the tests need of a client."""

    name: str

    async def call(self, method: str, **arguments: object) -> Json:
        """Call the library's own method for this name of the Bot API; its answer as JSON."""

    async def calls(self, method: str, **arguments: object) -> list[Json]:
        """The same for methods that answer a list."""

    def file(self, content: bytes, name: str) -> object:
        """Something to upload, as the library has it."""

    def album_item(self, kind: str, media: object, caption: str | None = None) -> object:
        """An ``InputMedia`` of the library."""

    def entity(self, entity: Json) -> object:
        """A ``MessageEntity`` of the library."""

    def reply(self, message_id: int, **arguments: object) -> object:
        """The library's ``ReplyParameters``."""

    def reactions(self, *emoji: str) -> object:
        """The library's list of ``ReactionTypeEmoji``."""

    def custom_reaction(self, number: str) -> object:
        """The library's list of one ``ReactionTypeCustomEmoji``."""

    def commands(self, *commands: tuple[str, str]) -> object:
        """The library's list of ``BotCommand``, by names and descriptions."""

    def scope(self, type_: str) -> object:
        """The library's ``BotCommandScope``."""

    def preview(self) -> object:
        """The library's ``LinkPreviewOptions``, switched off."""

    def keyboard(self, *buttons: tuple[str, str]) -> object:
        """An inline keyboard of the library, one row of texts and their data."""

    async def download(self, file_id: str) -> bytes:
        """Fetch a file by its identifier."""


@asynccontextmanager
async def connect(name: str, fake: FakeTelegram, bot: Bot) -> AsyncIterator[Client]:
    """A client of a library, for a bot of the fake."""
    if name == "aiogram":
        session = AiohttpSession(api=TelegramAPIServer.from_base(fake.address))
        try:
            yield AiogramClient(aiogram.Bot(bot.token, session=session))
        finally:
            # ``session.close`` would sleep a quarter of a second.
            await (await session.create_session()).close()
    else:
        # Reading the certificates, which loopback needs none of, takes longer than most tests.
        quick = {"verify": False}
        request = HTTPXRequest(connection_pool_size=8, httpx_kwargs=quick)
        client = ptb.Bot(
            bot.token,
            base_url=fake.base_url,
            base_file_url=fake.base_file_url,
            request=request,
            get_updates_request=HTTPXRequest(httpx_kwargs=quick),
        )
        await client.initialize()
        try:
            yield PtbClient(client)
        finally:
            await client.shutdown()


def snake(method: str) -> str:
    """``sendMessage`` → ``send_message``."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", method).lower()


class PtbClient:
    """python-telegram-bot."""

    name = "python-telegram-bot"

    def __init__(self, bot: ptb.Bot) -> None:
        self.bot = bot

    async def _call(self, method: str, arguments: dict[str, object]) -> object:
        codes: dict[type[Exception], int] = {
            ptb_errors.BadRequest: 400,
            ptb_errors.InvalidToken: 401,
            ptb_errors.Forbidden: 403,
            ptb_errors.Conflict: 409,
        }
        try:
            return await getattr(self.bot, snake(method))(**arguments)
        except ptb_errors.RetryAfter as error:
            seconds = error.retry_after
            retry_after = seconds if isinstance(seconds, int) else int(seconds.total_seconds())
            raise Refused(429, str(error), retry_after=retry_after) from None
        except ptb_errors.ChatMigrated as error:
            raise Refused(400, str(error), migrated_to=error.new_chat_id) from None
        except (ptb_errors.BadRequest, ptb_errors.InvalidToken, ptb_errors.Forbidden, ptb_errors.Conflict) as error:
            raise Refused(codes[type(error)], error.message) from None
        except ptb_errors.NetworkError as error:
            if "too large" in error.message.lower():
                raise Refused(413, error.message) from None
            raise NoAnswer(error.message) from None

    async def call(self, method: str, **arguments: object) -> Json:
        answer = await self._call(method, arguments)
        return answer.to_dict() if isinstance(answer, ptb.TelegramObject) else {"result": answer}

    async def calls(self, method: str, **arguments: object) -> list[Json]:
        answer = await self._call(method, arguments)
        assert isinstance(answer, tuple)
        return [item.to_dict() for item in answer]

    def file(self, content: bytes, name: str) -> object:
        return ptb.InputFile(content, filename=name)

    def album_item(self, kind: str, media: object, caption: str | None = None) -> object:
        types = {"photo": ptb.InputMediaPhoto, "video": ptb.InputMediaVideo, "document": ptb.InputMediaDocument}
        if isinstance(media, ptb.InputFile):
            media = media.input_file_content
        return types[kind](media, caption=caption)

    def entity(self, entity: Json) -> object:
        return ptb.MessageEntity.de_json(entity, self.bot)

    def reply(self, message_id: int, **arguments: object) -> object:
        return ptb.ReplyParameters.de_json({"message_id": message_id, **arguments}, self.bot)

    def reactions(self, *emoji: str) -> object:
        return [ptb.ReactionTypeEmoji(each) for each in emoji]

    def custom_reaction(self, number: str) -> object:
        return [ptb.ReactionTypeCustomEmoji(number)]

    def commands(self, *commands: tuple[str, str]) -> object:
        return [ptb.BotCommand(name, description) for name, description in commands]

    def scope(self, type_: str) -> object:
        return ptb.BotCommandScope(type_)

    def preview(self) -> object:
        return ptb.LinkPreviewOptions(is_disabled=True)

    def keyboard(self, *buttons: tuple[str, str]) -> object:
        return ptb.InlineKeyboardMarkup(
            [[ptb.InlineKeyboardButton(text, callback_data=data) for text, data in buttons]]
        )

    async def download(self, file_id: str) -> bytes:
        answer = await self._call("getFile", {"file_id": file_id})
        assert isinstance(answer, ptb.File)
        try:
            return bytes(await answer.download_as_bytearray())
        except ptb_errors.TelegramError as error:
            raise NoAnswer(error.message) from None


class AiogramClient:
    """aiogram."""

    name = "aiogram"

    def __init__(self, bot: aiogram.Bot) -> None:
        self.bot = bot

    async def _call(self, method: str, arguments: dict[str, object]) -> object:
        codes: dict[type[Exception], int] = {
            aiogram_errors.TelegramBadRequest: 400,
            aiogram_errors.TelegramUnauthorizedError: 401,
            aiogram_errors.TelegramForbiddenError: 403,
            aiogram_errors.TelegramNotFound: 404,
            aiogram_errors.TelegramConflictError: 409,
            aiogram_errors.TelegramEntityTooLarge: 413,
        }
        try:
            return await getattr(self.bot, snake(method))(**arguments)
        except aiogram_errors.TelegramRetryAfter as error:
            raise Refused(429, error.message, retry_after=error.retry_after) from None
        except aiogram_errors.TelegramMigrateToChat as error:
            raise Refused(400, error.message, migrated_to=error.migrate_to_chat_id) from None
        except aiogram_errors.ClientDecodeError as error:
            raise NoAnswer(str(error)) from None
        except aiogram_errors.TelegramAPIError as error:
            if type(error) in codes:
                raise Refused(codes[type(error)], error.message) from None
            raise NoAnswer(error.message) from None

    async def call(self, method: str, **arguments: object) -> Json:
        answer = await self._call(method, arguments)
        return _dump(answer) if isinstance(answer, BaseModel) else {"result": answer}

    async def calls(self, method: str, **arguments: object) -> list[Json]:
        answer = await self._call(method, arguments)
        assert isinstance(answer, list)
        return [_dump(item) for item in answer]

    def file(self, content: bytes, name: str) -> object:
        return BufferedInputFile(content, filename=name)

    def album_item(self, kind: str, media: object, caption: str | None = None) -> object:
        types = {
            "photo": aiogram.types.InputMediaPhoto,
            "video": aiogram.types.InputMediaVideo,
            "document": aiogram.types.InputMediaDocument,
        }
        return types[kind](media=media, caption=caption)

    def entity(self, entity: Json) -> object:
        return aiogram.types.MessageEntity.model_validate(entity)

    def reply(self, message_id: int, **arguments: object) -> object:
        return aiogram.types.ReplyParameters.model_validate({"message_id": message_id, **arguments})

    def reactions(self, *emoji: str) -> object:
        return [aiogram.types.ReactionTypeEmoji(emoji=each) for each in emoji]

    def custom_reaction(self, number: str) -> object:
        return [aiogram.types.ReactionTypeCustomEmoji(custom_emoji_id=number)]

    def commands(self, *commands: tuple[str, str]) -> object:
        return [aiogram.types.BotCommand(command=name, description=description) for name, description in commands]

    def scope(self, type_: str) -> object:
        types = {"all_chat_administrators": aiogram.types.BotCommandScopeAllChatAdministrators}
        return types[type_]()

    def preview(self) -> object:
        return aiogram.types.LinkPreviewOptions(is_disabled=True)

    def keyboard(self, *buttons: tuple[str, str]) -> object:
        row = [aiogram.types.InlineKeyboardButton(text=text, callback_data=data) for text, data in buttons]
        return aiogram.types.InlineKeyboardMarkup(inline_keyboard=[row])

    async def download(self, file_id: str) -> bytes:
        answer = await self.bot.download(file_id)
        assert answer is not None
        return answer.read()


def _dump(answer: BaseModel) -> Json:
    dumped = json.loads(answer.model_dump_json(by_alias=True, exclude_none=True, exclude_unset=True))
    assert isinstance(dumped, dict)
    return dumped
