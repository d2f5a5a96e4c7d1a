"""A span of a text that does not go through the model as it stands."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from bridge.chat.text import Text


class Kind(StrEnum):
    """What a span is, which decides how the text around it is cut and spaced."""

    URL = "url"
    EMAIL = "email"
    MENTION = "mention"
    HASHTAG = "hashtag"
    COMMAND = "command"
    EMOJI = "emoji"
    EMOTICON = "emoticon"
    LAUGHTER = "laughter"
    CODE = "code"
    LINK = "link"
    NUMBER = "number"
    TERM = "term"
    WORD = "word"
    """A word of another language or script, kept as it is."""
    SYMBOL = "symbol"


#: At the edge of a sentence these stay outside, since no grammar hangs on them.
LOOSE = frozenset(
    {Kind.URL, Kind.MENTION, Kind.HASHTAG, Kind.COMMAND, Kind.EMOJI, Kind.EMOTICON, Kind.LAUGHTER, Kind.SYMBOL}
)
#: After these a new sentence begins.
FINAL = frozenset({Kind.EMOJI, Kind.EMOTICON, Kind.LAUGHTER})
#: A platform finds the end of these only where white space or the like follows.
SPACED = frozenset({Kind.URL, Kind.EMAIL, Kind.MENTION, Kind.HASHTAG, Kind.COMMAND})


@dataclass(frozen=True, slots=True)
class Span:
    """From `start` to `end` (code points of the source), and what stands for it in the translation."""

    start: int
    end: int
    kind: Kind
    output: Text


def between(spans: Sequence[Span], start: int, end: int) -> Sequence[Span]:
    """Those of ordered spans that lie between two offsets."""
    first = bisect_left(spans, start, key=lambda span: span.start)
    last = bisect_left(spans, end, lo=first, key=lambda span: span.start)
    while last > first and spans[last - 1].end > end:
        last -= 1
    return spans[first:last]


def stripped(plain: str, start: int, end: int, spans: Sequence[Span]) -> tuple[int, int]:
    """A range without white space at its edges, save what belongs to one of ordered spans."""
    part = plain[start:end]
    left, right = start + len(part) - len(part.lstrip()), end - len(part) + len(part.rstrip())
    own = between(spans, start, end)
    if own:
        left, right = min(left, own[0].start), max(right, own[-1].end)
    return (left, right) if left < right else (start, start)


def holding(spans: Sequence[Span], offset: int) -> bool:
    """Whether the character at an offset belongs to one of ordered spans."""
    before = bisect_right(spans, offset, key=lambda span: span.start) - 1
    return before >= 0 and spans[before].end > offset


def covering(spans: Sequence[Span], offset: int) -> bool:
    """Whether an offset falls inside one of ordered spans, not at its edge."""
    before = bisect_left(spans, offset, key=lambda span: span.start) - 1
    return before >= 0 and spans[before].end > offset
