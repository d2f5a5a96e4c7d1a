"""Telegram's entities, in UTF-16 units, as the core's, in code points."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from telegram import MessageEntity

from bridge.adapters.telegram.constants import PLATFORM
from bridge.chat.text import Entity, EntityKind, Text
from bridge.chat.units import Utf16Offsets

_PLAIN = {
    MessageEntity.BOLD: EntityKind.BOLD,
    MessageEntity.ITALIC: EntityKind.ITALIC,
    MessageEntity.UNDERLINE: EntityKind.UNDERLINE,
    MessageEntity.STRIKETHROUGH: EntityKind.STRIKE,
    MessageEntity.SPOILER: EntityKind.SPOILER,
    MessageEntity.CODE: EntityKind.CODE,
    MessageEntity.PRE: EntityKind.PRE,
    MessageEntity.TEXT_LINK: EntityKind.LINK,
    MessageEntity.URL: EntityKind.LINK,
    MessageEntity.MENTION: EntityKind.MENTION,
    MessageEntity.TEXT_MENTION: EntityKind.MENTION,
    MessageEntity.HASHTAG: EntityKind.HASHTAG,
    MessageEntity.CASHTAG: EntityKind.HASHTAG,
    MessageEntity.CUSTOM_EMOJI: EntityKind.CUSTOM_EMOJI,
    MessageEntity.BLOCKQUOTE: EntityKind.QUOTE,
    MessageEntity.EXPANDABLE_BLOCKQUOTE: EntityKind.QUOTE,
}


def read_text(plain: str, entities: Iterable[MessageEntity], user_id: Callable[[str], int | None]) -> Text:
    """A text as Telegram sends it. `user_id` knows the number of a username, where somebody with it was seen."""
    offsets = Utf16Offsets(plain)
    found = []
    for entity in entities:
        kind = _PLAIN.get(entity.type)
        if kind is None:
            continue
        start = offsets.to_code_points(entity.offset)
        end = offsets.to_code_points(entity.offset + entity.length)
        found.append(Entity(start, end, kind, _value(entity, plain[start:end], user_id)))
    return Text.of(plain, found)


def _value(entity: MessageEntity, covered: str, user_id: Callable[[str], int | None]) -> str:
    value: str | None = None
    match entity.type:
        case MessageEntity.PRE:
            value = entity.language
        case MessageEntity.TEXT_LINK:
            value = entity.url
        case MessageEntity.URL:
            value = covered if "://" in covered else f"https://{covered}"
        case MessageEntity.TEXT_MENTION if entity.user is not None:
            value = f"{PLATFORM}:{entity.user.id}"
        case MessageEntity.MENTION:
            value = f"{PLATFORM}:{user_id(covered.removeprefix('@')) or covered}"
        case MessageEntity.CUSTOM_EMOJI:
            value = f"{PLATFORM}:{entity.custom_emoji_id}"
    return value or ""
