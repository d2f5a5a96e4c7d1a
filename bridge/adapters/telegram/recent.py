"""What is remembered of recent messages, and where it is looked for."""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from bridge.adapters.telegram.natives import order
from bridge.chat.message import Message
from bridge.chat.room import RoomRef
from bridge.chat.text import joined

_KEPT = 50_000
Key = TypeVar("Key")
Value = TypeVar("Value")


class Recent:
    """The recent messages of all chats, as far as later updates need them. In memory; old ones are forgotten."""

    def __init__(self) -> None:
        self._digests: _Bounded[tuple[int, str], bytes] = _Bounded()
        self._albums: _Bounded[tuple[int, str], _Album] = _Bounded()
        self._rooms: _Bounded[tuple[int, str], RoomRef] = _Bounded()
        self._polls: _Bounded[str, Message] = _Bounded()

    def asked(self, poll: str, message: Message) -> None:
        """A message holds a poll of this identity."""
        self._polls.put(poll, message)

    def poll(self, poll: str) -> Message | None:
        """The message that holds a poll, if that is remembered: news of a poll do not say where it is."""
        return self._polls.get(poll)

    def remember(self, chat: int, message: Message) -> None:
        """A message as it is now."""
        self._digests.put((chat, message.id), _digest(message))
        self._rooms.put((chat, message.id), message.room)

    def is_unchanged(self, chat: int, message: Message) -> bool:
        """Whether a message is known to have been like this before: Telegram reports more than edits as edits."""
        return self._digests.get((chat, message.id)) == _digest(message)

    def place(self, chat: int, native: str, room: RoomRef) -> None:
        """Remember in which room a message stands."""
        self._rooms.put((chat, native), room)

    def room(self, chat: int, native: str) -> RoomRef | None:
        """In which room a message stands, if that is remembered."""
        return self._rooms.get((chat, native))

    def gathered(self, chat: int, pieces: Sequence[Message], whole: Message) -> None:
        """These pieces are one album, known by its first."""
        album = _Album(whole.id, {piece.id: piece for piece in sorted(pieces, key=lambda piece: order(piece.id))})
        for piece in pieces:
            self._albums.put((chat, piece.id), album)

    def first(self, chat: int, native: str) -> str:
        """The message by which an album is known; any other message itself."""
        known = self._albums.get((chat, native))
        return native if known is None else known.first

    def whole(self, chat: int, message: Message) -> Message:
        """An edited piece of an album as the album that it makes, without `album`; else the message itself."""
        known = self._albums.get((chat, message.id))
        if known is None:
            return message
        known.pieces[message.id] = message
        pieces = known.pieces.values()
        text = joined([piece.text for piece in pieces if piece.text], "\n")
        files = tuple(file for piece in pieces for file in piece.attachments)
        return replace(message, id=known.first, text=text, attachments=files, album="")


@dataclass(slots=True)
class _Album:
    first: str
    pieces: dict[str, Message]


class _Bounded(Generic[Key, Value]):
    """A mapping that forgets the oldest."""

    def __init__(self) -> None:
        self._values: OrderedDict[Key, Value] = OrderedDict()

    def put(self, key: Key, value: Value) -> None:
        self._values[key] = value
        self._values.move_to_end(key)
        if len(self._values) > _KEPT:
            self._values.popitem(last=False)

    def get(self, key: Key) -> Value | None:
        return self._values.get(key)


def _digest(message: Message) -> bytes:
    seen = (message.text, [(file.name, file.size) for file in message.attachments], message.poll)
    return hashlib.blake2b(repr(seen).encode("utf-8", "surrogatepass"), digest_size=16).digest()
