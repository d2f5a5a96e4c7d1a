from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.adapters.discord.stage import Stage
from tests.fakes.discord import FakeDiscord, Permission


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    async with FakeDiscord() as discord:
        bot = await discord.create_bot("Magpie")
        guild = await discord.create_guild("Tea house", bot, locale="zh-CN")
        channel = await discord.create_channel(guild, "general")
        ann = await discord.create_user("ann", guild, display_name="Ann", locale="en-US")
        ben = await discord.create_user("ben", guild, display_name="小本", locale="zh-CN")
        await discord.create_role(guild, "keepers", Permission.MANAGE_GUILD, members=[ben])
        yield Stage(discord, bot, guild, channel, ann, ben, tmp_path)
