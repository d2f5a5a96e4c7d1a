"""Puts the pieces of a translation together, and remembers what became of what."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from bridge.chat.reader import ModelLanguage, ReaderLanguage
from bridge.chat.text import Entity, EntityKind, Text
from bridge.translation import punctuation, spacing
from bridge.translation.entities import STICKY, Anchor, carried
from bridge.translation.plan import Clause, Literal, Piece
from bridge.translation.protect import in_readers_script, inside
from bridge.translation.span import Kind, Span

_EDGE = re.compile(r"[\w].*[\w]|[\w]", re.DOTALL)

#: A clause and what became of it: translated text and protected spans in turn.
Answer = Sequence[str | Span]


class Weaver:
    """Builds the translation of `source` from left to right."""

    def __init__(self, source: Text, target: ReaderLanguage) -> None:
        self._source = source
        self._target: ModelLanguage = target.model
        self._reader = target
        self._parts: list[str] = []
        self._size = 0
        self._last = ""
        self._kind: Kind | None = None
        self._gap = ""
        self._entities: list[Entity] = []
        self._anchors: list[Anchor] = []
        self._after_clause = False

    def literal(self, piece: Literal) -> None:
        """Add white space, marks, or a kept sentence."""
        core = piece.text.strip()
        if not core:
            self._gap += piece.text
            return
        before = piece.text[: len(piece.text) - len(piece.text.lstrip())]
        after = piece.text[len(piece.text.rstrip()) :]
        self._gap += before
        if piece.kept:
            core = in_readers_script(core, self._reader)
        elif self._target == "en":
            core = punctuation.halved(core).strip() if not core.isascii() else core
        elif self._after_clause or self._kind is Kind.TERM:
            core = punctuation.widened(core)
        if spacing.repeats_mark(self._last, core) and self._kind is Kind.TERM:
            core = core.lstrip(".!?。！？…")
        start = self._size
        if core:
            start = self._put(core, None)
        self._anchors.append(Anchor(piece.start + len(before), piece.end - len(after), start, self._size))
        self._gap += after

    def span(self, span: Span) -> None:
        """Add a protected span."""
        self._anchors.append(self._add_span(span))

    def clause(self, clause: Clause, answer: Answer) -> None:
        """Add a translated clause."""
        inner: list[Anchor] = []
        begin: int | None = None
        for part in answer:
            if isinstance(part, Span):
                anchor = self._add_span(part)
                inner.append(anchor)
                begin = anchor.new_start if begin is None else begin
            else:
                core = part.strip()
                if not core:
                    self._gap += part
                    continue
                self._gap += part[: len(part) - len(part.lstrip())]
                at = self._put(core, None)
                begin = at if begin is None else begin
                self._gap = part[len(part.rstrip()) :]
        self._gap = ""
        start, end = _core(self._source.plain, clause.start, clause.end)
        if begin is not None:
            self._anchors.append(Anchor(start, end, begin, self._size, tuple(inner)))
        self._after_clause = True

    def text(self) -> Text:
        """All that was added, with the entities of the source carried over."""
        plain = "".join(self._parts) + self._gap
        return Text.of(plain, _merged([*self._entities, *carried(self._source.entities, self._anchors)]))

    def _add_span(self, span: Span) -> Anchor:
        start = self._put(span.output.plain, span.kind)
        self._entities += [entity.moved(start) for entity in self._of_span(span)]
        return Anchor(span.start, span.end, start, self._size, protected=True)

    def _of_span(self, span: Span) -> Iterable[Entity]:
        """The entities of a span's output: those that it came with, or those of the source that it covers."""
        if span.output.entities or span.kind is Kind.LINK:
            return span.output.entities
        source = inside(self._source, span.start, span.end)
        if source.plain == span.output.plain:
            return source.entities
        # Spelt otherwise, so that only the whole of it can be told.
        size, new = len(source), len(span.output)
        return [
            Entity(0, new, e.kind, e.value)
            for e in source.entities
            if e.kind in STICKY or (e.start == 0 and e.end == size)
        ]

    def _put(self, text: str, kind: Kind | None) -> int:
        gap = (
            spacing.between(self._last, text, self._gap, self._target, (self._kind, kind)) if self._size else self._gap
        )
        self._parts += [gap, text]
        start = self._size + len(gap)
        self._size = start + len(text)
        self._gap = ""
        self._last = text[-2:] or self._last
        self._kind = kind
        self._after_clause = False
        return start


def weave(source: Text, target: ReaderLanguage, pieces: Sequence[Piece], answers: Sequence[Answer | None]) -> Text:
    """The translation; `answers` has one entry for each clause, None where the clause stays as it was written."""
    weaver = Weaver(source, target)
    remaining = iter(answers)
    for piece in pieces:
        if isinstance(piece, Span):
            weaver.span(piece)
        elif isinstance(piece, Literal):
            weaver.literal(piece)
        else:
            answer = next(remaining)
            weaver.clause(piece, piece.parts if answer is None else answer)
    return weaver.text()


def _core(plain: str, start: int, end: int) -> tuple[int, int]:
    """A range of the source without the marks at its edges."""
    match = _EDGE.search(plain, start, end)
    return match.span() if match else (start, end)


def _merged(entities: Sequence[Entity]) -> list[Entity]:
    """The same without entities that lie inside another of their own kind and value."""
    kept: list[Entity] = []
    reach: dict[tuple[EntityKind, str], int] = {}
    for entity in sorted(set(entities), key=lambda e: (e.start, -e.end)):
        which = entity.kind, entity.value
        if entity.end > reach.get(which, -1):
            kept.append(entity)
            reach[which] = entity.end
    return kept
