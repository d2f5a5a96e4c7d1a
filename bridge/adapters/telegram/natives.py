"""The identities of messages: their numbers, which are one row in each chat.

A small group that becomes a supergroup begins a new row. What was said before must not be taken for what is said after
under the same number, or an old message's deletion would delete a new one; so a small group's messages carry its own
number too.
"""

from __future__ import annotations

from telegram import Message

from bridge.adapters.telegram.rooms import chat_of
from bridge.chat.room import RoomRef

#: Supergroups and channels have numbers up to this one, small groups those between it and 0, people those above 0.
_SUPERGROUPS = -1_000_000_000_000


def native_id(chat: int, message: int) -> str:
    """How the core knows a message."""
    return f"{message}@{chat}" if _SUPERGROUPS < chat < 0 else str(message)


def native_of(message: Message) -> str:
    """How the core knows a message that came."""
    return native_id(message.chat.id, message.message_id)


def message_number(room: RoomRef, native: str) -> int | None:
    """Telegram's number of a message, None where it was left behind in the group that the room was before."""
    number, _, chat = native.partition("@")
    return int(number) if not chat or int(chat) == chat_of(room) else None


def order(native: str) -> int:
    """By which the messages of a chat are sorted."""
    return int(native.partition("@")[0])
