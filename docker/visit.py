# ruff: noqa: INP001, T201 - a script, whose results are printed
"""A visitor of the web room, for `docker/test.sh`; runs on the Python of the image.

`post COUNT` opens a room, posts, and prints its invite once everything was accepted. `read INVITE COUNT` comes in and
fails unless everything is there once, in order and translated. `host PORT` opens the host's page on a port of its
own with the token in the data folder, and fails where the public port has it as well.
"""

from __future__ import annotations

import asyncio
import sys
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import aiohttp

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

URL = "http://127.0.0.1:8080"
SECONDS = 60
TOKEN = Path("/data/admin-token")


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


async def host(port: int) -> None:
    """Log in to the host's page, and find the room in it."""
    token = await asyncio.to_thread(TOKEN.read_text)
    own = f"http://127.0.0.1:{port}"
    async with aiohttp.ClientSession(cookie_jar=aiohttp.CookieJar(unsafe=True), headers={"Origin": own}) as http:
        for path in ("/admin", "/metrics"):
            async with http.get(URL + path) as response:
                if response.status != 404:
                    raise SystemExit(f"{path} answers {response.status} on the public port")
        async with http.get(f"{own}/metrics") as response:
            response.raise_for_status()
        async with http.post(f"{own}/admin/api/login", json={"token": token}) as response:
            response.raise_for_status()
        async with http.get(f"{own}/admin/api/state") as response:
            response.raise_for_status()
            state: dict[str, Any] = await response.json()
    (room,) = state["conversations"]["shown"][0]["rooms"]
    print(f"{room['messages']} messages in a room of {room['people']}, ready: {state['health']['ready']}")


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
        case ["host", port]:
            asyncio.run(host(int(port)))
        case _:
            raise SystemExit(__doc__)


if __name__ == "__main__":
    main()
