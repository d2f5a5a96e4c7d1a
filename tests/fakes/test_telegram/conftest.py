"""A server, a bot that hears everything, two people and a group, and both clients."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from tests.fakes.telegram import Bot, Chat, FakeTelegram, User
from tests.fakes.test_telegram.clients import NAMES, Client, connect


@pytest.fixture(autouse=True)
def _future_of_ptb(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without it python-telegram-bot warns whenever it is told to wait."""
    monkeypatch.setenv("PTB_TIMEDELTA", "true")


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
def bob(telegram: FakeTelegram) -> User:
    return telegram.create_user("Bob", language_code="en")


@pytest.fixture
def group(telegram: FakeTelegram, ann: User, bob: User, bot: Bot) -> Chat:
    """A supergroup of Ann's, with Bob and the bot; nothing waits for the bot."""
    chat = telegram.create_supergroup("Birds", ann, bob, bot)
    bot.updates.clear()
    return chat


@pytest.fixture(params=NAMES)
async def client(request: pytest.FixtureRequest, telegram: FakeTelegram, bot: Bot) -> AsyncIterator[Client]:
    """Either library, connected as the bot."""
    async with connect(request.param, telegram, bot) as client:
        yield client


@pytest.fixture
async def ptb(telegram: FakeTelegram, bot: Bot) -> AsyncIterator[Client]:
    """python-telegram-bot alone, where the library makes no difference."""
    async with connect("python-telegram-bot", telegram, bot) as client:
        yield client
