"""What recordings become."""

from __future__ import annotations

import io

import pytest

from bridge.adapters import recording
from bridge.adapters.recording import ANIMATION, LONGEST, ROUND, SIDE, VIDEO, VIDEO_NOTE, VOICE, NoPictureError, convert
from tests.adapters.recordings import audio, described, sides, video


def made(source: bytes, form: str) -> bytes:
    target = io.BytesIO()
    convert(io.BytesIO(source), target, form)
    return target.getvalue()


@pytest.mark.parametrize(
    "source", [audio("webm", "libopus"), audio("wav", "pcm_s16le"), audio("flac", "flac", layout="stereo")]
)
def test_speech_becomes_opus(source: bytes) -> None:
    assert described(made(source, VOICE)) == ("ogg", ["opus"], 0.5)


def test_the_sound_of_a_video_may_be_a_voice() -> None:
    assert described(made(video("webm", "libvpx", "libopus"), VOICE))[:2] == ("ogg", ["opus"])


@pytest.mark.parametrize(
    ("source", "codecs"),
    [
        (video("webm", "libvpx", "libopus"), ["aac", "h264"]),
        (video("webm", "libvpx-vp9"), ["h264"]),
        (video("mov", "libx264", "aac"), ["aac", "h264"]),
        (video("mov", "mpeg4", "aac"), ["aac", "h264"]),
    ],
)
def test_a_video_becomes_mp4(source: bytes, codecs: list[str]) -> None:
    name, found, seconds = described(made(source, VIDEO))
    assert (name, found) == ("mov", codecs)
    assert 0.4 <= seconds <= 0.6


def test_what_plays_already_is_only_packed_anew() -> None:
    source = video("mov", "libx264", frames=30)
    assert abs(len(made(source, VIDEO)) - len(source)) < 2000


def test_an_animation_is_silent() -> None:
    assert described(made(video("webm", "libvpx", "libopus"), ANIMATION))[1] == ["h264"]


def test_a_round_video_is_square_and_a_large_one_shrinks() -> None:
    assert sides(made(video("webm", "libvpx", width=640, height=480), VIDEO_NOTE)) == (ROUND, ROUND)
    assert sides(made(video("webm", "libvpx", width=120, height=161), VIDEO_NOTE)) == (120, 120)
    width, height = sides(made(video("webm", "libvpx", width=2560, height=1440, frames=2), VIDEO))
    assert (width, height) == (SIDE, SIDE * 9 // 16)


def test_only_sound_is_no_video() -> None:
    with pytest.raises(NoPictureError):
        made(audio("webm", "libopus"), VIDEO)


@pytest.mark.parametrize("form", [VOICE, VIDEO])
@pytest.mark.parametrize("source", [b"", b"junk" * 1000, b"\x1aE\xdf\xa3" + b"\0" * 500, b"OggS\0voice"])
def test_what_is_no_recording_is_refused(source: bytes, form: str) -> None:
    with pytest.raises(ValueError, match="It is"):
        made(source, form)


def test_what_is_too_long_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    assert LONGEST > 60
    monkeypatch.setattr(recording, "LONGEST", 0.2)
    with pytest.raises(ValueError, match="too long"):
        made(audio("webm", "libopus"), VOICE)
