"""Takes the picture of the README: one conversation in two real browser windows, translated by the model in the box.

    .venv/bin/python -m docs.picture

Needs Debian's packages chromium and fonts-noto-cjk. Writes docs/images/two-windows.png and prints what each side read.
"""

from __future__ import annotations

import asyncio
import base64
import tempfile
from pathlib import Path

from playwright.async_api import Browser, ViewportSize, expect

from tests.browsers import Person, chromium
from tests.end_to_end.magpie import Magpie

PICTURE = Path(__file__).with_name("images") / "two-windows.png"
#: CSS pixels of one window; the picture shows both beside each other.
WINDOW: ViewportSize = {"width": 520, "height": 980}
PAGE = """<!doctype html><style>
body {{ margin: 0; padding: 20px; display: flex; gap: 20px; width: max-content; background: #ccd6da; }}
img {{ display: block; width: {width}px; border-radius: 10px; box-shadow: 0 3px 14px #0004; }}
</style><img src="data:image/png;base64,{left}"><img src="data:image/png;base64,{right}">"""

LINES = (
    ("Anna", "Hi! I'm Anna, I live in London."),
    ("小雨", "你好！我住在上海，很高兴认识你。"),
    ("Anna", "Do you have any pets?"),
    ("小雨", "我有一只猫，她三岁了。"),
    ("小雨", "她是yyds！"),
    ("Anna", "lol"),
    ("Anna", "What are you doing today?"),
    ("小雨", "外面在下雨，我今天不想出门。"),
    ("Anna", "Let's watch a movie together! 🍿"),
    ("小雨", "好主意，谢谢！"),
)


async def main() -> None:
    """Hold the conversation and take the picture."""
    with tempfile.TemporaryDirectory() as folder:
        async with Magpie(Path(folder)) as magpie, chromium() as browser:
            await photograph(browser, magpie)


async def photograph(browser: Browser, magpie: Magpie) -> None:
    """Two people meet, talk, and are shown beside each other."""
    anna, yu = await _person(browser, magpie, "en-GB"), await _person(browser, magpie, "zh-CN")
    address = await anna.start(magpie.url, "Anna", "London ⇄ 上海")
    await yu.join(address, "小雨")
    for number, (name, line) in enumerate(LINES, 1):
        await (anna if name == "Anna" else yu).say(line)
        for reader in (anna, yu):
            await expect(reader.log.locator(".row:not(.pending)")).to_have_count(number)
    for reader in (anna, yu):
        print(*await reader.log.locator(".row .text").all_text_contents(), "", sep="\n")
    # What the other one said, behind one click.
    asked = anna.log.locator(".row.theirs").nth(3)
    await asked.locator(".mark").click()
    await expect(asked.locator(".original .words")).to_be_visible()
    left, right = [await _window(reader) for reader in (anna, yu)]
    page = await browser.new_page()
    await page.set_content(PAGE.format(width=WINDOW["width"], left=left, right=right))
    await page.locator("body").screenshot(path=PICTURE)
    print(f"{PICTURE}: {PICTURE.stat().st_size / 1000:.0f} kB")


async def _person(browser: Browser, magpie: Magpie, locale: str) -> Person:
    context = await browser.new_context(locale=locale, viewport=WINDOW, color_scheme="light")
    return Person(context, await context.new_page(), magpie.url)


async def _window(reader: Person) -> str:
    # Without the bar that stands at what the mouse or the keyboard is on.
    await reader.box.focus()
    await reader.page.mouse.move(0, 0)
    return base64.b64encode(await reader.page.screenshot()).decode()


if __name__ == "__main__":
    asyncio.run(main())
