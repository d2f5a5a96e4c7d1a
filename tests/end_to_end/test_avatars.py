"""People of Telegram wear their own pictures on Discord, where the world can reach the web room."""

from __future__ import annotations

import asyncio
from functools import partial
from pathlib import Path

import aiohttp
import pytest

from tests.end_to_end.magpie import free_port
from tests.end_to_end.town import town
from tests.fakes.discord import Message
from tests.fakes.telegram.picture import make_png

pytestmark = pytest.mark.process
PATIENCE = 20


async def test_a_profile_photo_reaches_discord_without_the_bots_token(tmp_path: Path) -> None:
    port = free_port()
    public = f"http://127.0.0.1:{port}"
    async with town(tmp_path, MAGPIE_WEB__PORT=str(port), MAGPIE_WEB__PUBLIC_URL=public) as here:
        pair = await here.linked()
        here.telegram.set_photo(pair.bob, make_png(160, 160))
        await here.telegram.say(pair.bob, pair.group, "here I am")
        first = await pair.channel.wait_for(lambda message: "here I am" in message.content, timeout=PATIENCE)
        assert "/embed/avatars/" in str(first.avatar_url)
        async with asyncio.timeout(PATIENCE):
            for number in range(100):
                await here.telegram.say(pair.bob, pair.group, f"and again {number}!")
                words = f"again {number}!"
                said = await pair.channel.wait_for(partial(_says, words), timeout=PATIENCE)
                if str(said.avatar_url).startswith(f"{public}/avatars/"):
                    break
        async with aiohttp.ClientSession() as anybody, anybody.get(str(said.avatar_url)) as answer:
            assert (answer.status, answer.headers["Content-Type"]) == (200, "image/png")
            assert await answer.read() == make_png(160, 160)
        assert here.telegram_bot.token not in str([message.avatar_url for message in pair.channel.messages])


def _says(words: str, message: Message) -> bool:
    return words in message.content
