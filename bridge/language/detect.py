"""Which language a message is in.

The order is what makes it right: wordless parts away, then scripts, and only text in Latin letters alone meets words
and letter sequences. Han never reaches langdetect, which calls a fifth of Chinese chat Korean.
"""

import functools
from collections.abc import Callable, Sequence
from typing import Final

from bridge.language import chinese, latin, pinyin
from bridge.language.language import ChineseScript, Detection, Language
from bridge.language.ngrams import letter_model
from bridge.language.prior import Prior
from bridge.language.script import ScriptCounts, count, latin_words
from bridge.language.wordless import blank
from bridge.language.words import languages_of_words

LatinTerms = Callable[[str], bool]

# What a text is shows in its first characters; the rest of a wall of text only costs time.
_LONGEST: Final = 4_000
# Han characters to a word, for weighing Han against words in Latin letters.
_HAN_PER_WORD: Final = 1.5
_JAPANESE_SHARE: Final = 0.2
_FOREIGN_SHARE: Final = 0.35
_EMBEDDED_WORDS: Final = 2
_MIXED_SHARE: Final = 0.65
_NO_PRIOR: Final = Prior()
_CACHED_TEXTS: Final = 4_096


class Detector:
    """Detects languages. Thread-safe, deterministic; one for the whole process, since it caches."""

    def __init__(self) -> None:
        self._latin = functools.lru_cache(maxsize=_CACHED_TEXTS)(_judge_latin)

    def warm_up(self) -> None:
        """Load word lists, letter profiles and character sets, so that no message waits for them: about 150 ms."""
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
        return _by_script(shown, counts, prior) or self._latin(shown, *_leaning(prior))


def _leaning(prior: Prior) -> tuple[bool, bool]:
    """Reduce a prior to what ties need, so that judgements of the same text are shared."""
    return prior.share(Language.ZH) > 0.6, prior.share(Language.OTHER) > 0.6


def _is_term(shown: str, latin_terms: LatinTerms) -> bool:
    words = [word.strip(_EDGES) for word in shown.lower().split()]
    words = [word for word in words if word]
    if not words or len(words) > 40:
        return False
    if latin_terms(" ".join(words)):
        return True
    terms = sum(1 for word in words if latin_terms(word))
    return terms * 2 > len(words)


_EDGES: Final = "!?.,;:~…！？。，；：～、\"'“”‘’()（）[]【】-_*"


def _by_script(shown: str, counts: ScriptCounts, prior: Prior) -> Detection | None:
    """Judge by letters alone. None for text in Latin letters only."""
    cjk = counts.han + counts.kana
    han_words = counts.han / _HAN_PER_WORD
    foreign_words = (counts.hangul + counts.kana + counts.foreign) / 2.5
    if counts.kana and counts.kana >= cjk * _JAPANESE_SHARE and shown.count("の") < counts.kana:
        if counts.kana * 4 >= counts.latin or counts.words < 4:
            return Detection(Language.OTHER, reason="kana")
    elif foreign_words and foreign_words >= (han_words + counts.words + foreign_words) * _FOREIGN_SHARE:
        return Detection(Language.OTHER, reason="hangul" if counts.hangul else "script")
    if not counts.han:
        return None if counts.words else Detection(Language.OTHER, reason="script")
    if prior.share(Language.OTHER) > 0.6 and not counts.words and chinese.script_of(shown) is ChineseScript.EITHER:
        return Detection(Language.OTHER, confidence=0.6, reason="prior")
    share = han_words / (han_words + counts.words)
    script = chinese.script_of(shown)
    embedded = counts.words <= _EMBEDDED_WORDS and counts.words <= counts.han
    if not counts.words or embedded or share >= _MIXED_SHARE:
        return Detection(Language.ZH, script, share, 1.0 if share == 1.0 else 0.9, "han")
    return Detection(Language.MIXED, script, share, 0.9, "han-and-latin")


def _judge_latin(shown: str, writes_chinese: bool, writes_other: bool) -> Detection:
    words = [latin.fold(word) for word in latin_words(shown)]
    found = latin.weigh(words)
    english_words = round(found.english)
    if pinyin.is_pinyin(words, english_words, writes_chinese=writes_chinese):
        return Detection(Language.ZH, ChineseScript.EITHER, 1.0, 0.8, "pinyin")
    foreign = found.foreign + found.accented
    if writes_other and not found.english and found.words < 4:
        return Detection(Language.OTHER, confidence=0.6, reason="prior")
    if not foreign and (found.english >= found.words * 0.35 or found.words < 4):
        return Detection(Language.EN, confidence=0.9, reason="words" if found.english else "short")
    odds = latin.english_odds(shown)
    if found.english - found.shared * 0.5 - foreign + 4 * odds + 0.5 > 0:
        return Detection(Language.EN, confidence=0.9, reason="letters")
    return Detection(Language.OTHER, confidence=0.9, reason="letters")
