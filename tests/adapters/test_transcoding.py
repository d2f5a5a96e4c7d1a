"""Recordings converted away from everything else."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from pathlib import Path
from typing import IO

import pytest

from bridge.adapters.recording import VIDEO, VOICE
from bridge.adapters.spool import Spool
from bridge.adapters.transcoding import Transcoder
from tests.adapters.recordings import audio, described, video


class Watched(Spool):
    """Remembers its files; `opened` is set with each."""

    def __init__(self, folder: Path, platform: str) -> None:
        super().__init__(folder, platform)
        self.files: list[IO[bytes]] = []
        self.opened = asyncio.Event()

    async def blank(self) -> IO[bytes]:
        file = await super().blank()
        self.files.append(file)
        self.opened.set()
        return file


async def file_of(spool: Spool, content: bytes) -> IO[bytes]:
    async def stream() -> AsyncIterator[bytes]:
        yield content

    return await spool.take(stream(), len(content))


async def test_files_are_converted_and_the_first_stays_as_it_is(tmp_path: Path) -> None:
    spool, source = Spool(tmp_path, "alpha"), video("webm", "libvpx", "libopus")
    with await file_of(spool, source) as given:
        found = await Transcoder(spool).convert(given, VIDEO)
        assert found is not None
        with found[0] as made:
            assert found[1] == VIDEO
            assert described(made.read())[1] == ["aac", "h264"]
        assert given.read() == source


async def test_a_video_that_has_no_picture_is_a_voice(tmp_path: Path) -> None:
    spool = Spool(tmp_path, "alpha")
    with await file_of(spool, audio("webm", "libopus")) as given:
        found = await Transcoder(spool).convert(given, VIDEO)
        assert found is not None
        with found[0] as made:
            assert found[1] == VOICE
            assert described(made.read())[:2] == ("ogg", ["opus"])


async def test_what_cannot_be_converted_is_none(tmp_path: Path) -> None:
    spool = Spool(tmp_path, "alpha")
    with await file_of(spool, b"junk" * 100) as given:
        assert await Transcoder(spool).convert(given, VIDEO) is None
        assert given.read() == b"junk" * 100


async def test_nobody_waits_for_long_and_the_loop_never(tmp_path: Path) -> None:
    spool = Spool(tmp_path, "alpha")
    with await file_of(spool, video("webm", "libvpx", width=1280, height=720, frames=60)) as given:
        begun = time.monotonic()
        assert await Transcoder(spool, patience=0.01).convert(given, VIDEO) is None
        assert time.monotonic() - begun < 5


async def test_cancelling_leaves_nothing_open(tmp_path: Path) -> None:
    spool = Watched(tmp_path, "alpha")
    transcoder = Transcoder(spool)
    with await file_of(spool, audio("webm", "libopus")) as given:
        spool.opened.clear()
        task = asyncio.create_task(transcoder.convert(given, VOICE))
        await asyncio.wait_for(spool.opened.wait(), 5)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        assert [file.closed for file in spool.files] == [False, True]
        found = await transcoder.convert(given, VOICE)
        assert found is not None
        found[0].close()
