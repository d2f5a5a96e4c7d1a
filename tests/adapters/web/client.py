"""A page without a browser: the HTTP calls and the socket of a member."""

from __future__ import annotations

import asyncio
import itertools
from collections import deque
from collections.abc import Callable
from typing import Any

import aiohttp

Json = dict[str, Any]


class Client:
    """One browser: a cookie jar, and at most one open socket."""

    def __init__(self, url: str, headers: dict[str, str] | None = None) -> None:
        self.url = url
        self.http = aiohttp.ClientSession(
            cookie_jar=aiohttp.CookieJar(unsafe=True), headers={"Origin": url, **(headers or {})}
        )
        self.invite = ""
        self.member = ""
        self.name = ""
        self.socket: aiohttp.ClientWebSocketResponse | None = None
        self._ids = itertools.count(1)
        self._waiting: deque[Json] = deque()

    async def close(self) -> None:
        if self.socket:
            await self.socket.close()
        await self.http.close()

    async def get(self, path: str, **kwargs: Any) -> tuple[int, Json]:
        async with self.http.get(self.url + path, **kwargs) as response:
            return response.status, await response.json(content_type=None)

    async def post(self, path: str, body: Any, **kwargs: Any) -> tuple[int, Json]:
        async with self.http.post(self.url + path, json=body, **kwargs) as response:
            return response.status, await response.json(content_type=None)

    async def start(self, name: str, **more: str) -> Json:
        """Start a room and open its socket; returns the greeting."""
        status, answer = await self.post("/api/rooms", {"name": name, **more})
        assert status == 200, answer
        return await self._enter(answer, more.get("language", "en"))

    async def join(self, invite: str, name: str, **more: str) -> Json:
        """Join a room and open its socket; returns the greeting."""
        status, answer = await self.post(f"/api/invites/{invite}", {"name": name, **more})
        assert status == 200, answer
        return await self._enter(answer, more.get("language", "en"))

    async def connect(self, since: int | str = "", lang: str = "en") -> Json:
        """Open the socket; returns the first frame."""
        address = f"{self.url}/socket?member={self.member}&since={since}&lang={lang}"
        self._waiting.clear()
        self.socket = await self.http.ws_connect(address)
        return await self.next()

    async def disconnect(self) -> None:
        assert self.socket
        await self.socket.close()

    async def send(self, type_: str, **values: Any) -> None:
        assert self.socket
        await self.socket.send_json({"type": type_, **values})

    async def ask(self, type_: str, **values: Any) -> Json:
        """Ask for something; returns the answer, "done" or "refused"."""
        identity = values.pop("id", None) or f"ask-{next(self._ids)}"
        await self.send(type_, id=identity, **values)
        others: list[Json] = []
        async with asyncio.timeout(5):
            while (frame := await self.next()).get("id") != identity or frame["type"] not in {"done", "refused"}:
                others.append(frame)
        self._waiting.extendleft(reversed(others))
        return frame

    async def next(self) -> Json:
        """The next frame; what `ask` passed over comes first."""
        assert self.socket
        if self._waiting:
            return self._waiting.popleft()
        frame: Json = await self.socket.receive_json(timeout=5)
        return frame

    async def until(self, wanted: str | Callable[[Json], bool]) -> Json:
        """The next frame that satisfies a condition, or that is of a type."""
        async with asyncio.timeout(5):
            while True:
                frame = await self.next()
                if wanted(frame) if callable(wanted) else frame["type"] == wanted:
                    return frame

    async def entry(self) -> Json:
        """The next entry that is pushed."""
        entry: Json = (await self.until("entry"))["entry"]
        return entry

    async def closed(self) -> int | None:
        """Wait until the server closes the socket; returns its code."""
        assert self.socket
        async with asyncio.timeout(5):
            async for _ in self.socket:
                pass
        return self.socket.close_code

    async def _enter(self, answer: Json, language: str) -> Json:
        self.invite, self.member, self.name = answer["invite"], answer["member"], answer["name"]
        return await self.connect(lang=language)
