"""Rich text: a plain string and the spans of it that mean something."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum


class EntityKind(StrEnum):
    """What a span of a text means, on whatever platform it was written."""

    BOLD = "bold"
    ITALIC = "italic"
    UNDERLINE = "underline"
    STRIKE = "strike"
    SPOILER = "spoiler"
    CODE = "code"
    PRE = "pre"
    LINK = "link"
    MENTION = "mention"
    HASHTAG = "hashtag"
    CUSTOM_EMOJI = "custom_emoji"
    QUOTE = "quote"
    HEADING = "heading"
    SUBTEXT = "subtext"


#: Spans of these kinds leave a translation exactly as they went in.
PROTECTED = frozenset(
    {EntityKind.CODE, EntityKind.PRE, EntityKind.MENTION, EntityKind.HASHTAG, EntityKind.CUSTOM_EMOJI}
)


@dataclass(frozen=True, slots=True, order=True)
class Entity:
    """A span of a text with a meaning.

    `start` and `end` are offsets in code points, `end` exclusive. `value` is the address of a link, the language of
    a `pre`, the level of a heading ("1" to "3"), the identity of whom a mention names, or of a custom emoji; else "".
    """

    start: int
    end: int
    kind: EntityKind
    value: str = ""

    def moved(self, by: int) -> Entity:
        """The same entity, `by` code points further on."""
        return replace(self, start=self.start + by, end=self.end + by)


@dataclass(frozen=True, slots=True)
class Text:
    """A plain string with its entities, sorted by start, the longer first."""

    plain: str = ""
    entities: tuple[Entity, ...] = ()

    @classmethod
    def of(cls, plain: str, entities: Iterable[Entity] = ()) -> Text:
        """Build a text; entities are clipped to it, empty ones dropped, the rest sorted."""
        size = len(plain)
        kept = (replace(e, start=max(0, e.start), end=min(size, e.end)) for e in entities)
        return cls(plain, tuple(sorted((e for e in kept if e.start < e.end), key=_order)))

    def __bool__(self) -> bool:
        return bool(self.plain)

    def __len__(self) -> int:
        """Length in code points."""
        return len(self.plain)

    def __add__(self, other: Text) -> Text:
        shift = len(self.plain)
        return Text(self.plain + other.plain, self.entities + tuple(e.moved(shift) for e in other.entities))

    def cut(self, start: int, end: int) -> Text:
        """The part from `start` to `end` (code points), with the parts of its entities."""
        return Text.of(self.plain[start:end], (e.moved(-start) for e in self.entities if e.end > start))

    def strip(self) -> Text:
        """Without white space at both ends."""
        start = len(self.plain) - len(self.plain.lstrip())
        return self.cut(start, max(start, len(self.plain.rstrip())))

    def wrapped(self, kind: EntityKind, value: str = "") -> Text:
        """The same text inside one more entity that covers all of it."""
        return Text.of(self.plain, (*self.entities, Entity(0, len(self.plain), kind, value)))

    def spans(self, kinds: Iterable[EntityKind]) -> list[tuple[int, int]]:
        """The (start, end) of all entities of these kinds, in code points."""
        wanted = frozenset(kinds)
        return [(e.start, e.end) for e in self.entities if e.kind in wanted]


def joined(parts: Iterable[Text], between: str = "") -> Text:
    """All parts in a row, with `between` put between them."""
    result = Text()
    for number, part in enumerate(parts):
        result = result + Text(between) + part if number else part
    return result


def _order(entity: Entity) -> tuple[int, int, str, str]:
    return entity.start, -entity.end, entity.kind, entity.value
