"""Finding terms in a text: what the layers above ask of the glossary."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from bridge.chat.reader import ModelLanguage
from bridge.glossary.term import Hit


@dataclass(frozen=True, slots=True)
class Scope:
    """Whose books count: the host's and the packs always, a bridge's and a room's where they are named."""

    bridge: int | None = None
    room: int | None = None


class Finder(Protocol):
    """Finds the terms of all books that count in a scope; the longer form wins, then the nearer book."""

    def find(self, text: str, source: ModelLanguage, scope: Scope) -> Sequence[Hit]:
        """Terms of a language in a text, in order, none overlapping; offsets in code points."""
        ...

    def is_chinese(self, word: str, scope: Scope) -> bool:
        """Whether a word in Latin letters or digits is a Chinese term (yyds, xswl, u1s1)."""
        ...


class NoTerms:
    """A glossary without a single term."""

    def find(self, text: str, source: ModelLanguage, scope: Scope) -> Sequence[Hit]:
        """Nothing."""
        del text, source, scope
        return ()

    def is_chinese(self, word: str, scope: Scope) -> bool:
        """Never."""
        del word, scope
        return False
