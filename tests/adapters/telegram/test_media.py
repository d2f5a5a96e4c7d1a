"""Files both ways."""

from __future__ import annotations

import gzip
import json
import os
from collections.abc import AsyncIterator
from itertools import count
from pathlib import Path

import pytest

from bridge.adapters.telegram.constants import DOWNLOAD_LIMIT, UPLOAD_LIMIT
from bridge.chat.attachment import Attachment, AttachmentKind
from bridge.chat.event import Edited, Posted
from bridge.chat.message import Message
from bridge.chat.text import Text
from bridge.relay.failure import Refused, Unreachable
from tests.adapters.telegram.stage import TOM, B, Play, Stage, room
from tests.fakes.telegram import make_png
from tests.relay.conversation import now

_numbers = count()
LOTTIE = {
    "v": "5.5.2", "fr": 60, "ip": 0, "op": 30, "w": 512, "h": 512, "ddd": 0, "assets": [],
    "layers": [
        {
            "ddd": 0, "ind": 1, "ty": 4, "sr": 1, "ao": 0, "ip": 0, "op": 30, "st": 0, "bm": 0,
            "ks": {
                "o": {"a": 0, "k": 100}, "r": {"a": 0, "k": 0}, "p": {"a": 0, "k": [256, 256, 0]},
                "a": {"a": 0, "k": [0, 0, 0]}, "s": {"a": 0, "k": [100, 100, 100]},
            },
            "shapes": [
                {
                    "ty": "gr",
                    "it": [
                        {"ty": "rc", "d": 1, "s": {"a": 0, "k": [200, 200]}, "p": {"a": 0, "k": [0, 0]},
                         "r": {"a": 0, "k": 0}},
                        {"ty": "fl", "c": {"a": 0, "k": [1, 0, 0, 1]}, "o": {"a": 0, "k": 100}},
                        {"ty": "tr", "p": {"a": 0, "k": [0, 0]}, "a": {"a": 0, "k": [0, 0]},
                         "s": {"a": 0, "k": [100, 100]}, "r": {"a": 0, "k": 0}, "o": {"a": 0, "k": 100}},
                    ],
                }
            ],
        }
    ],
}  # fmt: skip
TGS = gzip.compress(json.dumps(LOTTIE).encode())


def attachment(
    stage: Stage, kind: AttachmentKind, name: str, mime: str, content: bytes | None, **more: int
) -> Attachment:
    """A file of the other platform; without content it cannot be had."""
    source = f"{name}-{next(_numbers)}"
    if content is not None:
        stage.beta.files[source] = content
    return Attachment(kind, "beta", source, name, mime, **{"size": len(content or b""), **more})  # type: ignore[arg-type]


async def send(play: Play, words: str, *files: Attachment) -> str:
    native = f"beta-file-{next(_numbers)}"
    await play.accept(Posted(f"{native}-posted", Message(native, B, TOM, Text(words), now(), attachments=files)))
    return native


async def arrived(play: Play, kind: AttachmentKind) -> Attachment:
    event = await play.event(
        lambda event: isinstance(event, Posted) and any(file.kind is kind for file in event.message.attachments)
    )
    assert isinstance(event, Posted)
    return event.message.attachments[0]


async def fetched(play: Play, file: Attachment) -> bytes:
    return b"".join([chunk async for chunk in play.core.intake.fetch(file)])


@pytest.mark.parametrize(
    ("kind", "mime", "content"),
    [
        (AttachmentKind.PHOTO, "image/png", make_png()),
        (AttachmentKind.VIDEO, "video/mp4", b"\0\0\0\x18ftypmp42 video"),
        (AttachmentKind.ANIMATION, "image/gif", b"GIF89a"),
        (AttachmentKind.AUDIO, "audio/mpeg", b"ID3 song"),
        (AttachmentKind.VOICE, "audio/ogg", b"OggS voice"),
        (AttachmentKind.DOCUMENT, "application/pdf", b"%PDF"),
    ],
)
async def test_each_kind_is_shown_as_what_it_is_with_its_caption(
    stage: Stage, kind: AttachmentKind, mime: str, content: bytes
) -> None:
    async with stage.play() as play:
        await send(play, "see this", attachment(stage, kind, f"a.{kind.value}", mime, content))
        shown = await stage.group.wait_for(lambda m: m.media)
        assert shown.media is not None
        assert shown.media.kind == kind.value
        assert shown.media.file.content == content
        assert shown.text.startswith("Tom: ")
        assert "see this" in shown.text
        await play.settled()
        assert len(stage.group.messages) == 1


