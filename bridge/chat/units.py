"""Code points and UTF-16 units: the core counts the former, Telegram and browsers the latter."""

from __future__ import annotations

from bisect import bisect_left
from enum import StrEnum

ASTRAL = 0x10000


class Unit(StrEnum):
    """What a platform counts when it limits a text."""

    CODE_POINTS = "code_points"
    UTF16 = "utf16"


def utf16_length(text: str) -> int:
    """Length in UTF-16 units; a lone surrogate counts as one."""
    return len(text) + sum(char >= "\U00010000" for char in text) if not text.isascii() else len(text)


def measure(text: str, unit: Unit) -> int:
    """Length of a text in the given unit."""
    return len(text) if unit is Unit.CODE_POINTS else utf16_length(text)


class Utf16Offsets:
    """Converts offsets of one text between code points and UTF-16 units."""

    def __init__(self, text: str) -> None:
        self._size = len(text)
        self._astral = [] if text.isascii() else [i for i, char in enumerate(text) if ord(char) >= ASTRAL]
        self._astral_units = [index + order for order, index in enumerate(self._astral)]

    def to_utf16(self, index: int) -> int:
        """Offset in UTF-16 units of the code point at `index`."""
        return index + bisect_left(self._astral, index)

    def to_code_points(self, units: int) -> int:
        """Offset in code points of the UTF-16 unit at `units`; inside a pair it rounds down, past the end it clips."""
        return min(self._size, units - bisect_left(self._astral_units, units))
