"""Texts from the command line or, line by line, from standard input."""

from __future__ import annotations

import sys
from collections.abc import Iterator

#: So many lines are worked on together; enough to keep every core busy, few enough to answer soon.
BATCH = 256


def batches(text: str | None) -> Iterator[list[str]]:
    """The given text alone, else the lines of standard input, some at a time."""
    if text is not None:
        yield [text]
        return
    stream = sys.stdin
    if hasattr(stream, "reconfigure"):
        stream.reconfigure(encoding="utf-8", errors="replace")
    batch: list[str] = []
    for line in stream:
        batch.append(line.rstrip("\r\n"))
        if len(batch) == BATCH or stream.isatty():
            yield batch
            batch = []
    if batch:
        yield batch
