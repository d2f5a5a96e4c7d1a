"""Compressing what the gateway sends.

https://discord.com/developers/docs/events/gateway#encoding-and-compression
"""

from __future__ import annotations

import importlib
import zlib
from collections.abc import Callable
from typing import Protocol, cast


class Codec(Protocol):
    """Turns one gateway payload after the other into frames of one connection."""

    def encode(self, payload: bytes) -> bytes:
        """Return the frame for `payload`."""


class ZlibStream:
    """One zlib stream for the whole connection, flushed after each payload."""

    def __init__(self) -> None:
        self._stream = zlib.compressobj()

    def encode(self, payload: bytes) -> bytes:
        """Return the frame for `payload`; it ends with 00 00 FF FF."""
        return self._stream.compress(payload) + self._stream.flush(zlib.Z_SYNC_FLUSH)


class _ZstdCompressor(Protocol):
    FLUSH_BLOCK: int

    def compress(self, data: bytes, mode: int = ...) -> bytes: ...


class ZstdStream:
    """One zstd stream for the whole connection, flushed after each payload."""

    def __init__(self, make: Callable[[], _ZstdCompressor]) -> None:
        self._stream = make()

    def encode(self, payload: bytes) -> bytes:
        """Return the frame for `payload`."""
        return self._stream.compress(payload, self._stream.FLUSH_BLOCK)


class _ZstandardStream:
    """The same through the `zstandard` package, whose interface differs."""

    def __init__(self, module: object) -> None:
        self._module = module
        self._stream = module.ZstdCompressor().compressobj()  # type: ignore[attr-defined]

    def encode(self, payload: bytes) -> bytes:
        """Return the frame for `payload`."""
        flush = self._module.COMPRESSOBJ_FLUSH_BLOCK  # type: ignore[attr-defined]
        return cast("bytes", self._stream.compress(payload) + self._stream.flush(flush))


def make_codec(asked: str | None) -> Codec | None:
    """The codec for the `compress` parameter of a gateway address; None when nothing was asked for.

    Raises LookupError for one that this server does not have.
    """
    if asked is None:
        return None
    if asked == "zlib-stream":
        return ZlibStream()
    if asked == "zstd-stream":
        for name in ("compression.zstd", "backports.zstd"):
            try:
                module = importlib.import_module(name)
            except ImportError:
                continue
            return ZstdStream(module.ZstdCompressor)
        try:
            return _ZstandardStream(importlib.import_module("zstandard"))
        except ImportError:
            pass
    raise LookupError(asked)
