"""Formatted text: a string and the spans that mean something, offsets in UTF-16 code units."""

from __future__ import annotations

from dataclasses import dataclass, replace

SPLITTABLE = frozenset({"bold", "italic", "underline", "strikethrough", "spoiler"})
QUOTES = frozenset({"blockquote", "expandable_blockquote"})
PREFORMATTED = frozenset({"pre", "code"})
CONTINUOUS = frozenset(
    {
        "mention",
        "hashtag",
        "cashtag",
        "bot_command",
        "url",
        "email",
        "phone_number",
        "bank_card_number",
        "pre",
        "code",
        "text_link",
        "text_mention",
        "custom_emoji",
        "date_time",
    }
)
FOUND_BY_THE_SERVER = frozenset(
    {"mention", "hashtag", "cashtag", "bot_command", "url", "email", "phone_number", "bank_card_number"}
)
# Outer spans come first among those that begin and end together.
_PRIORITY = {
    "blockquote": 0,
    "expandable_blockquote": 0,
    "pre": 10,
    "code": 20,
    "text_link": 49,
    "text_mention": 49,
    "bold": 90,
    "italic": 91,
    "underline": 92,
    "strikethrough": 93,
    "spoiler": 94,
    "custom_emoji": 99,
}


@dataclass(frozen=True)
class Entity:
    """A span. ``offset`` and ``length`` in UTF-16 code units; the rest as its type asks."""

    type: str
    offset: int
    length: int
    url: str | None = None
    user_id: int | None = None
    language: str | None = None
    custom_emoji_id: str | None = None
    unix_time: int | None = None
    date_time_format: str | None = None

    @property
    def end(self) -> int:
        """The offset after the last unit."""
        return self.offset + self.length

    def moved(self, offset: int, length: int) -> Entity:
        """The same meaning over another span."""
        return replace(self, offset=offset, length=length)


@dataclass(frozen=True)
class FormattedText:
    """A text and its entities, sorted and properly nested."""

    text: str = ""
    entities: tuple[Entity, ...] = ()

    @property
    def length(self) -> int:
        """The length in UTF-16 code units, which is what the platform's limits count."""
        return utf16_length(self.text)

    def span(self, entity: Entity) -> str:
        """What an entity covers."""
        encoded = self.text.encode("utf-16-le")
        return encoded[entity.offset * 2 : entity.end * 2].decode("utf-16-le")

    def spans(self, type_: str) -> list[str]:
        """What the entities of one type cover, in order."""
        return [self.span(entity) for entity in self.entities if entity.type == type_]


def utf16_length(text: str) -> int:
    """The length of a text in UTF-16 code units."""
    return len(text) + sum(1 for character in text if character > "\uffff")


def sort_key(entity: Entity) -> tuple[int, int, int]:
    """Earlier first, then longer, then outer."""
    return (entity.offset, -entity.length, _PRIORITY.get(entity.type, 50))
