"""What people said a message should be in the other language."""

from __future__ import annotations

from typing import Protocol

from bridge.chat.reader import ModelLanguage
from bridge.glossary.finder import Scope


class Corrections(Protocol):
    """Corrections in force, each in the conversation that made it and for exactly its own text."""

    async def find(self, text: str, target: ModelLanguage, scope: Scope) -> str | None:
        """The correction of a text, or None; quick where there is none."""
        ...


class NoCorrections:
    """Nobody ever corrected anything."""

    async def find(self, text: str, target: ModelLanguage, scope: Scope) -> str | None:
        """Nothing."""
        del text, target, scope
        return None
