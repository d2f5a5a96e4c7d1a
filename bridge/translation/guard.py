"""Judges an answer before anybody reads it. Garbage is worse than the original."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from enum import StrEnum
from itertools import pairwise

from bridge.chat.reader import ModelLanguage
from bridge.translation import numbers
from bridge.translation.engine import Draft
from bridge.translation.patterns import HAN


class Fault(StrEnum):
    """What is wrong with an answer, as `Translation.reason` tells it."""

    EMPTY = "empty"
    LOOP = "loop"
    RUNAWAY = "runaway"
    COPY = "copy"
    SCRIPT = "script"
    LOST = "lost"
    NUMBER = "number"
    BROKEN = "broken"
    FAILED = "failed"


_GROWTH, _SLACK = 3, 10
_LETTER = re.compile(r"[^\W\d_]")
_HAN = re.compile(f"[{HAN}]")
_WORD = re.compile(r"[A-Za-z\u00c0-\u024f]+(?:['’\-][A-Za-z]+)*")
_REPEATED = re.compile(r"(\S.{1,20}?)\1{3,}|(\S)\2{6,}|(\S.{7,60}?)\W*\3\W*\3")
_NO_WORD = re.compile(r"\W+")
#: A text of so many words or Han characters, fewer than this share of them different, goes round in circles.
_MANY, _DIFFERENT = 14, 0.4
#: An English answer may hold this share of Han among Han and words, a Chinese one that much Latin.
_FOREIGN = 0.3


def judge(source: str, answer: str, draft: Draft, target: ModelLanguage) -> Fault | None:
    """What is wrong with `answer`, or None.

    Both texts come without placeholders; `draft` holds the counts of pieces with them.
    """
    checks: tuple[tuple[Fault, Callable[[], bool]], ...] = (
        (Fault.BROKEN, lambda: "\ufffd" in answer or "⁇" in answer),
        (Fault.RUNAWAY, lambda: draft.pieces > _GROWTH * draft.source_pieces + _SLACK),
        (Fault.EMPTY, lambda: not _LETTER.search(answer) and bool(_LETTER.search(source))),
        (Fault.LOOP, lambda: _loops(source, answer)),
        (Fault.COPY, lambda: _is_copy(source, answer)),
        (Fault.SCRIPT, lambda: _wrong_script(source, answer, target)),
        (Fault.NUMBER, lambda: not numbers.survive(source, answer)),
    )
    return next((fault for fault, found in checks if found()), None)


def _loops(source: str, answer: str) -> bool:
    if len(answer) < 7:
        return False
    # Whatever repeats has pairs of characters that come thrice; counting them is cheaper than looking for it.
    often = max(Counter(pairwise(answer)).values()) > 2
    if often and _REPEATED.search(answer) and not _REPEATED.search(source):
        return True
    units = _HAN.findall(answer) or _WORD.findall(answer.lower())
    return len(units) >= _MANY and len(set(units)) < _DIFFERENT * len(units) and not _circles(source)


def _circles(source: str) -> bool:
    units = _HAN.findall(source) or _WORD.findall(source.lower())
    return len(units) >= _MANY and len(set(units)) < (_DIFFERENT + 0.1) * len(units)


def _is_copy(source: str, answer: str) -> bool:
    if _NO_WORD.sub("", source).casefold() != _NO_WORD.sub("", answer).casefold():
        return False
    if len(_HAN.findall(source)) > 1:
        return True
    words = _WORD.findall(source)
    return len(words) > 1 and any(word[0].islower() for word in words)


def _wrong_script(source: str, answer: str, target: ModelLanguage) -> bool:
    han, words = len(_HAN.findall(answer)), len(_WORD.findall(answer))
    if target == "en":
        return han > _FOREIGN * (han + words)
    if not han:
        # Names and abbreviations may stay as they are: OK, Tom.
        source_words = _WORD.findall(source)
        return len(source_words) > 1 and any(word[0].islower() for word in source_words)
    return words > 1 and words > _FOREIGN * (han / 1.5 + words)
