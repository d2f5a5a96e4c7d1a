"""Simplified and Traditional: telling them apart, turning one into the other."""

import functools
import re
import threading
from collections.abc import Sequence
from typing import Final

import opencc

from bridge.language.language import ChineseScript

# Taiwan's phrases, not only its characters: 软件 becomes 軟體. Back again the same way.
_CONFIGURATIONS: Final = {ChineseScript.TRADITIONAL: "s2twp", ChineseScript.SIMPLIFIED: "tw2sp"}
_loading = threading.Lock()


@functools.cache
def _own_characters() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return patterns of what is not exclusively Simplified, and not exclusively Traditional.

    The national character sets draw the line: GB 2312 was made for the one, Big5 for the other. 2 ms, once.
    """
    characters = [chr(point) for point in range(0x4E00, 0xA000)]
    simplified = {character for character in characters if _encodes(character, "gb2312")}
    traditional = {character for character in characters if _encodes(character, "big5")}
    return (
        re.compile(f"[^{''.join(sorted(simplified - traditional))}]+"),
        re.compile(f"[^{''.join(sorted(traditional - simplified))}]+"),
    )


def _encodes(character: str, encoding: str) -> bool:
    try:
        character.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


def script_of(text: str) -> ChineseScript:
    """Tell which characters a Chinese text is written in, by the majority of those that only one of the two has."""
    not_simplified, not_traditional = _own_characters()
    simplified = len(not_simplified.sub("", text))
    traditional = len(not_traditional.sub("", text))
    if simplified == traditional:
        return ChineseScript.EITHER
    return ChineseScript.SIMPLIFIED if simplified > traditional else ChineseScript.TRADITIONAL


@functools.cache
def _converter(script: ChineseScript) -> opencc.OpenCC:
    return opencc.OpenCC(_CONFIGURATIONS[script])


def convert(text: str, to: ChineseScript, protected_spans: Sequence[tuple[int, int]] = ()) -> str:
    """Return Chinese text in Simplified characters, or in Traditional ones with Taiwan's phrases.

    Protected spans (code points, in any order) are left alone to the byte. `EITHER` converts nothing.
    """
    if to is ChineseScript.EITHER or not text:
        return text
    with _loading:
        converter = _converter(to)
    pieces: list[str] = []
    position = 0
    for start, end in sorted(protected_spans):
        start, end = max(start, position), min(end, len(text))  # noqa: PLW2901
        if start >= end:
            continue
        pieces.append(_converted(converter, text[position:start]))
        pieces.append(text[start:end])
        position = end
    pieces.append(_converted(converter, text[position:]))
    return "".join(pieces)


_CHINESE: Final = re.compile("[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+")


def _converted(converter: opencc.OpenCC, text: str) -> str:
    # Only Han reaches OpenCC: it is C++ reading UTF-8, where a lone surrogate or NUL has no place.
    return _CHINESE.sub(lambda run: converter.convert(run.group()), text)
