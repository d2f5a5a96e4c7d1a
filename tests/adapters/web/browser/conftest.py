"""People in front of real browsers."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from playwright.async_api import Browser, BrowserContext, Dialog, Locator, Page, expect

from bridge.settings import Web
from bridge.store.web import WebTables
from tests.adapters.web.conftest import Served
from tests.browsers import SCREENSHOTS, chromium

expect.set_options(timeout=10_000)


class Person:
    """Somebody in front of a page. `problems` collects what a page must never do."""

    def __init__(self, context: BrowserContext, page: Page, host: str) -> None:
        self.context = context
        self.page = page
        self.problems: list[str] = []
        page.on("pageerror", lambda error: self.problems.append(f"error: {error}"))
        page.on("dialog", self._dialog)
        page.on("request", lambda request: self._asked(request.url, host))
        page.on("console", lambda line: self._said(line.text))

    @property
    def box(self) -> Locator:
        return self.page.get_by_role("textbox", name="Message").or_(self.page.get_by_role("textbox", name="消息"))

    @property
    def log(self) -> Locator:
        return self.page.get_by_role("log")

    async def start(self, url: str, name: str, title: str = "") -> str:
        """Start a room through the page; returns its address."""
        await self.page.goto(url)
        await self.page.locator("input[name=name]").fill(name)
        await self.page.locator("input[name=title]").fill(title)
        await self.page.locator("input[name=title]").press("Enter")
        await expect(self.box).to_be_visible()
        return self.page.url

    async def join(self, address: str, name: str) -> None:
        """Join a room with the name in the address."""
        await self.page.goto(f"{address}?name={name}")
        await expect(self.box).to_be_visible()

    async def say(self, text: str) -> None:
        await self.box.fill(text)
        await self.box.press("Enter")

    def bubble(self, text: str) -> Locator:
        """The message that reads so."""
        return self.log.locator(".row", has=self.page.locator(".text", has_text=text)).last

    async def sees(self, text: str) -> Locator:
        """Wait for a message that reads so, from the server and not only on its way."""
        row = self.log.locator(".row:not(.pending)", has=self.page.locator(".text", has_text=text)).last
        await expect(row).to_be_visible()
        return row

    async def picture(self, name: str) -> None:
        await self.page.screenshot(path=SCREENSHOTS / f"{name}.png")

    async def _dialog(self, dialog: Dialog) -> None:
        self.problems.append(f"dialog: {dialog.message}")
        await dialog.dismiss()

    def _asked(self, url: str, host: str) -> None:
        if not url.startswith((host, host.replace("http", "ws", 1), "blob:", "data:")):
            self.problems.append(f"asked another host: {url}")

    def _said(self, text: str) -> None:
        if "Content Security Policy" in text or "TrustedHTML" in text:
            self.problems.append(text)


Meet = Callable[..., Awaitable[Person]]


@pytest_asyncio.fixture(loop_scope="session", scope="session")
async def browser() -> AsyncIterator[Browser]:
    async with chromium() as running:
        yield running


@pytest_asyncio.fixture(loop_scope="session")
async def served(store: WebTables, tmp_path: Path) -> AsyncIterator[Served]:
    served = Served(store, tmp_path, Web(host="127.0.0.1", port=0))
    await served.start()
    yield served
    await served.stop()


@pytest_asyncio.fixture(loop_scope="session")
async def meet(browser: Browser, served: Served) -> AsyncIterator[Meet]:
    """Gives people their browsers, and checks in the end that no page did what it must not."""
    people: list[Person] = []

    async def meet(locale: str = "en-GB", **options: Any) -> Person:
        context = await browser.new_context(**{"viewport": {"width": 1180, "height": 760}, "locale": locale, **options})
        person = Person(context, await context.new_page(), served.url)
        people.append(person)
        return person

    yield meet
    for person in people:
        await person.context.close()
    assert [problem for person in people for problem in person.problems] == []


@pytest.fixture
def phone() -> dict[str, Any]:
    return {"viewport": {"width": 390, "height": 780}, "has_touch": True, "is_mobile": True, "device_scale_factor": 2}
