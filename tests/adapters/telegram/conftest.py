from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from bridge.adapters.telegram.constants import CAPABILITIES
from tests.adapters.telegram.stage import Stage
from tests.fakes.telegram import FakeTelegram


@pytest.fixture(autouse=True)
def _unpaced(monkeypatch: pytest.MonkeyPatch) -> None:
    """No waiting for Telegram's limits, which its fake keeps only where a test asks for them."""
    monkeypatch.setattr("bridge.adapters.telegram.adapter.CAPABILITIES", replace(CAPABILITIES, paces=()))


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    async with FakeTelegram() as telegram:
        bot = telegram.create_bot(privacy_mode=False)
        ann = telegram.create_user("Ann", last_name="Lee", username="ann_lee", language_code="zh-hans")
        bob = telegram.create_user("Bob", language_code="en")
        group = telegram.create_supergroup("Birds", ann, bob, bot)
        await telegram.promote(bot, group)
        bot.updates.clear()
        yield Stage(telegram, bot, ann, bob, group, tmp_path)
