"""A Telegram group bridged to a platform in memory: the real adapter, client library, core and database."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from pydantic import SecretStr

from bridge.adapters.telegram.adapter import TelegramAdapter
from bridge.adapters.telegram.client import Patience
from bridge.chat.author import Author
from bridge.chat.event import Event
from bridge.chat.room import RoomRef
from bridge.commands.summary import CommandSummary
from bridge.settings import Telegram
from tests.adapters import play
from tests.adapters.play import running
from tests.fakes.telegram import Bot, Chat, FakeTelegram, Topic, User
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
        async with running(self, linked or (room(self.group), B), partial(Play, self)) as begun:
            await asyncio.wait_for(begun.adapter.started.wait(), 5)
            yield begun

    @asynccontextmanager
    async def unstarted(self, *linked: RoomRef) -> AsyncIterator[Play]:
        """The same, without waiting for Telegram."""
        async with running(self, linked or (room(self.group), B), partial(Play, self)) as begun:
            yield begun


class Play(play.Play[TelegramAdapter]):
    """Waits for what follows from what people do."""

    async def beta_shows(self, text: str) -> None:
        """Wait until the other platform shows a message that holds a text, and the core knows that it does."""
        await super().beta_shows(text)
        await self.settled()
