"""`magpie models install --from firefox`, against a copy of Mozilla's server on this machine."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.translation.firefox_mirror import Mirror

ROOT = Path(__file__).parents[2]


@pytest.fixture
async def mirror(tmp_path: Path) -> AsyncIterator[Mirror]:
    made = Mirror(tmp_path / "mirror")
    async with made.server:
        yield made


async def magpie(folder: Path, *arguments: str, **environment: str) -> tuple[int, str, str]:
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "bridge",
        *arguments,
        cwd=ROOT,
        env={**os.environ, "MAGPIE_DATA_DIR": str(folder), **environment},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    out, err = await process.communicate()
    return process.returncode or 0, out.decode(), err.decode()


async def test_firefox_models_are_installed_and_translate(tmp_path: Path, mirror: Mirror) -> None:
    data = tmp_path / "data"
    status, out, err = await magpie(data, "models", "install", "--from", "firefox", "--index", mirror.address)
    assert status == 0, err
    assert "firefox-zh_en-3_1 is installed" in out
    assert "firefox-en_zh-3_1 is installed" in out
    _, listed, _ = await magpie(data, "models", "list", "--json")
    assert {row["name"] for row in json.loads(listed) if row["in_use"]} == {"firefox-zh_en-3_1", "firefox-en_zh-3_1"}
    status, out, err = await magpie(data, "translate", "--to", "en", "--json", "我们在车站见")
    assert status == 0, err
    # What so small a model says is nothing to show; the guard may well keep it back.
    assert json.loads(out)["package"] == "firefox-zh_en-3_1"
    assert (await magpie(data, "models", "remove", "firefox-zh_en-3_1"))[1] == "firefox-zh_en-3_1 is removed.\n"


async def test_one_direction_and_what_there_is(tmp_path: Path, mirror: Mirror) -> None:
    source = ("--from", "firefox", "--index", mirror.address)
    _, out, _ = await magpie(tmp_path, "models", "install", *source, "--list")
    assert [line.split()[0] for line in out.splitlines()] == ["firefox-zh_en-3_1", "firefox-en_zh-3_1"]
    assert "MB" in out
    _, out, _ = await magpie(tmp_path, "models", "install", "en_zh", *source)
    assert out.splitlines() == ["firefox-en_zh-3_1 is installed; it is used from the next start on."]
    assert all("en-zh" in name for name in mirror.asked)


async def test_out_of_reach_is_one_sentence(tmp_path: Path) -> None:
    status, _, err = await magpie(
        tmp_path, "models", "install", "zh_en", "--from", "firefox", "--index", "http://127.0.0.1:9"
    )
    assert status == 1
    assert "cannot be reached" in err
    assert "Traceback" not in err


async def test_the_help_and_the_trouble_name_the_extra(tmp_path: Path, mirror: Mirror) -> None:
    _, out, _ = await magpie(tmp_path, "models", "install", "--help")
    assert "extra `firefox`" in " ".join(out.replace("│", " ").split())
    # The interpreter of whoever has not installed it.
    (tmp_path / "fxtranslate.py").write_text("raise ImportError")
    source = ("--from", "firefox", "--index", mirror.address)
    status, _, err = await magpie(tmp_path, "models", "install", *source, PYTHONPATH=str(tmp_path))
    assert status == 1
    assert "run `.venv/bin/python -m pip install --editable '.[firefox]'`" in " ".join(err.split())
