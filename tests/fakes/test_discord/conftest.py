"""A server with a bot, a guild, a channel and two people; and clients."""

from __future__ import annotations

from collections.abc import AsyncIterator

import aiohttp
import pytest

from tests.fakes.discord import Bot, Channel, FakeDiscord, Guild, User
from tests.fakes.test_discord.clients import Listener, Rest, lead_discord_py, run


@pytest.fixture
async def server() -> AsyncIterator[FakeDiscord]:
    async with FakeDiscord() as fake:
        yield fake


@pytest.fixture
async def bot(server: FakeDiscord) -> Bot:
    return await server.create_bot("Magpie")


@pytest.fixture
async def guild(server: FakeDiscord, bot: Bot) -> Guild:
    return await server.create_guild("Tea house", bot, locale="zh-CN")


@pytest.fixture
async def channel(server: FakeDiscord, guild: Guild) -> Channel:
    return await server.create_channel(guild, "general")


@pytest.fixture
async def ann(server: FakeDiscord, guild: Guild) -> User:
    return await server.create_user("ann", guild, display_name="Ann")


@pytest.fixture
async def ben(server: FakeDiscord, guild: Guild) -> User:
    return await server.create_user("ben", guild, display_name="小本", locale="zh-CN")


@pytest.fixture
async def session() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as one:
        yield one


@pytest.fixture
def rest(server: FakeDiscord, bot: Bot, session: aiohttp.ClientSession) -> Rest:
    """The API, called by the bot."""
    return Rest(server, bot.token, session)


@pytest.fixture
def anyone(server: FakeDiscord, session: aiohttp.ClientSession) -> Rest:
    """The API, called without a token."""
    return Rest(server, None, session)


@pytest.fixture
async def client(
    server: FakeDiscord, bot: Bot, channel: Channel, ann: User, ben: User, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Listener]:
    """discord.py, logged in."""
    lead_discord_py(server, monkeypatch)
    listener = Listener()
    async with run(listener, bot):
        yield listener
