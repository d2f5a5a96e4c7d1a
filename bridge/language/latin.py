"""Text in Latin letters: English, another language, or Chinese in disguise."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from bridge.language.ngrams import letter_model
from bridge.language.words import ENGLISH, NAMES, languages_of_words, words_of

_MOST_WORDS: Final = 60
# Short words without accents are shared by many languages, so they say less.
_WEIGHTS: Final = {1: 0.25, 2: 0.6}
_LAUGHTER: Final = re.compile(r"(?:a?(?:ha|he|hi|ho|hue|xi){2,}h?|lo+l+|hm+|[hm]{2,}|z{2,}|x{2,}|a+h+|o+h+)")
_DRAWN_OUT: Final = re.compile(r"([^\W\d_])\1{2,}")
_CONTRACTION: Final = re.compile(r"(?:[a-z]+'(?:s|t|m|d|re|ve|ll|all|am|em|clock|n)|(?:o|y|ma|ol)'[a-z]+|[a-z]+n't)")
_ELISION: Final = re.compile(
    r"(?:[jldnstmc]|qu|jusqu|lorsqu|puisqu|aujourd|presqu|quelqu|un|dell|all|nell|sull|dall|anch|quest|quell|com|dov|"
    r"cos|c|bell|sant|tutt|nient)'[^\W\d_]+"
)
_ENDINGS: Final = ("s", "ed", "ing", "er", "ly", "es", "d", "r", "y", "in", "est", "n")


@dataclass(frozen=True, slots=True)
class WordEvidence:
    """How far the words of a text speak for English and for the best other language, in words.

    Of the words of the other language, `foreign` counts those that English lacks and `shared` the rest.
    """

    words: int
    english: float
    foreign: float
    shared: float
    strangers: float
    accented: int


def fold(word: str) -> str:
    """Return a word in the form in which lists have it: lower case, composed, plain apostrophe, no fancy letters."""
    if word.isascii():
        return word.lower()
    return unicodedata.normalize("NFKC", word).lower().replace("’", "'").replace("ʼ", "'")


def weigh(words: Sequence[str], accented: int = 0) -> WordEvidence:
    """Weigh folded words, each given once, the first 60. `accented` counts what else English does not write (¿)."""
    table = languages_of_words()
    names = words_of(NAMES)
    english = 0.0
    strangers = 0.0
    counted = 0
    foreign: dict[str, float] = {}
    shared: dict[str, float] = {}
    for word in words[:_MOST_WORDS]:
        if _LAUGHTER.fullmatch(word):
            continue
        counted += 1
        if word.removesuffix("'s") in names:
            continue
        weight = _WEIGHTS.get(len(word), 1.0) if word.isascii() else 1.0
        languages = table.get(word) or _languages_of_variant(word)
        if languages is None:
            if not word.isascii():
                accented += 1
            else:
                strangers += weight
            continue
        tally = foreign
        if ENGLISH in languages:
            english += weight
            tally = shared
        for language in languages:
            if language != ENGLISH:
                tally[language] = tally.get(language, 0.0) + weight
    best = max(
        foreign.keys() | shared.keys(),
        key=lambda language: (foreign.get(language, 0.0), shared.get(language, 0.0), language),
        default="",
    )
    return WordEvidence(counted, english, foreign.get(best, 0.0), shared.get(best, 0.0), strangers, accented)


_EN: Final = frozenset((ENGLISH,))
_ROMANCE: Final = frozenset(("fr", "it"))


def _languages_of_variant(word: str) -> frozenset[str] | None:
    """Look a word up that no list has as it stands: drawn out, contracted, inflected."""
    table = languages_of_words()
    if _DRAWN_OUT.search(word):
        for short in (r"\1", r"\1\1"):
            if found := table.get(_DRAWN_OUT.sub(short, word)):
                return found
    if "'" in word:
        if _CONTRACTION.fullmatch(word):
            return _EN
        return _ROMANCE if _ELISION.fullmatch(word) else None
    for ending in _ENDINGS:
        stem = word.removesuffix(ending)
        if len(stem) >= 3 and stem != word:
            for form in (stem, stem + "e", stem[:-1] if stem[-1] == stem[-2] else stem):
                if ENGLISH in table.get(form, ()):
                    return _EN
    return None


def odds_of_letters(text: str) -> float:
    """Return the log-odds of English over the likeliest other language, by letter sequences alone."""
    return letter_model().english_odds(text)


def odds_of_english(found: WordEvidence, text: str) -> float:
    """Return the log-odds of English over any other language, by words and letters together.

    The weights are those of a logistic regression over chats, dialogues and interfaces in twenty languages, rounded;
    its bias says that English is what people write here. Words that English shares weigh more beside foreign ones.
    """
    accompanied = found.foreign or found.accented
    return (
        1.5
        + 1.45 * found.english
        - 3.1 * found.foreign
        - (2.5 if accompanied else 1.3) * found.shared
        - 2.75 * found.accented
        - 0.6 * found.strangers
        + 0.2 * odds_of_letters(text)
    )
