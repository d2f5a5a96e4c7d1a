"""A Telegram group and a Discord channel, and Magpie as a process between them."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.end_to_end.magpie import Magpie
from tests.fakes import discord as fake_discord
from tests.fakes import telegram as fake_telegram
from tests.fakes.discord import FakeDiscord
from tests.fakes.telegram import FakeTelegram


@dataclass
class Pair:
    """A group and a channel that are one conversation, with an administrator and a member on each side."""

    group: fake_telegram.Chat
    channel: fake_discord.Channel
    ann: fake_telegram.User
    bob: fake_telegram.User
    carl: fake_discord.User
    dora: fake_discord.User


@dataclass
class Town:
    """Everything that a test needs; `linked` makes a pair and joins it from the chat, as people would."""

    telegram: FakeTelegram
    discord: FakeDiscord
    magpie: Magpie
    telegram_bot: fake_telegram.Bot
    discord_bot: fake_discord.Bot
    pairs: list[Pair] = field(default_factory=list)

    async def pair(self) -> Pair:
        """A group and a channel that do not know each other yet."""
        number = len(self.pairs)
        ann = self.telegram.create_user("Ann", language_code="zh-hans")
        bob = self.telegram.create_user("Bob", language_code="zh-hans")
        group = self.telegram.create_supergroup(f"茶馆{number}", ann, bob)
        await self.telegram.join(self.telegram_bot, group)
        await self.telegram.promote(self.telegram_bot, group)
        carl = await self.discord.create_user(f"carl{number}", display_name="Carl")
        guild = await self.discord.create_guild(f"Tea house {number}", carl, self.discord_bot, owner=carl)
        channel = await self.discord.create_channel(guild, "general")
        dora = await self.discord.create_user(f"dora{number}", guild, display_name="Dora")
        made = Pair(group, channel, ann, bob, carl, dora)
        self.pairs.append(made)
        return made

    async def linked(self) -> Pair:
        """A group and a channel joined by `/link` here, the code there, and a yes here."""
        pair = await self.pair()
        await self.telegram.command(pair.ann, pair.group, "link")
        given = await pair.group.wait_for(lambda message: "/link " in message.text, timeout=20)
        code = re.search(r"/link ([A-Z0-9]{8,})", given.text)
        assert code, given.text
        await self.discord.slash(pair.carl, pair.channel, "link", {"arguments": code[1]})
        await pair.group.wait_for(lambda message: "/link yes" in message.text and "Carl" in message.text, timeout=20)
        await self.telegram.command(pair.ann, pair.group, "link", "yes")
        await pair.channel.wait_for(lambda message: "茶馆" in message.content, timeout=20)
        return pair


@asynccontextmanager
async def town(folder: Path, **environment: str) -> AsyncIterator[Town]:
    """Both platforms and a running Magpie."""
    async with FakeTelegram() as telegram, FakeDiscord() as discord:
        telegram_bot = telegram.create_bot("magpie_bot", privacy_mode=False)
        discord_bot = await discord.create_bot("Magpie")
        settings = {
            "MAGPIE_TELEGRAM__TOKEN": telegram_bot.token,
            "MAGPIE_TELEGRAM__BASE_URL": telegram.base_url,
            "MAGPIE_TELEGRAM__BASE_FILE_URL": telegram.base_file_url,
            **discord.environment(discord_bot),
            **environment,
        }
        async with Magpie(folder, settings) as magpie:
            async with asyncio.timeout(30):
                await discord.gateway.ready(discord_bot)
            yield Town(telegram, discord, magpie, telegram_bot, discord_bot)
