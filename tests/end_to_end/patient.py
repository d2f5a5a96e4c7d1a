"""A page that keeps what it said until the server has it, and comes back whenever the server does."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any, TypeVar

import aiohttp

from tests.adapters.web.client import Client

Json = dict[str, Any]
T = TypeVar("T")
AGAIN_SECONDS = 0.05


def _ignore(_: Json) -> None:
    pass


class Patient:
    """Asks under ids of its own, and collects the room's timeline across any number of connections.

    `language` is what it reads, a BCP 47 tag. `heard` is called with each entry that comes, whenever it comes.
    """

    def __init__(self, url: str, language: str = "en", heard: Callable[[Json], None] = _ignore) -> None:
        self.client = Client(url)
        self.language = language
        self.heard = heard
        self.entries: dict[int, Json] = {}
        self.unacknowledged: dict[str, Json] = {}
        #: Sentences of what was refused, by id.
        self.refused: dict[str, str] = {}
        self._revision: int | str = ""
        self._wake = asyncio.Event()
        self._changed = asyncio.Condition()

    def say(self, identity: str, text: str, reply_to: int | None = None) -> None:
        """Send a line as soon as there is a connection, and again until it is acknowledged."""
        self.ask("post", identity, text=text, reply_to=reply_to)

    def ask(self, kind: str, identity: str, **values: Any) -> None:
        """Ask for something as soon as there is a connection, and again until it is answered."""
        self.unacknowledged[identity] = {"type_": kind, "id": identity, **values}
        self._wake.set()

    async def run(self) -> None:
        """Stay connected until cancelled."""
        while True:
            try:
                async with asyncio.TaskGroup() as group:
                    self._greet(await self.client.connect(self._revision, self.language))
                    group.create_task(self._speak())
                    group.create_task(self._listen())
            except* (aiohttp.ClientError, ConnectionError, TypeError, ValueError, TimeoutError):
                await asyncio.sleep(AGAIN_SECONDS)

    async def until(self, lines: int) -> list[str]:
        """Wait until the timeline has that many lines; returns them in order."""
        async with self._changed:
            await self._changed.wait_for(lambda: len(self.lines()) >= lines and not self.unacknowledged)
        return self.lines()

    async def find(self, look: Callable[[Json], T | None]) -> T:
        """Wait until `look` finds something in an entry; returns what it found."""
        found: T | None = None

        def there() -> bool:
            nonlocal found
            found = next(filter(None, map(look, self.entries.values())), None)
            return found is not None

        async with self._changed:
            await self._changed.wait_for(there)
        assert found is not None
        return found

    def lines(self) -> list[str]:
        """The timeline as it is known now."""
        return [self.entries[number]["original"]["plain"] for number in sorted(self.entries)]

    def _greet(self, hello: Json) -> None:
        assert hello["type"] == "hello", hello
        for entry in hello["entries"]:
            self._hear(entry)
        self._revision = hello["revision"]

    async def _speak(self) -> None:
        sent: set[str] = set()
        while True:
            for identity, asked in list(self.unacknowledged.items()):
                if identity not in sent:
                    sent.add(identity)
                    await self.client.send(**asked)
            self._wake.clear()
            await self._wake.wait()

    async def _listen(self) -> None:
        assert self.client.socket is not None
        async for message in self.client.socket:
            frame: Json = message.json()
            if frame["type"] in {"done", "refused"}:
                self.unacknowledged.pop(frame["id"], None)
                if frame["type"] == "refused":
                    self.refused[frame["id"]] = frame["sentence"]
            elif frame["type"] == "entry":
                self._hear(frame["entry"])
                self._revision = max(int(self._revision or 0), frame["entry"]["revision"])
            async with self._changed:
                self._changed.notify_all()
        raise ConnectionError("the server is gone")

    def _hear(self, entry: Json) -> None:
        self.entries[entry["id"]] = entry
        self.heard(entry)
