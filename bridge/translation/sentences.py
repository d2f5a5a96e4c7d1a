"""Cuts a line of Chinese or English chat into sentences, and a long sentence into parts."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from bridge.translation.patterns import HAN
from bridge.translation.span import FINAL, Span, between, covering, stripped

_CLOSING = "\"'”’」』）)】》〉\\]}"
#: Full-width marks end a sentence wherever they stand, half-width ones before white space, Han or the end.
_END = re.compile(
    rf"[。！？!?；…]+[{_CLOSING}]*(?=[^\s。！？!?；…,，.{_CLOSING}])|(?:[。！？!?；…]|\.{{2,}})+[{_CLOSING}]*\s+(?=\S)"
    rf"|(?<!\.)\.[{_CLOSING}]*(?:\s+(?=[^\s])|(?=[{HAN}]))|(?<=\.\.\.)(?=[{HAN}])"
)
_ABBREVIATION = re.compile(
    r"(?:(?:^|(?<=[\s(（\"'“.]))(?:[A-Za-z]|Mr|Mrs|Ms|Dr|Prof|St|Jr|Sr|vs|etc|approx|No|Fig|Inc|Ltd|Co|Corp|dept|est|Mt|Gen|Sgt|Capt"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|a\.m|p\.m|e\.g|i\.e|U\.S|U\.K|Ph\.D))\.$"
)
_CLAUSE = re.compile(
    r"(?:[，,、；;：:]|\s[-–—]\s|——|…+)[" + _CLOSING + r"]*\s*|\s+(?=(?:and|but|or|so|because|which|that|when|if)\s)"
)
_WORD = re.compile(rf"\s+|(?<=[{HAN}])(?=[{HAN}])")
_HEART = frozenset("❤♥💕💖💗💙💚💛🧡💜🖤🤍🤎")


def split(plain: str, start: int, end: int, spans: Sequence[Span]) -> list[tuple[int, int]]:
    """The sentences between two offsets of a line: (start, end), white space between them left out.

    `spans` are the protected spans of the line, in order; no cut falls inside one, and emoji, emoticons and laughter
    end a sentence, since that is where people put them.
    """
    ends = {match.end() for match in _END.finditer(plain, start, end) if not _is_abbreviation(plain, start, match)}
    ends |= {span.end for span in spans if span.kind in FINAL and not _is_verb(plain, start, span)}
    return _stripped(plain, start, end, sorted(cut for cut in ends if not covering(spans, cut)), spans)


def _is_abbreviation(plain: str, start: int, match: re.Match[str]) -> bool:
    if not match.group().startswith("."):
        return False
    return _ABBREVIATION.search(plain, max(start, match.start() - 8), match.start() + 1) is not None


def _is_verb(plain: str, start: int, span: Span) -> bool:
    """I ❤️ NY."""
    return plain[span.start] in _HEART and plain[max(start, span.start - 2) : span.start].strip().lower() in {"i", "我"}


def together(sentences: Sequence[tuple[int, int]], spans: Sequence[Span], most: int) -> list[tuple[int, int]]:
    """The same with neighbours in one where both have no protected span and no more than `most` characters together."""
    joined: list[tuple[int, int]] = []
    for start, end in sentences:
        if joined and end - joined[-1][0] <= most and not between(spans, joined[-1][0], end):
            joined[-1] = joined[-1][0], end
        else:
            joined.append((start, end))
    return joined


def shorten(
    plain: str, start: int, end: int, spans: Sequence[Span], fits: Callable[[int, int], bool]
) -> list[tuple[int, int]]:
    """Parts of a sentence that each fit: cut at commas, then between words, then anywhere but inside a span.

    `fits(start, end)` tells whether a part can be translated in one go.
    """
    if fits(start, end) or end - start < 2:
        return [(start, end)]
    middle = (start + end) // 2
    for pattern in (_CLAUSE, _WORD):
        cuts = [match.end() for match in pattern.finditer(plain, start, end) if start < match.end() < end]
        cut = _nearest(cuts, middle, spans)
        if cut is not None and min(cut - start, end - cut) * 8 > end - start:
            break
    else:
        cut = _nearest(
            [middle, *(edge for span in spans for edge in (span.start, span.end))], middle, spans, start, end
        )
    if cut is None:
        return [(start, end)]
    parts = _stripped(plain, start, end, [cut], spans)
    return [part for left, right in parts for part in shorten(plain, left, right, between(spans, left, right), fits)]


def _nearest(
    cuts: Sequence[int], middle: int, spans: Sequence[Span], start: int = 0, end: int | None = None
) -> int | None:
    """The cut nearest to the middle that falls inside no span."""
    for cut in sorted(cuts, key=lambda cut: abs(cut - middle)):
        if cut <= start or (end is not None and cut >= end):
            continue
        if not covering(spans, cut):
            return cut
    return None


def _stripped(plain: str, start: int, end: int, cuts: Sequence[int], spans: Sequence[Span]) -> list[tuple[int, int]]:
    edges = zip([start, *cuts], [*cuts, end], strict=True)
    ranges = (stripped(plain, left, right, spans) for left, right in edges)
    return [(left, right) for left, right in ranges if left < right]
