"""Splitting a text that is too long for a platform: at paragraphs, else sentences, else words, never inside a thing."""

from __future__ import annotations

from collections.abc import Callable, Sequence

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
    whole = [(e.start, e.end) for e in text.entities if e.kind in WHOLE]
    whole += [match.span() for match in _URL.finditer(text.plain)]
    parts: list[tuple[int, int]] = []
    start = _skip_space(text.plain, 0)
    while start < len(text.plain):
        end = _largest(text, start, first=not parts, fits=fits)
        if end < len(text.plain):
            near = [(first, last) for first, last in whole if first < end and start < last]
            end = _good_cut(text.plain, start, end, near)
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


def _good_cut(plain: str, start: int, limit: int, whole: Sequence[tuple[int, int]]) -> int:
    """The best place to cut at or before `limit`; not so early that the part would be less than a third.

    `whole` is what must stay whole where it can: what begins the part and is too long is cut.
    """
    earliest = start + (limit - start) // 3
    good = _grapheme_ends(plain, start, limit)
    for first, last in whole:
        if start < first or last <= limit:
            good.difference_update(range(first + 1, min(last, limit + 1)))
    for pattern in (_PARAGRAPH, _SENTENCE, _WORD):
        cuts = [match.end() for match in pattern.finditer(plain, earliest, limit) if match.end() in good]
        if cuts:
            return cuts[-1]
    return max(good, default=0) or max(_grapheme_ends(plain, start, limit), default=limit)


def _grapheme_ends(plain: str, start: int, limit: int) -> set[int]:
    """Where the graphemes of a part end that end at or before `limit`.

    From the start of the part, since in a row of flags nothing nearer tells which two letters belong together; and of
    nothing before it, since for each flag the whole row before it would be counted.
    """
    graphemes = regex.finditer(r"\X", plain[start : limit + _GRAPHEME_REACH])
    return {start + match.end() for match in graphemes if start + match.end() <= limit}
