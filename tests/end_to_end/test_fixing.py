"""A better translation in the web room of a real process: proposed by one, decided with a press by another."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.async_api import expect

from tests.browsers import Person, chromium
from tests.end_to_end.magpie import Magpie

pytestmark = [pytest.mark.browser, pytest.mark.process]


async def test_a_correction_is_decided_with_a_press(tmp_path: Path) -> None:
    async with Magpie(tmp_path) as magpie, chromium() as browser:
        people = []
        for locale in ("en-GB", "zh-CN"):
            context = await browser.new_context(locale=locale, viewport={"width": 820, "height": 860})
            people.append(Person(context, await context.new_page(), magpie.url))
        anna, ming = people
        await ming.join(await anna.start(magpie.url, "Anna", "London ⇄ 上海"), "小明")
        await anna.say("The library closes at nine.")
        row = ming.log.locator(".row.theirs").first
        await row.hover()
        await row.get_by_role("button", name="回复").click()
        await ming.say("/fix 图书馆九点关门。")
        await expect(row).to_contain_text("图书馆九点关门。")
        theirs, ours = (one.log.locator(".row.notice", has_text="/fix approve 1") for one in (ming, anna))
        await theirs.get_by_role("button", name="通过").click()
        await expect(ming.log.locator(".row.notice").last).to_contain_text("管理员")
        await anna.picture("correction-proposed")
        await ours.get_by_role("button", name="Approve").click()
        await expect(anna.log.locator(".row.notice").last).to_contain_text("Remembered: #1")
        await anna.say("The library closes at nine.")
        await expect(ming.log.locator(".row.theirs")).to_have_count(2)
        await expect(ming.log.locator(".row.theirs").last).to_contain_text("图书馆九点关门。")
        await anna.picture("correction-remembered")
        assert anna.problems == ming.problems == []
