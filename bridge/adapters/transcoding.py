"""Turning recordings into what the other side plays, away from everything else."""

from __future__ import annotations

import asyncio
import os
from typing import IO

import structlog

from bridge.adapters.program import running
from bridge.adapters.recording import NO_PICTURE, VOICE
from bridge.adapters.spool import Spool

log = structlog.get_logger(__name__)

#: Seconds for one recording; the room in which it is to be shown waits for it.
PATIENCE = 60.0


class Transcoder:
    """Converts one recording at a time, from file to file, in a process of its own that is bound in what it may use."""

    def __init__(self, spool: Spool, patience: float = PATIENCE) -> None:
        self._spool = spool
        self._patience = patience
        self._turn = asyncio.Semaphore(1)

    async def convert(self, file: IO[bytes], form: str) -> tuple[IO[bytes], str] | None:
        """A new open file in a form of `bridge.adapters.recording`, and that form; None where it cannot be made.

        What is asked for as a video and has only sound comes as a voice. The given file stays open, at its beginning.
        """
        async with self._turn:
            made = await self._spool.blank()
            try:
                status = await self._run(file, made, form)
                if status == NO_PICTURE and form != VOICE:
                    form = VOICE
                    status = await self._run(file, made, form)
                size = os.fstat(made.fileno()).st_size
            except BaseException:
                made.close()
                raise
        if status == 0 and size:
            return made, form
        log.info("recording stays as it is", form=form, status=status)
        made.close()
        return None

    async def _run(self, file: IO[bytes], made: IO[bytes], form: str) -> int | None:
        file.seek(0)
        made.seek(0)
        made.truncate()
        try:
            async with (
                running("bridge.adapters.recording", form, stdin=file.fileno(), stdout=made.fileno()) as process,
                asyncio.timeout(self._patience),
            ):
                return await process.wait()
        except TimeoutError:
            return None
        finally:
            file.seek(0)
            made.seek(0)
