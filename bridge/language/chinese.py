"""Simplified and Traditional: telling them apart, turning one into the other."""

import functools
import re
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import opencc

from bridge.language.language import ChineseScript

# Taiwan's phrases, not only its characters: 软件 becomes 軟體. Back again the same way.
_CONFIGURATIONS: Final = {ChineseScript.TRADITIONAL: "s2twp", ChineseScript.SIMPLIFIED: "tw2sp"}
_loading = threading.Lock()
# Forms that printers in Hong Kong, Taiwan and Japan have in common, though no Chinese set lists them.
_SHARED_VARIANTS: Final = frozenset("裏墻啓喩姉姫嶋峯絶緑縁衆衞説鋭録閲隣頼顔麺黒産羣菓廻恵髪竈脱税鈎銹麪劵")


@dataclass(frozen=True, slots=True)
class _CharacterSets:
    """Patterns of everything but the characters that one way of writing has for itself."""

    not_simplified: re.Pattern[str]
    not_traditional: re.Pattern[str]
    japanese: re.Pattern[str]


@functools.cache
def _character_sets() -> _CharacterSets:
    """Draw the lines where national character sets do: GB 2312 for Simplified, Big5 for Traditional. 30 ms, once."""
    simplified, traditional, japanese = (
        {character for character in map(chr, range(0x4E00, 0xA000)) if _encodes(character, encoding)}
        for encoding in ("gb2312", "big5", "shift_jis")
    )
    return _CharacterSets(
        re.compile(f"[^{''.join(sorted(simplified - traditional))}]+"),
        re.compile(f"[^{''.join(sorted(traditional - simplified))}]+"),
        re.compile(f"[{''.join(sorted(japanese - simplified - traditional - _SHARED_VARIANTS))}]"),
    )


def _encodes(character: str, encoding: str) -> bool:
    try:
        character.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


def script_of(text: str) -> ChineseScript:
    """Tell which characters a Chinese text is written in, by the majority of those that only one of the two has."""
    sets = _character_sets()
    simplified = len(sets.not_simplified.sub("", text))
    traditional = len(sets.not_traditional.sub("", text))
    if simplified == traditional:
        return ChineseScript.EITHER
    return ChineseScript.SIMPLIFIED if simplified > traditional else ChineseScript.TRADITIONAL


def is_japanese(text: str) -> bool:
    """Tell whether Han characters alone give Japanese away: a form only Japan has, and no everyday word of Chinese.

    Chinese writes such forms too, in names and for show (黒, 桜), but hardly a sentence without one of those words.
    """
    return _character_sets().japanese.search(text) is not None and _EVERYDAY_CHINESE.search(text) is None


_EVERYDAY_CHINESE: Final = re.compile(
    "[的了我你您他她它们們吗嗎吧呢啊嘛哦不是在有这這那哪么麼没沒很都就也还還要会會去来來说說到和跟把被让讓给給]"
)


def may_be_japanese(text: str, script: ChineseScript) -> bool:
    """Tell whether Han might as well be Japanese (了解): nothing Simplified, no word that only Chinese has."""
    return script is not ChineseScript.SIMPLIFIED and _ONLY_CHINESE.search(text) is None


_ONLY_CHINESE: Final = re.compile("[你您她它们們吗嗎吧呢啊嘛哦这這哪么麼没沒很还说說让讓给給跟]")


def warm_up() -> None:
    """Load OpenCC's dictionaries for both directions, so that no message waits for them. Call it in a thread."""
    for script in _CONFIGURATIONS:
        _loaded(script)


def _loaded(script: ChineseScript) -> opencc.OpenCC:
    with _loading:
        return _converter(script)


@functools.cache
def _converter(script: ChineseScript) -> opencc.OpenCC:
    return opencc.OpenCC(_CONFIGURATIONS[script])


def convert(text: str, to: ChineseScript, protected_spans: Sequence[tuple[int, int]] = ()) -> str:
    """Return Chinese text in Simplified characters, or in Traditional ones with Taiwan's phrases.

    Protected spans (code points, in any order) are left alone to the byte. `EITHER` converts nothing.
    """
    if to is ChineseScript.EITHER or not text:
        return text
    converter = _loaded(to)
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


def convert_each(characters: Sequence[str], to: ChineseScript) -> list[str]:
    """Han characters, each converted by itself; all of them in a few ms."""
    converted: str = _loaded(to).convert("\n".join(characters))
    return converted.split("\n")


_CHINESE: Final = re.compile("[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+")


def _converted(converter: opencc.OpenCC, text: str) -> str:
    # Only Han reaches OpenCC: it is C++ reading UTF-8, where a lone surrogate or NUL has no place.
    return _CHINESE.sub(lambda run: converter.convert(run.group()), text)
