"""Magpie as a process of its own, to be started, killed and started again."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import socket
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Self

ROOT = Path(__file__).parents[2]
#: Wide, since many tests may share the machine.
START_SECONDS = 60


class Magpie:
    """`python -m bridge run` with its own data folder and port; the same at every start."""

    def __init__(self, folder: Path, environment: Mapping[str, str] | None = None) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        self.port = free_port()
        self.url = f"http://localhost:{self.port}"
        self.log = folder / "magpie.log"
        self.process: asyncio.subprocess.Process | None = None
        kept = {name: value for name, value in os.environ.items() if not name.startswith("MAGPIE_")}
        self._environment = {
            **kept,
            "MAGPIE_DATA_DIR": str(folder / "data"),
            "MAGPIE_WEB__PORT": str(self.port),
            "PYTHONUNBUFFERED": "1",
            **(environment or {}),
        }

    async def start(self) -> None:
        """Start it and wait for the line with its address; one that does not get there is ended."""
        with self.log.open("ab") as log:
            self.process = await asyncio.create_subprocess_exec(
                sys.executable,
                "-m",
                "bridge",
                "run",
                cwd=ROOT,
                env=self._environment,
                stdout=asyncio.subprocess.PIPE,
                stderr=log,
            )
        assert self.process.stdout is not None
        try:
            async with asyncio.timeout(START_SECONDS):
                line = await self.process.stdout.readline()
        except BaseException:
            await self.kill()
            raise
        assert line.decode().startswith("Magpie is open at "), self.log.read_text()[-4000:]

    async def kill(self) -> None:
        """End it at once, as a power cut would."""
        await self._end(signal.SIGKILL)

    async def stop(self) -> int:
        """Ask it to end; returns its exit status."""
        return await self._end(signal.SIGTERM)

    async def _end(self, number: signal.Signals) -> int:
        assert self.process is not None
        with contextlib.suppress(ProcessLookupError):
            self.process.send_signal(number)
        async with asyncio.timeout(START_SECONDS):
            return await self.process.wait()

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        if self.process is not None and self.process.returncode is None:
            await self.kill()


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
