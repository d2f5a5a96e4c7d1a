"""Files from wherever they are."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import IO, cast

import pytest

from bridge.adapters.loading import Loading
from bridge.adapters.spool import Spool
from bridge.chat.attachment import Attachment, AttachmentKind
from bridge.relay.adapter import Core
from bridge.relay.failure import Refused, Unreachable


class Files:
    """A core that has files by their source, or raises what stands there, one after the other."""

    def __init__(self, **files: list[bytes | Exception]) -> None:
        self.files = files
        self.asked: list[str] = []

    async def fetch(self, attachment: Attachment) -> AsyncIterator[bytes]:
        self.asked.append(attachment.source)
        found = self.files[attachment.source].pop(0)
        if isinstance(found, Exception):
            raise found
        yield found


class Plain(Loading[IO[bytes]]):
    """Takes files as they are, but for those that say so."""

    def __init__(self, spool: Spool, files: Files) -> None:
        super().__init__(spool, cast("Core", files), 100)
        self.made: list[IO[bytes]] = []

    async def _made(self, attachment: Attachment, file: IO[bytes]) -> IO[bytes]:
        if attachment.name == "broken":
            file.close()
            raise RuntimeError("nobody foresaw it")
        self.made.append(file)
        return file


def wanted(*sources: str) -> list[Attachment]:
    return [Attachment(AttachmentKind.DOCUMENT, "alpha", source, source) for source in sources]


@pytest.mark.parametrize(
    ("files", "asked"),
    [
        ([b"content"], 1),
        ([Unreachable("away"), b"content"], 2),
        ([OSError("disk full"), b"content"], 2),
        ([Unreachable("away"), Unreachable("away")], 2),
        ([OSError("disk full"), OSError("disk full")], 2),
        ([Refused("gone")], 1),
        ([b"x" * 101], 1),
    ],
)
async def test_what_cannot_be_had_is_asked_for_again_and_then_done_without(
    tmp_path: Path, files: list[bytes | Exception], asked: int
) -> None:
    core, good = Files(a=list(files), b=[b"other"]), files[-1] == b"content"
    loaded, missing = await Plain(Spool(tmp_path, "alpha"), core).load(wanted("a", "b"))
    assert [file.read() for file in loaded] == ([b"content"] if good else []) + [b"other"]
    assert missing == ([] if good else wanted("a"))
    assert core.asked == ["a"] * asked + ["b"]
    for file in loaded:
        file.close()


async def test_nothing_stays_open_where_one_fails(tmp_path: Path) -> None:
    loading = Plain(Spool(tmp_path, "alpha"), Files(a=[b"content"], broken=[b"content"]))
    with pytest.raises(RuntimeError):
        await loading.load(wanted("a", "broken"))
    assert [file.closed for file in loading.made] == [True]
