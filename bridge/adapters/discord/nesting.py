"""Entities as Markdown can hold them: none crossing another, each kind where Discord knows it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from bridge.chat.text import Entity, EntityKind, Text

#: Who gives way where two cross: the later. The same order says which stands outside where both cover the same.
RANKS = {
    kind: rank
    for rank, kind in enumerate(
        (
            EntityKind.QUOTE,
            EntityKind.SPOILER,
            EntityKind.PRE,
            EntityKind.CODE,
            EntityKind.MENTION,
            EntityKind.CUSTOM_EMOJI,
            EntityKind.HEADING,
            EntityKind.SUBTEXT,
            EntityKind.LINK,
            EntityKind.ITALIC,
            EntityKind.BOLD,
            EntityKind.UNDERLINE,
            EntityKind.STRIKE,
        )
    )
}
#: These hold nothing else.
LITERAL = frozenset({EntityKind.PRE, EntityKind.CODE, EntityKind.MENTION, EntityKind.CUSTOM_EMOJI})
#: These are lines of their own.
LINES = frozenset({EntityKind.HEADING, EntityKind.SUBTEXT})
INLINE = frozenset({EntityKind.SPOILER, EntityKind.ITALIC, EntityKind.BOLD, EntityKind.UNDERLINE, EntityKind.STRIKE})
#: Marks around a text begin and end inside or outside of these.
_BLOCKS = frozenset({EntityKind.QUOTE, EntityKind.PRE, *LINES})
#: Of these one inside another of its kind means nothing more.
_ONCE = frozenset(EntityKind) - {EntityKind.LINK}


def nested(text: Text) -> list[Entity]:
    """The entities of a text that Discord can show, in order, the outer before the inner."""
    kept: list[Entity] = []
    for entity in sorted(_trimmed(text), key=lambda one: (RANKS[one.kind], one.start, one.end)):
        for piece in _pieces(entity, kept):
            if _fits(piece, text.plain, kept):
                kept.append(piece)
    return sorted(kept, key=lambda one: (one.start, -one.end, RANKS[one.kind]))


def _trimmed(text: Text) -> Iterator[Entity]:
    """Without white space at the ends, where marks are none; neighbours of one kind are one."""
    last: dict[tuple[EntityKind, str], Entity] = {}
    for entity in sorted((e for e in text.entities if e.kind in RANKS), key=lambda one: (one.start, one.end)):
        key = entity.kind, entity.value
        before = last.get(key)
        if before is not None and entity.start <= before.end and entity.kind not in LITERAL:
            last[key] = replace(before, end=max(before.end, entity.end))
            continue
        if before is not None:
            yield from _shorn(before, text.plain)
        last[key] = entity
    for entity in last.values():
        yield from _shorn(entity, text.plain)


def _shorn(entity: Entity, plain: str) -> Iterator[Entity]:
    covered = plain[entity.start : entity.end]
    start = entity.start + len(covered) - len(covered.lstrip())
    end = entity.end - (len(covered) - len(covered.rstrip()))
    if start < end:
        yield replace(entity, start=start, end=end)


def _pieces(entity: Entity, kept: Sequence[Entity]) -> Iterable[Entity]:
    """The entity, cut where it would cross another."""
    cuts = {entity.start, entity.end}
    for other in kept:
        if other.start < entity.start < other.end < entity.end:
            cuts.add(other.end)
        elif entity.start < other.start < entity.end < other.end:
            cuts.add(other.start)
        elif entity.kind in INLINE and other.kind in _BLOCKS and _holds(entity, other):
            cuts |= {other.start, other.end}
    ordered = sorted(cuts)
    if len(ordered) > 2 and entity.kind in LITERAL | {EntityKind.LINK, EntityKind.QUOTE}:
        return ()
    return [replace(entity, start=start, end=end) for start, end in pairwise(ordered)]


def _holds(outer: Entity, inner: Entity) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _fits(entity: Entity, plain: str, kept: Sequence[Entity]) -> bool:
    inside = [other for other in kept if _holds(other, entity)]
    around = [other for other in kept if _holds(entity, other) and other not in inside]
    return (
        bool(plain[entity.start : entity.end].strip())
        and _stands_in_lines(entity, plain)
        and not any(other.kind in LITERAL or (other.kind is entity.kind and other.kind in _ONCE) for other in inside)
        and not (entity.kind in LITERAL and around)
        and not (entity.kind in LITERAL | {EntityKind.LINK} and any(o.kind is EntityKind.LINK for o in inside))
        # A line begins with its mark: what covers a line from outside would stand before it.
        and not (entity.kind in LINES and any(o.kind in {EntityKind.SPOILER, *LINES} for o in inside))
    )


def _stands_in_lines(entity: Entity, plain: str) -> bool:
    """Whether what is made of whole lines covers such, a heading one alone."""
    if entity.kind not in LINES | {EntityKind.QUOTE}:
        return True
    starts_line = entity.start == 0 or plain[entity.start - 1] == "\n"
    ends_line = entity.end == len(plain) or plain[entity.end] == "\n"
    alone = entity.kind is EntityKind.QUOTE or "\n" not in plain[entity.start : entity.end]
    return starts_line and ends_line and alone
