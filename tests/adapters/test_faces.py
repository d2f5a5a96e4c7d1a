"""Pictures of people, fetched behind the scenes and kept under addresses that nobody can guess."""

from __future__ import annotations

import asyncio
import os
import re
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from functools import partial
from pathlib import Path

import pytest

from bridge.adapters import faces as module
from bridge.adapters.faces import KEPT, LARGEST, NAME, Faces
from bridge.chat.attachment import Attachment
from bridge.chat.author import Author
from bridge.relay.failure import Refused, Unreachable

JPEG = b"\xff\xd8\xff" + b"face" * 100
ANN = Author("alpha", "ann", "Ann", avatar="face:ann")
BASE = "https://magpie.example"


class Platform:
    """Gives pictures by their source, or raises; `asked` counts."""

    def __init__(self) -> None:
        self.pictures: dict[str, bytes | Exception] = {"face:ann": JPEG}
        self.asked: list[str] = []

    async def fetch(self, attachment: Attachment) -> AsyncIterator[bytes]:
        self.asked.append(attachment.source)
        found = self.pictures[attachment.source]
        if isinstance(found, Exception):
            raise found
        yield found[:10]
        yield found[10:]


@asynccontextmanager
async def running(folder: Path, platform: Platform, base: str = BASE) -> AsyncIterator[Faces]:
    faces = Faces(folder, base)
    task = asyncio.create_task(faces.run(platform.fetch))
    await until(lambda: bool(faces._key) or task.done())
    try:
        yield faces
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


async def until(condition: Callable[[], object]) -> None:
    """Wait for what nobody tells of: that a picture is there."""
    async with asyncio.timeout(5):
        while not condition():  # noqa: ASYNC110
            await asyncio.sleep(0.005)


async def test_the_first_message_goes_without_and_the_next_has_it(tmp_path: Path) -> None:
    platform = Platform()
    async with running(tmp_path, platform) as faces:
        assert faces.address(ANN) == ""
        await until(lambda: faces.address(ANN))
        address = faces.address(ANN)
        assert re.fullmatch(re.escape(f"{BASE}/avatars/") + NAME, address)
        assert faces.path(address.rsplit("/", 1)[1]).read_bytes() == JPEG
        assert platform.asked == ["face:ann"]


async def test_who_has_an_address_keeps_it(tmp_path: Path) -> None:
    async with running(tmp_path, Platform()) as faces:
        assert faces.address(Author("beta", "1", "T", avatar="https://cdn.example/1.png")) == (
            "https://cdn.example/1.png"
        )
        assert faces.address(Author("beta", "1", "T", avatar="https://cdn.example/" + "1" * 3000)) == ""
        assert faces.address(Author("beta", "1", "T")) == ""


async def test_without_a_public_address_nothing_is_fetched(tmp_path: Path) -> None:
    platform = Platform()
    async with running(tmp_path / "none", platform, "") as faces:
        assert faces.address(ANN) == ""
    assert not platform.asked
    assert not (tmp_path / "none").exists()


async def test_it_is_known_after_a_restart(tmp_path: Path) -> None:
    platform = Platform()
    async with running(tmp_path, platform) as faces:
        faces.address(ANN)
        await until(lambda: faces.address(ANN))
        address = faces.address(ANN)
    async with running(tmp_path, platform) as again:
        await until(lambda: again.address(ANN))
        assert again.address(ANN) == address
    assert platform.asked == ["face:ann"]


async def test_it_is_looked_at_again_once_a_day(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    platform = Platform()
    async with running(tmp_path, platform) as faces:
        faces.address(ANN)
        await until(lambda: faces.address(ANN))
        before = faces.address(ANN)
        platform.pictures["face:ann"] = JPEG + b"older"
        later = time.time() + module.REFRESH + 1
        monkeypatch.setattr("time.time", lambda: later)
        assert faces.address(ANN) == before
        await until(lambda: faces.address(ANN) != before)
        assert not faces.path(before.rsplit("/", 1)[1]).exists()
    assert platform.asked == ["face:ann"] * 2


@pytest.mark.parametrize(
    "found", [b"<svg onload='alert(1)'/>", b"\xff\xd8\xff" + b"0" * LARGEST, Refused("There is no picture.")]
)
async def test_what_is_no_small_picture_is_not_kept(tmp_path: Path, found: bytes | Exception) -> None:
    platform = Platform()
    platform.pictures |= {"face:ann": found, "face:cat": Refused("There is no picture.")}
    cat = Author("alpha", "cat", "Cat", avatar="face:cat")
    async with running(tmp_path, platform) as faces:
        faces.address(ANN)
        await until(lambda: len(faces._known) == 1)
        assert faces.address(ANN) == ""
        assert faces.address(ANN) == ""
        faces.address(cat)
        await until(lambda: len(faces._known) == 2)
        assert platform.asked == ["face:ann", "face:cat"]
        assert [path.name for path in await asyncio.to_thread(lambda: list(tmp_path.iterdir()))] == ["key"]


async def test_trouble_is_no_end(tmp_path: Path) -> None:
    platform = Platform()
    platform.pictures["face:ann"] = Unreachable("away")
    platform.pictures["face:ben"] = RuntimeError("nobody foresaw it")
    platform.pictures["face:cat"] = JPEG
    cat = Author("alpha", "cat", "Cat", avatar="face:cat")
    async with running(tmp_path, platform) as faces:
        faces.address(ANN)
        faces.address(Author("alpha", "ben", "Ben", avatar="face:ben"))
        faces.address(cat)
        await until(lambda: faces.address(cat))


async def test_addresses_differ_from_host_to_host(tmp_path: Path) -> None:
    found = []
    for folder in (tmp_path / "one", tmp_path / "other"):
        async with running(folder, Platform()) as faces:
            faces.address(ANN)
            await until(partial(faces.address, ANN))
            found.append(faces.address(ANN))
    assert found[0] != found[1]


async def test_what_nobody_needs_is_deleted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    old, new, huge = (tmp_path / f"{sign * 64}.jpg" for sign in "abc")
    for path in (old, new, huge):
        path.write_bytes(JPEG)
    os.utime(old, (time.time() - KEPT - 10,) * 2)
    os.utime(huge, (time.time() - 100,) * 2)
    monkeypatch.setattr(module, "LIMIT", len(JPEG) + 10)
    async with running(tmp_path, Platform()):
        await until(lambda: not old.exists() and not huge.exists())
    assert new.exists()


async def test_who_asked_not_to_be_relayed_leaves_no_picture(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_TIDYING", 0.01)
    left: list[str] = []

    async def left_out() -> list[str]:
        return left

    faces = Faces(tmp_path, BASE, left_out)
    task = asyncio.create_task(faces.run(Platform().fetch))
    await until(lambda: faces.address(ANN))
    picture = faces.path(faces.address(ANN).rsplit("/", 1)[1])
    left.append(ANN.key)
    await until(lambda: not picture.exists())
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task
