"""A server, a bot, two people and a group, and both clients."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from tests.fakes.telegram import Bot, Chat, FakeTelegram, User
from tests.fakes.test_telegram.clients import NAMES, Client, connect


@pytest.fixture
async def telegram() -> AsyncIterator[FakeTelegram]:
    async with FakeTelegram() as fake:
        yield fake


@pytest.fixture
def bot(telegram: FakeTelegram) -> Bot:
    return telegram.create_bot(privacy_mode=False)


@pytest.fixture
def ann(telegram: FakeTelegram) -> User:
    return telegram.create_user("Ann", last_name="Lee", username="ann", language_code="zh-hans")


@pytest.fixture
def group(telegram: FakeTelegram, ann: User, bot: Bot) -> Chat:
    return telegram.create_supergroup("Birds", ann, bot)


@pytest.fixture(params=NAMES)
async def client(request: pytest.FixtureRequest, telegram: FakeTelegram, bot: Bot) -> AsyncIterator[Client]:
    async with connect(request.param, telegram, bot) as client:
        yield client
