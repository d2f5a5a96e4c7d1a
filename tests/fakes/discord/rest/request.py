"""A call to the API, before and after it is handled."""

from __future__ import annotations

import json
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

from aiohttp import BodyPartReader, web

from tests.fakes.discord.accounts import Bot
from tests.fakes.discord.drafts import UPLOAD_BYTES, Upload
from tests.fakes.discord.messages import Message, MessageFlag
from tests.fakes.discord.permissions import Permission
from tests.fakes.discord.places import Channel, Guild
from tests.fakes.discord.refusals import Refusal, invalid, refuse
from tests.fakes.discord.wire import Json
from tests.fakes.discord.world import World

if TYPE_CHECKING:
    from tests.fakes.discord.gateway import Gateway

_FILE_FIELD = re.compile(r"files\[(\d+)\]")


@dataclass(frozen=True)
class Answer:
    """A status and a body; without a body the answer has no content."""

    status: int
    body: object = None


Body: TypeAlias = Json | list[Any] | Answer | None
"""What a handler returns: None is 204, anything but an Answer is 200."""

Handler: TypeAlias = Callable[["ApiRequest"], Awaitable[Body]]


@dataclass(frozen=True)
class Route:
    """A route as the documentation writes it.

    `open` routes are authorised by what stands in their path. `exempt` ones do not count against 50 calls a second.
    """

    method: str
    path: str
    handler: Handler
    open: bool = False
    exempt: bool = False

    @property
    def name(self) -> str:
        """Method and path."""
        return f"{self.method} {self.path}"


class ApiRequest:
    """What a handler is given. `payload` and `uploads` are the body."""

    def __init__(self, world: World, gateway: Gateway, raw: web.Request, bot: Bot | None) -> None:
        self.world = world
        self.gateway = gateway
        self.payload: Any = {}
        self.uploads: list[Upload] = []
        self._raw = raw
        self._bot = bot

    @property
    def bot(self) -> Bot:
        """The bot that calls. Raises 401 where none has to, and none does."""
        if self._bot is None:
            raise refuse(Refusal.UNAUTHORIZED)
        return self._bot

    @property
    def caller(self) -> Bot | None:
        """The bot that calls, when the call has a token."""
        return self._bot

    @property
    def query(self) -> dict[str, str]:
        """The query parameters."""
        return dict(self._raw.query)

    def text(self, name: str) -> str:
        """A part of the path, decoded."""
        return self._raw.match_info[name]

    def id(self, name: str) -> int:
        """An id in the path. Raises 50035 for what is none."""
        return self._snowflake(name, self._raw.match_info[name])

    def query_id(self, name: str) -> int | None:
        """An id in the query."""
        raw = self._raw.query.get(name)
        return None if raw is None else self._snowflake(name, raw)

    def query_int(self, name: str, default: int, low: int, high: int) -> int:
        """A number in the query. Raises 50035 when it is not between `low` and `high`."""
        raw = self._raw.query.get(name)
        if raw is None:
            return default
        if not raw.isdecimal():
            raise invalid(name, "NUMBER_TYPE_COERCE", f'Value "{raw}" is not int.')
        if not low <= int(raw) <= high:
            bound = "greater than or equal to 1" if int(raw) < low else f"less than or equal to {high}"
            code = "NUMBER_TYPE_MIN" if int(raw) < low else "NUMBER_TYPE_MAX"
            raise invalid(name, code, f"int value should be {bound}.")
        return int(raw)

    def query_flag(self, name: str) -> bool:
        """A truth value in the query."""
        return self._raw.query.get(name, "").lower() in {"1", "true"}

    @staticmethod
    def _snowflake(name: str, raw: str) -> int:
        if not raw.isdecimal():
            raise invalid(name, "NUMBER_TYPE_COERCE", f'Value "{raw}" is not snowflake.')
        return int(raw)

    def channel(self, needed: Permission = Permission.NONE) -> Channel:
        """The channel in the path, in which the bot has `needed`."""
        return self.world.channel_for(self.bot.user, self.id("channel_id"), needed)

    def guild(self, needed: Permission = Permission.NONE) -> Guild:
        """The guild in the path, in which the bot has `needed`."""
        return self.world.guild_for(self.bot.user, self.id("guild_id"), needed)

    def message(self, channel: Channel) -> Message:
        """The message in the path. Raises 10008 when it is not in `channel`."""
        message = channel.history.get(self.id("message_id"))
        if message is None or MessageFlag.EPHEMERAL in message.flags:
            raise refuse(Refusal.UNKNOWN_MESSAGE)
        return message

    async def read(self) -> None:
        """Read the body. Raises 50109 for bad JSON and 50035 for a body of the wrong type."""
        kind = self._raw.content_type
        if kind == "multipart/form-data":
            await self._read_multipart()
            return
        body = await self._raw.read()
        if not body:
            return
        if kind != "application/json":
            raise invalid("_misc", "CONTENT_TYPE_INVALID", 'Expected "Content-Type" header to be application/json.')
        self.payload = self._parse(body)

    @staticmethod
    def _parse(body: bytes) -> object:
        try:
            parsed: object = json.loads(body)
        except ValueError:
            raise refuse(Refusal.NOT_JSON) from None
        return parsed

    async def _read_multipart(self) -> None:
        async for part in await self._raw.multipart():
            if not isinstance(part, BodyPartReader):
                continue
            field = part.name or ""
            if field == "payload_json":
                self.payload = self._parse(bytes(await part.read()))
                continue
            data = bytearray()
            while chunk := await part.read_chunk(1 << 18):
                if len(data) <= UPLOAD_BYTES:
                    data += chunk
            match = _FILE_FIELD.fullmatch(field)
            index = int(match[1]) if match is not None else len(self.uploads)
            self.uploads.append(Upload(index, part.filename or "unknown", bytes(data)))

    @property
    def fields(self) -> Json:
        """The body as an object. Raises 50035 for anything else."""
        if not isinstance(self.payload, dict):
            raise invalid("_misc", "DICT_TYPE_CONVERT", "Only dictionaries may be used in a DictType")
        return self.payload
