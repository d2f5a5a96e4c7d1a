"""The topics of forums that were seen, kept in a file: Telegram does not say to which of them a reaction belongs."""

from __future__ import annotations

import asyncio
import json
import os
from pathlib import Path

import structlog

from bridge.adapters.telegram.constants import PLATFORM
from bridge.adapters.telegram.rooms import chat_of, thread_of
from bridge.chat.room import RoomRef

log = structlog.get_logger(__name__)


class Topics:
    """All rooms of each forum, the general topic included."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._known: dict[int, dict[str, None]] = {}
        self._lock = asyncio.Lock()

    async def load(self) -> None:
        """Read what an earlier run saw."""
        try:
            stored = json.loads(await asyncio.to_thread(self._path.read_text, encoding="utf-8"))
            self._known = {int(chat): dict.fromkeys(rooms) for chat, rooms in stored.items()}
        except FileNotFoundError:
            return
        except (OSError, ValueError, AttributeError) as error:
            log.warning("topics forgotten", path=str(self._path), error=str(error))

    async def seen(self, room: RoomRef) -> None:
        """Remember a topic."""
        chat = chat_of(room)
        if thread_of(room) is None or room.id in self._known.get(chat, {}):
            return
        async with self._lock:
            self._known.setdefault(chat, {})[room.id] = None
            stored = {str(number): list(rooms) for number, rooms in self._known.items()}
            try:
                await asyncio.to_thread(_write, self._path, json.dumps(stored))
            except OSError as error:
                # Known until the next start, which is no reason to lose the message that made it known.
                log.warning("topics not kept", path=str(self._path), error=error.strerror)

    def rooms(self, chat: int) -> list[RoomRef]:
        """Every room of a chat that is known: the chat itself, and its topics."""
        return [RoomRef(PLATFORM, identity) for identity in (str(chat), *self._known.get(chat, {}))]


def _write(path: Path, content: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_suffix(".new")
    with fresh.open("w", encoding="utf-8") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)
