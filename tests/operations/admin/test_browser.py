"""The host in front of a real browser."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page, expect

from bridge.chat.author import Author
from bridge.chat.room import RoomRef
from bridge.glossary.entry import Editor, Owner, Reach
from bridge.glossary.notation import read_term
from tests.browsers import SCREENSHOTS, Person, chromium
from tests.operations.admin.host import TOKEN, Host, Setting, serving
from tests.operations.admin.test_depot import NAME, Shop, shop
from tests.relay.loopback import Loopback

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]

expect.set_options(timeout=15_000)

TEA, GENERAL = RoomRef("telegram", "-1001"), RoomRef("discord", "22")
MEI, TOM = Author("telegram", "mei", "小美"), Author("discord", "tom", "Tom <b>")
HOSTILE = "<img src=x onerror=alert(1)>"
PHONE: dict[str, Any] = {
    "viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True, "device_scale_factor": 2,
    "color_scheme": "dark",
}  # fmt: skip

Meet = Callable[..., Awaitable[Person]]


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def browser() -> AsyncIterator[Browser]:
    async with chromium() as running:
        yield running


@pytest_asyncio.fixture(loop_scope="module")
async def argos(tmp_path: Path) -> AsyncIterator[Shop]:
    (tmp_path / "shop").mkdir()
    async with shop(tmp_path / "shop") as opened:
        yield opened


@pytest_asyncio.fixture(loop_scope="module")
async def host(tmp_path: Path, argos: Shop) -> AsyncIterator[Host]:
    """A bridge of two rooms in which people talked, a hostile room, and proposals."""
    setting = Setting(linked=(TEA, GENERAL), index=argos.url)
    async with serving(tmp_path, Loopback("telegram"), Loopback("discord"), setting=setting) as host:
        await host.core.directory.room(TEA, "广州茶馆 Tea house")
        await host.core.directory.room(GENERAL, "#general")
        await host.core.directory.room(RoomRef("telegram", "x"), HOSTILE)
        for _ in range(3):
            await host.conversation.say("我们明天去喝茶吧", MEI, TEA)
        await host.conversation.say("See you tomorrow then", TOM, GENERAL)
        await host.conversation.settled()
        for line, by in (("绝绝子 = awesome; beyond praise", "小美"), ("rizz ~ charm", HOSTILE)):
            term = read_term(line, host.core.glossary.books.known)
            await host.core.glossary.add(Owner(Reach.BRIDGE, 1), term, Editor(by), at_once=False)
        yield host


@pytest_asyncio.fixture(loop_scope="module")
async def meet(browser: Browser, host: Host) -> AsyncIterator[Meet]:
    """Gives people their browsers, and checks in the end that no page did what it must not."""
    people: list[Person] = []

    async def meet(locale: str = "en-GB", **options: Any) -> Person:
        context = await browser.new_context(**{"viewport": {"width": 1280, "height": 900}, "locale": locale, **options})
        person = Person(context, await context.new_page(), host.url)
        people.append(person)
        await person.page.goto(f"{host.url}/admin")
        return person

    yield meet
    for person in people:
        await person.context.close()
    assert [problem for person in people for problem in person.problems] == []


async def log_in(page: Page) -> None:
    await page.locator("#token").fill(TOKEN)
    await page.keyboard.press("Enter")
    await expect(page.locator("#packages table")).to_be_visible()


async def picture(page: Page, name: str) -> None:
    await page.screenshot(path=SCREENSHOTS / f"admin-{name}.png", full_page=True)


async def test_the_door_opens_to_the_token_alone(meet: Meet, host: Host) -> None:
    page = (await meet()).page
    await expect(page.locator("#token")).to_be_focused()
    assert await page.locator("#token").get_attribute("type") == "password"
    await picture(page, "door")
    await page.keyboard.type("not the token")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("status")).to_have_text("This is not the token.")
    await expect(page.get_by_role("table")).to_have_count(0)
    await log_in(page)
    assert TOKEN not in page.url
    assert TOKEN not in await page.content()
    assert COOKIE_NAME not in await page.evaluate("document.cookie")
    await page.reload()
    await expect(page.get_by_role("heading", name="Health")).to_be_visible()
    await page.get_by_role("button", name="Log out").click()
    await expect(page.get_by_role("status")).to_have_text("You are logged out.")
    await page.reload()
    await expect(page.locator("#token")).to_be_visible()


COOKIE_NAME = "magpie-admin"


async def test_everything_at_one_look_and_fresh_without_a_reload(meet: Meet, host: Host) -> None:
    page = (await meet()).page
    await log_in(page)
    bridge = page.get_by_role("table", name="Bridge 1")
    tea = bridge.get_by_role("row", name="广州茶馆 Tea house")
    await expect(tea).to_contain_text("Telegram")
    await expect(tea).to_contain_text("Simplified Chinese")
    await expect(tea.get_by_role("cell").last).to_have_text("3")
    await expect(page.get_by_role("img", name="Messages a minute")).to_be_visible()
    await expect(page.get_by_role("img", name="Time a translation takes")).to_be_visible()
    await picture(page, "desktop")
    await page.emulate_media(color_scheme="dark")
    await picture(page, "desktop-dark")
    await host.conversation.say("再来一句", MEI, TEA)
    await host.conversation.settled()
    host.parts["discord"] = False
    await expect(tea.get_by_role("cell").last).to_have_text("4")
    await expect(page.get_by_role("list", name="Parts")).to_contain_text("Discord: not ready")
    assert "喝茶" not in await page.content()


async def test_names_stay_names(meet: Meet, host: Host) -> None:
    page = (await meet()).page
    await log_in(page)
    await expect(page.get_by_role("rowheader", name=HOSTILE)).to_be_visible()
    await expect(page.locator(".proposal", has_text="rizz")).to_contain_text(HOSTILE)
    await expect(page.locator("main img, main b, main script")).to_have_count(0)


async def test_a_decision_with_the_keyboard(meet: Meet, host: Host) -> None:
    page = (await meet()).page
    await log_in(page)
    approve = page.get_by_role("button", name="Approve: 绝绝子 = awesome")
    await approve.focus()
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("status")).to_have_text("In force from now on: 绝绝子 = awesome")
    await expect(page.locator(".proposal")).to_have_count(1)
    # The keyboard goes on from there.
    assert await page.evaluate("document.activeElement.closest('section')?.id") == "review"
    await page.keyboard.press("Tab")
    await page.keyboard.press("Tab")
    await expect(page.get_by_role("button", name="Reject: rizz ~ charm")).to_be_focused()
    await page.keyboard.press("Enter")
    await expect(page.get_by_text("Nothing waits.")).to_be_visible()
    await host.conversation.say("这个绝绝子", MEI, TEA)
    await host.conversation.settled()
    terms = await host.core.glossary.terms.in_force()
    assert [entry.term.text for entry in terms] == ["awesome"]


async def test_looking_for_a_room(meet: Meet, host: Host) -> None:
    page = (await meet()).page
    await log_in(page)
    search = page.get_by_role("searchbox", name="Find a room")
    await search.fill("img src")
    await expect(page.locator(".conversation")).to_have_count(1)
    await search.press_sequentially("zzz")
    await expect(page.get_by_text("No room is called that.")).to_be_visible()
    await expect(search).to_be_focused()
    await search.fill("")
    await expect(page.locator(".conversation")).to_have_count(2)


async def test_a_package_on_its_way(meet: Meet, host: Host, argos: Shop) -> None:
    page = (await meet()).page
    await log_in(page)
    await page.get_by_role("button", name="Look what Argos offers").click()
    await page.get_by_role("button", name=f"Install {NAME}").click()
    bar = page.get_by_role("progressbar", name=f"Progress of {NAME}")
    await expect(bar).to_be_visible()
    await expect(page.locator(".installations")).to_contain_text(" of ")
    await picture(page, "installing")
    await page.get_by_role("button", name="Stop").click()
    await expect(page.get_by_text("stopped; it goes on there next time")).to_be_visible()
    argos.go_on.set()
    await page.get_by_role("button", name=f"Install {NAME}").click()
    await expect(page.get_by_text("installed, and in use")).to_be_visible()
    row = page.get_by_role("table", name="Packages at hand").get_by_role("row", name=NAME)
    await expect(row).to_contain_text("in use")
    await page.get_by_role("button", name=f"Delete {NAME}").click()
    await page.get_by_role("dialog").get_by_role("button", name="Keep").click()
    await expect(row).to_be_visible()
    await page.get_by_role("button", name=f"Delete {NAME}").click()
    await page.get_by_role("dialog").get_by_role("button", name="Delete").click()
    await expect(row).to_have_count(0)


async def test_a_backup(meet: Meet, host: Host) -> None:
    page = (await meet()).page
    await log_in(page)
    await expect(page.locator("#storage")).to_contain_text("none in the data folder")
    await page.get_by_role("button", name="Back up now").click()
    await expect(page.get_by_role("status")).to_contain_text("Backed up to ")
    await expect(page.locator("#storage")).to_contain_text(".backup.db")


async def test_a_session_that_ended_leads_back_to_the_door(meet: Meet, host: Host) -> None:
    person = await meet()
    await log_in(person.page)
    await person.context.clear_cookies()
    await expect(person.page.get_by_role("status")).to_have_text("You were logged out. Log in again.")
    await expect(person.page.locator("#token")).to_be_visible()


@pytest.mark.parametrize(("locale", "heading"), [("zh-TW", "運作狀況"), ("zh-CN", "运行状况")])
async def test_on_a_phone_in_the_dark(meet: Meet, host: Host, locale: str, heading: str) -> None:
    page = (await meet(locale, **PHONE)).page
    await log_in(page)
    await expect(page.get_by_role("heading", name=heading)).to_be_visible()
    assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    await picture(page, f"phone-{locale}")
    await page.locator("header select").select_option("en")
    await expect(page.get_by_role("heading", name="Health")).to_be_visible()
    await expect(page.get_by_role("button", name="Back up now")).to_be_visible()
