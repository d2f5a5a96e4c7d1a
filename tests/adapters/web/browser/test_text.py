"""Entities of every kind, nested and overlapping at random: no character is lost, none is doubled."""

from __future__ import annotations

import random

import pytest

from bridge.chat.text import EntityKind
from tests.adapters.web.browser.conftest import Meet
from tests.adapters.web.conftest import Served

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

RENDER = """
async ([module, cases]) => {
  const { richText } = await import(module);
  return cases.map((text) => {
    const node = document.createElement("div");
    node.append(...richText(text));
    return node.textContent;
  });
}
"""
PIECES = ("word ", "字", "😀", "👨‍👩‍👧", "https://example.org/a(b)?c=d. ", "“quoted” ", "<b>", "&amp;", "\u202e", " ")


async def test_nothing_is_lost_between_tags(meet: Meet, served: Served) -> None:
    anna = await meet()
    await anna.page.goto(served.url)
    chance = random.Random(7)
    cases = []
    for _ in range(400):
        plain = "".join(chance.choices(PIECES, k=chance.randint(0, 8)))
        entities = []
        for _ in range(chance.randint(0, 5)):
            start, end = sorted((chance.randint(0, len(plain)), chance.randint(0, len(plain) + 2)))
            entities.append([start, end, chance.choice(list(EntityKind)).value, "https://example.org"])
        cases.append({"plain": plain, "entities": sorted(entities, key=lambda e: (e[0], -int(e[1])))})
    script = await anna.page.locator("script[type=module]").get_attribute("src")
    assert script
    shown = await anna.page.evaluate(RENDER, [script.replace("main.js", "text.js"), cases])
    assert shown == [case["plain"] for case in cases]
