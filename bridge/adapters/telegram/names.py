"""Names of people and chats as they are shown beside Telegram's own."""

from __future__ import annotations

from bridge.adapters import names

NAME_LIMIT = 64


def clean(name: str) -> str:
    """A name on one line, without control and direction characters, at most 64 code points."""
    return names.clean(name, NAME_LIMIT)
