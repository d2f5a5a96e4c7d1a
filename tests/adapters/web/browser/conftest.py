"""People in front of real browsers."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from playwright.async_api import Browser, expect

from bridge.settings import Web
from bridge.store.web import WebTables
from tests.adapters.web.conftest import Served
from tests.browsers import Person, chromium

expect.set_options(timeout=10_000)


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
