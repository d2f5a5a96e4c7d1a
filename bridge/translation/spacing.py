"""What stands between two pieces of a translation."""

from __future__ import annotations

import re

from bridge.chat.reader import ModelLanguage
from bridge.translation.patterns import HAN
from bridge.translation.span import FINAL, SPACED, Kind

_WIDE = re.compile(f"[{HAN}\u3000-\u303f\uff01-\uff0f\uff1a-\uff20“”‘’…—]")
_OPENING = frozenset("([{\"'“‘（【《「『<#@")
_CLOSING = frozenset(".,!?;:)]}\"'”’，。！？；：、）】》」』…~～")
_WORDLIKE = frozenset({Kind.CODE, Kind.LINK, Kind.NUMBER, Kind.TERM, Kind.WORD})
#: What opens, or ends a part of a Chinese sentence.
_OPENS = _OPENING | frozenset("：，。！？、")
_SENTENCE_END = frozenset(".!?。！？…")


def between(
    left: str, right: str, gap: str, target: ModelLanguage, kinds: tuple[Kind | None, Kind | None] = (None, None)
) -> str:
    """The white space between `left` and `right`, where the source had `gap` (white space or nothing).

    `kinds` tells what protected spans stand on the two sides, if any.
    """
    if not left or not right or "\n" in gap or left[-1].isspace() or right[0].isspace():
        return gap
    if kinds[0] in SPACED or kinds[1] in SPACED:
        touching = right[0] in _CLOSING if kinds[0] in SPACED else left[-1] in _OPENS
        return gap or ("" if touching else " ")
    if kinds[0] in FINAL or kinds[1] in FINAL:
        alone = kinds[0] in FINAL or left[-1].isalnum() if target == "en" else left[-1].isascii()
        wordy = right[0].isalnum() and alone
        return gap or (" " if wordy and right[0].isascii() else "")
    return _english(left[-1], right[0], gap, kinds) if target == "en" else _chinese(left[-1], right[0], gap, kinds)


def _english(last: str, first: str, gap: str, kinds: tuple[Kind | None, Kind | None]) -> str:
    if (first in _CLOSING and kinds[1] is None) or (last in "([\"'“‘" and not gap):
        return ""
    words = [char.isalnum() or kind in _WORDLIKE for char, kind in zip((last, first), kinds, strict=True)]
    separate = (words[1] or first in "([") and (words[0] or last in _CLOSING)
    return gap or (" " if separate else "")


def _chinese(last: str, first: str, gap: str, kinds: tuple[Kind | None, Kind | None]) -> str:
    if _WIDE.match(last) and _WIDE.match(first):
        return gap if len(gap) > 1 else ""
    return "" if Kind.NUMBER in kinds else gap


def repeats_mark(left: str, right: str) -> bool:
    """Whether `right` begins with a mark that ends `left` already: "You there?" and "？"."""
    return bool(left) and bool(right) and left[-1] in _SENTENCE_END and right[0] in _SENTENCE_END
