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
    """Shows who is typing where others can see it."""

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
            member, _ = await self._directory.member(signal.author)
            if member.left_out:
                continue
            place = await self._directory.room(signal.room)
            for companion in await self._directory.companions(place):
                adapter = self._adapters.get(companion.room.ref.platform)
                if adapter is None:
                    continue
                try:
                    await adapter.show(signal, companion.room.ref)
                except Exception as error:  # noqa: BLE001 - a signal may be lost
                    log.debug("signal lost", room=str(companion.room.ref), error=str(error))
