"""What is long, wide or empty, at the width of a phone too; and what Magpie says, with ways to answer it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from playwright.async_api import expect

from bridge.chat.content import Button, Content
from bridge.chat.event import Command
from bridge.chat.text import Text
from tests.adapters.web.browser.conftest import Meet
from tests.adapters.web.conftest import Served

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

LONG = "这是一段很长的文字，用来看看很长的消息会怎么样。" * 200
WIDE = (
    "W" * 300,
    "啊" * 300,
    "👨‍👩‍👧‍👦" * 60,
    "https://example.org/" + "a-long-path/" * 30,
    "مرحبا كيف حالك اليوم " * 20,
)
BEYOND = """() => {
  const beyond = (node) => node.getBoundingClientRect().right > innerWidth + 1;
  const wide = [...document.querySelectorAll(".room *")].filter(beyond);
  return wide.map((node) => node.outerHTML.slice(0, 80));
}"""


async def test_a_long_message_is_folded_until_somebody_wants_it_all(meet: Meet, served: Served) -> None:
    anna = await meet()
    await anna.start(served.url, "Anna")
    await anna.say(LONG)
    row = anna.log.locator(".row:not(.pending)").last
    more = row.get_by_role("button", name="Show all of it").first
    await expect(more).to_have_attribute("aria-expanded", "false")
    assert await row.evaluate("node => node.offsetHeight") < 700
    await more.press("Enter")
    less = row.get_by_role("button", name="Show less")
    await expect(less).to_be_focused()
    assert await row.evaluate("node => node.offsetHeight") > 1000
    # A reaction draws the message anew; it stays as it was.
    await row.hover()
    await row.get_by_role("button", name="React", exact=True).click()
    await anna.page.get_by_role("button", name="🎉").click()
    await expect(row.locator(".chip")).to_have_count(1)
    await expect(less).to_be_visible()
    await less.click()
    await expect(more).to_be_visible()
    await anna.say("short\n" * 20)
    await expect(anna.log.locator(".row:not(.pending)")).to_have_count(2)
    await expect(anna.log.locator(".row").last.locator(".text + .unfold")).to_have_count(0)


async def test_nothing_is_wider_than_a_phone(meet: Meet, served: Served, phone: dict[str, Any]) -> None:
    anna, ming = await meet(), await meet("zh-CN", **phone)
    await ming.join(await anna.start(served.url, "N" * 40, "A room with a very long name " * 2), "小" * 40)
    for number, words in enumerate(WIDE, 1):
        await anna.say(words)
        await ming.say(words)
        await expect(ming.log.locator(".row:not(.pending)")).to_have_count(2 * number)
    assert await ming.page.evaluate(BEYOND) == []
    await ming.picture("wide-words-phone-zh")
    await ming.page.get_by_role("button", name="俚语", exact=True).click()
    panel = ming.page.get_by_role("complementary", name="俚语")
    box = await panel.bounding_box()
    assert box is not None
    assert box["width"] == 390
    assert box["y"] > 40
    await expect(ming.page.locator("main")).to_have_js_property("inert", value=True)
    await ming.page.touchscreen.tap(190, (60 + box["y"]) / 2)
    await expect(panel).to_be_hidden()
    await expect(ming.page.locator("main")).to_have_js_property("inert", value=False)


async def test_an_empty_room_says_what_to_do(meet: Meet, served: Served, phone: dict[str, Any]) -> None:
    anna, ming = await meet(), await meet("zh-CN", **phone)
    address = await anna.start(served.url, "Anna")
    await expect(anna.page.get_by_role("heading", name="You are the first one here")).to_be_visible()
    await ming.join(address, "小明")
    await expect(ming.page.get_by_role("heading", name="打个招呼吧")).to_be_visible()
    await expect(anna.page.get_by_role("heading", name="Say hello")).to_be_visible()
    await expect(anna.page.get_by_role("button", name="Copy the link")).to_be_hidden()
    await anna.page.locator(".head select").select_option("zh-Hant")
    await expect(anna.page.get_by_role("heading", name="打個招呼吧")).to_be_visible()
    await ming.say("你好")
    for one in (anna, ming):
        await expect(one.page.locator(".welcome")).to_be_hidden()


async def test_what_magpie_asks_is_answered_with_a_press(meet: Meet, served: Served) -> None:
    anna = await meet()
    await anna.start(served.url, "Anna")
    room = served.core.events[0].room
    buttons = (Button("通过", "slang approve 3"), Button("<b>好</b>", "link yes"), Button("拒绝", "fix reject 4"))
    content = Content(None, Text("提议 #3"), "zh-Hans", 1.7e9, buttons=buttons)
    await served.core.ship(room, content)
    notice = anna.log.locator(".row.notice")
    await notice.get_by_role("button", name="Approve").click()
    await expect(anna.page.get_by_role("alert")).to_have_text("You asked for slang.")
    await notice.get_by_role("button", name="<b>好</b>").click()
    await expect(anna.page.get_by_role("alert")).to_have_text("You asked for link.")
    await notice.get_by_role("button", name="Reject").click()
    await expect(anna.page.get_by_role("alert")).to_have_text("You asked for fix.")
    first, second, third = await served.core.until(Command, 3)
    assert isinstance(first, Command)
    assert (first.name, first.arguments) == ("slang", "approve 3")
    assert isinstance(second, Command)
    assert (second.name, second.arguments) == ("link", "yes")
    assert isinstance(third, Command)
    assert (third.name, third.arguments) == ("fix", "reject 4")
    await served.core.ship(room, replace(content, buttons=()), private_to=first.author.id)
    await expect(notice).to_have_count(2)
    await notice.get_by_role("button", name="Dismiss").click()
    await expect(notice).to_have_count(1)


async def test_an_answer_that_was_lost_is_asked_for_again(meet: Meet, served: Served) -> None:
    anna = await meet()
    await anna.start(served.url, "Anna")
    content = Content(None, Text("A proposal"), "en", 1.7e9, buttons=(Button("Yes", "link yes"),))
    await served.core.ship(served.core.events[0].room, content)
    button = anna.log.get_by_role("button", name="Yes")
    await expect(button).to_be_visible()
    served.core.hold.clear()
    await button.click()
    await served.core.until(Command)
    await served.pause()
    await expect(anna.page.get_by_role("status").first).to_contain_text("The connection is lost")
    await served.resume()
    served.core.hold.set()
    await expect(anna.page.get_by_role("alert")).to_have_text("You asked for link.")
    assert len(served.core.of(Command)) == 1
