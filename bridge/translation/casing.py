"""Shouting: a model has hardly seen text in capitals, and makes nonsense of it."""

from __future__ import annotations

import re

_LETTERS = re.compile(r"[^\W\d_]")
_WORD = re.compile(r"[A-Za-z']+")
_PRONOUN = re.compile(r"\bi\b")
_SHORT_WORD = 5


def is_shouted(text: str) -> bool:
    """Whether a text is written in capitals, and is more than an abbreviation."""
    if text.upper() != text:
        return False
    words = _WORD.findall(text)
    return len(words) > 1 or any(len(word) >= _SHORT_WORD for word in words)


def lowered(text: str, *, capital: bool) -> str:
    """The same in the case of a quiet sentence."""
    text = _PRONOUN.sub("I", text.lower())
    first = _LETTERS.search(text)
    if capital and first:
        return text[: first.start()] + first.group().upper() + text[first.end() :]
    return text
