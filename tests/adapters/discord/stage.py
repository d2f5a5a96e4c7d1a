"""A Discord channel bridged to a platform in memory: the real adapter, client library, core and database."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from pydantic import SecretStr

from bridge.adapters.discord.adapter import DiscordAdapter
from bridge.adapters.discord.patience import Patience
from bridge.chat.author import Author
from bridge.chat.event import Event
from bridge.chat.room import RoomRef
from bridge.commands.summary import CommandSummary, roster
from bridge.settings import Discord
from tests.adapters import play
from tests.adapters.play import running
from tests.fakes.discord import Bot, Channel, FakeDiscord, Guild, User
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
        async with self.unstarted(*linked) as begun:
            await asyncio.wait_for(begun.adapter.started.wait(), 10)
            await begun.caught_up()
            yield begun

    @asynccontextmanager
    async def unstarted(self, *linked: RoomRef) -> AsyncIterator[Play]:
        """The same, without waiting for Discord."""
        async with running(self, linked or (room(self.channel), B), partial(Play, self)) as begun:
            yield begun
        await self.discord.gateway.gone(self.bot)


class Play(play.Play[DiscordAdapter]):
    """Waits for what follows from what people do."""

    async def caught_up(self) -> None:
        """Wait until everything that Discord told is accepted."""
        assert self.adapter._service is not None
        await asyncio.wait_for(self.adapter._service._arrivals.caught_up(), 10)
