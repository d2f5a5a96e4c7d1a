"""Packages from an index over HTTP, on loopback."""

from __future__ import annotations

import hashlib
import json
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from bridge.translation.download import download
from bridge.translation.errors import PackageError
from bridge.translation.index import available, install
from bridge.translation.packages import Packages
from tests.translation.tiny import build


class Mirror:
    """Serves one file and an index; breaks off after `breaks` bytes as often as told."""

    def __init__(self, content: bytes) -> None:
        self.content = content
        self.index: object = []
        self.breaks: list[int] = []
        self.ranges: list[str | None] = []
        self.tag = '"one"'
        self.url = ""

    def application(self) -> web.Application:
        application = web.Application()
        application.router.add_get("/index.json", self._index)
        application.router.add_get("/package.argosmodel", self._file)
        return application

    async def _index(self, _: web.Request) -> web.Response:
        return web.Response(text=self.index if isinstance(self.index, str) else json.dumps(self.index))

    async def _file(self, request: web.Request) -> web.StreamResponse:
        self.ranges.append(request.headers.get("Range"))
        start = 0
        if request.headers.get("If-Range") == self.tag and "Range" in request.headers:
            start = int(request.headers["Range"].removeprefix("bytes=").removesuffix("-"))
        status = 206 if start else 200
        response = web.StreamResponse(status=status, headers={"ETag": self.tag})
        response.content_length = len(self.content) - start
        await response.prepare(request)
        if self.breaks:
            await response.write(self.content[start : start + self.breaks.pop(0)])
            assert request.transport is not None
            request.transport.close()
            return response
        await response.write(self.content[start:])
        return response


@pytest.fixture
async def mirror(tmp_path: Path) -> AsyncIterator[Mirror]:
    mirror = Mirror(build(tmp_path).read_bytes())
    async with TestServer(mirror.application()) as server:
        mirror.url = str(server.make_url("/"))
        yield mirror


def leftovers(packages: Packages) -> list[Path]:
    return list(packages.downloads.iterdir())


def listed(**more: object) -> dict[str, object]:
    entry: dict[str, object] = {
        "package_version": "1.0",
        "argos_version": "1.9.0",
        "from_code": "zh",
        "from_name": "Chinese",
        "to_code": "en",
        "to_name": "English",
        "links": ["package.argosmodel"],
    }
    return entry | more


async def test_installing_with_progress_and_checksum(mirror: Mirror, tmp_path: Path) -> None:
    mirror.index = [listed(sha256=hashlib.sha256(mirror.content).hexdigest())]
    (entry,) = await available(mirror.url + "index.json")
    seen: list[tuple[int, int | None]] = []
    packages = Packages(tmp_path / "packages")
    package = await install(entry, packages, progress=lambda done, total: seen.append((done, total)))
    assert packages.translating("zh", "en")[0] == package
    assert seen[0] == (0, len(mirror.content))
    assert seen[-1] == (len(mirror.content), len(mirror.content))
    assert leftovers(packages) == []


async def test_a_broken_download_goes_on_where_it_broke_off(mirror: Mirror, tmp_path: Path) -> None:
    mirror.breaks = [5_000, 7_000]
    path = await download(mirror.url + "package.argosmodel", tmp_path / "p", pause=0)
    assert path.read_bytes() == mirror.content
    assert mirror.ranges[0] is None
    starts = [int((ranged or "bytes=0-")[6:-1]) for ranged in mirror.ranges]
    assert starts == sorted(starts)
    assert 0 < starts[1] <= 5_000
    assert not (tmp_path / "p.part").exists()
    assert not (tmp_path / "p.part.json").exists()


async def test_what_came_is_kept_for_the_next_time(mirror: Mirror, tmp_path: Path) -> None:
    mirror.breaks = [9_000, 0, 0, 0]
    with pytest.raises(PackageError, match="goes on where it broke off"):
        await download(mirror.url + "package.argosmodel", tmp_path / "p", pause=0)
    assert (tmp_path / "p.part").stat().st_size > 0
    await download(mirror.url + "package.argosmodel", tmp_path / "p", pause=0)
    assert (tmp_path / "p").read_bytes() == mirror.content
    assert mirror.ranges[-1] is not None


async def test_a_file_that_changed_meanwhile_is_fetched_anew(mirror: Mirror, tmp_path: Path) -> None:
    mirror.breaks = [9_000, 0, 0, 0]
    with pytest.raises(PackageError):
        await download(mirror.url + "package.argosmodel", tmp_path / "p", pause=0)
    mirror.tag, mirror.content = '"two"', mirror.content[::-1]
    await download(mirror.url + "package.argosmodel", tmp_path / "p", pause=0)
    assert (tmp_path / "p").read_bytes() == mirror.content


async def test_a_wrong_checksum_leaves_nothing(mirror: Mirror, tmp_path: Path) -> None:
    mirror.index = [listed(sha256="ab" * 32)]
    (entry,) = await available(mirror.url + "index.json")
    packages = Packages(tmp_path / "packages")
    with pytest.raises(PackageError, match="SHA-256"):
        await install(entry, packages)
    assert packages.installed() == []
    assert leftovers(packages) == []


async def test_the_next_link_is_tried(mirror: Mirror, tmp_path: Path) -> None:
    mirror.index = [listed(links=["missing.argosmodel", "package.argosmodel"])]
    (entry,) = await available(mirror.url + "index.json")
    assert (await install(entry, Packages(tmp_path / "packages"))).metadata.version == "1.0"


async def test_a_missing_file_is_one_sentence(mirror: Mirror, tmp_path: Path) -> None:
    with pytest.raises(PackageError, match=r"answers 404") as caught:
        await download(mirror.url + "missing", tmp_path / "p", pause=0)
    assert "\n" not in str(caught.value)


async def test_a_file_beyond_reason_is_not_fetched(mirror: Mirror, tmp_path: Path) -> None:
    with pytest.raises(PackageError, match="larger than"):
        await download(mirror.url + "package.argosmodel", tmp_path / "p", largest=1_000, pause=0)
    assert not (tmp_path / "p").exists()


async def test_the_index_lists_what_magpie_can_use_newest_first(mirror: Mirror) -> None:
    mirror.index = [
        listed(),
        listed(package_version="1.10", links=["a"]),
        listed(package_version="1.9", links=["a"]),
        listed(from_code="fr"),
        listed(argos_version="2.0"),
        listed(links=["file:///etc/passwd"]),
        listed(links="x"),
        {"type": "sbd"},
        None,
    ]
    entries = await available(mirror.url + "index.json")
    assert [entry.metadata.version for entry in entries] == ["1.10", "1.9", "1.0"]
    assert all(link.startswith(mirror.url) for entry in entries for link in entry.links)


async def test_an_index_that_comes_in_many_pieces_is_read_to_its_end(mirror: Mirror) -> None:
    mirror.index = [*(listed(from_code="fr", about="x" * 1_000) for _ in range(2_000)), listed()]
    assert [entry.name for entry in await available(mirror.url + "index.json")] == ["translate-zh_en-1_0"]


@pytest.mark.parametrize("content", ["<html>", '{"a": 1}', "", "[" + " " * (33 << 20) + "]"])
async def test_an_index_that_is_none(mirror: Mirror, content: str) -> None:
    mirror.index = content
    with pytest.raises(PackageError, match="check the address"):
        await available(mirror.url + "index.json")


async def test_an_index_out_of_reach_is_one_sentence() -> None:
    with pytest.raises(PackageError, match="go online, or import") as caught:
        await available("http://127.0.0.1:9/index.json")
    assert "\n" not in str(caught.value)
