"""Common words of the languages in Latin letters.

The lists live in `wordlists/`, one file a language (BCP 47: `tl` for Tagalog, `zh-Latn` for pinyin), words apart by
white space, lines with `#` left out. English has the common words and what chats write; the others have the words that
no sentence of theirs does without.
"""

import functools
import unicodedata
from collections.abc import Mapping
from importlib import resources
from types import MappingProxyType
from typing import Final

ENGLISH: Final = "en"
PINYIN: Final = "zh-Latn"
NAMES: Final = "names"
FOREIGN: Final = tuple("cs da de es fi fr hu id it ms nl no pl pt ro sv sw tl tr vi".split())  # noqa: SIM905


@functools.cache
def words_of(language: str) -> frozenset[str]:
    """Return the words listed for a language, in lower case and NFC."""
    text = resources.files("bridge.language").joinpath("wordlists", f"{language}.txt").read_text("utf-8")
    lines = (line for line in text.splitlines() if not line.startswith("#"))
    return frozenset(unicodedata.normalize("NFC", " ".join(lines)).split())


@functools.cache
def languages_of_words() -> Mapping[str, frozenset[str]]:
    """Return for every word of English and the foreign lists the languages that list it. Read once, about 5 ms."""
    listed: dict[str, set[str]] = {}
    for language in (ENGLISH, *FOREIGN):
        for word in words_of(language):
            listed.setdefault(word, set()).add(language)
    return MappingProxyType({word: frozenset(languages) for word, languages in listed.items()})
