"""Carries entities from a text to its translation."""

from __future__ import annotations

import sys
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bridge.chat.text import PROTECTED, Entity, EntityKind, Text

#: These are never dropped: where they cover a part of a sentence, the whole sentence gets them.
STICKY = frozenset({EntityKind.SPOILER, EntityKind.QUOTE, EntityKind.HEADING, EntityKind.SUBTEXT})


@dataclass(frozen=True, slots=True)
class Anchor:
    """A piece of the source that is known to have become a piece of the translation.

    Offsets in code points; those of the source leave out marks and white space at the edges, so that an entity that
    covers all words of a sentence covers the sentence. `within` holds the protected spans inside a sentence.
    """

    start: int
    end: int
    new_start: int
    new_end: int
    within: tuple[Anchor, ...] = ()
    protected: bool = False


def carried(entities: Iterable[Entity], anchors: Sequence[Anchor]) -> list[Entity]:
    """The entities of a translation whose pieces are `anchors`, in order.

    One that covers whole sentences or protected spans is carried; a bold or italic on some words of a sentence drops; a
    spoiler there spreads to the whole sentence. Those that lie in a protected span came with it and are left out.
    """
    found: list[Entity] = []
    spans = sorted((a.start, a.end) for outer in anchors for a in (outer, *outer.within) if a.protected)
    for entity in entities:
        before = bisect_right(spans, (entity.start, sys.maxsize)) - 1
        if entity.kind in PROTECTED or (before >= 0 and entity.end <= spans[before][1]):
            continue
        found += _moved(entity, anchors)
    return found


def dressed(corrected: str, source: Text) -> Text:
    """A translation that somebody gave, with the entities that cover all of the source, and its spoiler."""
    whole = [e for e in source.entities if e.start == 0 and e.end == len(source)]
    sticky = any(e.kind is EntityKind.SPOILER for e in source.entities)
    kinds = {(e.kind, e.value) for e in whole} | ({(EntityKind.SPOILER, "")} if sticky else set())
    return Text.of(corrected, (Entity(0, len(corrected), kind, value) for kind, value in sorted(kinds)))


def _moved(entity: Entity, anchors: Sequence[Anchor]) -> list[Entity]:
    runs: list[list[int]] = []
    joined = False
    for anchor in anchors:
        if anchor.end <= entity.start or entity.end <= anchor.start:
            continue
        if entity.kind in STICKY or (entity.start <= anchor.start and anchor.end <= entity.end):
            if joined:
                runs[-1][1] = anchor.new_end
            else:
                runs.append([anchor.new_start, anchor.new_end])
            joined = True
            continue
        joined = False
        inner = [a for a in anchor.within if entity.start <= a.start and a.end <= entity.end]
        runs += [[a.new_start, a.new_end] for a in inner]
    return [Entity(start, end, entity.kind, entity.value) for start, end in runs if start < end]
