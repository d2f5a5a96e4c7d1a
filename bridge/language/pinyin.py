"""Chinese in pinyin: `ni hao, ni zai gan ma`."""

import re
import unicodedata
from collections.abc import Sequence
from typing import Final

from bridge.language.words import PINYIN, words_of

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
_OWN_VOWEL: Final = re.compile("[ǎǐǒǔǚǜǘǖěāīūō]", re.IGNORECASE)


def is_pinyin(words: Sequence[str], english: int, *, writes_chinese: bool = False) -> bool:
    """Tell whether words in Latin letters spell Chinese.

    Each must be made of pinyin syllables, at least two of them; half must be among the commonest, and at most a third
    (`english` of them) may be English words too. Someone who writes Chinese otherwise needs fewer common ones.
    """
    if not 2 <= len(words) <= 40 or english * 3 > len(words):
        return False
    markers = words_of(PINYIN)
    toned = 0
    common = 0
    for word in words:
        plain = word
        if not word.isascii():
            toned += _OWN_VOWEL.search(word) is not None
            plain = unicodedata.normalize("NFC", _TONE.sub("", unicodedata.normalize("NFD", word)))
        if _WORD.fullmatch(plain) is None:
            return False
        common += plain in markers
    if toned:
        return True
    return (common >= 2 and common * 2 >= len(words)) or (writes_chinese and common >= 1 and common * 3 >= len(words))
