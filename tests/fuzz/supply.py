"""Numbers, choices and texts out of a fuzzer's bytes. The same bytes give the same things, on every machine."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from bridge.chat.text import Entity, EntityKind, Text

T = TypeVar("T")


class Supply:
    """Takes bytes from the front; where none are left, everything is zero, first and empty."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._at = 0

    def take(self, count: int) -> bytes:
        """The next bytes, fewer at the end."""
        taken = self._data[self._at : self._at + count]
        self._at += len(taken)
        return taken

    def rest(self) -> bytes:
        """All that is left."""
        return self.take(len(self._data) - self._at)

    def number(self, most: int) -> int:
        """From 0 to `most`, both included."""
        size = 1 if most < 1 << 8 else 2 if most < 1 << 16 else 8
        return int.from_bytes(self.take(size), "little") % (most + 1)

    def choice(self, options: Sequence[T]) -> T:
        """One of these."""
        return options[self.number(len(options) - 1)]

    def text(self, tokens: Sequence[str] = (), most: int = 1 << 16) -> str:
        """A text from the next `most` bytes: as UTF-8, as UTF-16 with whatever halves it holds, or as a row of tokens.

        A fuzzer changes single bytes: where each of them stands for a token, it writes what a grammar would.
        """
        way = self.number(7)
        data = self.take(most)
        if tokens and way >= 2:
            return "".join(tokens[byte % len(tokens)] for byte in data)
        if way == 1:
            return data.decode("utf-16-le", "surrogatepass" if len(data) % 2 == 0 else "replace")
        return data.decode("utf-8", "replace")

    def rich(
        self, kinds: Sequence[EntityKind], values: Sequence[str], tokens: Sequence[str] = (), most: int = 1 << 16
    ) -> Text:
        """A text with up to seven entities; a value is one of `values`, or else the text that it covers."""
        spans = [
            (self.number(255), self.number(63), self.choice(kinds), self.number(len(values)))
            for _ in range(self.number(7))
        ]
        plain = self.text(tokens, most)
        found = []
        for start, size, kind, number in spans:
            begin = start % (len(plain) + 1)
            value = values[number] if number < len(values) else plain[begin : begin + size]
            found.append(Entity(begin, begin + size, kind, value))
        return Text.of(plain, found)
