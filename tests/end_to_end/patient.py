"""A page that keeps what it said until the server has it, and comes back whenever the server does."""

from __future__ import annotations

import asyncio
from typing import Any

import aiohttp

from tests.adapters.web.client import Client

Json = dict[str, Any]
AGAIN_SECONDS = 0.05


class Patient:
    """Says lines under ids of its own, and collects the room's timeline across any number of connections."""

    def __init__(self, url: str) -> None:
        self.client = Client(url)
        self.entries: dict[int, Json] = {}
        self.unacknowledged: dict[str, str] = {}
        self._revision: int | str = ""
        self._wake = asyncio.Event()
        self._changed = asyncio.Condition()

    def say(self, identity: str, text: str) -> None:
        """Send a line as soon as there is a connection, and again until it is acknowledged."""
        self.unacknowledged[identity] = text
        self._wake.set()

    async def run(self) -> None:
        """Stay connected until cancelled."""
        while True:
            try:
                async with asyncio.TaskGroup() as group:
                    self._greet(await self.client.connect(self._revision))
                    group.create_task(self._speak())
                    group.create_task(self._listen())
            except* (aiohttp.ClientError, ConnectionError, TypeError, ValueError, TimeoutError):
                await asyncio.sleep(AGAIN_SECONDS)

    async def until(self, lines: int) -> list[str]:
        """Wait until the timeline has that many lines; returns them in order."""
        async with self._changed:
            await self._changed.wait_for(lambda: len(self.lines()) >= lines and not self.unacknowledged)
        return self.lines()

    def lines(self) -> list[str]:
        """The timeline as it is known now."""
        return [self.entries[number]["original"]["plain"] for number in sorted(self.entries)]

    def _greet(self, hello: Json) -> None:
        assert hello["type"] == "hello", hello
        for entry in hello["entries"]:
            self.entries[entry["id"]] = entry
        self._revision = hello["revision"]

    async def _speak(self) -> None:
        sent: set[str] = set()
        while True:
            for identity, text in list(self.unacknowledged.items()):
                if identity not in sent:
                    sent.add(identity)
                    await self.client.send("post", id=identity, text=text)
            self._wake.clear()
            await self._wake.wait()

    async def _listen(self) -> None:
        assert self.client.socket is not None
        async for message in self.client.socket:
            frame: Json = message.json()
            if frame["type"] == "done":
                self.unacknowledged.pop(frame["id"], None)
            elif frame["type"] == "entry":
                self.entries[frame["entry"]["id"]] = frame["entry"]
                self._revision = max(int(self._revision or 0), frame["entry"]["revision"])
            async with self._changed:
                self._changed.notify_all()
        raise ConnectionError("the server is gone")
