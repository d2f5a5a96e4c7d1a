"""Animated stickers (Lottie, and `.tgs`, which is Lottie gzipped) as GIFs.

As a program it reads a sticker from standard input and writes its GIF to standard output.
"""

from __future__ import annotations

import io
import sys
import zlib
from fractions import Fraction

import av
import av.filter
from rlottie_python.rlottie_wrapper import LottieAnimation

#: Pixels each way, frames a second, seconds, bytes: enough for a sticker, and a bound for what calls itself one.
SIZE = 256
RATE = 20
LONGEST = 6.0
_UNPACKED = 16 * 1024 * 1024


def render(sticker: bytes) -> bytes:
    """The GIF of a sticker. Raises `ValueError` for what is none."""
    animation = LottieAnimation.from_data(_unpack(sticker))
    try:
        total = animation.lottie_animation_get_totalframe()
        rate = animation.lottie_animation_get_framerate()
        if not total or not rate:
            raise ValueError("There is no animation in it.")
        count = max(1, round(min(LONGEST, total / rate) * RATE))
        return _encode([_frame(animation, min(total - 1, round(index * rate / RATE))) for index in range(count)])
    finally:
        animation.lottie_animation_destroy()


def _unpack(sticker: bytes) -> str:
    if not sticker.startswith(b"\x1f\x8b"):
        return sticker.decode("utf-8")
    unpacker = zlib.decompressobj(wbits=31)
    try:
        plain = unpacker.decompress(sticker, _UNPACKED)
    except zlib.error as error:
        raise ValueError("It is not gzipped.") from error
    if unpacker.unconsumed_tail:
        raise ValueError("It is too large.")
    return plain.decode("utf-8")


def _frame(animation: LottieAnimation, number: int) -> av.VideoFrame:
    pixels = animation.lottie_animation_render(number, width=SIZE, height=SIZE)
    frame = av.VideoFrame(SIZE, SIZE, "bgra")
    frame.planes[0].update(pixels)
    return frame


def _encode(frames: list[av.VideoFrame]) -> bytes:
    """A looping GIF with one palette for all frames, transparent where the sticker is."""
    output = io.BytesIO()
    with av.open(output, "w", format="gif", options={"loop": "0"}) as container:
        stream = container.add_stream("gif", rate=RATE)
        stream.width = stream.height = SIZE
        stream.pix_fmt = "pal8"
        graph = _palette_graph()
        for number, frame in enumerate(frames):
            frame.pts = number
            graph.push(frame)
        graph.push(None)
        while True:
            try:
                shown = graph.pull()
            except (av.BlockingIOError, av.EOFError):
                break
            if isinstance(shown, av.VideoFrame):
                container.mux(stream.encode(shown))
        container.mux(stream.encode(None))
    return output.getvalue()


def _palette_graph() -> av.filter.Graph:
    graph = av.filter.Graph()
    source = graph.add_buffer(
        width=SIZE, height=SIZE, format=av.VideoFormat("bgra", SIZE, SIZE), time_base=Fraction(1, RATE)
    )
    split, palette = graph.add("split"), graph.add("palettegen", "reserve_transparent=1")
    use, sink = graph.add("paletteuse", "alpha_threshold=128"), graph.add("buffersink")
    source.link_to(split)
    split.link_to(use, 0, 0)
    split.link_to(palette, 1, 0)
    palette.link_to(use, 0, 1)
    use.link_to(sink)
    graph.configure()
    return graph


def main() -> int:
    """Run as a program."""
    try:
        picture = render(sys.stdin.buffer.read())
    except ValueError:
        return 1
    sys.stdout.buffer.write(picture)
    return 0


if __name__ == "__main__":
    sys.exit(main())
