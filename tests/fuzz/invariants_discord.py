"""What holds for every text that comes from Discord or goes there."""

from __future__ import annotations

import re

from bridge.adapters.discord import dialect, writing_text
from bridge.adapters.discord.reading_text import read_text
from bridge.adapters.discord.writing_text import mentioned, write_text
from bridge.chat.text import EntityKind, Text
from tests.fuzz.invariants_text import MASK, covered, hidden, is_in_order, is_nested

_VALUES = {
    EntityKind.MENTION: re.compile(r"discord:[&#]?\d{1,20}"),
    EntityKind.CUSTOM_EMOJI: re.compile(r"discord:a?\d{1,20}"),
    EntityKind.LINK: re.compile(r"https?://\S+", re.IGNORECASE),
    EntityKind.HEADING: re.compile("[123]"),
    EntityKind.PRE: re.compile(r"[A-Za-z0-9_+\-.#]*"),
}
_NOTHING = re.compile("")


def markdown_is_read(source: str) -> None:
    """A source becomes a text in order, whose links do not lie, and which can be written and read again."""
    text = read_text(source)
    is_in_order(text)
    is_nested(text)
    for entity in text.entities:
        assert _VALUES.get(entity.kind, _NOTHING).fullmatch(entity.value), f"{entity} has an odd value"
        if entity.kind is EntityKind.LINK:
            words = text.plain[entity.start : entity.end]
            address = dialect.URL.search(words)
            honest = address is None or words == entity.value
            assert honest, f"{words!r} leads to {entity.value!r}"
    text_is_written(text)


def text_is_written(text: Text) -> None:
    """The Markdown of a text shows every word literally, hides what is hidden, and adds no link and nobody's name."""
    source = write_text(text)
    read = read_text(source, writing_text._Known(_names(text)))
    # Odd links have their address put beside their words, fences inside of code are broken.
    prepared = writing_text._prepared(text)
    wanted = hidden(prepared)
    if read.plain.count(MASK) > prepared.plain.count(MASK):
        assert len(read.plain) == len(prepared.plain), f"{prepared.plain!r} became {read.plain!r}"
        shown = zip(prepared.plain, read.plain, strict=True)
        for index, (before, after) in enumerate(shown):
            assert after == (MASK if index in wanted else before), f"{prepared.plain!r} became {read.plain!r}"
        return
    assert read.plain == prepared.plain, f"{prepared.plain!r} became {read.plain!r} by {source!r}"
    assert wanted <= covered(read, EntityKind.SPOILER), f"{source!r} shows what {text} hides"
    links = {entity.value for entity in text.entities if entity.kind is EntityKind.LINK}
    for entity in read.entities:
        if entity.kind is EntityKind.MENTION:
            assert entity.value.partition(":")[2] in mentioned(text), f"{source!r} rings {entity.value}"
        if entity.kind is EntityKind.LINK:
            own = read.plain[entity.start : entity.end] == entity.value
            assert own or entity.value in links, f"{source!r} leads to {entity.value!r}"


def _names(text: Text) -> dict[str, str]:
    return {e.value: text.plain[e.start : e.end] for e in text.entities if e.kind is EntityKind.MENTION}
