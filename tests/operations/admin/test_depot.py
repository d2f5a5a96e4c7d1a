"""Packages: installed from an index with progress, stopped, removed, and used without a restart."""

from __future__ import annotations

import asyncio
import hashlib
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from bridge.chat.reader import ReaderLanguage
from bridge.chat.text import Text
from bridge.language.language import Language
from bridge.operations.admin import depot
from bridge.translation.translation import Outcome
from tests.cli.test_models_install import index as index  # noqa: PLC0414 - a fixture
from tests.operations.admin.host import Host, Json, Setting, serving
from tests.translation import tiny

NAME = "translate-zh_en-9_0"


@dataclass
class Shop:
    """An index with one package, whose second half comes when `go_on` is set."""

    content: bytes
    sha256: str = ""
    offers: list[Json] = field(default_factory=list)
    go_on: asyncio.Event = field(default_factory=asyncio.Event)
    url: str = ""
    ranges: list[str | None] = field(default_factory=list)

    async def index(self, _: web.Request) -> web.Response:
        return web.json_response(self.offers)

    async def package(self, request: web.Request) -> web.StreamResponse:
        self.ranges.append(request.headers.get("Range"))
        start = int((request.headers.get("Range") or "bytes=0-")[6:-1])
        response = web.StreamResponse(status=206 if start else 200, headers={"ETag": '"one"'})
        response.content_length = len(self.content) - start
        await response.prepare(request)
        half = max(start, len(self.content) // 2)
        await response.write(self.content[start:half])
        await self.go_on.wait()
        await response.write(self.content[half:])
        return response


@asynccontextmanager
async def shop(folder: Path) -> AsyncIterator[Shop]:
    archive = await asyncio.to_thread(tiny.build, folder, tiny.Recipe(version="9.0"))
    content = await asyncio.to_thread(archive.read_bytes)
    opened = Shop(content, hashlib.sha256(content).hexdigest())
    opened.offers.append(
        {
            "package_version": "9.0",
            "argos_version": "1.9.0",
            "from_code": "zh",
            "to_code": "en",
            "links": ["package.argosmodel"],
            "sha256": opened.sha256,
        }
    )
    app = web.Application()
    app.router.add_get("/index.json", opened.index)
    app.router.add_get("/package.argosmodel", opened.package)
    server = TestServer(app)
    async with server:
        opened.url = str(server.make_url("/"))
        yield opened
        opened.go_on.set()


@pytest.fixture
async def argos(tmp_path: Path) -> AsyncIterator[Shop]:
    (tmp_path / "shop").mkdir()
    async with shop(tmp_path / "shop") as opened:
        yield opened


@pytest.fixture
async def host(tmp_path: Path, argos: Shop) -> AsyncIterator[Host]:
    async with serving(tmp_path, setting=Setting(index=argos.url)) as running:
        await running.log_in()
        yield running


async def look(host: Host) -> list[Json]:
    status, answer = await host.post("packages/offered", {"origin": "argos"})
    assert status == 200, answer
    offers: list[Json] = answer["offers"]
    return offers


async def install(host: Host) -> None:
    await look(host)
    assert await host.post("packages/install", {"origin": "argos", "name": NAME}) == (200, {})


def stage(state: Json) -> str:
    return next((str(one["stage"]) for one in state["packages"]["installations"]), "")


def listed(state: Json) -> dict[str, Json]:
    return {one["name"]: one for one in state["packages"]["listed"]}


async def test_what_came_in_the_box_is_in_use(tmp_path: Path) -> None:
    async with serving(tmp_path, setting=Setting(loads=True)) as host:
        await host.log_in()
        packages = listed(await host.state())
        assert len(packages) == 2
        assert all(one["builtin"] and one["in_use"] and one["size"] > 1_000_000 for one in packages.values())
        status, answer = await host.post("packages/remove", {"name": next(iter(packages))})
        assert status == 409
        assert "came with Magpie" in answer["sentence"]


async def test_a_package_is_fetched_with_progress_and_used_without_a_restart(host: Host, argos: Shop) -> None:
    assert [(one["name"], one["source"], one["target"]) for one in await look(host)] == [(NAME, "zh", "en")]
    await install(host)
    half = await host.until(lambda state: state["packages"]["installations"][0]["done"] > 0)
    (one,) = half["packages"]["installations"]
    assert (one["stage"], one["done"], one["total"]) == ("fetching", len(argos.content) // 2, len(argos.content))
    assert NAME not in listed(half)
    assert (await host.post("packages/install", {"origin": "argos", "name": NAME}))[0] == 409
    argos.go_on.set()
    done = await host.until(lambda state: stage(state) == "installed")
    packages = listed(done)
    assert packages[NAME]["in_use"]
    assert not packages[NAME]["builtin"]
    assert sum(one["in_use"] for one in packages.values()) == 2
    names = await host.interpreter.load()
    assert names["zh", "en"] == NAME
    translation = await host.interpreter.translate(Text("你好"), Language.ZH, ReaderLanguage.ENGLISH)
    assert translation.outcome in {Outcome.TRANSLATED, Outcome.REFUSED}


async def test_removing_goes_back_to_what_is_left(host: Host, argos: Shop) -> None:
    argos.go_on.set()
    await install(host)
    await host.until(lambda state: stage(state) == "installed")
    assert await host.post("packages/remove", {"name": NAME}) == (200, {})
    packages = listed(await host.state())
    assert NAME not in packages
    assert all(one["in_use"] for one in packages.values())
    assert (await host.interpreter.load())["zh", "en"].startswith("translate-zh_en-0")
    assert (await host.post("packages/remove", {"name": NAME}))[0] == 409
    assert (await host.post("packages/remove", {"name": "../../magpie.db"}))[0] == 409
    assert (await host.post("packages/remove", {"name": ".."}))[0] == 409


async def test_what_was_stopped_goes_on_there_next_time(host: Host, argos: Shop) -> None:
    await install(host)
    await host.until(lambda state: state["packages"]["installations"][0]["done"] > 0)
    assert await host.post("packages/cancel", {"name": NAME}) == (200, {})
    state = await host.state()
    assert stage(state) == "cancelled"
    assert NAME not in listed(state)
    assert (await host.post("packages/cancel", {"name": NAME}))[0] == 409
    argos.go_on.set()
    assert (await host.post("packages/install", {"origin": "argos", "name": NAME}))[0] == 200
    await host.until(lambda state: stage(state) == "installed")
    assert argos.ranges == [None, f"bytes={len(argos.content) // 2}-"]


async def test_so_many_come_at_once_and_no_more(host: Host, argos: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(depot, "AT_ONCE", 1)
    argos.offers.append({**argos.offers[0], "from_code": "en", "to_code": "zh"})
    await install(host)
    another = {"origin": "argos", "name": "translate-en_zh-9_0"}
    status, answer = await host.post("packages/install", another)
    assert (status, answer["sentence"]) == (409, "Wait until one of those that are on their way is there.")
    assert await host.post("packages/cancel", {"name": NAME}) == (200, {})
    assert await host.post("packages/install", another) == (200, {})


async def test_what_has_come_is_not_stopped(host: Host) -> None:
    await install(host)
    (installation,) = host.admin._depot.installations
    installation.stage = depot.Stage.CHECKING
    status, answer = await host.post("packages/cancel", {"name": NAME})
    assert status == 409
    assert "being checked" in answer["sentence"]
    assert installation.under_way


async def test_the_last_that_ended_are_remembered(host: Host, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(depot, "REMEMBERED", 2)
    ended = {name: depot.Installation(name, None, stage=depot.Stage.FAILED) for name in ("one", "two", "three")}
    host.admin._depot._installations |= ended
    await install(host)
    assert [one.name for one in host.admin._depot.installations] == ["three", NAME]


async def test_of_two_with_one_name_the_installed_one_is_in_use(tmp_path: Path) -> None:
    async with serving(tmp_path, setting=Setting(loads=True)) as host:
        await host.log_in()
        box = host.packages.builtin()[0]
        await asyncio.to_thread(host.packages.install, box.path)
        same = [one for one in (await host.state())["packages"]["listed"] if one["name"] == box.name]
    assert [(one["builtin"], one["in_use"]) for one in same] == [(False, True), (True, False)]


async def test_a_package_that_is_damaged_is_told_and_nothing_is_left(host: Host, argos: Shop) -> None:
    argos.go_on.set()
    argos.offers[0]["sha256"] = "ab" * 32
    await install(host)
    state = await host.until(lambda state: stage(state) == "failed")
    assert "SHA-256" in state["packages"]["installations"][0]["sentence"]
    assert NAME not in listed(state)


async def test_only_what_the_hosts_index_offers_can_be_installed(host: Host) -> None:
    for body in ({"name": NAME}, {"name": "http://evil.example/x"}, {"name": NAME, "origin": "firefox"}):
        assert (await host.post("packages/install", body))[0] == 409
    assert (await host.post("packages/install", {"name": NAME, "origin": "elsewhere"}))[0] == 400
    assert (await host.state())["packages"]["installations"] == []


async def test_an_index_that_cannot_be_reached_is_one_sentence(tmp_path: Path) -> None:
    async with serving(tmp_path, setting=Setting(index="http://127.0.0.1:9/")) as host:
        await host.log_in()
        status, answer = await host.post("packages/offered")
    assert status == 502
    assert "cannot be reached" in answer["sentence"]
    assert os.linesep not in answer["sentence"]


async def test_shutting_down_stops_what_is_on_its_way(tmp_path: Path, argos: Shop) -> None:
    (tmp_path / "other").mkdir()
    async with serving(tmp_path / "other", setting=Setting(index=argos.url)) as host:
        await host.log_in()
        await install(host)
        (installation,) = host.admin._depot.installations
        await host.until(lambda state: state["packages"]["installations"][0]["done"] > 0)
    assert installation.stage.value == "cancelled"
    assert host.packages.installed() == []


async def test_the_index_that_the_command_line_is_tried_with(tmp_path: Path, index: TestServer) -> None:
    """Both directions of the model in the box, offered as a newer version."""
    async with serving(tmp_path, setting=Setting(index=str(index.make_url("/")))) as host:
        await host.log_in()
        names = [one["name"] for one in await look(host)]
        assert names == ["translate-zh_en-9_0", "translate-en_zh-9_0"]
        for name in names:
            assert (await host.post("packages/install", {"name": name}))[0] == 200
        state = await host.until(
            lambda state: all(one["stage"] == "installed" for one in state["packages"]["installations"])
        )
        installed = [one for one in state["packages"]["listed"] if not one["builtin"]]
        assert len(installed) == 2
        assert {one["total"] for one in state["packages"]["installations"]} != {None}
