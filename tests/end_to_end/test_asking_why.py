"""Asking why a message reads as it does, with a press in the web room of a real process."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import expect

from tests.browsers import Person, chromium
from tests.end_to_end.magpie import Magpie

pytestmark = [pytest.mark.browser, pytest.mark.process, pytest.mark.asyncio(loop_scope="module")]


@pytest_asyncio.fixture(loop_scope="module")
async def magpie(tmp_path: Path) -> AsyncIterator[Magpie]:
    magpie = Magpie(tmp_path / "data")
    await magpie.start()
    yield magpie
    await magpie.kill()


async def test_who_asks_is_told_alone(magpie: Magpie) -> None:
    async with chromium() as browser:
        people = []
        for locale in ("en-GB", "zh-CN"):
            context = await browser.new_context(locale=locale, viewport={"width": 820, "height": 860})
            people.append(Person(context, await context.new_page(), magpie.url))
        anna, ming = people
        await ming.join(await anna.start(magpie.url, "Anna", "London ⇄ 上海"), "小明")
        await ming.say("这家店真的yyds啊")
        row = anna.log.locator(".row.theirs").first
        await row.hover()
        await row.get_by_role("button", name="React").click()
        await anna.page.get_by_role("button", name="Ask Magpie why it reads like this").click()
        answer = anna.log.locator(".row.notice", has_text="Language: Chinese")
        await expect(answer).to_contain_text("yyds")
        await expect(answer).to_contain_text("Only you see this")
        await expect(answer.locator(".reply")).to_contain_text("小明")
        await expect(row.locator(".chip")).to_have_count(0)
        await anna.picture("asked-why")
        await ming.say("看到了吗？")
        await expect(ming.log.locator(".row")).to_have_count(2)
        await expect(ming.log.locator(".row.notice")).to_have_count(0)
        await expect(ming.log.locator(".chip")).to_have_count(0)