@pytest.mark.parametrize(
    ("kind", "mime", "content"),
    [
        (AttachmentKind.STICKER, "image/webp", b"RIFF0000WEBP"),
        (AttachmentKind.VIDEO_NOTE, "video/mp4", b"\0\0\0\x18ftypmp42"),
    ],
)
async def test_what_takes_no_caption_answers_the_text(
    stage: Stage, kind: AttachmentKind, mime: str, content: bytes
) -> None:
    async with stage.play() as play:
        file = attachment(stage, kind, "a", mime, content)
        native = await send(play, "look", file)
        shown = await stage.group.wait_for(lambda m: m.media)
        assert shown.media is not None
        assert shown.media.kind == kind.value
        assert shown.reply_to is not None
        assert "look" in shown.reply_to.text
        await play.settled()
        # Both are copies: the text is what is edited, either may be answered.
        edited = Message(native, B, TOM, Text("see"), now(), attachments=(file,))
        await play.accept(Edited(f"{native}-edited", edited, now()))
        await stage.group.wait_until(lambda _: "see" in shown.reply_to.text)  # type: ignore[union-attr]
        await stage.telegram.say(stage.ann, stage.group, "nice", reply_to=shown)
        await play.beta_shows("nice")
        assert stage.beta.rooms["b"][-1].reply_to == native


async def test_an_interrupted_pair_of_text_and_sticker_is_not_begun_again(stage: Stage) -> None:
    async with stage.play() as play:
        stage.telegram.faults.flood("sendSticker", retry_after=1)
        await send(play, "once", attachment(stage, AttachmentKind.STICKER, "a.webp", "image/webp", b"RIFF0000WEBP"))
        await stage.group.wait_for(lambda m: m.media)
        await play.settled()
        assert len([text for text in stage.group.texts if "once" in text]) == 1


async def test_several_photos_are_an_album_and_all_of_it_is_the_message(stage: Stage) -> None:
    async with stage.play() as play:
        files = [attachment(stage, AttachmentKind.PHOTO, f"{n}.png", "image/png", make_png()) for n in range(3)]
        native = await send(play, "trip", *files)
        await stage.group.wait_until(lambda group: len(group.messages) == 3)
        pieces = stage.group.messages
        assert len({piece.album for piece in pieces}) == 1
        assert "trip" in pieces[0].text
        await play.settled()
        await stage.telegram.say(stage.ann, stage.group, "lovely", reply_to=pieces[2])
        await play.beta_shows("lovely")
        assert stage.beta.rooms["b"][-1].reply_to == native
        await play.accept(
            Edited("edit", Message(native, B, TOM, Text("journey"), now(), attachments=tuple(files)), now())
        )
        await stage.group.wait_until(lambda _: "journey" in pieces[0].text)
        await play.delete(native, B)
        await stage.group.wait_until(lambda _: all(piece.deleted for piece in pieces))


async def test_files_that_make_no_album_together_follow_each_other(stage: Stage) -> None:
    async with stage.play() as play:
        await send(
            play,
            "both",
            attachment(stage, AttachmentKind.PHOTO, "a.png", "image/png", make_png()),
            attachment(stage, AttachmentKind.DOCUMENT, "b.pdf", "application/pdf", b"%PDF"),
        )
        await stage.group.wait_until(lambda group: len(group.messages) == 2)
        photo, document = stage.group.messages
        assert "both" in photo.text
        assert document.reply_to is photo


async def test_a_file_over_the_limit_is_named_and_the_text_arrives(stage: Stage) -> None:
    async with stage.play() as play:
        await send(
            play, "watch", attachment(stage, AttachmentKind.VIDEO, "film.mp4", "video/mp4", b"x", size=UPLOAD_LIMIT + 1)
        )
        shown = await stage.group.wait_for(lambda m: "watch" in m.text)
        assert "film.\u2060mp4 (50 MB)" in shown.text
        assert shown.media is None


