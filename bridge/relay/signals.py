"""Signals on their way to the other rooms of a bridge: in memory, and dropped where there are too many."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping

import structlog

from bridge.chat.signal import Signal
from bridge.relay.adapter import Adapter
from bridge.relay.directory import Directory

log = structlog.get_logger(__name__)

WAITING_AT_MOST = 256


class Signals:
    """Shows who is typing where others can see it. Nothing of it is stored, not even who they are."""

    def __init__(self, directory: Directory, adapters: Mapping[str, Adapter]) -> None:
        self._directory = directory
        self._adapters = adapters
        self._queue: asyncio.Queue[Signal] = asyncio.Queue(WAITING_AT_MOST)

    def put(self, signal: Signal) -> None:
        """Pass a signal on, or drop it."""
        if not self._queue.full():
            self._queue.put_nowait(signal)

    async def run(self) -> None:
        """Pass signals on until cancelled."""
        while True:
            signal = await self._queue.get()
            place = await self._directory.seen(signal.room)
            companions = [] if place is None else await self._directory.companions(place)
            if not companions or await self._directory.left_out(signal.author):
                continue
            for companion in companions:
                adapter = self._adapters.get(companion.room.ref.platform)
                if adapter is None:
                    continue
                try:
                    await adapter.show(signal, companion.room.ref)
                except Exception as error:  # noqa: BLE001 - a signal may be lost
                    log.debug("signal lost", room=str(companion.room.ref), error=str(error))
