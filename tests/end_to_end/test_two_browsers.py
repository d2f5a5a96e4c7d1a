"""A newcomer's first minute: two browser windows, Chinese in one, English in the other, the model in the box."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Locator, expect

from tests.browsers import Person, chromium
from tests.end_to_end.magpie import Magpie

pytestmark = [pytest.mark.browser, pytest.mark.process, pytest.mark.asyncio(loop_scope="module")]

LINES = (
    ("zh", "你好！我是小明，我住在上海。"),
    ("en", "Hi! I'm Anna, I live in London. Nice to meet you."),
    ("zh", "你平时周末喜欢做什么？"),
    ("en", "I like music and books. What about you?"),
    ("zh", "我喜欢做饭，也喜欢看电影。"),
    ("en", "Can you teach me to cook Chinese food?"),
    ("zh", "当然，我奶奶教过我。"),
    ("en", "That would be great, thank you so much! 😊"),
    ("zh", "不客气，我明天把照片发给你。"),
    ("en", "I can't wait to see them."),
)
HAN = re.compile(r"[\u4e00-\u9fff]")
LATIN = re.compile(r"[A-Za-z]{2}")
WINDOW = {"width": 760, "height": 860}
PHONE: dict[str, Any] = {
    "viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True, "device_scale_factor": 2,
}  # fmt: skip


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def browser() -> AsyncIterator[Browser]:
    async with chromium() as running:
        yield running


@pytest_asyncio.fixture(loop_scope="module")
async def magpie(tmp_path: Path) -> AsyncIterator[Magpie]:
    magpie = Magpie(tmp_path / "data")
    await magpie.start()
    yield magpie
    await magpie.kill()


async def person(browser: Browser, magpie: Magpie, locale: str, **options: Any) -> Person:
    context = await browser.new_context(locale=locale, **{"viewport": WINDOW, **options})
    return Person(context, await context.new_page(), magpie.url)


async def shown_original(row: Locator) -> str:
    """What stands behind the one click."""
    await row.locator(".mark").click()
    words = row.locator(".original .words")
    await expect(words).to_be_visible()
    text = await words.text_content() or ""
    await row.locator(".mark").click()
    return text


async def test_a_conversation_in_two_languages(browser: Browser, magpie: Magpie) -> None:
    anna, ming = await person(browser, magpie, "en-GB"), await person(browser, magpie, "zh-CN")
    address = await anna.start(magpie.url, "Anna", "London ⇄ 上海")
    await ming.join(address, "小明")
    for number, (language, line) in enumerate(LINES, 1):
        await (ming if language == "zh" else anna).say(line)
        for reader in (anna, ming):
            await expect(reader.log.locator(".row:not(.pending)")).to_have_count(number)
    for reader, own, script in ((anna, "en", LATIN), (ming, "zh", HAN)):
        rows = await reader.log.locator(".row").all()
        for row, (language, line) in zip(rows, LINES, strict=True):
            text = await row.locator(".text").text_content() or ""
            assert script.search(text), text
            if language == own:
                assert text == line
                await expect(row.locator(".mark")).to_have_count(0)
            else:
                assert text != line
                assert await shown_original(row) == line
    await anna.page.locator(".row.theirs .mark").last.click()
    for name, reader in (("en", anna), ("zh", ming)):
        await reader.page.get_by_role("button", name=re.compile("People and invite|成员与邀请")).focus()
        await reader.page.mouse.move(0, 0)
        await reader.picture(f"two-windows-{name}")
        await reader.page.emulate_media(color_scheme="dark")
        await reader.picture(f"two-windows-{name}-dark")
        assert reader.problems == []
    visitor = await person(browser, magpie, "zh-TW", **PHONE)
    await visitor.join(address, "阿美")
    await expect(visitor.log.locator(".row")).to_have_count(len(LINES))
    await visitor.picture("phone-zh-Hant")
    assert visitor.problems == []
    for reader in (anna, ming, visitor):
        await reader.context.close()
    assert await magpie.stop() == 0


async def test_killed_and_started_again_everything_is_there_once(browser: Browser, magpie: Magpie) -> None:
    anna, ming = await person(browser, magpie, "en-GB"), await person(browser, magpie, "zh-CN")
    address = await anna.start(magpie.url, "Anna")
    await ming.join(address, "小明")
    await ming.say("我们先说一句")
    await expect(anna.log.locator(".row.theirs")).to_have_count(1)
    await magpie.kill()
    await expect(anna.page.get_by_role("status")).to_contain_text("The connection is lost")
    await anna.say("I typed this while the server was away.")
    await ming.say("我也是在断线的时候写的。")
    await magpie.start()
    for reader in (anna, ming):
        await expect(reader.log.locator(".row:not(.pending)")).to_have_count(3)
        await expect(reader.log.locator(".pending")).to_have_count(0)
        await expect(reader.log.locator(".row.mine, .row.theirs")).to_have_count(3)
        await reader.page.reload()
        await expect(reader.log.locator(".row")).to_have_count(3)
        assert reader.problems == []
        await reader.context.close()


async def test_replies_edits_reactions_and_deletions_find_their_message(browser: Browser, magpie: Magpie) -> None:
    anna, ming = await person(browser, magpie, "en-GB"), await person(browser, magpie, "zh-CN")
    address = await anna.start(magpie.url, "Anna")
    await ming.join(address, "小明")
    await anna.say("I like musik.")
    row = ming.log.locator(".row.theirs").first
    await row.hover()
    await row.get_by_role("button", name="回复").click()
    await ming.say("我也喜欢音乐。")
    reply = anna.log.locator(".row.theirs").first
    await expect(reply.locator(".reply")).to_contain_text("I like musik.")
    await anna.box.press("ArrowUp")
    await anna.say("I like music.")
    await expect(row.get_by_text("已编辑")).to_be_visible()
    await expect(reply.locator(".reply")).to_contain_text("I like music.")
    assert await shown_original(row) == "I like music."
    await row.hover()
    await row.get_by_role("button", name="添加回应").click()
    await ming.page.get_by_role("button", name="❤️").click()
    await expect(anna.log.get_by_role("button", name=re.compile("❤️ 1: 小明"))).to_be_visible()
    await ming.page.reload()
    await ming.log.get_by_role("button", name=re.compile("❤️ 1: 小明")).click()
    await expect(anna.log.locator(".chip")).to_have_count(0)
    mine = anna.log.locator(".row.mine").first
    await mine.hover()
    await mine.get_by_role("button", name="Delete").click()
    await anna.page.get_by_role("dialog").get_by_role("button", name="Delete").click()
    for reader in (anna, ming):
        await expect(reader.log.locator(".row")).to_have_count(1)
        assert reader.problems == []
    await expect(ming.log.locator(".reply")).to_contain_text("已删除的消息")
    await ming.say("/help")
    await expect(ming.log.locator(".row.notice")).to_have_count(1)
    await expect(ming.log.locator(".pending")).to_have_count(0)
    await expect(anna.log.locator(".row.notice")).to_have_count(0)
    await anna.say("still here")
    await expect(ming.log.locator(".row.theirs")).to_have_count(1)
    await ming.picture("answer-to-a-command")
    for reader in (anna, ming):
        await reader.context.close()
