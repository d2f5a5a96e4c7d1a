"""What holds for every rich text, wherever it comes from."""

from __future__ import annotations

from bridge.chat.text import EntityKind, Text

#: Stands where something hidden was.
MASK = "▒"


def is_in_order(text: Text) -> None:
    """Entities lie within the text, none is empty, and they are sorted by start, the longer first."""
    for entity in text.entities:
        assert 0 <= entity.start < entity.end <= len(text.plain), f"{entity} lies outside of {text.plain!r}"
    places = [(entity.start, -entity.end) for entity in text.entities]
    assert places == sorted(places), f"not sorted: {text.entities}"


def is_nested(text: Text) -> None:
    """No entity begins inside another and ends outside of it."""
    for outer in text.entities:
        for inner in text.entities:
            assert not outer.start < inner.start < outer.end < inner.end, f"{outer} and {inner} cross"


def covered(text: Text, kind: EntityKind) -> set[int]:
    """The code points that lie in an entity of a kind."""
    return {index for start, end in text.spans({kind}) for index in range(start, end)}


def hidden(text: Text) -> set[int]:
    """The code points of a text that must not be seen before somebody asks; white space and masks tell nothing."""
    return {
        index
        for index in covered(text, EntityKind.SPOILER)
        if not (text.plain[index].isspace() or text.plain[index] == MASK)
    }
