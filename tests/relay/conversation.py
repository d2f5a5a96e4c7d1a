"""A whole core over a real database, with platforms in memory and a translator that can be followed by eye."""

from __future__ import annotations

import asyncio
import itertools
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

from bridge.chat.author import Author
from bridge.chat.event import Edited, Event, Posted
from bridge.chat.message import Message, Poll
from bridge.chat.reader import ReaderLanguage
from bridge.chat.room import RoomRef
from bridge.chat.text import Text
from bridge.core import Core, build_core
from bridge.glossary.books import Books
from bridge.glossary.term import Hit
from bridge.language.detect import Detector
from bridge.language.language import Language
from bridge.relay.shipping import Lateness
from bridge.store.database import Database
from bridge.store.migrations import migrate
from bridge.translation.translation import Outcome, Translation
from tests.relay.loopback import Loopback

MEI = Author("alpha", "mei", "Mei")
TOM = Author("beta", "tom", "Tom")
A = RoomRef("alpha", "a")
B = RoomRef("beta", "b")
_keys = itertools.count()
PUNCTUAL = Lateness()


class Upside:
    """Translates by writing the target before the text; refuses what says so."""

    async def translate(
        self, text: Text, source: Language, target: ReaderLanguage, hits: Sequence[Hit] = ()
    ) -> Translation:
        if "untranslatable" in text.plain:
            return Translation(text, target, Outcome.REFUSED, "loop")
        return Translation(Text(f"<{target.value} {text.plain}>"), target, Outcome.TRANSLATED)


class Conversation:
    """Says things and waits for what follows."""

    def __init__(self, core: Core, database: Database) -> None:
        self.core = core
        self.database = database

    async def accept(self, event: Event) -> bool:
        return await self.core.intake.accept(event)

    async def say(
        self,
        plain: str | Text,
        author: Author = MEI,
        room: RoomRef = A,
        *,
        native: str = "",
        reply_to: str = "",
        at: float | None = None,
        poll: Poll | None = None,
    ) -> str:
        """Post a message; returns its identity."""
        native = native or f"{room.platform}-said-{next(_keys)}"
        text = Text(plain) if isinstance(plain, str) else plain
        message = Message(native, room, author, text, now() if at is None else at, reply_to=reply_to, poll=poll)
        await self.accept(Posted(f"{native}-posted", message))
        return native

    async def accept_again(self, native: str, room: RoomRef = A, author: Author = MEI) -> bool:
        """Let a platform report a message a second time."""
        return await self.accept(Posted(f"{native}-posted", Message(native, room, author, Text("again"), now())))

    async def rewrite(self, native: str, plain: str, author: Author = MEI, room: RoomRef = A) -> None:
        message = Message(native, room, author, Text(plain), now())
        await self.accept(Edited(f"{native}-edited-{next(_keys)}", message, now()))

    async def settled(self) -> None:
        """Wait until everything accepted is handled and shown."""
        async with asyncio.timeout(20):
            await self.core.relay.drained()
            await self.core.shipping.drained()


def now() -> float:
    """Seconds since the epoch, as events carry them."""
    return time.time()


@asynccontextmanager
async def conversation(
    path: Path, *adapters: Loopback, linked: Sequence[RoomRef] = (A, B), lateness: Lateness = PUNCTUAL
) -> AsyncIterator[Conversation]:
    """A running core; leaving is as abrupt as a crash, except that the database is closed."""
    await asyncio.to_thread(migrate, path)
    database = Database(path)
    core = build_core(
        database, {adapter.platform: adapter for adapter in adapters}, Detector(), Books(), Upside(), lateness
    )
    if linked:
        await link(database, core, linked)
    await core.resume()
    tasks = asyncio.create_task(core.run())
    try:
        yield Conversation(core, database)
    finally:
        tasks.cancel()
        await asyncio.wait([tasks])
        await asyncio.to_thread(database.close)


async def link(database: Database, core: Core, rooms: Sequence[RoomRef]) -> None:
    """Join rooms into one bridge."""
    numbers = [(await core.directory.room(ref, ref.id.upper())).room.id for ref in rooms]
    await core.bridges.join(numbers)
    core.directory.forget()
