"""What a page missed while it was away, and what stands further up."""

from __future__ import annotations

import asyncio
import time
from typing import Any

from tests.adapters.web.client import Client
from tests.adapters.web.conftest import Served


def plains(entries: list[dict[str, Any]]) -> list[str]:
    return [entry["original"]["plain"] for entry in entries]


async def pair(served: Served) -> tuple[Client, Client]:
    anna, bob = served.client(), served.client()
    await anna.start("Anna")
    await bob.join(anna.invite, "Bob")
    return anna, bob


async def test_a_page_that_comes_back_gets_what_changed_and_nothing_else(served: Served) -> None:
    anna, bob = await pair(served)
    ids = []
    for word in ("one", "two", "three", "four"):
        await anna.ask("post", text=word)
        ids.append((await bob.entry())["id"])
    seen = (await bob.connect())["revision"]
    await bob.disconnect()
    await anna.ask("post", text="five")
    await anna.ask("edit", entry=ids[0], text="uno")
    await anna.ask("delete", entry=ids[1])
    await anna.ask("react", entry=ids[2], emoji=["🎉"])
    await served.core.settled()
    greeting = await bob.connect(since=seen)
    assert not greeting["reset"]
    changed = {entry["id"]: entry for entry in greeting["entries"]}
    assert ids[3] not in changed
    assert changed[ids[0]]["original"]["plain"] == "uno"
    assert changed[ids[1]]["deleted"]
    assert changed[ids[2]]["reactions"][0]["emoji"] == "🎉"
    assert plains([entry for entry in greeting["entries"] if entry["id"] > ids[3]]) == ["five"]
    revisions = [entry["revision"] for entry in greeting["entries"]]
    assert revisions == sorted(revisions)
    assert greeting["revision"] >= revisions[-1]


async def test_a_page_that_was_away_too_long_starts_afresh(served: Served) -> None:
    anna, bob = await pair(served)
    room = (await served.store.member(anna.member)).room  # type: ignore[union-attr]
    await anna.ask("post", text="one")
    entry = (await anna.entry())["id"]
    for number in range(410):
        await served.store.pin(entry, pinned=bool(number % 2))
    greeting = await bob.connect(since=0)
    assert greeting["reset"]
    assert (await served.store.room(room)).revision == greeting["revision"]  # type: ignore[union-attr]


async def test_a_revision_from_another_life_starts_afresh(served: Served) -> None:
    anna, _ = await pair(served)
    for since in (99_999, "-1", "x", "9" * 40):
        assert (await anna.connect(since=since))["reset"]


async def test_history_comes_in_pages(served: Served) -> None:
    anna, bob = await pair(served)
    for number in range(120):
        await anna.send("post", id=f"n{number}", text=str(number))
    await anna.until(lambda frame: frame["type"] == "entry" and frame["entry"]["original"]["plain"] == "119")
    greeting = await bob.connect()
    assert plains(greeting["entries"]) == [str(number) for number in range(70, 120)]
    assert greeting["more"]
    await bob.send("older", before=greeting["entries"][0]["id"])
    page = await bob.until("older")
    assert plains(page["entries"]) == [str(number) for number in range(20, 70)]
    await bob.send("older", before=page["entries"][0]["id"])
    last = await bob.until("older")
    assert plains(last["entries"]) == [str(number) for number in range(20)]
    assert not last["more"]


async def test_a_restart_tells_pages_to_come_back_and_keeps_everything(served: Served) -> None:
    anna, _ = await pair(served)
    await anna.ask("post", text="still here")
    await anna.entry()
    code, _ = await asyncio.gather(anna.closed(), served.adapter_restart())
    assert code == 1012
    anna.url = served.url
    anna.http.headers["Origin"] = served.url
    greeting = await anna.connect()
    assert plains(greeting["entries"]) == ["still here"]


async def test_stopping_takes_no_time_even_for_pages_that_are_just_opening(served: Served) -> None:
    anna, _ = await pair(served)
    address = f"{served.url}/socket?member={anna.member}"
    opening = [asyncio.create_task(anna.http.ws_connect(address)) for _ in range(20)]
    await opening[0]
    begun = time.monotonic()
    await served.pause()
    assert time.monotonic() - begun < 4
    for socket in await asyncio.gather(*opening, return_exceptions=True):
        if not isinstance(socket, BaseException):
            await socket.close()
    await served.resume()
