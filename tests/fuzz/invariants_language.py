"""What holds for every text whose language is told."""

from __future__ import annotations

from collections.abc import Sequence

from bridge.language.detect import Detector
from bridge.language.language import Language
from bridge.language.segments import segments

_DETECTOR = Detector()


def language_is_told(text: str, ignored: Sequence[tuple[int, int]]) -> None:
    """An answer comes whatever the text, twice the same, and the segments make the text without gaps."""
    found = _DETECTOR.detect(text, spans_to_ignore=ignored)
    assert found == Detector().detect(text, spans_to_ignore=ignored)
    assert 0 <= found.confidence <= 1
    assert 0 <= found.chinese_share <= 1
    assert (found.script is not None) == (found.language in {Language.ZH, Language.MIXED})
    assert found.reason.isascii()
    assert " " not in found.reason
    at = 0
    last = None
    for start, end, language in segments(text, spans_to_ignore=ignored):
        assert start == at < end, f"segments of {text!r} leave a gap at {at}"
        assert language is not last, "two neighbours of one language are one segment"
        at, last = end, language
    assert at == len(text)
