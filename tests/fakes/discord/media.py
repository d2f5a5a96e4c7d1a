"""What Discord finds out about an uploaded file."""

from __future__ import annotations

import mimetypes
import re
import struct


def media_type(filename: str) -> str:
    """The media type that Discord derives from a file's name."""
    kind = mimetypes.guess_type(filename)[0] or "application/octet-stream"
    return f"{kind}; charset=utf-8" if kind.startswith("text/") else kind


def dimensions(data: bytes) -> tuple[int, int] | None:
    """Width and height in pixels of a PNG or GIF; None for anything else."""
    if data[:8] == b"\x89PNG\r\n\x1a\n" and len(data) >= 24:
        width, height = struct.unpack(">II", data[16:24])
        return width, height
    if data[:6] in {b"GIF87a", b"GIF89a"} and len(data) >= 10:
        width, height = struct.unpack("<HH", data[6:10])
        return width, height
    return None


def clean_filename(raw: str) -> tuple[str, str | None]:
    """The name under which Discord keeps a file, and the title that preserves what it took away.

    Only ASCII letters, digits, dots, dashes and underscores stay in the name.
    """
    stem, dot, extension = raw.rpartition(".")
    if not dot:
        stem, extension = raw, ""
    kept = re.sub(r"[^A-Za-z0-9_.-]", "", stem.replace(" ", "_")).strip(".")
    extension = re.sub(r"[^A-Za-z0-9]", "", extension)
    name = (kept or "unknown") + (f".{extension}" if extension else "")
    return name, None if kept == stem else stem
