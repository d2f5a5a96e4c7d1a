"""Chinese in pinyin: `ni hao, ni zai gan ma`."""

import re
import unicodedata
from collections.abc import Sequence
from typing import Final

from bridge.language.words import PINYIN, languages_of_words, words_of

_SYLLABLE: Final = (
    "(?:"
    "(?:zh|ch|sh|r|z|c|s)(?:i|a|e|u|ai|ao|ou|an|en|ang|eng|ong|uo|ui|un|uan)"
    "|(?:zh|ch|sh)(?:ua|uai|uang|ei)|zei"
    "|[bpm](?:a|o|ai|ei|ao|an|en|ang|eng|i|ie|iao|ian|in|ing|u)|m(?:e|ou|iu)|pou"
    "|f(?:a|o|ei|ou|an|en|ang|eng|u)"
    "|[dt](?:a|e|ai|ao|ou|an|ang|eng|ong|i|ie|iao|ian|ing|u|uo|ui|uan|un)|d(?:ei|en|iu|ia)"
    "|[nl](?:a|e|ai|ei|ao|ou|an|ang|eng|ong|i|ie|iao|iu|ian|in|iang|ing|u|uo|uan|ü|v|ue|üe|ve)|nen|l(?:ia|un|o)"
    "|[gkh](?:a|e|ai|ei|ao|ou|an|en|ang|eng|ong|u|ua|uo|uai|ui|uan|un|uang)"
    "|[jqx](?:i|ia|ie|iao|iu|ian|in|iang|ing|iong|u|ue|uan|un)"
    "|y(?:a|e|ao|ou|an|in|ang|ing|ong|i|u|ue|uan|un|o)|w(?:a|o|ai|ei|an|en|ang|eng|u)"
    "|a|o|e|ai|ei|ao|ou|an|en|ang|er"
    ")"
)
_WORD: Final = re.compile(f"{_SYLLABLE}{{1,4}}")

_TONE: Final = re.compile("[\u0300\u0301\u0304\u030c]")
# Vowels that hardly any other language writes.
_TONED: Final = re.compile("[ǎǐǒǔǚǜǘǖ]")
_MOST_WORDS: Final = 40
_PERSONS: Final = frozenset(("ni", "wo"))


def is_pinyin(words: Sequence[str], english: int, *, writes_chinese: bool = False) -> bool:
    """Tell whether folded words in Latin letters spell Chinese.

    Each must be made of pinyin syllables; half must be among the commonest, one of these a word of no other language,
    and at most half (`english` of them) may be English words too. Tone marks settle it. From someone who writes
    Chinese otherwise, a third of common words is enough.
    """
    if not 1 <= len(words) <= _MOST_WORDS or english * 2 > len(words):
        return False
    markers = words_of(PINYIN)
    elsewhere = languages_of_words()
    common = 0
    own = 0
    toned = False
    for word in words:
        plain = word if word.isascii() else _without_tones(word)
        if _WORD.fullmatch(plain) is None:
            return False
        toned = toned or _TONED.search(word) is not None
        if plain in markers:
            common += 1
            own += plain not in elsewhere
    if toned:
        return True
    if not own:
        # wo ai ni: every word is somebody else's as well.
        return len(words) >= 3 and common == len(words) and not english and not _PERSONS.isdisjoint(words)
    return common * 2 >= len(words) or (writes_chinese and common * 3 >= len(words))


def _without_tones(word: str) -> str:
    return unicodedata.normalize("NFC", _TONE.sub("", unicodedata.normalize("NFD", word)))
