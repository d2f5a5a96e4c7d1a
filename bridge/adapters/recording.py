"""Sound and moving pictures as every client plays them: Opus in OGG, and H.264 with AAC in MP4.

As a program it reads a file from standard input and writes what became of it to standard output; both must be files
that can be sought in. Its argument is one of `FORMS`. It ends with `NO_PICTURE` where a file is only sound.
"""

from __future__ import annotations

import math
import os
import resource
import sys
from collections.abc import Callable, Iterator
from fractions import Fraction
from itertools import pairwise
from typing import IO

import av
import av.filter
from av.audio.resampler import AudioResampler

VOICE, VIDEO, ANIMATION, VIDEO_NOTE = FORMS = ("voice", "video", "animation", "video_note")
NO_PICTURE = 3
#: Seconds of a recording, pixels of the longer side and of a round video, bytes of the outcome.
LONGEST = 900.0
SIDE = 1280
ROUND = 384
LARGEST = 50 * 1024 * 1024
#: Bytes of memory and seconds of computing, for what somebody made to harm us.
_MEMORY = 2 * 1024**3
_COMPUTING = 120
_CLOCK = Fraction(1, 48_000)
_TURNS = {90: "cclock", -270: "cclock", -90: "clock", 270: "clock"}


class NoPictureError(ValueError):
    """There is no video in it."""


def convert(source: IO[bytes], target: IO[bytes], form: str) -> None:
    """Write a recording in one of `FORMS`. Raises `ValueError` for what is none, or is too long."""
    try:
        with av.open(source, "r") as given:
            if given.duration is not None and given.duration / av.time_base > LONGEST:
                raise ValueError("It is too long.")
            if form == VOICE:
                _voice(given, target)
            else:
                _video(given, target, form)
    except av.FFmpegError as error:
        raise ValueError("It is no recording.") from error


def _voice(given: av.container.InputContainer, target: IO[bytes]) -> None:
    if not given.streams.audio:
        raise ValueError("There is no sound in it.")
    sound = given.streams.audio[0]
    with av.open(target, "w", format="ogg") as made:
        if sound.codec_context.name in {"opus", "libopus"}:
            _copy(given, made, [sound])
            return
        stream = made.add_stream("libopus", rate=48_000, options={"application": "voip"})
        stream.layout = "mono"
        stream.bit_rate = 40_000
        resampler = AudioResampler(stream.format.name, "mono", 48_000)
        for frame in _resampled(given.decode(sound), resampler):
            made.mux(stream.encode(frame))
        made.mux(stream.encode(None))


def _video(given: av.container.InputContainer, target: IO[bytes], form: str) -> None:
    picture = next((each for each in given.streams.video if not _is_cover(each)), None)
    if picture is None:
        raise NoPictureError("There is no video in it.")
    sound = given.streams.audio[0] if given.streams.audio and form != ANIMATION else None
    with av.open(target, "w", format="mp4") as made:
        plays = picture.codec_context.name == "h264" and picture.codec_context.pix_fmt in {"yuv420p", "yuvj420p"}
        heard = sound is None or sound.codec_context.name == "aac"
        if plays and heard and form != VIDEO_NOTE:
            _copy(given, made, [picture] if sound is None else [picture, sound])
            return
        _encode(given, made, picture, sound, form)


def _copy(
    given: av.container.InputContainer, made: av.container.OutputContainer, streams: list[av.stream.Stream]
) -> None:
    """What is packed otherwise and needs no other code."""
    into = {stream.index: made.add_stream_from_template(stream) for stream in streams}
    for packet in given.demux(streams):
        if packet.dts is not None:
            packet.stream = into[packet.stream.index]
            made.mux(packet)


