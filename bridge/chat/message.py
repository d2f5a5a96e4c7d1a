"""A message as somebody wrote it."""

from __future__ import annotations

from dataclasses import dataclass

from bridge.chat.attachment import Attachment
from bridge.chat.author import Author
from bridge.chat.room import RoomRef
from bridge.chat.text import Text


@dataclass(frozen=True, slots=True)
class Poll:
    """A question with its answers, shown elsewhere as text."""

    question: str
    options: tuple[str, ...]
    multiple: bool = False


@dataclass(frozen=True, slots=True)
class Message:
    """What an author wrote in a room.

    `id` and `reply_to` are the platform's own identities within the room; `written_at` is in seconds since the epoch;
    `forwarded_from` names whom it was taken from, "" when it was not; `album` joins what arrives in several pieces.
    """

    id: str
    room: RoomRef
    author: Author
    text: Text
    written_at: float
    attachments: tuple[Attachment, ...] = ()
    reply_to: str = ""
    forwarded_from: str = ""
    poll: Poll | None = None
    album: str = ""
