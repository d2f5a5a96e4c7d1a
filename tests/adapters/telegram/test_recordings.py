"""Recordings from elsewhere, as Telegram plays them."""

from __future__ import annotations

import pytest

from bridge.chat.attachment import Attachment, AttachmentKind
from tests.adapters.recordings import audio, described, video
from tests.adapters.telegram.stage import Stage
from tests.adapters.telegram.test_media import arrived, attachment, send


@pytest.mark.parametrize(
    ("kind", "name", "mime", "content", "shown", "made"),
    [
        (AttachmentKind.VIDEO, "a.webm", "video/webm", video("webm", "libvpx", "libopus"), "video", ["aac", "h264"]),
        (AttachmentKind.VIDEO, "a.mov", "video/quicktime", video("mov", "libx264", "aac"), "video", ["aac", "h264"]),
        (AttachmentKind.ANIMATION, "a.webm", "video/webm", video("webm", "libvpx-vp9"), "animation", ["h264"]),
        (AttachmentKind.VIDEO_NOTE, "a.webm", "video/webm", video("webm", "libvpx"), "video_note", ["h264"]),
        (AttachmentKind.VIDEO, "said.webm", "video/webm", audio("webm", "libopus"), "voice", ["opus"]),
        (AttachmentKind.VOICE, "said.webm", "audio/webm;codecs=opus", audio("webm", "libopus"), "voice", ["opus"]),
        (AttachmentKind.VOICE, "said.wav", "audio/wav", audio("wav", "pcm_s16le"), "voice", ["opus"]),
        (AttachmentKind.AUDIO, "said.webm", "audio/webm", audio("webm", "libopus"), "voice", ["opus"]),
    ],
)
async def test_what_telegram_would_not_play_is_made_playable(
    stage: Stage, kind: AttachmentKind, name: str, mime: str, content: bytes, shown: str, made: list[str]
) -> None:
    async with stage.play() as play:
        await send(play, "listen", attachment(stage, kind, name, mime, content))
        found = await stage.group.wait_for(lambda m: m.media, timeout=20)
        assert found.media is not None
        assert found.media.kind == shown
        assert described(found.media.file.content)[1] == made
        assert found.media.file.name == f"{name.rpartition('.')[0]}.{'ogg' if shown == 'voice' else 'mp4'}"
        await play.settled()


async def test_what_cannot_be_made_playable_comes_as_it_is(stage: Stage) -> None:
    async with stage.play() as play:
        await send(play, "broken", attachment(stage, AttachmentKind.VIDEO, "a.webm", "video/webm", b"junk" * 100))
        found = await stage.group.wait_for(lambda m: m.media, timeout=20)
        assert found.media is not None
        assert (found.media.kind, found.media.file.content) == ("document", b"junk" * 100)
        await play.settled()


async def test_songs_keep_their_sound(stage: Stage) -> None:
    song = audio("flac", "flac", layout="stereo")
    async with stage.play() as play:
        await send(play, "a song", attachment(stage, AttachmentKind.AUDIO, "song.flac", "audio/flac", song))
        found = await stage.group.wait_for(lambda m: m.media)
        assert found.media is not None
        assert (found.media.kind, found.media.file.content) == ("document", song)
        await play.settled()


async def test_a_voice_has_a_name_that_others_know(stage: Stage) -> None:
    async with stage.play() as play:
        voice = stage.telegram.make_media("voice", audio("ogg", "libopus"), mime_type="audio/ogg")
        await stage.telegram.say(stage.ann, stage.group, media=voice)
        heard: Attachment = await arrived(play, AttachmentKind.VOICE)
        assert heard.name == "voice.ogg"
