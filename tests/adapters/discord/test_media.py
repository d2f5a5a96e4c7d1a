"""Files both ways."""

from __future__ import annotations

import json
from itertools import count

import pytest

from bridge.adapters.discord.constants import UPLOAD_LIMIT
from bridge.adapters.discord.failures import TOO_LARGE, Rejected
from bridge.adapters.discord.loading import upload_name
from bridge.chat.attachment import Attachment, AttachmentKind
from bridge.chat.event import Edited, Posted
from bridge.chat.message import Message
from bridge.chat.text import Text
from bridge.relay.failure import Refused, Unreachable
from tests.adapters.discord.stage import TOM, B, Play, Stage
from tests.fakes.discord import FaultKind, File
from tests.relay.conversation import now

EXECUTE = "POST /webhooks/{webhook_id}/{webhook_token}"
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 8 + (3).to_bytes(4, "big") + (2).to_bytes(4, "big") + b"rest"
_numbers = count()
RECTANGLE = {
    "ty": "gr",
    "it": [
        {
            "ty": "rc",
            "d": 1,
            "s": {"a": 0, "k": [200, 200]},
            "p": {"a": 0, "k": [0, 0]},
            "r": {"a": 0, "k": 0},
        },
        {"ty": "fl", "c": {"a": 0, "k": [1, 0, 0, 1]}, "o": {"a": 0, "k": 100}},
        {
            "ty": "tr",
            "p": {"a": 0, "k": [0, 0]},
            "a": {"a": 0, "k": [0, 0]},
            "s": {"a": 0, "k": [100, 100]},
            "r": {"a": 0, "k": 0},
            "o": {"a": 0, "k": 100},
        },
    ],
}
LAYER = {
    "ddd": 0,
    "ind": 1,
    "ty": 4,
    "sr": 1,
    "ao": 0,
    "ip": 0,
    "op": 30,
    "st": 0,
    "bm": 0,
    "ks": {
        "o": {"a": 0, "k": 100},
        "r": {"a": 0, "k": 0},
        "p": {"a": 0, "k": [256, 256, 0]},
        "a": {"a": 0, "k": [0, 0, 0]},
        "s": {"a": 0, "k": [100, 100, 100]},
    },
    "shapes": [RECTANGLE],
}
LOTTIE = json.dumps(
    {"v": "5.5.2", "fr": 60, "ip": 0, "op": 30, "w": 512, "h": 512, "ddd": 0, "assets": [], "layers": [LAYER]}
).encode()


def attachment(stage: Stage, name: str, mime: str, content: bytes | None, **more: int) -> Attachment:
    """A file of the other platform; without content it cannot be had."""
    source = f"{name}-{next(_numbers)}"
    if content is not None:
        stage.beta.files[source] = content
    kind = AttachmentKind.PHOTO if mime.startswith("image/") else AttachmentKind.DOCUMENT
    return Attachment(kind, "beta", source, name, mime, **{"size": len(content or b""), **more})  # type: ignore[arg-type]


async def send(play: Play, words: str, *files: Attachment) -> str:
    native = f"beta-file-{next(_numbers)}"
    await play.accept(Posted(f"{native}-posted", Message(native, B, TOM, Text(words), now(), attachments=files)))
    return native


async def arrived(play: Play, number: int = 0) -> Attachment:
    event = await play.event(lambda event: isinstance(event, Posted) and len(event.message.attachments) > number)
    assert isinstance(event, Posted)
    return event.message.attachments[number]


async def fetched(play: Play, file: Attachment) -> bytes:
    return b"".join([chunk async for chunk in play.core.intake.fetch(file)])


async def test_a_file_arrives_with_its_caption_under_its_authors_name(stage: Stage) -> None:
    async with stage.play() as play:
        await send(play, "see this", attachment(stage, "a photo.png", "image/png", PNG))
        shown = await stage.channel.wait_for(lambda m: bool(m.attachments))
        assert shown.author_name == "Tom"
        assert "see this" in shown.content
        assert [(file.filename, file.data) for file in shown.attachments] == [("a_photo.png", PNG)]
        await play.settled()
        assert len(stage.channel.messages) == 1


async def test_a_file_without_words_has_none(stage: Stage) -> None:
    async with stage.play() as play:
        await send(play, "", attachment(stage, "a.pdf", "application/pdf", b"%PDF"))
        shown = await stage.channel.wait_for(lambda m: bool(m.attachments))
        assert shown.content == ""
        await play.settled()


async def test_an_edited_caption_keeps_its_files(stage: Stage) -> None:
    async with stage.play() as play:
        file = attachment(stage, "a.png", "image/png", PNG)
        native = await send(play, "trip", file)
        shown = await stage.channel.wait_for(lambda m: "trip" in m.content)
        await play.settled()
        await play.accept(Edited("edit", Message(native, B, TOM, Text("journey"), now(), attachments=(file,)), now()))
        await stage.channel.wait_until(lambda _: "journey" in shown.content)
        assert len(shown.attachments) == 1


