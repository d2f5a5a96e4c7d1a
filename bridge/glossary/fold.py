"""Texts as terms are compared: lower case, half width, Simplified, each character in its place.

Every code point is folded to exactly one, so that offsets in the folded text are offsets in the text itself.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bridge.language.chinese import convert_each
from bridge.language.language import ChineseScript

_RUN = re.compile(r"(.)\1{2,}", re.DOTALL)
FIRST_HAN, LAST_HAN = 0x3400, 0x9FFF
_TYPOGRAPHIC = {"’": "'", "‘": "'", "“": '"', "”": '"'}


class _Folding(dict[int, int]):
    """Folds characters when they are first met."""

    def __missing__(self, code: int) -> int:
        character = chr(code)
        if FIRST_HAN <= code <= LAST_HAN:
            self.update(_simplified())
            return self.setdefault(code, code)
        folded = _TYPOGRAPHIC.get(character) or unicodedata.normalize("NFKC", character).lower()
        # What becomes another character is folded as that one is: a compatibility form of a Traditional one.
        self[code] = self[ord(folded)] if len(folded) == 1 and folded != character else code
        return self[code]


_FOLDING = _Folding()


def _simplified() -> dict[int, int]:
    """All Han characters at once: a call of the converter for each would take a second for a large book."""
    characters = [chr(code) for code in range(FIRST_HAN, LAST_HAN + 1)]
    converted = convert_each(characters, ChineseScript.SIMPLIFIED)
    once = {ord(one): ord(other) for one, other in zip(characters, converted, strict=True) if len(other) == 1}
    # As a Traditional character 么 is a form of 幺: without a second step 怎麼 would become 怎么, and 怎么 怎幺.
    return {code: once.get(other, other) for code, other in once.items()}


def fold(text: str) -> str:
    """The text as it is compared; as long as it was."""
    return text.translate(_FOLDING)


@dataclass(frozen=True, slots=True)
class Shortened:
    """A folded text whose drawn-out runs (three of a character or more) were brought to `size` characters each.

    `starts` and `ends` tell for each of its characters where it begins and ends in the text that it was made of; where
    a run was brought to several characters, all but the outer edges of it are -1. `drawn` marks what was in a run.
    """

    text: str
    size: int
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    drawn: tuple[bool, ...]


def shortened(folded: str) -> Iterator[Shortened]:
    """A text with its drawn-out runs brought to one, two and three characters; nothing where there is no run."""
    runs = [(match.start(), match.end()) for match in _RUN.finditer(folded)]
    for size in (1, 2, 3) if runs else ():
        yield _shortened(folded, runs, size)


def _shortened(folded: str, runs: Sequence[tuple[int, int]], size: int) -> Shortened:
    kept: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    drawn: list[bool] = []
    at = 0
    for start, end in [*runs, (len(folded), len(folded))]:
        kept.append(folded[at:start])
        starts += range(at, start)
        ends += range(at + 1, start + 1)
        drawn += [False] * (start - at)
        if start < end:
            kept.append(folded[start] * size)
            starts += [start] + [-1] * (size - 1)
            ends += [-1] * (size - 1) + [end]
            drawn += [True] * size
        at = end
    return Shortened("".join(kept), size, tuple(starts), tuple(ends), tuple(drawn))
