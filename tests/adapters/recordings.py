"""Small real recordings, made when they are needed."""

from __future__ import annotations

import io
from fractions import Fraction
from functools import cache

import av

RATE = 30


@cache
def video(form: str, codec: str, sound: str = "", *, width: int = 160, height: int = 120, frames: int = 15) -> bytes:
    """A clip of `frames` thirtieths of a second in a container and codec of ffmpeg's."""
    made = io.BytesIO()
    with av.open(made, "w", format=form) as container:
        shown = container.add_stream(codec, rate=RATE)
        assert isinstance(shown, av.VideoStream)
        shown.width, shown.height, shown.pix_fmt = width, height, "yuv420p"
        heard = container.add_stream(sound, rate=48_000) if sound else None
        for number in range(frames):
            frame = av.VideoFrame(width, height, "yuv420p")
            for plane in frame.planes:
                plane.update(bytes([number * 5 % 255]) * plane.buffer_size)
            frame.pts, frame.time_base = number, Fraction(1, RATE)
            container.mux(shown.encode(frame))
        container.mux(shown.encode(None))
        if isinstance(heard, av.AudioStream):
            _hum(container, heard, frames / RATE)
    return made.getvalue()


@cache
def audio(form: str, codec: str, seconds: float = 0.5, layout: str = "mono") -> bytes:
    """A silence of that many seconds."""
    made = io.BytesIO()
    with av.open(made, "w", format=form) as container:
        heard = container.add_stream(codec, rate=48_000, layout=layout)
        assert isinstance(heard, av.AudioStream)
        _hum(container, heard, seconds)
    return made.getvalue()


def _hum(container: av.container.OutputContainer, stream: av.AudioStream, seconds: float) -> None:
    frame = av.AudioFrame("s16", stream.layout.name, int(48_000 * seconds))
    frame.sample_rate, frame.pts = 48_000, 0
    frame.planes[0].update(bytes(frame.planes[0].buffer_size))
    size = stream.codec_context.frame_size or 960
    resampler = av.AudioResampler(stream.format.name, stream.layout.name, 48_000, frame_size=size)
    for ready in [*resampler.resample(frame), *resampler.resample(None)]:
        container.mux(stream.encode(ready))
    container.mux(stream.encode(None))


def described(recording: bytes) -> tuple[str, list[str], float]:
    """The container, the codecs in order of their names, and the seconds to a tenth."""
    with av.open(io.BytesIO(recording), "r") as container:
        codecs = sorted(stream.codec_context.name for stream in container.streams)
        return container.format.name.split(",")[0], codecs, round((container.duration or 0) / av.time_base, 1)


def sides(recording: bytes) -> tuple[int, int]:
    """Width and height in pixels."""
    with av.open(io.BytesIO(recording), "r") as container:
        shown = container.streams.video[0]
        return shown.width, shown.height
