"""Splitting a text that is too long for a platform: at paragraphs, else sentences, else words, never inside a thing."""

from __future__ import annotations

from collections.abc import Callable

import regex

from bridge.chat.text import EntityKind, Text

#: These are cut only where one of them alone is too long.
WHOLE = frozenset(
    {EntityKind.LINK, EntityKind.MENTION, EntityKind.HASHTAG, EntityKind.CUSTOM_EMOJI, EntityKind.CODE, EntityKind.PRE}
)
_PARAGRAPH = regex.compile(r"\n\s*\n|\n")
_SENTENCE = regex.compile(r"[。！？…]+[”’」』）]*|[.!?]+[\"')\]]*(?=\s)|[；;]")
_WORD = regex.compile(r"\s+|(?<=[\p{Han}，、：])(?=[\p{Han}])")
_URL = regex.compile(r"https?://\S+")
#: A grapheme is looked for up to this many code points behind a cut; longer ones are cut.
_GRAPHEME_REACH = 64


def split(text: Text, fits: Callable[[Text, bool], bool]) -> list[tuple[int, int]]:
    """Where to cut: (start, end) in code points of each part, without the white space at the cuts.

    `fits` says whether a text can be one part; its second argument is True for the first. At least one grapheme is
    taken each time, so that this ends whatever `fits` says.
    """
    parts: list[tuple[int, int]] = []
    start = _skip_space(text.plain, 0)
    while start < len(text.plain):
        end = _largest(text, start, first=not parts, fits=fits)
        if end < len(text.plain):
            end = _good_cut(text, start, end)
        parts.append((start, start + len(text.plain[start:end].rstrip()) or end))
        start = _skip_space(text.plain, end)
    return parts or [(0, 0)]


def _skip_space(plain: str, start: int) -> int:
    return start + len(plain[start:]) - len(plain[start:].lstrip())


def _largest(text: Text, start: int, *, first: bool, fits: Callable[[Text, bool], bool]) -> int:
    """The furthest end at which the part still fits; sizes grow with the text, so halving finds it."""
    low, high = start + 1, len(text.plain)
    if fits(text.cut(start, high), first):
        return high
    while low < high - 1:
        middle = (low + high) // 2
        if fits(text.cut(start, middle), first):
            low = middle
        else:
            high = middle
    return low


def _good_cut(text: Text, start: int, limit: int) -> int:
    """The best place to cut at or before `limit`; not so early that the part would be less than a third."""
    earliest = start + (limit - start) // 3
    ends = _grapheme_ends(text.plain, start, limit)
    for pattern in (_PARAGRAPH, _SENTENCE, _WORD):
        found = (match.end() for match in pattern.finditer(text.plain, earliest, limit))
        cuts = [cut for cut in found if cut in ends and not _inside(text, start, cut, limit)]
        if cuts:
            return cuts[-1]
    cut = _outside(text, start, limit)
    return max((end for end in ends if end <= cut), default=0) or max(ends, default=cut)


def _inside(text: Text, start: int, cut: int, limit: int) -> bool:
    """Whether a cut falls into what must stay whole and, where it begins the part, could."""
    return any(first < cut < last and (start < first or last <= limit) for first, last in _whole_spans(text, start))


def _outside(text: Text, start: int, cut: int) -> int:
    """`cut`, or the start of what must stay whole and would be cut; what begins the part and is too long is cut."""
    spans = _whole_spans(text, start)
    while inside := [first for first, last in spans if start < first < cut < last]:
        cut = min(inside)
    return cut


def _whole_spans(text: Text, start: int) -> list[tuple[int, int]]:
    spans = [(e.start, e.end) for e in text.entities if e.kind in WHOLE and e.end > start]
    return spans + [match.span() for match in _URL.finditer(text.plain, start)]


def _grapheme_ends(plain: str, start: int, limit: int) -> set[int]:
    """Where the graphemes of a part end that end at or before `limit`.

    From the start of the part, since in a row of flags nothing nearer tells which two letters belong together.
    """
    graphemes = regex.finditer(r"\X", plain, pos=start, endpos=limit + _GRAPHEME_REACH)
    return {match.end() for match in graphemes if match.end() <= limit}
