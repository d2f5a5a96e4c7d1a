"""A real Chromium for tests of pages."""

from __future__ import annotations

import os
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from playwright.async_api import Browser, BrowserContext, Dialog, Locator, Page, async_playwright, expect

CHROMIUM = Path("/usr/bin/chromium")
SCREENSHOTS = Path(__file__).parents[1] / "build" / "screenshots"
_ARGUMENTS = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu", "--force-color-profile=srgb"]


def need_chromium() -> None:
    """Skip where there is no browser; on CI, where there must be one, fail."""
    if CHROMIUM.exists():
        return
    if os.environ.get("CI") == "true":
        pytest.fail(f"{CHROMIUM} is missing: install Debian's package chromium.")
    pytest.skip(f"{CHROMIUM} is missing.")


@asynccontextmanager
async def chromium() -> AsyncIterator[Browser]:
    """A running browser."""
    need_chromium()
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=str(CHROMIUM), args=_ARGUMENTS)
        try:
            yield browser
        finally:
            await browser.close()


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
        return self.page.get_by_role("textbox", name=re.compile("^(Message|消息|訊息)$"))

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