async def test_more_files_than_one_message_takes_are_several_and_all_are_the_message(stage: Stage) -> None:
    async with stage.play() as play:
        files = [attachment(stage, f"{number}.png", "image/png", PNG) for number in range(12)]
        native = await send(play, "trip", *files)
        await stage.channel.wait_until(lambda channel: len(channel.messages) == 2)
        await play.settled()
        first, second = stage.channel.messages
        assert [len(first.attachments), len(second.attachments)] == [10, 2]
        await stage.discord.say(stage.ann, stage.channel, "lovely", reply_to=second)
        await play.beta_shows("lovely")
        assert stage.beta.rooms["b"][-1].reply_to == native
        await play.delete(native, B)
        await stage.channel.wait_until(lambda channel: len(channel.messages) == 1)


@pytest.mark.parametrize("kind", [FaultKind.BAD_GATEWAY_AFTER, FaultKind.RESET_AFTER])
async def test_files_whose_answer_was_lost_are_not_shown_twice(stage: Stage, kind: FaultKind) -> None:
    async with stage.play() as play:
        await play.say("before", TOM, B)
        await play.settled()
        stage.discord.faults.add(kind, EXECUTE, times=2)
        files = [attachment(stage, f"图片 {number}.png", "image/png", PNG) for number in range(12)]
        await send(play, "once", *files)
        await play.settled()
        assert [len(message.attachments) for message in stage.channel.messages] == [0, 10, 2]


async def test_a_file_over_the_limit_is_told_of_and_the_words_arrive(stage: Stage) -> None:
    async with stage.play() as play:
        large = attachment(stage, "film.mp4", "video/mp4", None, size=UPLOAD_LIMIT + 2 * 1024 * 1024)
        lying = attachment(stage, "liar.bin", "application/zip", b"x" * (UPLOAD_LIMIT + 1), size=5)
        lost = attachment(stage, "lost.png", "image/png", b"")
        await send(play, "look", large, lying, lost, attachment(stage, "fine.png", "image/png", PNG))
        shown = await stage.channel.wait_for(lambda m: "look" in m.content)
        assert "film.mp4" in shown.content
        assert "12 MB" in shown.content
        assert "liar.bin" in shown.content
        assert "lost.png" in shown.content
        assert [file.filename for file in shown.attachments] == ["fine.png"]
        await play.settled()


async def test_files_that_are_too_large_together_do_not_take_the_words_with_them(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with stage.play() as play:
        await play.say("warm up", TOM, B)
        await play.settled()
        assert play.adapter._service is not None
        sender = play.adapter._service.sender
        execute = sender._execute

        async def refusing(webhook: object, facts: object, payload: object, uploads: list[object]) -> str:
            if uploads:
                raise Rejected(413, TOO_LARGE, "Request entity too large")
            return await execute(webhook, facts, payload, uploads)  # type: ignore[arg-type]

        monkeypatch.setattr(sender, "_execute", refusing)
        await send(play, "the words", attachment(stage, "a.png", "image/png", PNG))
        shown = await stage.channel.wait_for(lambda m: "the words" in m.content)
        assert "a.png" in shown.content
        await play.settled()


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("..\\..\\boot.ini", "boot.ini"),
        ("a\u202egnp.exe", "a gnp.exe"),
        ("", "document.pdf"),
        ("x" * 300 + ".pdf", "x" * 60 + ".pdf"),
        ('quo"te\r\nContent-Type: x.pdf', "quo_te Content-Type_ x.pdf"),
        ("...", "document.pdf"),
    ],
)
def test_upload_names_are_safe(given: str, kept: str) -> None:
    file = Attachment(AttachmentKind.DOCUMENT, "beta", "x", given, "application/pdf")
    assert upload_name(file) == kept


async def test_an_odd_upload_name_arrives(stage: Stage) -> None:
    async with stage.play() as play:
        odd = 'quo"te\r\nContent-Type: 文.pdf'
        await send(play, "named", attachment(stage, odd, "application/pdf", b"%PDF"))
        shown = await stage.channel.wait_for(lambda m: bool(m.attachments))
        assert shown.attachments[0].filename == "quo_te_Content-Type__.pdf"
        assert shown.attachments[0].title == "quo_te Content-Type_ 文"
        await play.settled()


async def test_a_hidden_picture_stays_hidden_both_ways(stage: Stage) -> None:
    async with stage.play() as play:
        await stage.discord.say(stage.ann, stage.channel, "psst", attachments=[File("SPOILER_end.png", PNG)])
        file = await arrived(play)
        assert (file.name, file.spoiler) == ("end.png", True)
        hidden = Attachment(AttachmentKind.PHOTO, "beta", "hidden", "x.png", "image/png", len(PNG), spoiler=True)
        stage.beta.files["hidden"] = PNG
        await send(play, "hidden", hidden)
        shown = await stage.channel.wait_for(lambda m: "hidden" in m.content)
        assert shown.attachments[0].filename == "SPOILER_x.png"
        await play.settled()


