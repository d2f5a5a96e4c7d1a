"""How often detection is right, and how long it takes."""

import math
import time
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from bridge.language.detect import Detector, LatinTerms
from bridge.language.language import Language
from bridge.language.script import count

# Labels that allow another answer than other. A mixed message may count as the language that it is mostly in.
RIGHT_ANSWERS: Final[Mapping[str, frozenset[Language]]] = {
    "en": frozenset((Language.EN,)),
    "en_short": frozenset((Language.EN,)),
    "zh_hans": frozenset((Language.ZH,)),
    "zh_hant": frozenset((Language.ZH,)),
    "zh_short": frozenset((Language.ZH,)),
    "pinyin": frozenset((Language.ZH,)),
    "pinyin_abbr": frozenset((Language.ZH,)),
    "mixed_zh_major": frozenset((Language.ZH, Language.MIXED)),
    "mixed_en_major": frozenset((Language.EN, Language.MIXED)),
    "neutral": frozenset((Language.NONE,)),
}
_OTHER: Final = frozenset((Language.OTHER,))


@dataclass(slots=True)
class Evaluation:
    """Results over labelled lines: counts by label, what went wrong, seconds a text."""

    lines: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    wrong: list[tuple[str, Language, str]] = field(default_factory=list)
    han_seconds: list[float] = field(default_factory=list)
    other_seconds: list[float] = field(default_factory=list)

    def accuracy(self, labels: Iterable[str] | None = None) -> float:
        """Return the share of right answers, 0 to 1, over some labels or all; 1 where there are no lines."""
        chosen = set(self.lines) if labels is None else set(labels)
        lines = sum(self.lines[label] for label in chosen)
        return sum(self.right[label] for label in chosen) / lines if lines else 1.0


def evaluate(
    lines: Iterable[tuple[str, str]], detector: Detector | None = None, *, latin_terms: LatinTerms | None = None
) -> Evaluation:
    """Detect every (label, text) and compare; a label that `RIGHT_ANSWERS` lacks names a third language."""
    detector = detector or Detector()
    detector.warm_up()
    result = Evaluation()
    for label, text in lines:
        started = time.perf_counter()
        found = detector.detect(text, latin_terms=latin_terms)
        elapsed = time.perf_counter() - started
        (result.han_seconds if count(text).han else result.other_seconds).append(elapsed)
        result.lines[label] += 1
        if found.language in RIGHT_ANSWERS.get(label, _OTHER):
            result.right[label] += 1
        else:
            result.wrong.append((label, found.language, text))
    return result


def percentile(seconds: Iterable[float], share: float) -> float:
    """Return the value that a share (0 to 1) of the values do not exceed; 0 where there are none."""
    ordered = sorted(seconds)
    return ordered[max(math.ceil(len(ordered) * share) - 1, 0)] if ordered else 0.0
