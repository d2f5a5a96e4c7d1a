"""Installing from an index over HTTP, as `magpie models install` does it."""

from __future__ import annotations

import asyncio
import hashlib
import os
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from bridge.translation.packages import STARTER

ROOT = Path(__file__).parents[2]


@pytest.fixture
async def index() -> AsyncIterator[TestServer]:
    """An index with both directions in version 9, served as Argos serves its own."""
    app = web.Application()
    listed = []
    for path in sorted(STARTER.glob("*.argosmodel")):
        source, target = path.stem.split("-")[1].split("_")
        listed.append(
            {
                "package_version": "9.0",
                "argos_version": "1.9.0",
                "from_code": source,
                "from_name": source,
                "to_code": target,
                "to_name": target,
                "links": [f"/packages/{path.name}"],
                "sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
            }
        )

    async def answer(_: web.Request) -> web.Response:
        return web.json_response(listed)

    app.router.add_get("/index.json", answer)
    app.router.add_static("/packages", STARTER)
    server = TestServer(app)
    async with server:
        yield server


async def magpie(folder: Path, server: TestServer, *arguments: str) -> tuple[int, str, str]:
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "bridge",
        "models",
        *arguments,
        cwd=ROOT,
        env={
            **os.environ,
            "MAGPIE_DATA_DIR": str(folder),
            "MAGPIE_TRANSLATION__PACKAGE_INDEX": str(server.make_url("/")),
        },
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    out, err = await process.communicate()
    return process.returncode or 0, out.decode(), err.decode()


async def test_both_directions_are_fetched_checked_and_preferred(tmp_path: Path, index: TestServer) -> None:
    status, out, err = await magpie(tmp_path, index, "install")
    assert status == 0, err
    assert out.count("is installed") == 2
    _, listed, _ = await magpie(tmp_path, index, "list")
    assert [line for line in listed.splitlines() if line.startswith("*") and "installed" in line]


async def test_what_an_index_offers_is_listed(tmp_path: Path, index: TestServer) -> None:
    _, out, _ = await magpie(tmp_path, index, "install", "--list")
    assert "zh → en" in out
    assert "en → zh" in out


async def test_a_package_that_is_not_there_is_one_sentence(tmp_path: Path, index: TestServer) -> None:
    status, _, err = await magpie(tmp_path, index, "install", "fr_en")
    assert status == 1
    assert "has no package" in err
