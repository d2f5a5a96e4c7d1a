from __future__ import annotations

import asyncio
import os
import socket
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from bridge.app import alone, occupied
from bridge.cli.checkup import checkup, exposed
from bridge.relay.finding import Finding
from bridge.settings import Settings
from tests.end_to_end.magpie import Magpie


@pytest.mark.parametrize(
    ("mode", "found"), [(0o600, []), (0o400, []), (0o640, ["magpie.toml"]), (0o604, ["magpie.toml"])]
)
def test_settings_that_others_can_read(
    mode: int, found: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert exposed() == []
    Path("magpie.toml").write_text("")
    Path("magpie.toml").chmod(mode)
    assert exposed() == found


@pytest.mark.process
def test_a_start_warns_of_settings_that_others_can_read(tmp_path: Path) -> None:
    settings = tmp_path / "magpie.toml"
    settings.write_text('data_dir = "kept"\n')
    settings.chmod(0o644)
    # Another Magpie holds the folder, so that this one says what it has to say and ends.
    with alone(tmp_path / "kept"):
        done = subprocess.run(
            [sys.executable, "-m", "bridge", "run"],
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
            capture_output=True,
            text=True,
            check=False,
        )
    assert done.returncode == 1
    assert "others can read the settings" in done.stdout + done.stderr
    assert "magpie.toml" in done.stdout + done.stderr


def test_a_new_data_folder_is_for_its_owner_alone(tmp_path: Path) -> None:
    with alone(tmp_path / "data"):
        assert stat.S_IMODE((tmp_path / "data").stat().st_mode) == 0o700


def about_the_port(folder: Path, port: int) -> Finding:
    settings = Settings.model_validate({"data_dir": folder, "web": {"host": "127.0.0.1", "port": port}})
    return next(finding for finding in checkup(settings) if finding.part == "web room")


@pytest.mark.process
async def test_a_running_magpie_is_told_and_no_trouble(tmp_path: Path) -> None:
    async with Magpie(tmp_path) as magpie:
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "bridge", "check"),
            cwd=Path(__file__).parents[2],
            env={**os.environ, "MAGPIE_DATA_DIR": str(tmp_path / "data"), "MAGPIE_WEB__PORT": str(magpie.port)},
            stdout=asyncio.subprocess.PIPE,
        )
        out, _ = await process.communicate()
        assert f"✓ web room: Magpie is running and answers on 127.0.0.1:{magpie.port}." in out.decode()
        assert process.returncode == 0
        # The same port, and a data folder that nobody uses: it is somebody else's.
        assert not (await asyncio.to_thread(about_the_port, tmp_path / "other", magpie.port)).ok
    assert not (tmp_path / "other").exists()
    assert not occupied(tmp_path / "data")


async def test_another_program_on_the_port_is_trouble(tmp_path: Path) -> None:
    async def elsewhere(_: web.Request) -> web.Response:
        return web.json_response(["alive"])

    app = web.Application()
    app.router.add_get("/healthz", elsewhere)
    with alone(tmp_path):
        async with TestServer(app) as server:
            assert server.port
            found = await asyncio.to_thread(about_the_port, tmp_path, server.port)
    assert not found.ok
    assert "MAGPIE_WEB__PORT" in found.sentence


def test_a_port_that_answers_nothing_is_trouble(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bridge.cli.checkup._PATIENCE", 0.1)
    with alone(tmp_path), socket.create_server(("127.0.0.1", 0)) as server:
        assert occupied(tmp_path)
        assert not about_the_port(tmp_path, server.getsockname()[1]).ok
    assert not occupied(tmp_path)
