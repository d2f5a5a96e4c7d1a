"""Quotes that begin or end within a line, as Telegram has them."""

from __future__ import annotations

import pytest

from bridge.adapters.discord.writing_text import write_text
from bridge.chat.text import Entity, EntityKind, Text


@pytest.mark.parametrize(
    ("plain", "start", "end", "written"),
    [
        ("quotedafter", 0, 6, "> quoted\nafter"),
        ("before quoted", 7, 13, "before \n> quoted"),
        ("aquotedb", 1, 7, "a\n> quoted\nb"),
        ("quoted\nafter", 0, 6, "> quoted\nafter"),
        ("one\ntwo\nafter", 0, 8, "> one\n> two\nafter"),
        ("quoted", 0, 6, "> quoted"),
    ],
)
def test_a_quote_is_lines_of_its_own(plain: str, start: int, end: int, written: str) -> None:
    assert write_text(Text.of(plain, [Entity(start, end, EntityKind.QUOTE)])) == written


def test_a_spoiler_in_a_quote_stays_hidden() -> None:
    text = Text.of("seen hiddenafter", [Entity(0, 11, EntityKind.QUOTE), Entity(5, 11, EntityKind.SPOILER)])
    assert write_text(text) == "> seen ||hidden||\nafter"
