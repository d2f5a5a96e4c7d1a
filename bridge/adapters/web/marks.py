"""Where the terms of a message stand in what a reader is shown of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from bridge.chat.content import Content, TermNote, Version
from bridge.chat.reader import ReaderLanguage
from bridge.language.chinese import convert
from bridge.language.language import ChineseScript

#: At the edge of a word in these scripts another letter would make it a part of a longer word.
_LETTER = "[A-Za-z0-9\u00c0-\u024f]"
#: Letters that an inflected English word may have behind it: won, wins, winning.
_ENDING = "(?:e?s|e?d|[a-z]?ing|[a-z]ed|ly)?"


@dataclass(frozen=True, slots=True)
class Mark:
    """From `start` to `end` (code points of the shown text) stands the term of the note of this number."""

    start: int
    end: int
    note: int


def marks(content: Content, version: Version) -> list[Mark]:
    """The terms whose words are in a version, in the order of the notes, none overlapping."""
    found: list[Mark] = []
    plain = version.text.plain
    same = content.language.split("-")[0] == version.language.model
    for number, note in enumerate(content.notes):
        for pattern in _patterns(note, version.language, same=same):
            spans = (match.span() for match in pattern.finditer(plain))
            free = (span for span in spans if not any(span[0] < mark.end and mark.start < span[1] for mark in found))
            if (span := next(free, None)) is not None:
                found.append(Mark(*span, number))
                break
    return found


def _patterns(note: TermNote, language: ReaderLanguage, *, same: bool) -> Iterator[re.Pattern[str]]:
    """What to look for, the surest first: in the message's own language, as it is read in another script, the form."""
    if same:
        yield _pattern(note.form, language, inflected=False)
        return
    if note.text:
        yield _pattern(note.text, language, inflected=False)
    for words in note.renderings:
        yield _pattern(words, language, inflected=True)


@lru_cache(maxsize=10_000)
def _pattern(words: str, language: ReaderLanguage, *, inflected: bool) -> re.Pattern[str]:
    script = {
        ReaderLanguage.SIMPLIFIED: ChineseScript.SIMPLIFIED,
        ReaderLanguage.TRADITIONAL: ChineseScript.TRADITIONAL,
    }
    words = convert(words, script.get(language, ChineseScript.EITHER))
    before = f"(?<!{_LETTER})" if re.match(_LETTER, words) else ""
    after = f"{_ENDING if inflected else ''}(?!{_LETTER})" if re.match(_LETTER, words[-1:]) else ""
    return re.compile(before + re.escape(words) + after, re.IGNORECASE)
