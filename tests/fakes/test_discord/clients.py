"""Clients for the fake: a bare one that sees every byte, and discord.py."""

from __future__ import annotations

import asyncio
import io
import json
import zlib
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any, TypeVar

import aiohttp
import discord
import pytest
import yarl
from discord.gateway import DiscordWebSocket

from tests.fakes.discord import Bot, FakeDiscord
from tests.fakes.discord.watch import Watch
from tests.fakes.discord.world import Intent

T = TypeVar("T")
EVERYTHING = (
    Intent.GUILDS
    | Intent.GUILD_MEMBERS
    | Intent.GUILD_MODERATION
    | Intent.GUILD_WEBHOOKS
    | Intent.GUILD_MESSAGES
    | Intent.GUILD_MESSAGE_REACTIONS
    | Intent.GUILD_MESSAGE_TYPING
    | Intent.DIRECT_MESSAGES
    | Intent.MESSAGE_CONTENT
)


@dataclass
class Reply:
    """An answer of the API."""

    status: int
    body: Any
    headers: dict[str, str]

    def errors(self, *path: str) -> list[str]:
        """The codes of what is wrong with the field at `path`."""
        node = self.body["errors"]
        for step in path:
            node = node[step]
        return [one["code"] for one in node["_errors"]]


class Rest:
    """Calls the API as a bot, and does not retry."""

    def __init__(self, server: FakeDiscord, token: str | None, session: aiohttp.ClientSession) -> None:
        self._server = server
        self._token = token
        self._session = session

    async def __call__(self, method: str, path: str, payload: object = None, **more: Any) -> Reply:
        headers = {} if self._token is None else {"Authorization": f"Bot {self._token}"}
        if payload is not None:
            more["json"] = payload
        async with self._session.request(method, self._server.api_url + path, headers=headers, **more) as response:
            raw = await response.read()
            kind = response.headers.get("Content-Type")
            body = json.loads(raw) if kind == "application/json" else raw.decode()
            return Reply(response.status, body, {key.lower(): value for key, value in response.headers.items()})

    async def upload(self, path: str, payload: object, *files: tuple[str, bytes], method: str = "POST") -> Reply:
        """Send files beside a payload."""
        form = aiohttp.FormData(quote_fields=False)
        form.add_field("payload_json", json.dumps(payload), content_type="application/json")
        for number, (name, data) in enumerate(files):
            form.add_field(f"files[{number}]", io.BytesIO(data), filename=name, content_type="application/octet-stream")
        return await self(method, path, data=form)


@dataclass
class Socket:
    """A bare gateway connection."""

    raw: aiohttp.ClientWebSocketResponse
    sequence: int = 0
    frames: list[bytes] = field(default_factory=list)
    _inflate: Any = field(default_factory=zlib.decompressobj)

    async def send(self, op: int, data: object) -> None:
        """Send a payload."""
        await self.raw.send_json({"op": op, "d": data})

    async def receive(self) -> Any:
        """The next payload."""
        message = await self.raw.receive(timeout=10)
        if message.type is aiohttp.WSMsgType.BINARY:
            self.frames.append(message.data)
            payload = json.loads(self._inflate.decompress(message.data))
        elif message.type is aiohttp.WSMsgType.TEXT:
            payload = json.loads(message.data)
        else:
            raise ConnectionError(self.raw.close_code)
        if payload["s"] is not None:
            self.sequence = payload["s"]
        return payload

    async def until(self, name: str) -> Any:
        """The data of the next event of this name."""
        while (payload := await self.receive())["t"] != name:
            pass
        return payload["d"]

    async def until_op(self, op: int) -> Any:
        """The next payload with this opcode."""
        while (payload := await self.receive())["op"] != op:
            pass
        return payload

    async def closed(self) -> int | None:
        """Wait until the server closes, and return its code."""
        while True:
            try:
                await self.receive()
            except ConnectionError:
                return self.raw.close_code

    async def identify(self, bot: Bot, intents: int = EVERYTHING, **more: object) -> Any:
        """Start a session and return the data of READY."""
        await self.send(2, {"token": bot.token, "intents": int(intents), "properties": {}} | more)
        return await self.until("READY")

    async def resume(self, bot: Bot, session_id: str, sequence: int) -> None:
        """Ask to resume."""
        await self.send(6, {"token": bot.token, "session_id": session_id, "seq": sequence})


@asynccontextmanager
async def open_socket(
    server: FakeDiscord, *, compress: str | None = "zlib-stream", version: int = 10
) -> AsyncIterator[Socket]:
    """Connect to the gateway."""
    query = f"?v={version}&encoding=json" + (f"&compress={compress}" if compress else "")
    async with (
        aiohttp.ClientSession() as session,
        session.ws_connect(f"{server.gateway_url}/{query}", max_msg_size=0) as raw,
    ):
        yield Socket(raw)


class Listener(discord.Client):
    """A bot on discord.py that remembers what it was told."""

    def __init__(self, intents: discord.Intents | None = None) -> None:
        if intents is None:
            intents = discord.Intents.default()
            intents.message_content = intents.members = True
        super().__init__(intents=intents, guild_ready_timeout=0.1, max_ratelimit_timeout=30.0)
        self.heard: list[tuple[str, tuple[object, ...]]] = []
        self.watch = Watch()

    async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:
        """Identify at once, where discord.py would wait 5 s."""

    def dispatch(self, event: str, /, *args: Any, **kwargs: Any) -> None:
        """Note each event before it is handled."""
        self.heard.append((event, args))
        self.watch.touch()
        super().dispatch(event, *args, **kwargs)

    async def hear(self, event: str, predicate: Callable[..., bool] = lambda *_: True) -> Any:
        """Wait for an event, heard before or to come, and return what came with it."""
        found = await self.watch.until(
            lambda: next((args for name, args in self.heard if name == event and predicate(*args)), None),
            timeout=10,
            otherwise=lambda: f"never heard {event}, only {[name for name, _ in self.heard]}",
        )
        return found[0] if len(found) == 1 else found

    def messages(self) -> list[str]:
        """The texts that it heard, in order."""
        return [args[0].content for name, args in self.heard if name == "message"]  # type: ignore[attr-defined]


def lead_discord_py(server: FakeDiscord, monkeypatch: pytest.MonkeyPatch) -> None:
    """Point discord.py at `server` for the length of a test."""
    monkeypatch.setattr(discord.http.Route, "BASE", server.api_url)
    monkeypatch.setattr(DiscordWebSocket, "DEFAULT_GATEWAY", yarl.URL(server.gateway_url))
    monkeypatch.setattr(discord.Asset, "BASE", server.cdn_url)


@asynccontextmanager
async def run(client: discord.Client, bot: Bot) -> AsyncIterator[None]:
    """Run a discord.py client beside the test."""
    task = asyncio.create_task(client.start(bot.token))
    try:
        ready = asyncio.create_task(client.wait_until_ready())
        await asyncio.wait({task, ready}, return_when=asyncio.FIRST_COMPLETED, timeout=10)
        ready.cancel()
        if task.done():
            await task
        yield
    finally:
        await client.close()
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
