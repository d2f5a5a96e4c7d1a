"""Pictures and files through the page."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

import pytest
from playwright.async_api import FilePayload, expect

from bridge.chat.event import Posted
from tests.adapters.web.browser.conftest import Meet
from tests.adapters.web.conftest import Served

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


def png(width: int, height: int) -> bytes:
    """A picture that is valid."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = b"".join(
        b"\0" + bytes(c for x in range(width) for c in (40 + 150 * x // width, 120 + 100 * y // height, 190))
        for y in range(height)
    )
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def payload(name: str, data: bytes) -> FilePayload:
    return {"name": name, "mimeType": "application/octet-stream", "buffer": data}


async def test_a_picture_and_a_file_reach_the_other(meet: Meet, served: Served) -> None:
    anna, ming = await meet(), await meet("zh-CN")
    address = await anna.start(served.url, "Anna")
    await ming.join(address, "小明")
    picture: FilePayload = {"name": "cat.png", "mimeType": "image/png", "buffer": png(64, 48)}
    await anna.page.set_input_files("input[type=file]", files=[picture, payload("notes.txt", b"hello")])
    await expect(anna.page.get_by_role("button", name="Remove cat.png")).to_be_visible()
    await anna.say("look")
    await ming.sees("译：look")
    image = ming.log.get_by_role("img", name="cat.png")
    await expect(image).to_be_visible()
    await ming.page.wait_for_function("document.querySelector('.picture img').naturalWidth === 64")
    await expect(image).to_have_attribute("width", "64")
    await ming.log.get_by_role("button", name="查看图片 cat.png").click()
    await expect(ming.page.get_by_role("dialog").get_by_role("img")).to_be_visible()
    await ming.page.keyboard.press("Escape")
    await expect(ming.page.get_by_role("dialog")).to_have_count(0)
    async with ming.page.expect_download() as download:
        await ming.log.get_by_role("link", name="notes.txt").click()
    assert (await (await download.value).path()).read_bytes() == b"hello"


async def test_a_file_that_is_too_large_gets_a_sentence(meet: Meet, served: Served, tmp_path: Path) -> None:
    anna = await meet()
    await anna.start(served.url, "Anna")
    big = tmp_path / "big.bin"
    big.write_bytes(b"x" * (10 * 1024 * 1024 + 1))
    await anna.page.set_input_files("input[type=file]", big)
    await expect(anna.page.get_by_role("alert")).to_have_text("Files can have up to 10 MB.")
    await expect(anna.page.locator(".staged li")).to_have_count(0)


async def test_files_wait_for_the_server_too(meet: Meet, served: Served) -> None:
    anna = await meet()
    await anna.start(served.url, "Anna")
    await served.pause()
    await anna.page.set_input_files("input[type=file]", files=[payload("notes.txt", b"hello")])
    await anna.say("with a file")
    await expect(anna.log.get_by_role("img", name="Waiting to be sent")).to_be_visible()
    await served.resume()
    await anna.sees("with a file")
    await expect(anna.log.get_by_role("link", name="notes.txt")).to_be_visible()
    assert len(served.core.of(Posted)) == 1
