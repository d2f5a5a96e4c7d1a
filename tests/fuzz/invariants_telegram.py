"""What holds for every text that comes from Telegram or goes there, whose offsets are UTF-16 units."""

from __future__ import annotations

from collections.abc import Sequence

from telegram import MessageEntity

from bridge.adapters.telegram.constants import ENTITY_LIMIT
from bridge.adapters.telegram.reading_text import read_text
from bridge.adapters.telegram.writing_text import attempts
from bridge.chat.text import EntityKind, Text
from bridge.chat.units import Utf16Offsets, utf16_length
from tests.fuzz.invariants_text import covered, hidden, is_in_order

_LITERAL = {MessageEntity.CODE, MessageEntity.PRE}
_QUOTES = {MessageEntity.BLOCKQUOTE, MessageEntity.EXPANDABLE_BLOCKQUOTE}


def units_agree(plain: str) -> None:
    """Offsets go to UTF-16 units and back, as an encoder counts them, and half a pair rounds down."""
    offsets = Utf16Offsets(plain)
    at = 0
    for index, char in enumerate(plain):
        assert offsets.to_utf16(index) == at
        for half in range(utf16_length(char)):
            assert offsets.to_code_points(at + half) == index
        at += len(char.encode("utf-16-le", "surrogatepass")) // 2
    assert offsets.to_utf16(len(plain)) == utf16_length(plain) == at
    assert offsets.to_code_points(at) == offsets.to_code_points(at + 9) == len(plain)


def entities_are_read(plain: str, entities: Sequence[MessageEntity]) -> None:
    """Whatever the offsets, the text stays and its entities lie within it."""
    text = read_text(plain, entities, {"ann": 1}.get)
    assert text.plain == plain
    is_in_order(text)
    text_is_written(text)


def text_is_written(text: Text) -> None:
    """Every attempt is one that Telegram takes, each with less markup than the last, and none shows what is hidden."""
    wanted = hidden(text)
    fewest = ENTITY_LIMIT + 1
    for plain, entities in attempts(text):
        _is_accepted(plain, entities)
        assert len(entities) < fewest or not entities
        fewest = len(entities)
        if plain == text.plain:
            read = read_text(plain, entities, lambda _: None)
            assert wanted <= covered(read, EntityKind.SPOILER), f"{entities} show what {text} hides"
        else:
            assert not entities
            shown = zip(text.plain, plain, strict=True)
            for index, (before, after) in enumerate(shown):
                assert after == ("▒" if index in wanted else before)


def _is_accepted(plain: str, entities: Sequence[MessageEntity]) -> None:
    """As the Bot API has it: within the text, at most a hundred, code holds nothing, a quote holds no quote."""
    size = utf16_length(plain)
    assert len(entities) <= ENTITY_LIMIT
    for entity in entities:
        assert entity.offset >= 0
        assert entity.length > 0
        assert entity.offset + entity.length <= size
    for first, one in enumerate(entities):
        for other in entities[first + 1 :]:
            if one.offset < other.offset + other.length and other.offset < one.offset + one.length:
                assert one.type not in _LITERAL, f"{one} holds {other}"
                assert other.type not in _LITERAL or one.type in _QUOTES, f"{other} lies in {one}"
                within = other.offset + other.length <= one.offset + one.length
                assert other.type not in _LITERAL or within, f"{other} crosses {one}"
                assert not {one.type, other.type} <= _QUOTES, f"{one} holds {other}"
