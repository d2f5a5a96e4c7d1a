"""A Discord channel bridged to a platform in memory: the real adapter, client library, core and database."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import SecretStr

from bridge.adapters.discord.adapter import DiscordAdapter
from bridge.adapters.discord.patience import Patience
from bridge.chat.author import Author
from bridge.chat.event import Command, Deleted, Event
from bridge.chat.room import RoomRef
from bridge.commands.summary import CommandSummary, roster
from bridge.core import Core, build_core
from bridge.glossary.finder import NoTerms
from bridge.language.detect import Detector
from bridge.relay.adapter import Adapter
from bridge.settings import Discord
from bridge.store.database import Database
from bridge.store.migrations import migrate
from tests.fakes.discord import Bot, Channel, FakeDiscord, Guild, User
from tests.relay.conversation import PUNCTUAL, Conversation, Upside, link
from tests.relay.loopback import Loopback

TOM = Author("beta", "tom", "Tom", avatar="https://example.com/tom.png")
B = RoomRef("beta", "b")
#: Nothing here waits long, and what waits does so for things that come at once.
IMPATIENT = Patience(
    connect=2.0, answer=1.5, upload=10.0, guilds=0.02, identify=0.0, trouble=0.05, longest=0.2, command=1.0
)


def room(channel: Channel) -> RoomRef:
    """A channel or thread as the core knows it."""
    return RoomRef("discord", str(channel.id))


@dataclass
class Stage:
    """The channel `channel` with Ann, Ben (an administrator) and the bot, bridged to `beta`'s room `b`."""

    discord: FakeDiscord
    bot: Bot
    guild: Guild
    channel: Channel
    ann: User
    ben: User
    path: Path
    commands: Sequence[CommandSummary] = field(default_factory=roster)
    patience: Patience = IMPATIENT
    beta: Loopback = field(default_factory=lambda: Loopback("beta"))
    accepted: list[Event] = field(default_factory=list)

    def settings(self) -> Discord:
        return Discord(
            token=SecretStr(self.bot.token),
            api_url=self.discord.api_url,
            gateway_url=self.discord.gateway_url,
            cdn_url=self.discord.cdn_url,
        )

    def adapter(self) -> DiscordAdapter:
        return DiscordAdapter(self.settings(), self.path, self.commands, self.patience)

    @asynccontextmanager
    async def play(self, *linked: RoomRef) -> AsyncIterator[Play]:
        """A running Magpie; leaving is as abrupt as a crash, except that the database is closed."""
        async with self.unstarted(*linked) as play:
            await asyncio.wait_for(play.adapter.started.wait(), 10)
            await play.caught_up()
            yield play

    @asynccontextmanager
    async def unstarted(self, *linked: RoomRef) -> AsyncIterator[Play]:
        """The same, without waiting for Discord."""
        async with _running(self, linked or (room(self.channel), B)) as play:
            yield play
        await self.discord.gateway.gone(self.bot)


class Play(Conversation):
    """Waits for what follows from what people do."""

    def __init__(self, stage: Stage, adapter: DiscordAdapter, core: Core, database: Database) -> None:
        super().__init__(core, database)
        self.stage = stage
        self.adapter = adapter
        self.ended: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._changed = asyncio.Condition()
        self._accept = core.intake.accept

    def end(self) -> None:
        """The adapter returned."""
        if not self.ended.done():
            self.ended.set_result(None)

    async def heard(self, event: Event) -> bool:
        """In place of the core's `accept`: keeps what came."""
        new = await self._accept(event)
        async with self._changed:
            if new:
                self.stage.accepted.append(event)
            self._changed.notify_all()
        return new

    async def caught_up(self) -> None:
        """Wait until everything that Discord told is accepted."""
        assert self.adapter._service is not None
        await asyncio.wait_for(self.adapter._service._arrivals.caught_up(), 10)

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
        """Wait until the other platform shows a message that holds a text."""
        await self.stage.beta.until(lambda: any(text in shown for shown in self.stage.beta.texts("b")))


@asynccontextmanager
async def _running(stage: Stage, linked: Sequence[RoomRef]) -> AsyncIterator[Play]:
    database_path = stage.path / "magpie.db"
    stage.path.mkdir(parents=True, exist_ok=True)
    await asyncio.to_thread(migrate, database_path)
    database = Database(database_path)
    adapter = stage.adapter()
    adapters: dict[str, Adapter] = {"discord": adapter, "beta": stage.beta}
    core = build_core(database, adapters, Detector(), NoTerms(), Upside(), PUNCTUAL)
    play = Play(stage, adapter, core, database)
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
