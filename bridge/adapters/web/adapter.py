"""The web room as a platform: serves the page, and shows in it what the core ships."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Sequence
from pathlib import Path

from aiohttp import web

from bridge.adapters.web.application import build_application
from bridge.adapters.web.conversation import WHY, Conversation
from bridge.adapters.web.hub import Hub
from bridge.adapters.web.limits import Limits
from bridge.adapters.web.ports import WebStore
from bridge.adapters.web.records import PLATFORM, NewEntry, WebEntry
from bridge.adapters.web.security import Gate, serving
from bridge.adapters.web.shelf import Shelf
from bridge.adapters.web.slang import Slang, SlangDesk
from bridge.chat.attachment import Attachment
from bridge.chat.capabilities import Capabilities, Coalescing, Support
from bridge.chat.delivery import Block, Copy, Reaction, Shipment
from bridge.chat.room import Audience, RoomRef
from bridge.chat.signal import Signal
from bridge.chat.text import EntityKind
from bridge.relay.adapter import Core
from bridge.relay.failure import Refused, RoomLost
from bridge.settings import Web

_CLOSING_SECONDS = 5.0
_HOUR = 3600.0
#: Seconds after which an upload is thrown away that was never sent, or whose message was deleted.
_UNPOSTED = 24 * _HOUR


class WebAdapter:
    """Serves web rooms. `started` is set once `url` can be opened; port 0 takes any free one."""

    def __init__(
        self,
        settings: Web,
        store: WebStore,
        data_dir: Path,
        limits: Limits | None = None,
        retention_days: int = 0,
    ) -> None:
        """Timelines and files are kept for `retention_days` days, 0 for good.

        Raises `ValueError` where `settings.trusted_proxies` has something that is no address or network.
        """
        self._retention = retention_days * 24 * _HOUR
        self._settings = settings
        self._store = store
        self._hub = Hub()
        limits = limits or Limits()
        self._shelf = Shelf(data_dir / "web-files")
        self._conversation = Conversation(store, self._hub, limits)
        self._slang = SlangDesk(self._conversation, self._hub)
        self._port = settings.port
        self.started = asyncio.Event()
        self.app = build_application(
            store=store,
            shelf=self._shelf,
            hub=self._hub,
            conversation=self._conversation,
            slang=self._slang,
            limits=limits,
            gate=Gate(settings.trusted_proxies, settings.public_url),
            upload_limit=settings.upload_limit,
        )

    def attach_slang(self, slang: Slang) -> None:
        """Show these books in the panel of the page."""
        self._slang.attach(slang)

    @property
    def platform(self) -> str:
        """Its name, as in `RoomRef.platform`."""
        return PLATFORM

    @property
    def capabilities(self) -> Capabilities:
        """Everything a browser can show, without a limit; a timeline knows its shipments, so nothing stays unclear."""
        return Capabilities(
            audience=Audience.PER_READER,
            upload_limit=0,
            download_limit=self._settings.upload_limit,
            formats=dict.fromkeys(EntityKind, Support.FULL) | {EntityKind.CUSTOM_EMOJI: Support.PARTIAL},
            pins=True,
            coalescing=Coalescing.NONE,
            looks=True,
            why=WHY,
            whispers=True,
        )

    @property
    def url(self) -> str:
        """The address to open: the public one, or that of the port it listens on."""
        if self._settings.public_url:
            return self._settings.public_url.rstrip("/")
        host = self._settings.host
        shown = {"0.0.0.0": "localhost", "::": "localhost", "127.0.0.1": "localhost"}.get(host, host)  # noqa: S104 - compared, not bound
        return f"http://[{shown}]:{self._port}" if ":" in shown else f"http://{shown}:{self._port}"

    def ready(self) -> bool:
        """Whether it is serving."""
        return self.started.is_set()

    async def reachable(self) -> None:
        """At once: entries are stored, whether or not anybody looks."""

    async def run(self, core: Core) -> None:
        """Serve until cancelled; then let pages know, so that they come back when we do."""
        self._conversation.attach(core)
        self._hub.open()
        runner = serving(self.app, _CLOSING_SECONDS)
        await runner.setup()
        try:
            site = web.TCPSite(runner, self._settings.host, self._settings.port)
            await site.start()
            self._port = next((address[1] for address in runner.addresses), self._port)
            self.started.set()
            while True:
                await self._tidy()
                await asyncio.sleep(_HOUR)
        finally:
            self.started.clear()
            self._hub.close()
            await runner.cleanup()

    def size(self, blocks: Sequence[Block]) -> int:
        """Code points of the originals: a timeline has no limit."""
        return sum(len(block.content.original) for block in blocks)

    async def ship(self, shipment: Shipment) -> Sequence[Copy]:
        """Append the blocks to the room's timeline, once, and push them to whoever is there."""
        if self._slang.answered(shipment):
            return []
        room = shipment.room.id
        answered = shipment.reply_to or shipment.handle
        reply_to = int(answered) if answered.isdecimal() else None
        new = [
            NewEntry(block.content, block.message, reply_to if number == 0 else None, shipment.private_to)
            for number, block in enumerate(shipment.blocks)
        ]
        async with self._hub.order(room):
            try:
                entries = await self._store.append(room, shipment.id, new, time.time())
            except LookupError as error:
                raise RoomLost("The web room was closed.") from error
            self._hub.push_entries(room, entries)
        return _copies(entries)

    async def look(self, shipment: Shipment) -> Sequence[Copy] | None:
        """Whether a shipment is in the timeline."""
        return _copies(await self._store.shipped(shipment.id)) or None

    async def edit(self, native: str, shipment: Shipment) -> None:
        """Rewrite an entry; one that was deleted meanwhile stays so."""
        async with self._hub.order(shipment.room.id):
            entry = await self._store.rewrite(int(native), shipment.blocks[0].content)
            self._hub.push_entries(shipment.room.id, [entry] if entry else [])

    async def edit_files(self, natives: Sequence[str], shipment: Shipment) -> Sequence[str] | None:
        """Rewrite an entry, its files too."""
        await self.edit(natives[0], shipment)
        return natives

    async def delete(self, room: RoomRef, natives: Sequence[str]) -> None:
        """Take the words out of entries."""
        async with self._hub.order(room.id):
            erased = await self._store.erase(room.id, [int(native) for native in natives])
            self._hub.push_entries(room.id, erased)

    async def react(self, room: RoomRef, native: str, reactions: Sequence[Reaction]) -> None:
        """Show reactions; those of the room's own members stand in the timeline already and stay as they are."""
        async with self._hub.order(room.id):
            entry = await self._store.set_reactions(int(native), reactions)
            self._hub.push_entries(room.id, [entry] if entry else [])

    async def pin(self, room: RoomRef, native: str, *, pinned: bool) -> None:
        """Pin an entry, or no longer."""
        async with self._hub.order(room.id):
            entry = await self._store.pin(int(native), pinned=pinned)
            self._hub.push_entries(room.id, [entry] if entry else [])

    async def fetch(self, attachment: Attachment) -> AsyncIterator[bytes]:
        """Stream a file that a member uploaded."""
        try:
            async for chunk in self._shelf.stream(attachment.source):
                yield chunk
        except (KeyError, OSError) as error:
            raise Refused("The file is not in the web room any more.") from error

    async def show(self, signal: Signal, room: RoomRef) -> None:
        """Show who types elsewhere; the room's own members were shown by the room itself."""
        if signal.room != room:
            self._hub.push(room.id, {"type": "typing", "key": signal.author.key, "name": signal.author.name})

    async def _tidy(self) -> None:
        while self._retention and await self._store.forget(time.time() - self._retention):
            pass
        await self._shelf.discard(await self._store.drop_unposted(time.time() - _UNPOSTED))
        copies = await self._store.discards()
        await self._shelf.discard_copies(copies)
        await self._store.discarded(copies)
        await self._shelf.shrink()


def _copies(entries: Sequence[WebEntry]) -> list[Copy]:
    return [Copy(str(entry.id), entry.message) for entry in entries]
