"""Updates on their way into the inbox: in order within a chat, albums whole."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from weakref import WeakValueDictionary

import structlog
from telegram import CallbackQuery, Update
from telegram.error import TelegramError

from bridge.adapters.telegram.albums import Album, Shelf
from bridge.adapters.telegram.constants import PLATFORM
from bridge.adapters.telegram.reader import Reader
from bridge.adapters.telegram.recent import Recent
from bridge.adapters.telegram.rooms import chat_of
from bridge.chat.event import Edited, Event, Posted
from bridge.metrics import metrics
from bridge.relay.adapter import Core

log = structlog.get_logger(__name__)

#: Seconds after which an album that could not be accepted is tried again.
_AGAIN = 2.0


class Arrivals:
    """Hands what updates report to the core. `quiet` is how many seconds an album waits for its next piece."""

    def __init__(self, core: Core, reader: Reader, shelf: Shelf, recent: Recent, quiet: float) -> None:
        self._core = core
        self._reader = reader
        self._shelf = shelf
        self._recent = recent
        self._quiet = quiet
        self._locks: WeakValueDictionary[int, asyncio.Lock] = WeakValueDictionary()
        self._waiting: dict[int, asyncio.Task[None]] = {}
        self._group: asyncio.TaskGroup | None = None

    async def run(self, opened: asyncio.Event) -> None:
        """Finish albums until cancelled, first those of an earlier run; `opened` is set when updates may come."""
        async with asyncio.TaskGroup() as group:
            self._group = group
            for album in await self._shelf.load():
                self._wait(album)
            opened.set()
            await asyncio.get_running_loop().create_future()

    async def take_all(self, updates: Iterable[Update]) -> None:
        """Take many updates, each chat's in order; once this returns everything in them is safe.

        Raises `ExceptionGroup` where the core could not accept something.
        """
        by_chat: dict[int, list[Update]] = {}
        moved: dict[int, int] = {}
        for update in updates:
            chat = _chat(update)
            # What is said in a chat's new place comes after the news that it moved.
            by_chat.setdefault(moved.get(chat, chat), []).append(update)
            if update.message is not None and update.message.migrate_to_chat_id:
                moved[update.message.migrate_to_chat_id] = moved.get(chat, chat)
        async with asyncio.TaskGroup() as group:
            for chat, of_chat in by_chat.items():
                group.create_task(self._take_in_order(chat, of_chat))

    async def take(self, update: Update) -> None:
        """Take one update; once this returns everything in it is safe. Raises what the core raises."""
        await self._take_in_order(_chat(update), [update])

    async def _take_in_order(self, chat: int, updates: Iterable[Update]) -> None:
        async with self._lock(chat):
            for update in updates:
                for event in await self._read(update):
                    await self._accept(_chat(update), event)
                if update.callback_query is not None and self._group is not None:
                    self._group.create_task(_release(update.callback_query))

    async def _read(self, update: Update) -> list[Event]:
        try:
            return await self._reader.read(update)
        except Exception:
            # One update that nobody foresaw must not hold up all that follow.
            log.exception("update set aside", update=update.update_id)
            metrics.failed_events.labels(PLATFORM).inc()
            return []

    async def _accept(self, chat: int, event: Event) -> None:
        """Accept an event, after the albums before it."""
        name = event.message.album if isinstance(event, Posted) else ""
        for album in self._shelf.of_chat(chat):
            if album.name != name:
                await self._finish(album)
        if isinstance(event, Posted) and name:
            self._wait(await self._shelf.add(event))
            return
        await self._core.accept(event)
        if isinstance(event, Posted | Edited):
            self._recent.remember(chat, event.message)

    def _wait(self, album: Album) -> None:
        """Finish an album when nothing more came for a while."""
        assert self._group is not None  # noqa: S101 - updates come only while this runs
        key = id(album)
        earlier = self._waiting.pop(key, None)
        if earlier is not None:
            earlier.cancel()
        task = self._waiting[key] = self._group.create_task(self._finish_later(album))
        task.add_done_callback(lambda done: self._waiting.pop(key) if self._waiting.get(key) is done else None)

    async def _finish_later(self, album: Album) -> None:
        await asyncio.sleep(self._quiet)
        while album in self._shelf.of_chat(album.chat):
            try:
                async with self._lock(album.chat):
                    # Cancelled in here, it could be accepted and yet stay on the shelf: a further piece waits outside.
                    await self._finish(album)
            except Exception:
                log.exception("album not accepted yet", chat=album.chat)
                await asyncio.sleep(_AGAIN)

    async def _finish(self, album: Album) -> None:
        if album not in self._shelf.of_chat(album.chat):
            return
        whole = album.whole()
        await self._core.accept(whole)
        await self._shelf.remove(album)
        chat = chat_of(whole.room)
        self._recent.gathered(chat, [piece.message for piece in album.pieces.values()], whole.message)
        self._recent.remember(chat, whole.message)

    def _lock(self, chat: int) -> asyncio.Lock:
        lock = self._locks.get(chat)
        if lock is None:
            lock = self._locks[chat] = asyncio.Lock()
        return lock


async def _release(pressed: CallbackQuery) -> None:
    """Stop the little clock on a button; what was asked for is answered by a message."""
    try:
        await pressed.answer()
    except TelegramError as error:
        log.debug("press not answered", error=type(error).__name__)


def _chat(update: Update) -> int:
    chat = update.effective_chat
    return 0 if chat is None else chat.id