@pytest.mark.parametrize(
    ("file", "kind", "mime"),
    [
        (File("a.png", PNG), AttachmentKind.PHOTO, "image/png"),
        (File("a.gif", b"GIF89a" + b"\1\0\1\0"), AttachmentKind.ANIMATION, "image/gif"),
        (File("a.mp4", b"\0\0\0\x18ftypmp42"), AttachmentKind.VIDEO, "video/mp4"),
        (File("a.mp3", b"ID3"), AttachmentKind.AUDIO, "audio/mpeg"),
        (
            File("voice-message.ogg", b"OggS", content_type="audio/ogg", voice_seconds=2.5),
            AttachmentKind.VOICE,
            "audio/ogg",
        ),
        (File("文件.pdf", b"%PDF"), AttachmentKind.DOCUMENT, "application/pdf"),
        (File("a.svg", b"<svg/>"), AttachmentKind.DOCUMENT, "image/svg+xml"),
    ],
)
async def test_files_are_known_for_what_they_are(stage: Stage, file: File, kind: AttachmentKind, mime: str) -> None:
    async with stage.play() as play:
        await stage.discord.say(stage.ann, stage.channel, "caption", attachments=[file])
        found = await arrived(play)
        assert (found.kind, found.mime, found.size, found.name) == (kind, mime, len(file.data), file.name)
        assert found.duration == (file.voice_seconds or 0)
        if kind is AttachmentKind.PHOTO:
            assert (found.width, found.height) == (3, 2)
        assert await fetched(play, found) == file.data


async def test_an_expired_address_is_asked_for_anew(stage: Stage) -> None:
    async with stage.play() as play:
        said = await stage.discord.say(stage.ann, stage.channel, attachments=[File("a.txt", b"words")])
        found = await arrived(play)
        stage.discord.clock.advance(2 * 86_400)
        assert await fetched(play, found) == b"words"
        await stage.discord.delete(said)
        with pytest.raises(Refused):
            await fetched(play, found)


async def test_a_forwarded_file_is_fetched_too(stage: Stage) -> None:
    async with stage.play() as play:
        kitchen = await stage.discord.create_channel(stage.guild, "kitchen")
        said = await stage.discord.say(stage.ben, kitchen, attachments=[File("a.txt", b"recipe")])
        await stage.discord.forward(stage.ann, said, stage.channel)
        await play.event(lambda event: isinstance(event, Posted) and event.message.forwarded_from)
        forwarded = next(
            event.message.attachments[0]
            for event in stage.accepted
            if isinstance(event, Posted) and event.message.forwarded_from
        )
        stage.discord.clock.advance(2 * 86_400)
        assert await fetched(play, forwarded) == b"recipe"


async def test_a_file_server_that_fails_is_told_apart_from_a_file_that_is_gone(stage: Stage) -> None:
    async with stage.play() as play:
        await stage.discord.say(stage.ann, stage.channel, attachments=[File("a.txt", b"words" * 100_000)])
        found = await arrived(play)
        stage.discord.faults.add(FaultKind.BAD_GATEWAY_BEFORE, "GET /attachments/*")
        with pytest.raises(Unreachable):
            await fetched(play, found)
        stage.discord.faults.add(FaultKind.RESET_AFTER, "GET /attachments/*")
        with pytest.raises(Unreachable):
            await fetched(play, found)
        assert len(await fetched(play, found)) == 500_000


@pytest.mark.parametrize(
    ("kind", "data", "mime", "begins"),
    [
        (1, PNG, "image/png", b"\x89PNG"),
        (4, b"GIF89a", "image/gif", b"GIF89a"),
        (3, LOTTIE, "image/gif", b"GIF89a"),
    ],
)
async def test_stickers_are_pictures(stage: Stage, kind: int, data: bytes, mime: str, begins: bytes) -> None:
    sticker = await stage.discord.create_sticker(stage.guild, "挥手 wave", data, kind=kind)
    async with stage.play() as play:
        await stage.discord.say(stage.ann, stage.channel, stickers=[sticker])
        found = await arrived(play)
        assert (found.kind, found.mime) == (AttachmentKind.STICKER, mime)
        assert (await fetched(play, found)).startswith(begins)


async def test_a_sticker_that_is_none_is_refused(stage: Stage) -> None:
    sticker = await stage.discord.create_sticker(stage.guild, "broken", b"{}", kind=3)
    async with stage.play() as play:
        await stage.discord.say(stage.ann, stage.channel, stickers=[sticker])
        with pytest.raises(Refused):
            await fetched(play, await arrived(play))
