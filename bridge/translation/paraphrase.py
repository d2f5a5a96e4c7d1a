"""Says slang plainly, in its own language, before a sentence is translated."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from bridge.chat.text import Entity, Text
from bridge.glossary.term import Action, Hit
from bridge.translation.saying import Saying
from bridge.translation.span import Span

Placed = TypeVar("Placed", Entity, Hit, Span)


class Paraphrase:
    """A text with the terms that are to be paraphrased put plainly, and where everything else is now."""

    def __init__(self, text: Text, hits: Sequence[Hit]) -> None:
        """Hits must not overlap; those of other actions are left alone."""
        self._changes = sorted((hit for hit in hits if hit.term.action is Action.PARAPHRASE), key=lambda hit: hit.start)
        self._starts = [hit.start for hit in self._changes]
        self._new_starts: list[int] = []
        parts: list[str] = []
        at = size = 0
        for hit in self._changes:
            parts += [text.plain[at : hit.start], hit.term.plain]
            self._new_starts.append(size + hit.start - at)
            size = self._new_starts[-1] + len(hit.term.plain)
            at = hit.end
        parts.append(text.plain[at:])
        self.text = Text.of("".join(parts), (self._placed(e) for e in text.entities))
        self.hits = [self._placed(hit) for hit in hits if hit.term.action is not Action.PARAPHRASE]
        self.sayings = [
            Saying(start, start + len(hit.term.plain), hit.term.renderings)
            for start, hit in zip(self._new_starts, self._changes, strict=True)
            if hit.term.renderings
        ]

    def span(self, span: Span) -> Span:
        """A span of the original where it is now."""
        return self._placed(span)

    def _placed(self, thing: Placed) -> Placed:
        """The same with both ends moved; an end inside a term takes all of it in."""
        return replace(thing, start=self._moved(thing.start, end=False), end=self._moved(thing.end, end=True))

    def _moved(self, offset: int, *, end: bool) -> int:
        number = bisect_right(self._starts, offset - 1 if end else offset) - 1
        if number < 0:
            return offset
        hit, new = self._changes[number], self._new_starts[number]
        if offset >= hit.end:
            return new + len(hit.term.plain) + offset - hit.end
        return new + len(hit.term.plain) if end else new
