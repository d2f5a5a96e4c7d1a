"""Words of one language inside a sentence of the other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from bridge.chat.reader import ModelLanguage
from bridge.chat.text import Text
from bridge.language.language import Language
from bridge.translation.patterns import HAN
from bridge.translation.placeholder import COUNT
from bridge.translation.span import Kind, Span

_LATIN = r"A-Za-z\u00c0-\u024f"
_HAN = re.compile(f"[{HAN}]")
_LATIN_WORD = re.compile(rf"[{_LATIN}]+(?:['’\-][{_LATIN}]+)*")
_RUN: dict[ModelLanguage, re.Pattern[str]] = {
    "zh": re.compile(f"[{HAN}]+"),
    "en": re.compile(rf"[{_LATIN}][{_LATIN}'’.&+\-]*(?: +[{_LATIN}][{_LATIN}'’.&+\-]*)*(?<![.'’\-])"),
}
#: A letter of each language.
LETTER: dict[ModelLanguage, re.Pattern[str]] = {"zh": _HAN, "en": re.compile(f"[{_LATIN}]")}
#: About as many Han characters say what one English word says.
_HAN_PER_WORD = 1.5


def size(item: str | Span) -> int:
    """Length in the source, in code points."""
    return len(item) if isinstance(item, str) else item.end - item.start


def with_foreign_words(items: Sequence[str | Span], start: int, language: ModelLanguage) -> Iterator[str | Span]:
    """Words of the other language inside a sentence become spans: they are kept, as far as there are placeholders."""
    free = COUNT - sum(isinstance(item, Span) for item in items)
    pattern = _RUN["en" if language == "zh" else "zh"]
    at = start
    for item in items:
        if isinstance(item, str):
            done = 0
            for match in islice(pattern.finditer(item), max(0, free)):
                free -= 1
                if match.start() > done:
                    yield item[done : match.start()]
                yield Span(at + match.start(), at + match.end(), Kind.WORD, Text(match.group()))
                done = match.end()
            if done < len(item):
                yield item[done:]
        else:
            yield item
        at += size(item)


def language_of(words: str, source: Language) -> ModelLanguage | None:
    """The language of a sentence of a text in `source`, or None where there is no letter of either."""
    han = len(_HAN.findall(words))
    if not han:
        return "en" if LETTER["en"].search(words) else None
    if source is Language.ZH:
        return "zh"
    latin = len(_LATIN_WORD.findall(words))
    if not latin or source is Language.EN:
        return "en" if latin else "zh"
    return "zh" if han / _HAN_PER_WORD >= latin else "en"
