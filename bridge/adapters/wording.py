"""What both messengers do to words: their own in a room's language, and others' that must stay hidden."""

from __future__ import annotations

import re

from bridge.chat.content import Content
from bridge.chat.text import EntityKind, Text
from bridge.i18n import Phrases, locale_for

_HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]")
_MASK = "▒"


def phrases_for(content: Content, domain: str) -> Phrases:
    """An adapter's words in what the room reads; where that is not known, in the script of what it is shown."""
    if content.reads:
        return Phrases(domain, locale_for(content.reads[0].value))
    shown = content.body.lead or content.body.folded or content.original
    return Phrases(domain, "zh_CN" if _HAN.search(shown.plain) else "en")


def masked(text: Text) -> str:
    """The characters of a text, of its spoilers only where they are and how long."""
    characters = list(text.plain)
    for start, end in text.spans({EntityKind.SPOILER}):
        characters[start:end] = [char if char.isspace() else _MASK for char in characters[start:end]]
    return "".join(characters)
