"""Cuts a sentence where its writer switches between Chinese and English."""

from __future__ import annotations

from collections.abc import Sequence

from bridge.chat.reader import ModelLanguage
from bridge.language.language import Language
from bridge.language.script import count
from bridge.language.segments import segments
from bridge.translation.span import Span, between, stripped

#: So much of the other language stays in a sentence as a word of it. A reader of English is helped more by a
#: translated word than a reader of Chinese, who sees a word of Chinese in any case.
_WORDS = 3
_HAN: dict[ModelLanguage, int] = {"zh": 4, "en": 2}


def cut(plain: str, start: int, end: int, spans: Sequence[Span], target: ModelLanguage) -> list[tuple[int, int]]:
    """The parts of a sentence, each mostly in one language, without the white space between them."""
    inner = between(spans, start, end)
    found = segments(plain[start:end], spans_to_ignore=[(span.start - start, span.end - start) for span in inner])
    parts: list[tuple[int, int]] = []
    languages: list[Language] = []
    small: list[bool] = []
    for left, right, language in found:
        left, right = left + start, right + start  # noqa: PLW2901
        is_small = _is_small(plain[left:right], language, target)
        if parts and (is_small or small[-1] or languages[-1] is language):
            parts[-1] = (parts[-1][0], right)
            if small[-1]:
                languages[-1], small[-1] = language, is_small
        else:
            parts.append((left, right))
            languages.append(language)
            small.append(is_small)
    ranges = (stripped(plain, left, right, inner) for left, right in parts)
    return [(left, right) for left, right in ranges if left < right]


def _is_small(text: str, language: Language, target: ModelLanguage) -> bool:
    counts = count(text)
    return counts.words <= _WORDS if language is Language.EN else counts.han <= _HAN[target]
