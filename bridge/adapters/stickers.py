"""Rendering animated stickers away from everything else."""

from __future__ import annotations

import asyncio
import contextlib
import sys
from pathlib import Path

from bridge.relay.failure import Refused

#: Seconds.
_RENDERING = 30.0
_TOP = Path(__file__).resolve().parents[2]


async def rendered(sticker: bytes) -> bytes:
    """The GIF of an animated sticker. Raises `Refused` for what is none.

    In a process of its own: what the library does to a sticker that somebody made to harm it stays there.
    """
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "bridge.adapters.lottie",
        # From a clone the package is found from here alone.
        cwd=_TOP,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
    )
    try:
        async with asyncio.timeout(_RENDERING):
            picture, _ = await process.communicate(sticker)
    except TimeoutError:
        raise Refused("the sticker could not be rendered") from None
    finally:
        with contextlib.suppress(ProcessLookupError):
            process.kill()
    if process.returncode != 0 or not picture:
        raise Refused("the sticker could not be rendered")
    return picture
