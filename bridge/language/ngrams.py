"""Letter sequences: langdetect's profiles for the languages in Latin letters.

langdetect draws n-grams at random until its estimate settles, which costs about a millisecond, changes with the seed
and needs its global factory. Here every n-gram of the text counts once, over a factory of our own: the same profiles,
the same answer every time, from any thread.
"""

import functools
import math
import re
from pathlib import Path
from typing import Final

import langdetect
import numpy as np
import numpy.typing as npt
from langdetect.detector_factory import DetectorFactory

from bridge.language.words import ENGLISH

# Profiles that chats may bring. Closely related ones that are rarely met only take votes from each other.
_LANGUAGES: Final = tuple(
    "af ca cs da de en es et fi fr hr hu id it lt lv nl no pl pt ro sk sl sv sw tl tr vi".split()  # noqa: SIM905
)
_WORD: Final = re.compile(r"[^\W\d_]+")
# langdetect's own smoothing: alpha 0.5 over a base frequency of 10,000.
_SMOOTHING: Final = 0.5 / 10_000
_MOST_LETTERS: Final = 300


class LetterModel:
    """Log-probabilities of letter sequences in the languages of Latin letters. Immutable once made."""

    def __init__(self) -> None:
        """Load the profiles: about 100 ms, so do it in a thread."""
        factory = DetectorFactory()
        profiles = Path(langdetect.__file__).parent / "profiles"
        factory.load_json_profile([(profiles / language).read_text("utf-8") for language in _LANGUAGES])
        self._languages: list[str] = factory.get_lang_list()
        self._english = self._languages.index(ENGLISH)
        self._rows: dict[str, int] = {gram: row for row, gram in enumerate(factory.word_lang_prob_map)}
        table: npt.NDArray[np.float64] = np.array(list(factory.word_lang_prob_map.values()), dtype=np.float64)
        self._table = np.log(table + _SMOOTHING).astype(np.float32)

    def english_odds(self, text: str) -> float:
        """Return how much likelier English is than the likeliest other language: log-odds, above 0 for English.

        The average n-gram speaks once for every letter, since n-grams overlap. 0 where nothing is known. Looks at the
        first 300 letters.
        """
        rows = self._rows
        found: list[int] = []
        letters = 0
        for word in _WORD.findall(text[:_MOST_LETTERS].lower()):
            letters += len(word)
            padded = f" {word} "
            for size in (1, 2, 3):
                for start in range(size == 1, len(padded) - size + (size > 1)):
                    row = rows.get(padded[start : start + size])
                    if row is not None:
                        found.append(row)
        if not found:
            return 0.0
        sums = self._table[found].sum(axis=0)
        english = float(sums[self._english])
        sums[self._english] = -math.inf
        return (english - float(sums.max())) / len(found) * letters


@functools.cache
def letter_model() -> LetterModel:
    """Return the one model of the process, loaded at the first call."""
    return LetterModel()
