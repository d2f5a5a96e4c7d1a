"""Names of people as Discord shows them, and as its webhooks may wear them."""

from __future__ import annotations

import re

from bridge.adapters import names
from bridge.adapters.discord.constants import NAME_LIMIT

#: What Discord does not allow in the name of a webhook, with a letter that looks the same.
_FORBIDDEN = (
    (re.compile("discord", re.IGNORECASE), "c", "с"),
    (re.compile("clyde", re.IGNORECASE), "y", "у"),
)
_RESERVED = frozenset({"everyone", "here"})


def clean(name: str) -> str:
    """A name on one line, without control and direction characters, at most as long as a webhook's may be."""
    return names.clean(name, NAME_LIMIT)


def webhook_name(name: str) -> str:
    """A name that a webhook may wear: 1 to 80 code points, without what Discord keeps for itself."""
    legal = clean(name).replace("```", "'''")
    for pattern, letter, alike in _FORBIDDEN:
        legal = pattern.sub(lambda found, old=letter, new=alike: _swap(found.group(), old, new), legal)  # type: ignore[misc]
    if legal.lower() in _RESERVED:
        legal += "·"
    return legal or "?"


def _swap(word: str, letter: str, alike: str) -> str:
    return word.replace(letter, alike).replace(letter.upper(), alike.upper())
