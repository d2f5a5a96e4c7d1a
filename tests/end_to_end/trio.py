"""A group, a channel and a web room with several open pages that are one conversation."""

from __future__ import annotations

import asyncio
import re
from dataclasses import dataclass, field

from tests.end_to_end.patient import Patient
from tests.end_to_end.town import Pair, Town

CODE = re.compile(r"/link ([A-Z0-9]{8,})")
LINK_SECONDS = 60


@dataclass
class Trio:
    """Three rooms in one bridge; the first page is the web room's owner."""

    pair: Pair
    pages: list[Patient] = field(default_factory=list)


async def join_all(here: Town, pages: int, group: asyncio.TaskGroup) -> tuple[Trio, list[asyncio.Task[None]]]:
    """A new trio, linked from the chat as people would, and the tasks that keep its pages connected."""
    number = len(here.pairs)
    pair = await here.linked()
    trio = Trio(pair)
    for each in range(pages):
        page = Patient(here.magpie.url, language="zh-CN" if each % 2 else "en")
        if each:
            await page.client.join(trio.pages[0].client.invite, f"Page {each}", language=page.language)
        else:
            await page.client.start("Olive", language=page.language, title=f"Web {number}")
        await page.client.disconnect()
        trio.pages.append(page)
    running = [group.create_task(page.run()) for page in trio.pages]
    owner = trio.pages[0]
    async with asyncio.timeout(LINK_SECONDS):
        owner.say("link", "/link")
        code = await owner.find(lambda entry: CODE.search(entry["original"]["plain"]))
        await here.telegram.command(pair.ann, pair.group, "link", code[1])
        await owner.find(lambda entry: "/link yes" in entry["original"]["plain"] or None)
        owner.say("link-yes", "/link yes")
        await owner.find(lambda entry: _announces(entry["original"]["plain"], pair) or None)
    return trio, running


def _announces(text: str, pair: Pair) -> bool:
    return str(pair.group.title) in text and "/link yes" not in text
