"""What the server does to every text before it is stored: cleaning, checking, nesting and trimming.

The rules are those of TDLib's ``fix_formatted_text`` (https://github.com/tdlib/td, td/telegram/MessageEntity.cpp).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from .entity import CONTINUOUS, FOUND_BY_THE_SERVER, PREFORMATTED, QUOTES, SPLITTABLE, Entity, FormattedText, sort_key
from .errors import bad_request
from .found_entities import find_entities

MAX_ENTITIES = 100
_FURTHEST = 1_000_000
_WHITESPACE = " \n"
# Direction overrides, line separators and combining lines, which would spill over the next message.
_REMOVED = frozenset("\r\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u0333\u033f\u030a")


@dataclass
class _Span:
    """An entity while its bounds are counted in code points of the cleaned text."""

    entity: Entity
    start: int
    end: int


def repair(text: str, entities: Iterable[Entity], *, find: bool = True) -> FormattedText:
    """The text as it is shown: cleaned, trimmed, its entities checked, nested, at most 100, the obvious ones found.

    Raises ApiError for a span that points outside the text or into the middle of a character.
    """
    given = [entity for entity in entities if entity.type not in FOUND_BY_THE_SERVER]
    for entity in given:
        if not 0 <= entity.offset <= _FURTHEST:
            raise bad_request(f"Receive an entity with incorrect offset {entity.offset}")
        if not 0 <= entity.length <= _FURTHEST:
            raise bad_request(f"Receive an entity with incorrect length {entity.length}")
    nested = nest([entity for entity in given if entity.length])
    cleaned, spans = _clean(text, nested)
    cleaned, spans = _trim(cleaned, spans)
    kept = _first_hundred([_to_utf16(cleaned, span) for span in spans])
    if find:
        kept = _merge(kept, find_entities(cleaned))
    return FormattedText(cleaned, tuple(sorted(kept, key=sort_key)))


def nest(entities: Iterable[Entity]) -> list[Entity]:
    """The same meaning with spans that contain each other or do not touch."""
    by_start = sorted(entities, key=sort_key)
    quotes = _without_overlaps([entity for entity in by_start if entity.type in QUOTES])
    continuous = _without_overlaps([entity for entity in by_start if entity.type in CONTINUOUS])
    fixed = quotes + [entity for entity in continuous if not any(_cross(entity, quote) for quote in quotes)]
    walls = [entity for entity in fixed if entity.type in PREFORMATTED]
    result = list(fixed)
    for type_ in sorted(SPLITTABLE):
        for start, end in _united((entity.offset, entity.end) for entity in by_start if entity.type == type_):
            result += [Entity(type_, begin, stop - begin) for begin, stop in _outside(start, end, walls)]
    return _split_crossings(result)


def _without_overlaps(entities: list[Entity]) -> list[Entity]:
    kept: list[Entity] = []
    for entity in entities:
        if not kept or entity.offset >= kept[-1].end:
            kept.append(entity)
    return kept


def _cross(entity: Entity, quote: Entity) -> bool:
    apart = entity.end <= quote.offset or quote.end <= entity.offset
    inside = quote.offset <= entity.offset and entity.end <= quote.end
    return not apart and not inside


def _united(intervals: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    united: list[tuple[int, int]] = []
    for start, end in sorted(intervals):
        if united and start <= united[-1][1]:
            united[-1] = (united[-1][0], max(end, united[-1][1]))
        else:
            united.append((start, end))
    return united


def _outside(start: int, end: int, walls: list[Entity]) -> list[tuple[int, int]]:
    pieces = []
    for wall in walls:
        if wall.end <= start or end <= wall.offset:
            continue
        if start < wall.offset:
            pieces.append((start, wall.offset))
        start = max(start, wall.end)
    if start < end:
        pieces.append((start, end))
    return pieces


def _split_crossings(entities: list[Entity]) -> list[Entity]:
    """Cut the splittable spans wherever they would cross another."""
    cuts = sorted({bound for entity in entities for bound in (entity.offset, entity.end)})
    result = []
    for entity in entities:
        others = [other for other in entities if other is not entity]
        if entity.type not in SPLITTABLE or not any(_crosses(entity, other) for other in others):
            result.append(entity)
            continue
        bounds = [entity.offset, *(cut for cut in cuts if entity.offset < cut < entity.end), entity.end]
        result += [entity.moved(begin, stop - begin) for begin, stop in pairwise(bounds)]
    return sorted(result, key=sort_key)


def _crosses(one: Entity, other: Entity) -> bool:
    return one.offset < other.offset < one.end < other.end or other.offset < one.offset < other.end < one.end


def _clean(text: str, entities: list[Entity]) -> tuple[str, list[_Span]]:
    points: dict[int, int] = {}
    cleaned: list[str] = []
    units = 0
    for character in text:
        points[units] = len(cleaned)
        units += 2 if character > "\uffff" else 1
        if character in _REMOVED:
            continue
        cleaned.append(" " if character < " " and character != "\n" else character)
    points[units] = len(cleaned)
    spans = []
    for entity in entities:
        if entity.offset >= units:
            raise bad_request(f"Entity begins after the end of the text at UTF-16 offset {entity.offset}")
        if entity.offset not in points:
            raise bad_request(f"Entity begins in a middle of a UTF-16 symbol at byte offset {entity.offset}")
        if entity.end > units:
            raise bad_request(
                f"Entity beginning at UTF-16 offset {entity.offset} ends after the end of the text "
                f"at UTF-16 offset {entity.end}"
            )
        if entity.end not in points:
            raise bad_request(
                f"Entity beginning at UTF-16 offset {entity.offset} ends in a middle of a UTF-16 symbol "
                f"at byte offset {entity.end}"
            )
        spans.append(_Span(entity, points[entity.offset], points[entity.end]))
    return "".join(cleaned), spans


def _trim(text: str, spans: list[_Span]) -> tuple[str, list[_Span]]:
    kept = []
    for span in spans:
        while span.start < span.end and text[span.start] in _WHITESPACE:
            span.start += 1
        if text[span.start : span.end].strip(_WHITESPACE):
            kept.append(span)
    right = len(text.rstrip(_WHITESPACE))
    left = min(len(text) - len(text.lstrip(_WHITESPACE)), right)
    for span in kept:
        span.start, span.end = span.start - left, min(span.end, right) - left
    return text[left:right], kept


def _to_utf16(text: str, span: _Span) -> Entity:
    offset = len(text[: span.start].encode("utf-16-le")) // 2
    length = len(text[span.start : span.end].encode("utf-16-le")) // 2
    return span.entity.moved(offset, length)


def _first_hundred(entities: list[Entity]) -> list[Entity]:
    """Styles are the first to go, custom emoji are not counted."""
    emoji = [entity for entity in entities if entity.type == "custom_emoji"]
    firm = [entity for entity in entities if entity.type not in SPLITTABLE and entity.type != "custom_emoji"]
    styles = [entity for entity in entities if entity.type in SPLITTABLE]
    return emoji + (firm + styles)[:MAX_ENTITIES]


def _merge(entities: list[Entity], found: list[Entity]) -> list[Entity]:
    blocked = [entity for entity in entities if entity.type in CONTINUOUS]
    quotes = [entity for entity in entities if entity.type in QUOTES]
    new = [
        entity
        for entity in found
        if all(entity.end <= other.offset or other.end <= entity.offset for other in blocked)
        and not any(_cross(entity, quote) for quote in quotes)
    ]
    return _split_crossings(entities + new)