def _encode(
    given: av.container.InputContainer,
    made: av.container.OutputContainer,
    picture: av.VideoStream,
    sound: av.AudioStream | None,
    form: str,
) -> None:
    heard = made.add_stream("aac", rate=48_000) if sound is not None else None
    resampler = AudioResampler("fltp", "stereo", 48_000)
    shown: av.VideoStream | None = None
    graph = av.filter.Graph()
    early: list[av.Packet[av.stream.Stream]] = []
    for packet in given.demux([picture] if sound is None else [picture, sound]):
        for frame in packet.decode():
            if isinstance(frame, av.AudioFrame) and heard is not None:
                early += [ready for each in resampler.resample(frame) for ready in heard.encode(each)]
            elif isinstance(frame, av.VideoFrame):
                if shown is None:
                    graph, width, height = _graph(picture, frame, form)
                    shown = _picture(made, width, height)
                graph.push(frame)
                early += [ready for each in _pulled(graph) for ready in shown.encode(each)]
        if shown is not None:
            # Before all streams are known nothing can be written.
            made.mux(early)
            early.clear()
    if shown is None:
        raise NoPictureError("There is no video in it.")
    made.mux(shown.encode(None))
    if heard is not None:
        made.mux(heard.encode(None))


def _picture(made: av.container.OutputContainer, width: int, height: int) -> av.VideoStream:
    stream = made.add_stream("libx264", rate=30, options={"preset": "veryfast", "crf": "26", "threads": "1"})
    stream.width, stream.height, stream.pix_fmt = width, height, "yuv420p"
    stream.codec_context.time_base = _CLOCK
    return stream


def _graph(picture: av.VideoStream, first: av.VideoFrame, form: str) -> tuple[av.filter.Graph, int, int]:
    """What turns, crops and shrinks frames like the first; and how large they are then."""
    graph = av.filter.Graph()
    steps = [graph.add_buffer(template=picture, time_base=first.time_base or picture.time_base)]
    width, height = first.width, first.height
    if first.rotation in _TURNS:
        steps.append(graph.add("transpose", _TURNS[first.rotation]))
        width, height = height, width
    elif abs(first.rotation) == 180:
        steps += [graph.add("hflip"), graph.add("vflip")]
    if form == VIDEO_NOTE:
        side = min(width, height)
        steps.append(graph.add("crop", f"{side}:{side}"))
        width = height = side
    limit = ROUND if form == VIDEO_NOTE else SIDE
    shrunk = min(1.0, limit / max(width, height))
    width, height = (max(2, math.floor(each * shrunk / 2) * 2) for each in (width, height))
    steps += [graph.add("scale", f"{width}:{height}"), graph.add("format", "yuv420p"), graph.add("buffersink")]
    for one, other in pairwise(steps):
        one.link_to(other)
    graph.configure()
    return graph, width, height


def _pulled(graph: av.filter.Graph) -> Iterator[av.VideoFrame]:
    while True:
        try:
            ready = graph.pull()
        except (av.BlockingIOError, av.EOFError):
            return
        if isinstance(ready, av.VideoFrame):
            ready.pict_type = av.video.frame.PictureType.NONE
            yield ready


def _resampled(frames: Iterator[av.AudioFrame], resampler: AudioResampler) -> Iterator[av.AudioFrame]:
    for frame in frames:
        yield from resampler.resample(frame)
    yield from resampler.resample(None)


def _is_cover(stream: av.VideoStream) -> bool:
    """A picture on a song is no video."""
    return bool(stream.disposition & av.stream.Disposition.attached_pic)


def main(arguments: list[str], bound: Callable[[], None] | None = None) -> int:
    """Run as a program."""
    (bound or _bound)()
    try:
        convert(sys.stdin.buffer, sys.stdout.buffer, arguments[0])
    except NoPictureError:
        return NO_PICTURE
    except (ValueError, OSError, MemoryError):
        return 1
    return 0


def _bound() -> None:
    os.nice(10)
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (_COMPUTING, _COMPUTING))
    resource.setrlimit(resource.RLIMIT_FSIZE, (LARGEST, LARGEST))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
