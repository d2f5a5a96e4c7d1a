"""A real adapter bridged to a platform in memory: with the real core and database, and a fake of its platform."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Generic, Protocol, TypeVar

from bridge.chat.event import Command, Deleted, Event
from bridge.chat.room import RoomRef
from bridge.core import Core, build_core
from bridge.glossary.books import Books
from bridge.language.detect import Detector
from bridge.relay.adapter import Adapter
from bridge.store.database import Database
from bridge.store.migrations import migrate
from tests.relay.conversation import PUNCTUAL, Conversation, Upside, link
from tests.relay.loopback import Loopback

AdapterT_co = TypeVar("AdapterT_co", bound=Adapter, covariant=True)


class Stage(Protocol[AdapterT_co]):
    """What is there before Magpie runs and after it: the other platform, and what was accepted."""

    path: Path
    beta: Loopback
    accepted: list[Event]

    def adapter(self) -> AdapterT_co:
        """An adapter for the fake."""


class Play(Conversation, Generic[AdapterT_co]):
    """Waits for what follows from what people do."""

    def __init__(self, stage: Stage[AdapterT_co], adapter: AdapterT_co, core: Core, database: Database) -> None:
        super().__init__(core, database)
        self.adapter = adapter
        self.ended: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._beta, self._accepted = stage.beta, stage.accepted
        self._changed = asyncio.Condition()
        self._accept = core.intake.accept

    def end(self) -> None:
        """The adapter returned."""
        if not self.ended.done():
            self.ended.set_result(None)

    async def heard(self, event: Event) -> bool:
        """In place of the core's `accept`: keeps what came from the adapter."""
        new = await self._accept(event)
        async with self._changed:
            if new and event.room.platform == self.adapter.platform:
                self._accepted.append(event)
            self._changed.notify_all()
        return new

    async def event(self, condition: Callable[[Event], object]) -> Event:
        """The first accepted event that fits."""
        async with self._changed, asyncio.timeout(5):
            await self._changed.wait_for(lambda: any(condition(event) for event in self._accepted))
        return next(event for event in self._accepted if condition(event))

    async def command(self, name: str) -> Command:
        """The first accepted command of a name."""
        found = await self.event(lambda event: isinstance(event, Command) and event.name == name)
        assert isinstance(found, Command)
        return found

    async def delete(self, native: str, ref: RoomRef) -> None:
        """Take a message of the other platform back."""
        await self.accept(Deleted(f"{native}-deleted", ref, (native,)))

    async def beta_shows(self, text: str) -> None:
        """Wait until the other platform shows a message that holds a text."""
        await self._beta.until(lambda: any(text in shown for shown in self._beta.texts("b")))


PlayT = TypeVar("PlayT", bound="Play[Adapter]")


@asynccontextmanager
async def running(
    stage: Stage[AdapterT_co],
    linked: Sequence[RoomRef],
    made: Callable[[AdapterT_co, Core, Database], PlayT],
) -> AsyncIterator[PlayT]:
    """A running Magpie; leaving is as abrupt as a crash, except that the database is closed."""
    database_path = stage.path / "magpie.db"
    stage.path.mkdir(parents=True, exist_ok=True)
    await asyncio.to_thread(migrate, database_path)
    database = Database(database_path)
    adapter = stage.adapter()
    adapters: dict[str, Adapter] = {adapter.platform: adapter, "beta": stage.beta}
    core = build_core(database, adapters, Detector(), Books(), Upside(), PUNCTUAL)
    play = made(adapter, core, database)
    core.intake.accept = play.heard  # type: ignore[method-assign]
    await link(database, core, linked)
    await core.resume()
    tasks: list[asyncio.Task[None]] = [
        asyncio.create_task(_run(core.run)),
        asyncio.create_task(_run(adapter.run, core)),
    ]
    tasks[1].add_done_callback(lambda _: play.end())
    try:
        yield play
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.wait(tasks)
        await asyncio.to_thread(database.close)
        for task in tasks:
            with suppress(asyncio.CancelledError):
                task.result()


async def _run(run: Callable[..., Awaitable[None]], core: Core | None = None) -> None:
    await (run(core.intake) if core is not None else run())
