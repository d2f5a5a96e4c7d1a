from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from telegram import InputFile

from bridge.adapters.spool import Spool
from bridge.adapters.telegram.constants import PHOTO_LIMIT
from bridge.adapters.telegram.uploads import Kind, Upload, grouped, kind_for
from bridge.chat.attachment import Attachment, AttachmentKind
from bridge.relay.failure import Refused, Unreachable


def attachment(kind: AttachmentKind, mime: str) -> Attachment:
    return Attachment(kind, "discord", "x", "x", mime)


@pytest.mark.parametrize(
    ("kind", "mime", "size", "sent_as"),
    [
        (AttachmentKind.PHOTO, "image/jpeg", 1, Kind.PHOTO),
        (AttachmentKind.PHOTO, "image/jpeg", PHOTO_LIMIT + 1, Kind.DOCUMENT),
        (AttachmentKind.PHOTO, "image/svg+xml", 1, Kind.DOCUMENT),
        (AttachmentKind.PHOTO, "image/gif", 1, Kind.ANIMATION),
        (AttachmentKind.STICKER, "image/webp", 1, Kind.STICKER),
        (AttachmentKind.STICKER, "image/webp", 600_000, Kind.PHOTO),
        (AttachmentKind.STICKER, "image/png", 1, Kind.PHOTO),
        (AttachmentKind.STICKER, "image/gif", 1, Kind.ANIMATION),
        (AttachmentKind.STICKER, "application/json", 1, Kind.DOCUMENT),
        (AttachmentKind.VIDEO, "video/mp4", 1, Kind.VIDEO),
        (AttachmentKind.VIDEO, "video/webm", 1, Kind.DOCUMENT),
        (AttachmentKind.VOICE, "audio/ogg; codecs=opus", 1, Kind.VOICE),
        (AttachmentKind.VOICE, "audio/webm", 1, Kind.DOCUMENT),
        (AttachmentKind.AUDIO, "audio/mpeg", 1, Kind.AUDIO),
        (AttachmentKind.AUDIO, "audio/ogg", 1, Kind.VOICE),
        (AttachmentKind.AUDIO, "audio/wav", 1, Kind.DOCUMENT),
        (AttachmentKind.DOCUMENT, "image/jpeg", 1, Kind.DOCUMENT),
    ],
)
def test_what_a_file_is_sent_as(kind: AttachmentKind, mime: str, size: int, sent_as: Kind) -> None:
    assert kind_for(attachment(kind, mime), size) is sent_as


def test_neighbours_make_albums_of_at_most_ten() -> None:
    kinds = [Kind.PHOTO] * 11 + [Kind.VIDEO, Kind.DOCUMENT, Kind.DOCUMENT, Kind.VOICE, Kind.VOICE, Kind.PHOTO]
    uploads = [Upload(attachment(AttachmentKind.PHOTO, "image/png"), kind, str(n)) for n, kind in enumerate(kinds)]
    assert [len(group) for group in grouped(uploads)] == [10, 2, 2, 1, 1, 1]


async def chunks(*parts: bytes) -> AsyncIterator[bytes]:
    for part in parts:
        yield part


async def test_a_file_goes_to_the_client_library_unread(tmp_path: Path) -> None:
    file = await Spool(tmp_path, "telegram").take(chunks(b"abc", b"def"), 10)
    sent = Upload(attachment(AttachmentKind.DOCUMENT, "text/plain"), Kind.DOCUMENT, file).media()
    assert isinstance(sent, InputFile)
    assert sent.input_file_content is file
    assert await asyncio.to_thread(file.read) == b"abcdef"
    file.close()


async def test_streams_that_fail_leave_nothing(tmp_path: Path) -> None:
    async def failing() -> AsyncIterator[bytes]:
        yield b"abc"
        raise Unreachable("gone")

    spool = Spool(tmp_path, "telegram")
    for stream, error in ((chunks(b"x" * 11), Refused), (chunks(), Refused), (failing(), Unreachable)):
        with pytest.raises(error):
            await spool.take(stream, 10)
    assert os.listdir(tmp_path) == []  # noqa: PTH208


async def test_what_an_earlier_run_left_is_removed(tmp_path: Path) -> None:
    for name in ("telegram-abc", "other"):
        await asyncio.to_thread((tmp_path / name).touch)
    await Spool(tmp_path, "telegram").clear()
    assert os.listdir(tmp_path) == ["other"]  # noqa: PTH208
