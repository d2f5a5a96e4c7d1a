"""A text made ready to be searched, once for all books."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bridge.glossary.context import FINAL
from bridge.glossary.fold import Shortened, fold, shortened

#: A form is found by so many of its first characters: a Latin one, another.
LATIN_HEAD, HEAD = 4, 2
LATIN = frozenset("abcdefghijklmnopqrstuvwxyz0123456789")
_LATIN_WORD = re.compile(r"(?<![a-z0-9])[a-z0-9]+")
_OTHER = re.compile(r"[^a-z0-9\s]")


def head_of(folded: str) -> str:
    """The first characters of a form, or "" where it is shorter than that."""
    size = LATIN_HEAD if folded[:1] in LATIN else HEAD
    return folded[:size] if len(folded) >= size else ""


@dataclass(frozen=True, slots=True)
class Places:
    """Where forms may stand in a folded text: not inside a Latin word."""

    text: str
    heads: tuple[tuple[int, str], ...]
    """Where one may begin, and with what."""
    stubs: tuple[tuple[int, int, str], ...]
    """From where to where one may stand that is too short to have a head, and what stands there."""


class Searched:
    """A text, folded, with the places where forms may stand, in full and with drawn-out runs shortened."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.places = _places(fold(text))
        folded = self.folded = self.places.text
        self.shortened = [(short, _places(short.text)) for short in shortened(folded)]
        self.start = len(folded) - len(folded.lstrip())
        body = folded.strip()
        bare = body.rstrip(FINAL) or body
        #: All of the message, with and without the mark at its end, each with its shortened kinds.
        self.wholes = [(one, self._shortened(one)) for one in ((body,) if body == bare else (body, bare))]

    def _shortened(self, whole: str) -> list[Shortened]:
        return list(shortened(whole)) if self.shortened else []


def _places(folded: str) -> Places:
    heads: list[tuple[int, str]] = []
    stubs: list[tuple[int, int, str]] = []
    size = len(folded)
    for match in _LATIN_WORD.finditer(folded):
        start, end = match.span()
        if start + LATIN_HEAD <= size:
            heads.append((start, folded[start : start + LATIN_HEAD]))
        stubs += [(start, stop, folded[start:stop]) for stop in range(end, min(start + LATIN_HEAD, size + 1))]
    for match in _OTHER.finditer(folded):
        start = match.start()
        heads.append((start, folded[start : start + HEAD]))
        stubs.append((start, start + 1, match[0]))
    return Places(folded, tuple(heads), tuple(stubs))
