"""A bot in a process of its own, killed without warning."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from tests.fakes.telegram import Bot, Chat, FakeTelegram, User

_ECHO = """
import sys
from telegram.ext import Application, MessageHandler, filters

async def echo(update, context):
    await update.effective_message.reply_text(update.effective_message.text.upper(), do_quote=True)

token, base_url, base_file_url = sys.argv[1:]
app = Application.builder().token(token).base_url(base_url).base_file_url(base_file_url).build()
app.add_handler(MessageHandler(filters.TEXT, echo))
app.run_polling(poll_interval=0, allowed_updates=["message"])
"""


@asynccontextmanager
async def _echo(telegram: FakeTelegram, bot: Bot) -> AsyncIterator[asyncio.subprocess.Process]:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", _ECHO, bot.token, telegram.base_url, telegram.base_file_url
    )
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()


@pytest.mark.process
async def test_a_bot_elsewhere_answers_dies_and_comes_back(
    telegram: FakeTelegram, bot: Bot, ann: User, group: Chat
) -> None:
    async with _echo(telegram, bot) as process:
        asked = await telegram.say(ann, group, "hello")
        answer = await group.wait_for(lambda m: m.text == "HELLO", timeout=30)
        assert (answer.sender, answer.reply_to) == (bot, asked)
        await telegram.drained(bot, timeout=10)
        process.kill()
        await process.wait()
    await bot.updates.bell.wait_for(lambda: not bot.updates.is_polled, 5)
    await telegram.say(ann, group, "are you there?")
    async with _echo(telegram, bot):
        await group.wait_for(lambda m: m.text == "ARE YOU THERE?", timeout=30)
    assert telegram.log.rejections(409) == 0
