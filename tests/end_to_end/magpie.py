"""Magpie as a process of its own, the way people run it."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
_STARTING = 60
_STOPPING = 15


def free_port() -> int:
    """A port that nobody uses right now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Magpie:
    """`python -m bridge run` in a data folder; it can be killed and started again at the same address."""

    def __init__(self, data_dir: Path) -> None:
        self.port = free_port()
        self.url = f"http://localhost:{self.port}"
        self._data_dir = data_dir
        self._process: asyncio.subprocess.Process | None = None

    async def start(self) -> None:
        """Start, and wait for the line with the address."""
        environment = {name: value for name, value in os.environ.items() if not name.startswith("MAGPIE_")}
        environment |= {"MAGPIE_DATA_DIR": str(self._data_dir), "MAGPIE_WEB__PORT": str(self.port)}
        log = (self._data_dir.parent / "magpie.log").open("ab")
        with log:
            self._process = await asyncio.create_subprocess_exec(
                sys.executable, "-m", "bridge", "run", cwd=ROOT, env=environment,
                stdout=asyncio.subprocess.PIPE, stderr=log,
            )  # fmt: skip
        assert self._process.stdout
        async with asyncio.timeout(_STARTING):
            while (line := await self._process.stdout.readline()) and self.url.encode() not in line:
                pass
        assert line, (self._data_dir.parent / "magpie.log").read_text(encoding="utf-8")

    async def kill(self) -> None:
        """End it at once, without a chance to tidy up."""
        await self._end(signal.SIGKILL)

    async def stop(self) -> int:
        """Ask it to stop; returns its exit status."""
        return await self._end(signal.SIGTERM)

    async def _end(self, how: signal.Signals) -> int:
        assert self._process
        if self._process.returncode is None:
            self._process.send_signal(how)
        async with asyncio.timeout(_STOPPING):
            return await self._process.wait()
