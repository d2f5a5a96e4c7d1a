"""Keyboard, input methods, screen readers."""

from __future__ import annotations

import pytest
from playwright.async_api import expect

from bridge.chat.event import Posted
from tests.adapters.web.browser.conftest import Meet
from tests.adapters.web.conftest import Served

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

UNNAMED = """
() => [...document.querySelectorAll("button, a, input:not([hidden]), textarea, select, img, [role=button]")]
  .filter((node) => node.checkVisibility())
  .filter((node) => !(node.ariaLabel || node.title || node.labels?.length || node.textContent.trim()))
  .filter((node) => !node.querySelector("img[alt]:not([alt=''])"))
  .filter((node) => node.tagName !== "IMG" || node.getAttribute("alt") === null)
  .map((node) => node.outerHTML)
"""


async def test_enter_sends_and_shift_enter_breaks_the_line(meet: Meet, served: Served) -> None:
    anna = await meet()
    await anna.start(served.url, "Anna")
    await expect(anna.box).to_be_focused()
    await anna.page.keyboard.type("one")
    await anna.page.keyboard.press("Shift+Enter")
    await anna.page.keyboard.type("two")
    await anna.page.keyboard.press("Enter")
    row = await anna.sees("one")
    assert await row.locator(".text").text_content() == "one\ntwo"
    await expect(anna.box).to_have_value("")
    await expect(anna.box).to_be_focused()


async def test_enter_while_an_input_method_composes_sends_nothing(meet: Meet, served: Served) -> None:
    anna = await meet("zh-CN")
    await anna.start(served.url, "小明")
    session = await anna.context.new_cdp_session(anna.page)
    await anna.box.focus()
    await session.send("Input.imeSetComposition", {"text": "nihao", "selectionStart": 5, "selectionEnd": 5})
    for key in ({"isComposing": True}, {"keyCode": 229}):
        await anna.box.evaluate(
            "(node, more) => node.dispatchEvent(new KeyboardEvent('keydown', {key: 'Enter', bubbles: true, ...more}))",
            key,
        )
    await session.send("Input.insertText", {"text": "你好"})
    await expect(anna.box).to_have_value("你好")
    assert not served.core.of(Posted)
    await anna.page.keyboard.press("Enter")
    await anna.sees("你好")
    assert len(served.core.of(Posted)) == 1


async def test_messages_can_be_walked_through(meet: Meet, served: Served) -> None:
    anna, ming = await meet(), await meet("zh-CN")
    address = await anna.start(served.url, "Anna")
    await ming.join(address, "小明")
    for text in ("第一", "第二"):
        await ming.say(text)
        await anna.sees(f"[{text}]")
    await anna.box.press("Shift+Tab")
    last = anna.log.locator(".row").last.get_by_role("article")
    await last.focus()
    await anna.page.keyboard.press("ArrowUp")
    first = anna.log.locator(".row").first
    await expect(first.get_by_role("article")).to_be_focused()
    await anna.page.keyboard.press("Enter")
    await expect(first.locator(".original")).to_be_visible()
    await anna.page.keyboard.press("Tab")
    await expect(first.locator(".mark")).to_be_focused()
    await first.get_by_role("article").focus()
    await anna.page.keyboard.press("r")
    await expect(anna.box).to_be_focused()
    await expect(anna.page.get_by_text("Reply to 小明")).to_be_visible()
    await anna.page.keyboard.press("Escape")
    await expect(anna.page.get_by_text("Reply to 小明")).to_be_hidden()


async def test_everything_has_a_name_and_news_are_announced(meet: Meet, served: Served) -> None:
    anna = await meet()
    await anna.page.goto(served.url)
    assert await anna.page.evaluate(UNNAMED) == []
    await anna.start(served.url, "Anna")
    await anna.say("hello")
    await anna.sees("hello")
    assert await anna.page.evaluate(UNNAMED) == []
    await expect(anna.log).to_have_attribute("aria-live", "polite")
    await expect(anna.page.get_by_role("main")).to_have_count(1)
    await expect(anna.page.get_by_role("heading", level=1)).to_have_count(1)


async def test_the_panel_gives_the_focus_back(meet: Meet, served: Served) -> None:
    anna = await meet()
    await anna.start(served.url, "Anna")
    button = anna.page.get_by_role("button", name="People and invite")
    close = anna.page.get_by_role("button", name="Close", exact=True)
    # Where there is room, it opens by itself for whoever starts a room.
    await expect(close).to_be_visible()
    await button.click()
    await button.click()
    await expect(close).to_be_focused()
    await anna.page.keyboard.press("Escape")
    await expect(button).to_be_focused()


async def test_a_text_that_is_too_long_stays_where_it_is(meet: Meet, served: Served) -> None:
    anna = await meet()
    await anna.start(served.url, "Anna")
    await anna.say("x" * 20_001)
    await expect(anna.page.get_by_role("alert")).to_contain_text("20001")
    await expect(anna.box).to_have_value("x" * 20_001)
    await anna.say("x" * 20_000)
    await anna.sees("x" * 50)