async def test_a_file_that_lies_about_its_size_is_stopped_at_the_limit(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bridge.adapters.telegram.loading.UPLOAD_LIMIT", 1000)
    async with stage.play() as play:
        await send(
            play, "watch", attachment(stage, AttachmentKind.VIDEO, "film.mp4", "video/mp4", b"x" * 1001, size=10)
        )
        shown = await stage.group.wait_for(lambda m: "watch" in m.text)
        assert "📎 film.\u2060mp4" in shown.text


async def test_a_file_that_is_not_to_be_had_does_not_hold_up_its_text(stage: Stage) -> None:
    class Missing(dict[str, bytes]):
        def __getitem__(self, key: str) -> bytes:
            raise Unreachable("the file server is away")

    stage.beta.files = Missing()
    async with stage.play() as play:
        await send(play, "words", attachment(stage, AttachmentKind.PHOTO, "a.png", "image/png", None))
        shown = await stage.group.wait_for(lambda m: "words" in m.text)
        assert "a.\u2060png" in shown.text


async def test_what_telegram_cannot_show_goes_as_a_document(stage: Stage) -> None:
    async with stage.play() as play:
        await send(play, "broken", attachment(stage, AttachmentKind.PHOTO, "a.png", "image/png", b"no picture"))
        shown = await stage.group.wait_for(lambda m: m.media)
        assert shown.media is not None
        assert shown.media.kind == "document"
        assert "broken" in shown.text


@pytest.mark.parametrize(
    "evil", ["../../etc/passwd", "a\\..\\b.txt", "x\u202egpj.exe", "n\nl.txt", ".hidden", "a" * 300 + ".txt"]
)
async def test_upload_names_are_safe(stage: Stage, evil: str) -> None:
    async with stage.play() as play:
        await send(play, "", attachment(stage, AttachmentKind.DOCUMENT, evil, "text/plain", b"x"))
        shown = await stage.group.wait_for(lambda m: m.media)
        assert shown.media is not None
        name = shown.media.file.name or ""
        assert 0 < len(name) <= 80
        assert not any(bad in name for bad in ("/", "\\", "..", "\n", "\u202e"))
        assert not name.startswith(".")


async def test_a_long_caption_continues_as_text(stage: Stage) -> None:
    words = " ".join(f"word{number}" for number in range(300))
    async with stage.play() as play:
        await send(play, words, attachment(stage, AttachmentKind.PHOTO, "a.png", "image/png", make_png()))
        await stage.group.wait_for(lambda m: "word299" in m.text, 10)
        await play.settled()
    shown = " ".join(stage.group.texts)
    assert all(f"word{number}" in shown for number in range(300))
    assert stage.group.messages[0].media is not None


async def test_uploads_leave_nothing_on_disk(stage: Stage) -> None:
    async with stage.play() as play:
        await send(play, "x", attachment(stage, AttachmentKind.DOCUMENT, "a.txt", "text/plain", b"x" * 500_000))
        await stage.group.wait_for(lambda m: m.media)
        await play.settled()
        assert os.listdir(stage.path / "spool") == []  # noqa: PTH208


@pytest.mark.parametrize(
    ("kind", "mime"),
    [
        ("photo", "image/jpeg"),
        ("video", "video/mp4"),
        ("animation", "video/mp4"),
        ("audio", "audio/mpeg"),
        ("voice", "audio/ogg"),
        ("video_note", "video/mp4"),
        ("document", "application/octet-stream"),
    ],
)
async def test_what_people_send_arrives_with_its_caption_and_bytes(stage: Stage, kind: str, mime: str) -> None:
    media = stage.telegram.make_media(kind)  # type: ignore[arg-type]
    async with stage.play() as play:
        await stage.telegram.say(
            stage.ann, stage.group, "" if kind == "video_note" else "caption", media=media, spoiler=True
        )
        file = await arrived(play, AttachmentKind(kind))
        assert (file.mime, file.size) == (mime, len(media.file.content))
        assert file.spoiler or kind not in {"photo", "video", "animation"}
        assert file.duration == (0 if kind in {"photo", "document"} else 3)
        assert await fetched(play, file) == media.file.content


async def test_stickers_come_as_what_others_can_show(
    stage: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Wherever Magpie was started.
    monkeypatch.chdir(tmp_path)
    async with stage.play() as play:
        static = stage.telegram.make_media("sticker", emoji="🦊")
        await stage.telegram.say(stage.ann, stage.group, media=static)
        file = await arrived(play, AttachmentKind.STICKER)
        assert (file.name, file.mime, file.emoji) == ("sticker.webp", "image/webp", "🦊")
        assert await fetched(play, file) == static.file.content

        stage.accepted.clear()
        video = stage.telegram.make_media("sticker", b"\x1a\x45\xdf\xa3", sticker_format="video")
        await stage.telegram.say(stage.ann, stage.group, media=video)
        file = await arrived(play, AttachmentKind.STICKER)
        assert (file.name, file.mime) == ("sticker.webm", "video/webm")
        assert await fetched(play, file) == video.file.content

        stage.accepted.clear()
        await stage.telegram.say(
            stage.ann, stage.group, media=stage.telegram.make_media("sticker", TGS, sticker_format="animated")
        )
        file = await arrived(play, AttachmentKind.STICKER)
        assert (file.name, file.mime) == ("sticker.gif", "image/gif")
        picture = await fetched(play, file)
        assert picture.startswith(b"GIF89a")
        assert b"NETSCAPE2.0" in picture


async def test_a_sticker_that_is_none_is_refused(stage: Stage) -> None:
    async with stage.play() as play:
        await stage.telegram.say(
            stage.ann, stage.group, media=stage.telegram.make_media("sticker", b"junk", sticker_format="animated")
        )
        with pytest.raises(Refused, match="could not be rendered"):
            await fetched(play, await arrived(play, AttachmentKind.STICKER))


async def test_between_two_telegram_rooms_files_do_not_move(stage: Stage) -> None:
    other = stage.telegram.create_supergroup("Fish", stage.bob, stage.bot)
    async with stage.play(room(stage.group), room(other)) as play:
        large = stage.telegram.make_media("video", size=DOWNLOAD_LIMIT * 3)
        await stage.telegram.say(stage.ann, stage.group, "long film", media=large)
        animated = stage.telegram.make_media("sticker", TGS, sticker_format="animated")
        await stage.telegram.say(stage.ann, stage.group, media=animated)
        film = await other.wait_for(lambda m: m.media and m.media.kind == "video")
        sticker = await other.wait_for(lambda m: m.media and m.media.kind == "sticker")
        assert film.media is not None
        assert sticker.media is not None
        assert film.media.file is large.file
        assert sticker.media.file is animated.file
        await play.settled()
    assert stage.telegram.log.calls["getFile"] == 0


async def test_what_telegram_does_not_give_to_bots_is_refused(stage: Stage) -> None:
    async with stage.play() as play:
        await stage.telegram.say(
            stage.ann, stage.group, media=stage.telegram.make_media("video", size=DOWNLOAD_LIMIT + 1)
        )
        with pytest.raises(Refused, match="too large"):
            await fetched(play, await arrived(play, AttachmentKind.VIDEO))


async def test_a_file_server_that_fails_is_told_without_the_token(stage: Stage) -> None:
    async with stage.play() as play:
        await stage.telegram.say(stage.ann, stage.group, media=stage.telegram.make_media("document"))
        file = await arrived(play, AttachmentKind.DOCUMENT)
        stage.telegram.faults.add("error", "file", code=502)
        # The HTTP client asks once more by itself.
        stage.telegram.faults.add("reset_before", "file", times=2)
        for _ in range(2):
            with pytest.raises(Unreachable) as caught:
                await fetched(play, file)
            assert stage.bot.token not in str(caught.value)
        stage.telegram.faults.add("error", "file", code=404)
        with pytest.raises(Refused):
            await fetched(play, file)


async def test_a_large_file_goes_through_in_pieces(stage: Stage) -> None:
    async def pieces(attachment: Attachment) -> AsyncIterator[bytes]:
        for _ in range(30):
            yield b"x" * 1024 * 1024

    stage.beta.fetch = pieces  # type: ignore[method-assign]
    async with stage.play() as play:
        await send(play, "big", attachment(stage, AttachmentKind.DOCUMENT, "a.bin", "application/zip", b"", size=1))
        shown = await stage.group.wait_for(lambda m: m.media, 20)
        assert shown.media is not None
        assert shown.media.file.size == 30 * 1024 * 1024
