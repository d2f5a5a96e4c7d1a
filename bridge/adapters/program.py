"""Modules of ours that run as programs, so that what they are given can harm nothing else."""

from __future__ import annotations

import asyncio
import contextlib
import sys
from collections.abc import AsyncIterator
from pathlib import Path

_TOP = Path(__file__).resolve().parents[2]


@contextlib.asynccontextmanager
async def running(module: str, *arguments: str, stdin: int, stdout: int) -> AsyncIterator[asyncio.subprocess.Process]:
    """A module's process, which does not outlive the block; `stdin` and `stdout` as for `subprocess`."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        module,
        *arguments,
        # From a clone the package is found from here alone.
        cwd=_TOP,
        stdin=stdin,
        stdout=stdout,
        stderr=asyncio.subprocess.DEVNULL,
    )
    try:
        yield process
    finally:
        with contextlib.suppress(ProcessLookupError):
            process.kill()
