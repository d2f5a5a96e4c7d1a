"""Texts as terms are compared: lower case, half width, Simplified, each character in its place.

Every code point is folded to exactly one, so that offsets in the folded text are offsets in the text itself.
"""

from __future__ import annotations

import re
import unicodedata

from bridge.language.chinese import convert
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
        self[code] = ord(folded) if len(folded) == 1 else code
        return self[code]


_FOLDING = _Folding()


def _simplified() -> dict[int, int]:
    """All Han characters at once: one by one, the converter would take a second for a large book."""
    characters = [chr(code) for code in range(FIRST_HAN, LAST_HAN + 1)]
    converted = convert("\n".join(characters), ChineseScript.SIMPLIFIED).split("\n")
    return {ord(one): ord(other) for one, other in zip(characters, converted, strict=True) if len(other) == 1}


def fold(text: str) -> str:
    """The text as it is compared; as long as it was."""
    return text.translate(_FOLDING)


def stretched(folded: str) -> bool:
    """Whether some character stands three times or more in a row."""
    return _RUN.search(folded) is not None


def squeeze(folded: str) -> tuple[str, list[int], list[int]]:
    """Each run of a character as one: the text, where each run begins in the original, and how long it is."""
    kept: list[str] = []
    starts: list[int] = []
    lengths: list[int] = []
    for index, character in enumerate(folded):
        if kept and kept[-1] == character:
            lengths[-1] += 1
        else:
            kept.append(character)
            starts.append(index)
            lengths.append(1)
    return "".join(kept), starts, lengths
