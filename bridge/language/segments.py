"""A mixed message, cut where its language changes."""

import bisect
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from bridge.language.language import Language
from bridge.language.script import Script, runs
from bridge.language.wordless import blank

Segment = tuple[int, int, Language]

# Up to this many Latin words inside a Chinese sentence belong to it: names, terms, 我在lab.
_EMBEDDED_WORDS: Final = 2
_HAN_PER_WORD: Final = 1.5
_SENTENCE_END: Final = re.compile(r"[.!?…。！？；;\n]")
# What opens goes with what it opens.
_OPENING: Final = "([{<（［｛〈《「『【〔“‘¿¡"
_LANGUAGES: Final = {
    Script.HAN: Language.ZH,
    Script.LATIN: Language.EN,
    Script.KANA: Language.OTHER,
    Script.HANGUL: Language.OTHER,
    Script.FOREIGN: Language.OTHER,
}


@dataclass(slots=True)
class _Stretch:
    """Runs of one language with nothing of another between; `alone` if a sentence ends on both sides of it."""

    start: int
    end: int
    language: Language
    words: int
    han: int
    alone: bool = False


def segments(text: str, *, spans_to_ignore: Sequence[tuple[int, int]] = ()) -> list[Segment]:
    """Cut a text into (start, end, language), in order, without gaps, from 0 to its length (code points).

    Latin letters count as English here: a text of which detection says otherwise has no need to be cut. One or two
    Latin words inside a Chinese sentence stay with it, unless the message is mostly English or they make a sentence
    of their own. What has no letters goes with what stands before it. A text without letters is one segment of none;
    an empty text has no segments.
    """
    if not text:
        return []
    shown = blank(text, spans_to_ignore)
    stretches = _stretches(shown)
    if not stretches:
        return [(0, len(text), Language.NONE)]
    han = sum(stretch.han for stretch in stretches)
    words = sum(stretch.words for stretch in stretches if stretch.language is Language.EN)
    if words <= han / _HAN_PER_WORD:
        for stretch in stretches:
            if stretch.language is Language.EN and stretch.words <= _EMBEDDED_WORDS and not stretch.alone:
                stretch.language = Language.ZH
    return _covering(stretches, shown)


def _stretches(shown: str) -> list[_Stretch]:
    found: list[_Stretch] = []
    breaks = [match.start() for match in _SENTENCE_END.finditer(shown)]
    for start, end, script in runs(shown):
        language = _LANGUAGES[script]
        word = int(script is Script.LATIN)
        han = end - start if script is Script.HAN else 0
        previous = found[-1] if found else None
        if previous is not None and previous.language is language:
            previous.end = end
            previous.words += word
            previous.han += han
        else:
            found.append(_Stretch(start, end, language, word, han))
    for index, stretch in enumerate(found):
        before = found[index - 1].end if index else 0
        after = found[index + 1].start if index + 1 < len(found) else len(shown)
        stretch.alone = (not index or _any_between(breaks, before, stretch.start)) and (
            index + 1 == len(found) or _any_between(breaks, stretch.end, after)
        )
    return found


def _any_between(positions: list[int], start: int, end: int) -> bool:
    index = bisect.bisect_left(positions, start)
    return index < len(positions) and positions[index] < end


def _covering(stretches: Sequence[_Stretch], shown: str) -> list[Segment]:
    result: list[Segment] = []
    for stretch in stretches:
        if not result:
            result.append((0, len(shown), stretch.language))
        elif result[-1][2] is not stretch.language:
            cut = stretch.start
            while shown[cut - 1] in _OPENING:
                cut -= 1
            start, _, language = result[-1]
            result[-1] = (start, cut, language)
            result.append((cut, len(shown), stretch.language))
    return result
