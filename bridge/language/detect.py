"""Which language a message is in.

The order is what makes it right: wordless parts away, then scripts, and only text in Latin letters alone meets words
and letter sequences. Han never reaches langdetect, which calls a fifth of Chinese chat Korean.
"""

import functools
import math
import re
from collections.abc import Callable, Sequence
from typing import Final

from bridge.language import chinese, latin, pinyin
from bridge.language.language import ChineseScript, Detection, Language
from bridge.language.ngrams import letter_model
from bridge.language.prior import Prior
from bridge.language.script import ScriptCounts, count, latin_words
from bridge.language.wordless import blank
from bridge.language.words import languages_of_words

__all__ = ["ChineseScript", "Detection", "Detector", "Language", "LatinTerms", "Prior"]

LatinTerms = Callable[[str], bool]

# What a text is shows in its first characters; the rest of a wall of text only costs time.
_LONGEST: Final = 4_000
# Han characters to a word, for weighing Han against words in Latin letters.
_HAN_PER_WORD: Final = 1.5
_JAPANESE_SHARE: Final = 0.2
_FOREIGN_SHARE: Final = 0.35
_EMBEDDED_WORDS: Final = 2
_MIXED_SHARE: Final = 0.65
_FEW_WORDS: Final = 3
_ENGLISH_SHARE: Final = 0.35
# What few words without a sign of another language are taken for, unless they look very unlike it.
_FEW_WORDS_ODDS: Final = 3.0
# The share of a history above which it may decide what nothing else does, and how sure that is.
_LEANING: Final = 0.6
_DOUBTFUL: Final = 0.6
_LONGEST_TERM: Final = 200
_TERM_WORD: Final = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
_NO_PRIOR: Final = Prior()
# 4,096 texts of 280 characters are a few MiB at most.
_CACHED_TEXTS: Final = 4_096
_LONGEST_CACHED: Final = 280


class Detector:
    """Detects languages. Thread-safe, deterministic; one for the whole process, since it caches."""

    def __init__(self) -> None:
        self._latin = functools.lru_cache(maxsize=_CACHED_TEXTS)(_judge_latin)

    def warm_up(self) -> None:
        """Load word lists, letter profiles and character sets, so that no message waits: about 200 ms, in a thread."""
        languages_of_words()
        letter_model()
        chinese.script_of("汉漢")

    def detect(
        self,
        text: str,
        *,
        spans_to_ignore: Sequence[tuple[int, int]] = (),
        prior: Prior | None = None,
        latin_terms: LatinTerms | None = None,
    ) -> Detection:
        """Tell the language of a message.

        `spans_to_ignore` are (start, end) in code points: entities that carry no language, on top of the links,
        mentions, code and emoticons that are left out anyway. `prior` is what the member and the room wrote before.
        `latin_terms` tells of a folded word, or a whole message, whether it is Chinese in Latin letters (yyds).
        Never raises, whatever the text.
        """
        shown = blank(text[:_LONGEST], spans_to_ignore)
        counts = count(shown)
        if latin_terms is not None and not counts.han and _is_term(shown, latin_terms):
            return Detection(Language.ZH, ChineseScript.EITHER, 1.0, 0.95, "glossary")
        if not counts.letters:
            return Detection(Language.NONE, reason="no-letters")
        prior = prior or _NO_PRIOR
        judge = self._latin if len(shown) <= _LONGEST_CACHED else _judge_latin
        return _by_script(shown, counts, prior) or judge(shown, *_leaning(prior))


def _leaning(prior: Prior) -> tuple[bool, bool]:
    """Reduce a prior to what ties need, so that judgements of the same text are shared."""
    return prior.share(Language.ZH) > _LEANING, prior.share(Language.OTHER) > _LEANING


