"""A Telegram group bridged to a platform in memory: the real adapter, client library, core and database."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import SecretStr

from bridge.adapters.telegram.adapter import TelegramAdapter
from bridge.adapters.telegram.client import Patience
from bridge.chat.author import Author
from bridge.chat.event import Command, Deleted, Event
from bridge.chat.room import RoomRef
from bridge.commands.summary import CommandSummary
from bridge.core import Core, build_core
from bridge.glossary.finder import NoTerms
from bridge.language.detect import Detector
from bridge.relay.adapter import Adapter
from bridge.settings import Telegram
from bridge.store.database import Database
from bridge.store.migrations import migrate
from tests.fakes.telegram import Bot, Chat, FakeTelegram, Topic, User
from tests.relay.conversation import PUNCTUAL, Conversation, Upside, link
from tests.relay.loopback import Loopback

TOM = Author("beta", "tom", "Tom")
B = RoomRef("beta", "b")
#: Nothing here waits long, and what waits does so for things that come at once.
IMPATIENT = Patience(poll=20, connect=2.0, answer=2.0, upload=10.0, album=0.15, trouble=0.05, longest=0.2)


def room(chat: Chat, topic: Topic | None = None) -> RoomRef:
    """A chat or topic as the core knows it."""
    return RoomRef("telegram", f"{chat.id}/{topic.thread_id}" if topic else str(chat.id))


@dataclass
class Stage:
    """The Telegram group `group` with Ann (its owner), Bob and the bot, bridged to `beta`'s room `b`."""

    telegram: FakeTelegram
    bot: Bot
    ann: User
    bob: User
    group: Chat
    path: Path
    commands: Sequence[CommandSummary] = ()
    patience: Patience = IMPATIENT
    webhook_url: str = ""
    webhook_port: int = 0
    webhook_secret: str = ""
    beta: Loopback = field(default_factory=lambda: Loopback("beta"))
    accepted: list[Event] = field(default_factory=list)

    def settings(self) -> Telegram:
        return Telegram(
            token=SecretStr(self.bot.token),
            base_url=self.telegram.base_url,
            base_file_url=self.telegram.base_file_url,
            webhook_url=self.webhook_url,
            webhook_host="127.0.0.1",
            webhook_port=self.webhook_port,
            webhook_secret=SecretStr(self.webhook_secret) if self.webhook_secret else None,
        )

    def adapter(self) -> TelegramAdapter:
        return TelegramAdapter(self.settings(), self.path, self.commands, self.patience)

    @asynccontextmanager
    async def play(self, *linked: RoomRef) -> AsyncIterator[Play]:
        """A running Magpie; leaving is as abrupt as a crash, except that the database is closed."""
        async with _running(self, linked or (room(self.group), B)) as play:
            await asyncio.wait_for(play.adapter.started.wait(), 5)
            yield play

    @asynccontextmanager
    async def unstarted(self, *linked: RoomRef) -> AsyncIterator[Play]:
        """The same, without waiting for Telegram."""
        async with _running(self, linked or (room(self.group), B)) as play:
            yield play


class Play(Conversation):
    """Waits for what follows from what people do."""

    def __init__(self, stage: Stage, adapter: TelegramAdapter, core: Core, database: Database) -> None:
        super().__init__(core, database)
        self.stage = stage
        self.adapter = adapter
        self.ended: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._changed = asyncio.Condition()
        self._accept = core.intake.accept

    async def heard(self, event: Event) -> bool:
        """In place of the core's `accept`: keeps what came from Telegram."""
        new = await self._accept(event)
        async with self._changed:
            if event.room.platform == "telegram":
                self.stage.accepted.append(event)
            self._changed.notify_all()
        return new

    async def event(self, condition: Callable[[Event], object]) -> Event:
        """The first accepted event that fits."""
        async with self._changed, asyncio.timeout(5):
            await self._changed.wait_for(lambda: any(condition(event) for event in self.stage.accepted))
        return next(event for event in self.stage.accepted if condition(event))

    async def command(self, name: str) -> Command:
        """The first accepted command of a name."""
        found = await self.event(lambda event: isinstance(event, Command) and event.name == name)
        assert isinstance(found, Command)
        return found

    async def delete(self, native: str, ref: RoomRef) -> None:
        """Take a message of the other platform back."""
        await self.accept(Deleted(f"{native}-deleted", ref, (native,)))

    async def beta_shows(self, text: str) -> None:
        """Wait until the other platform shows a message that holds a text, and the core knows that it does."""
        await self.stage.beta.until(lambda: any(text in shown for shown in self.stage.beta.texts("b")))
        await self.settled()


@asynccontextmanager
async def _running(stage: Stage, linked: Sequence[RoomRef]) -> AsyncIterator[Play]:
    database_path = stage.path / "magpie.db"
    stage.path.mkdir(parents=True, exist_ok=True)
    await asyncio.to_thread(migrate, database_path)
    database = Database(database_path)
    adapter = stage.adapter()
    adapters: dict[str, Adapter] = {"telegram": adapter, "beta": stage.beta}
    core = build_core(database, adapters, Detector(), NoTerms(), Upside(), PUNCTUAL)
    play = Play(stage, adapter, core, database)
    core.intake.accept = play.heard  # type: ignore[method-assign]
    await link(database, core, linked)
    await core.resume()
    tasks: list[asyncio.Task[None]] = [
        asyncio.create_task(_run(core.run)),
        asyncio.create_task(_run(adapter.run, core)),
    ]
    tasks[1].add_done_callback(lambda _: None if play.ended.done() else play.ended.set_result(None))
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
