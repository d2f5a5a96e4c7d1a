"""Thirty lines of slang, fifteen each way, through two real browser windows and the model in the box.

    .venv/bin/python -m tests.end_to_end.slang_talk

Prints what was written beside what the other one reads, with the terms that are marked in it, and leaves pictures of
both windows in build/screenshots. Whether it reads right is for people to judge.
"""

from __future__ import annotations

import asyncio
import tempfile
from pathlib import Path

from playwright.async_api import Browser, Locator, ViewportSize, expect

from tests.browsers import Person, chromium
from tests.end_to_end.magpie import Magpie

WINDOW: ViewportSize = {"width": 620, "height": 1000}
#: So many lines are seen on one picture.
SCREEN = 8
LINES = (
    ("小雨", "在吗？在线等，挺急的"),
    ("Anna", "yo what's up"),
    ("小雨", "昨晚那个综艺你看了吗，笑死我了"),
    ("Anna", "ngl it was mid"),
    ("小雨", "不是吧阿sir，最后那段我直接破防了"),
    ("Anna", "ok fair, the last 10 mins slapped"),
    ("小雨", "主唱yyds，谁懂啊"),
    ("Anna", "fr fr she ate and left no crumbs"),
    ("小雨", "不过评论区好多杠精，无语子"),
    ("Anna", "don't feed the trolls lol"),
    ("小雨", "我就是个吃瓜群众"),
    ("Anna", "same, I'm just here for the tea ☕"),
    ("小雨", "对了，我们公司又开始卷了，天天996"),
    ("Anna", "oof that's rough, your boss is sus"),
    ("小雨", "打工人太难了，今天只想摸鱼"),
    ("Anna", "big mood. I'm low-key thinking about quitting"),
    ("小雨", "别emo，周末来我家躺平吧"),
    ("Anna", "bet! what's the plan?"),
    ("小雨", "开黑走起，上次被队友坑惨了"),
    ("Anna", "I'm down but I'm such a noob at that game"),
    ("小雨", "没事，我带你飞，我可是大神"),
    ("Anna", "sure, no cap? last time you got owned by a bot 💀"),
    ("小雨", "扎心了老铁，那次网太卡了"),
    ("Anna", "skill issue tbh"),
    ("小雨", "哈哈哈哈哈你好毒，拉黑了"),
    ("Anna", "jk jk ily, you're the goat"),
    ("小雨", "这还差不多，奶茶我请，666"),
    ("Anna", "slay! gtg now, ttyl"),
    ("小雨", "好滴，88，晚安安"),
    ("Anna", "gn bestie 😘"),
)


async def main() -> None:
    """Hold the conversation, print it and take the pictures."""
    with tempfile.TemporaryDirectory() as folder:
        async with Magpie(Path(folder)) as magpie, chromium() as browser:
            await talk(browser, magpie)


async def talk(browser: Browser, magpie: Magpie) -> None:
    """Two people who know one language each."""
    anna, yu = await _person(browser, magpie, "en-GB"), await _person(browser, magpie, "zh-CN")
    await yu.join(await anna.start(magpie.url, "Anna", "London ⇄ 上海"), "小雨")
    print("| # | written | read by the other | marked |", "|---|---|---|---|", sep="\n")
    for number, (name, line) in enumerate(LINES, 1):
        speaker, reader = (anna, yu) if name == "Anna" else (yu, anna)
        await speaker.say(line)
        for one in (anna, yu):
            await expect(one.log.locator(".row:not(.pending)")).to_have_count(number)
        read, marked = await _read(reader.log.locator(".row").last)
        print(f"| {number} | {line} | {read} | {marked} |")
        if number % SCREEN == 0 or number == len(LINES):
            for language, one in (("en", anna), ("zh", yu)):
                await one.page.mouse.move(0, 0)
                await one.picture(f"slang-talk-{-(-number // SCREEN)}-{language}")
    await _show_note(anna)
    for one in (anna, yu):
        for problem in one.problems:
            print(problem)


async def _read(row: Locator) -> tuple[str, str]:
    """What stands in a message, and which terms are marked in it or below it."""
    text = await row.locator(".text").text_content() or ""
    marked = await row.locator(".text .term").all_text_contents()
    below = await row.locator(".term-chip").all_text_contents()
    return text, " · ".join(marked + [f"[{form}]" for form in below])


async def _show_note(reader: Person) -> None:
    """The note of a term, as whoever is curious sees it."""
    term = reader.log.locator(".text .term, .term-chip").last
    if await term.count():
        await term.press("Enter")
        await reader.picture("slang-talk-note")


async def _person(browser: Browser, magpie: Magpie, locale: str) -> Person:
    context = await browser.new_context(locale=locale, viewport=WINDOW, color_scheme="light")
    return Person(context, await context.new_page(), magpie.url)


if __name__ == "__main__":
    asyncio.run(main())