def _is_term(shown: str, latin_terms: LatinTerms) -> bool:
    """Tell whether a message as a whole, or most of its words, are Chinese in Latin letters and digits."""
    if len(shown) > _LONGEST_TERM:
        return False
    words = [latin.fold(word) for word in _TERM_WORD.findall(shown)]
    if not words:
        return False
    return latin_terms(" ".join(words)) or sum(map(latin_terms, words)) * 2 > len(words)


def _by_script(shown: str, counts: ScriptCounts, prior: Prior) -> Detection | None:
    """Judge by letters alone. None for text in Latin letters only."""
    if reason := _foreign_script(shown, counts):
        return Detection(Language.OTHER, reason=reason)
    if counts.han:
        return _judge_han(shown, counts, prior)
    return None if counts.words else Detection(Language.OTHER, reason="script")


def _foreign_script(shown: str, counts: ScriptCounts) -> str:
    """Name the script that makes a text foreign; empty where there is too little of it."""
    kana = counts.kana
    # Chinese likes の for 的.
    if kana and kana >= (counts.han + kana) * _JAPANESE_SHARE and shown.count("の") < kana:
        return "kana" if kana * 4 >= counts.latin or counts.words < 4 else ""
    foreign_words = (counts.hangul + kana + counts.foreign) / 2.5
    all_words = counts.han / _HAN_PER_WORD + counts.words + foreign_words
    if foreign_words and foreign_words >= all_words * _FOREIGN_SHARE:
        return "hangul" if counts.hangul else "script"
    return ""


def _judge_han(shown: str, counts: ScriptCounts, prior: Prior) -> Detection:
    script = chinese.script_of(shown)
    if chinese.is_japanese(shown):
        return Detection(Language.OTHER, confidence=0.8, reason="japanese-characters")
    if prior.share(Language.OTHER) > _LEANING and not counts.words and chinese.may_be_japanese(shown, script):
        return Detection(Language.OTHER, confidence=_DOUBTFUL, reason="prior")
    han_words = counts.han / _HAN_PER_WORD
    share = han_words / (han_words + counts.words)
    embedded = counts.words == 1 or (counts.words <= _EMBEDDED_WORDS and counts.words < counts.han)
    if not counts.words or embedded or share >= _MIXED_SHARE:
        return Detection(Language.ZH, script, share, 1.0 if share == 1.0 else 0.9, "han")
    return Detection(Language.MIXED, script, share, 0.9, "han-and-latin")


def _judge_latin(shown: str, writes_chinese: bool, writes_other: bool) -> Detection:
    words = list(dict.fromkeys(latin.fold(word) for word in latin_words(shown)))
    found = latin.weigh(words, accented=sum(map(shown.count, "¿¡")))
    if pinyin.is_pinyin(words, round(found.english), writes_chinese=writes_chinese):
        return Detection(Language.ZH, ChineseScript.EITHER, 1.0, 0.8, "pinyin")
    foreign = found.foreign or found.accented
    only_english = found.words <= _FEW_WORDS and not found.strangers and found.english
    if not foreign and (only_english or found.english - found.shared >= max(found.words * _ENGLISH_SHARE, 0.5)):
        return Detection(Language.EN, confidence=0.95, reason="english-words")
    odds = latin.odds_of_english(found, shown)
    if found.foreign >= 1 or found.accented or found.words > _FEW_WORDS:
        language = Language.EN if odds > 0 else Language.OTHER
        return Detection(language, confidence=_confidence(odds), reason="words-and-letters")
    # Few words, none of them long enough to be surely another language's: English, or a name, or an interjection.
    if writes_other and not found.english and odds < 0:
        return Detection(Language.OTHER, confidence=_DOUBTFUL, reason="prior")
    if not found.foreign:
        odds += _FEW_WORDS_ODDS
    elif found.english:
        odds += _FEW_WORDS_ODDS / 2
    language = Language.EN if odds > 0 else Language.OTHER
    return Detection(language, confidence=0.9 if found.english else _DOUBTFUL, reason="few-words")


def _confidence(odds: float) -> float:
    return 1 / (1 + math.exp(-min(abs(odds), 30)))
