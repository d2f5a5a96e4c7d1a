# ruff: noqa: INP001, T201 - a script, whose results are printed
"""A visitor of the web room, for `docker/test.sh`; runs on the Python of the image.

`post COUNT` opens a room, posts, and prints its invite once everything was accepted. `read INVITE COUNT` comes in and
fails unless everything is there once, in order and translated.
"""

from __future__ import annotations

import asyncio
import sys
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

import aiohttp

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

URL = "http://127.0.0.1:8080"
SECONDS = 60


@asynccontextmanager
async def entered(path: str, **body: object) -> AsyncIterator[tuple[str, aiohttp.ClientWebSocketResponse]]:
    """Open or join a room; its invite and an open socket."""
    jar = aiohttp.CookieJar(unsafe=True)
    async with aiohttp.ClientSession(URL, cookie_jar=jar, headers={"Origin": URL}) as http:
        async with http.get("/") as page:
            if page.status != 200 or "<html" not in await page.text():
                raise SystemExit(f"/ answered {page.status} and no page")
        async with http.post(path, json=body) as response:
            answer: dict[str, Any] = await response.json()
            if response.status != 200:
                raise SystemExit(f"{path} answered {response.status}: {answer}")
        async with http.ws_connect(f"/socket?member={answer['member']}&since=&lang=en") as socket:
            yield answer["invite"], socket


def sentence(number: int) -> str:
    """What is said, each time something else."""
    return f"明天{number}点我们去喝茶吧"


async def post(count: int) -> None:
    """Say something `count` times, without waiting for an answer in between."""
    async with entered("/api/rooms", name="Mei", language="zh-CN") as (invite, socket):
        for number in range(count):
            await socket.send_json({"type": "post", "id": f"n{number}", "text": sentence(number)})
        accepted = 0
        while accepted < count:
            frame = await socket.receive_json(timeout=SECONDS)
            if frame["type"] == "refused":
                raise SystemExit(frame["sentence"])
            accepted += frame["type"] == "done"
        print(invite)


async def read(invite: str, count: int) -> None:
    """Read the room's history, as often as it takes to be complete."""
    async with asyncio.timeout(SECONDS):
        async with entered(f"/api/invites/{invite}", name="Tom", language="en") as (_, socket):
            hello = await socket.receive_json()
            shown = {entry["id"]: entry for entry in hello["entries"]}
            while len(said(shown)) < count:
                frame = await socket.receive_json()
                if frame["type"] == "entry":
                    shown[frame["entry"]["id"]] = frame["entry"]
    texts = [entry["original"]["plain"] for entry in said(shown)]
    if texts != [sentence(number) for number in range(count)]:
        raise SystemExit(f"the room holds {texts}")
    english = [entry["versions"]["en"]["text"]["plain"] for entry in said(shown)]
    print(f"{texts[1]} → {english[1]}")


def said(shown: dict[int, dict[str, Any]]) -> list[dict[str, Any]]:
    """What people said, in order, without what Magpie says."""
    return [shown[number] for number in sorted(shown) if shown[number].get("author")]


def main() -> None:
    """Run what the command line asks for."""
    match sys.argv[1:]:
        case ["post", count]:
            asyncio.run(post(int(count)))
        case ["read", invite, count]:
            asyncio.run(read(invite, int(count)))
        case _:
            raise SystemExit(__doc__)


if __name__ == "__main__":
    main()
