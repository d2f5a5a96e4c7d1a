"""The core's entities as Telegram's: https://core.telegram.org/bots/api#messageentity."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence

from telegram import MessageEntity, User

from bridge.adapters.telegram.constants import ENTITY_LIMIT, PLATFORM
from bridge.adapters.wording import masked
from bridge.chat.text import Entity, EntityKind, Text
from bridge.chat.units import Utf16Offsets

#: Inside this adapter a quote may say that it is folded, and small print which moment it stands for.
EXPANDABLE = "expandable"
MOMENT = "moment:"
_LINK = re.compile(r"(https?|tg|mailto):", re.IGNORECASE)
_PLAIN = {
    EntityKind.BOLD: MessageEntity.BOLD,
    EntityKind.HEADING: MessageEntity.BOLD,
    EntityKind.ITALIC: MessageEntity.ITALIC,
    EntityKind.SUBTEXT: MessageEntity.ITALIC,
    EntityKind.UNDERLINE: MessageEntity.UNDERLINE,
    EntityKind.STRIKE: MessageEntity.STRIKETHROUGH,
    EntityKind.SPOILER: MessageEntity.SPOILER,
    EntityKind.CODE: MessageEntity.CODE,
    EntityKind.QUOTE: MessageEntity.BLOCKQUOTE,
}
_LITERAL = frozenset({EntityKind.CODE, EntityKind.PRE})
#: What is kept first where there are more than Telegram takes.
_WEIGHTS = {
    EntityKind.SPOILER: 0,
    EntityKind.QUOTE: 1,
    EntityKind.PRE: 2,
    EntityKind.LINK: 3,
    EntityKind.MENTION: 4,
    EntityKind.CODE: 5,
    EntityKind.BOLD: 6,
}


def write_entities(text: Text) -> list[MessageEntity]:
    """What Telegram is told of a text; at most as many as it takes, the least important left out."""
    offsets = Utf16Offsets(text.plain)
    written: list[tuple[int, MessageEntity]] = []
    for entity in _compatible(text.entities):
        if entity.kind is EntityKind.LINK and _is_own_address(text.plain[entity.start : entity.end], entity.value):
            continue
        start = offsets.to_utf16(entity.start)
        made = _entity(entity, start, offsets.to_utf16(entity.end) - start)
        if made is not None:
            written.append((_WEIGHTS.get(entity.kind, len(_WEIGHTS)), made))
    kept = sorted(written, key=lambda pair: pair[0])[:ENTITY_LIMIT]
    return [entity for _, entity in sorted(kept, key=lambda pair: (pair[1].offset, -pair[1].length))]


def attempts(text: Text) -> Iterator[tuple[str, Sequence[MessageEntity]]]:
    """The same text with less and less markup, for a server that refuses some of it; what is hidden stays hidden."""
    entities = write_entities(text)
    yield text.plain, entities
    spoilers = [entity for entity in entities if entity.type == MessageEntity.SPOILER]
    if spoilers and len(spoilers) < len(entities):
        yield text.plain, spoilers
    if entities:
        yield masked(text), ()


def _entity(entity: Entity, offset: int, length: int) -> MessageEntity | None:
    made: MessageEntity | None = None
    match entity.kind:
        case EntityKind.PRE:
            made = MessageEntity(MessageEntity.PRE, offset, length, language=entity.value or None)
        case EntityKind.LINK:
            # An address that Telegram would refuse gets no link.
            if _LINK.match(entity.value):
                made = MessageEntity(MessageEntity.TEXT_LINK, offset, length, url=entity.value)
        case EntityKind.MENTION:
            if number := _number(entity.value):
                user = User(int(number), "", is_bot=False)
                made = MessageEntity(MessageEntity.TEXT_MENTION, offset, length, user=user)
        case EntityKind.CUSTOM_EMOJI:
            if number := _number(entity.value):
                made = MessageEntity(MessageEntity.CUSTOM_EMOJI, offset, length, custom_emoji_id=number)
        case EntityKind.QUOTE if entity.value == EXPANDABLE:
            made = MessageEntity(MessageEntity.EXPANDABLE_BLOCKQUOTE, offset, length)
        case EntityKind.SUBTEXT if entity.value.startswith(MOMENT):
            moment = dt.datetime.fromtimestamp(int(entity.value.removeprefix(MOMENT)), dt.UTC)
            made = MessageEntity(MessageEntity.DATE_TIME, offset, length, unix_time=moment, date_time_format="dt")
        case kind if kind in _PLAIN:
            made = MessageEntity(_PLAIN[kind], offset, length)
    return made


def _number(value: str) -> str:
    """The number of a person or custom emoji of Telegram, "" for those of other platforms."""
    platform, _, number = value.partition(":")
    return number if platform == PLATFORM and number.isdecimal() else ""


def _is_own_address(covered: str, address: str) -> bool:
    """Such a text Telegram links by itself, and opens without asking."""
    return address in {covered, f"https://{covered}"}


def _compatible(entities: Sequence[Entity]) -> list[Entity]:
    """Without what Telegram does not nest: code holds nothing and lies in quotes alone, a quote holds no quote.

    Where a spoiler or the edge of a quote meets code, the code gives way, since what is hidden must stay hidden.
    """
    spoilers = [entity for entity in entities if entity.kind is EntityKind.SPOILER]
    quotes: list[Entity] = []
    literal: list[Entity] = []
    for entity in entities:
        if entity.kind is EntityKind.QUOTE and not _meets(entity, quotes):
            quotes.append(entity)
    for entity in entities:
        if entity.kind in _LITERAL and not _meets(entity, spoilers + literal) and not _crosses(entity, quotes):
            literal.append(entity)
    apart = {EntityKind.QUOTE: quotes, EntityKind.CODE: literal, EntityKind.PRE: literal}
    return [
        entity
        for entity in dict.fromkeys(entities)
        if (entity in apart[entity.kind] if entity.kind in apart else not _meets(entity, literal))
    ]


def _crosses(entity: Entity, others: Iterable[Entity]) -> bool:
    """Whether an entity meets one that does not hold all of it."""
    return any(
        _meets(entity, [other]) and not other.start <= entity.start < entity.end <= other.end for other in others
    )


def _meets(entity: Entity, others: Iterable[Entity]) -> bool:
    return any(entity.start < other.end and other.start < entity.end for other in others)
