"""From events to deliveries: the events of each room in order, rooms beside each other."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import TypeVar

import structlog

from bridge.chat.event import (
    Command,
    Deleted,
    Edited,
    Event,
    Gone,
    Joined,
    Left,
    Migrated,
    Opened,
    Pinned,
    Posted,
    Reacted,
)
from bridge.chat.room import RoomRef
from bridge.metrics import metrics
from bridge.relay.answering import Answering
from bridge.relay.directory import Directory
from bridge.relay.interpreting import Interpretation
from bridge.relay.lanes import Lanes
from bridge.relay.notices import Notices
from bridge.relay.ports import Inbox, Ledger, Places
from bridge.relay.posting import Posting, Read
from bridge.relay.records import Arrival, Draft, Record

log = structlog.get_logger(__name__)

T = TypeVar("T")
_Drafted = tuple[Read, Record, list[Draft]]


class Relay:
    """Takes accepted events, decides who is to read what, and puts it into the outbox.

    `wake` is called with the numbers of rooms in which deliveries now wait.
    """

    def __init__(
        self,
        inbox: Inbox,
        places: Places,
        ledger: Ledger,
        directory: Directory,
        posting: Posting,
        notices: Notices,
        answering: Answering,
        wake: Callable[[Sequence[int]], None],
    ) -> None:
        self._inbox = inbox
        self._places = places
        self._ledger = ledger
        self._directory = directory
        self._posting = posting
        self._notices = notices
        self._answering = answering
        self._wake = wake
        self._lanes: Lanes[RoomRef, Arrival] = Lanes(self._handle)
        self._moved: dict[RoomRef, RoomRef] = {}

    async def resume(self) -> None:
        """Put what an earlier run left before anything that is accepted from now on."""
        for arrival in await self._inbox.waiting():
            self.put(arrival)

    async def run(self) -> None:
        """Work until cancelled."""
        await self._lanes.run()

    def put(self, arrival: Arrival) -> None:
        """Handle an event after those before it in its room, under whichever identity they came."""
        event = arrival.event
        lane = self._moved.get(event.room, event.room)
        if isinstance(event, Migrated):
            # What is said under the new identity must not overtake the move.
            self._moved[event.to] = lane
        self._lanes.put(lane, arrival)

    async def drained(self) -> None:
        """Wait until every event that was put is handled."""
        await self._lanes.drained()

    async def _handle(self, ref: RoomRef, arrivals: list[Arrival]) -> None:
        """Translations of one room's messages run beside each other; what they change is committed in order."""
        del ref
        posted: list[Arrival] = []
        for arrival in arrivals:
            if isinstance(arrival.event, Posted):
                posted.append(arrival)
                continue
            await self._post(posted)
            posted = []
            await self._complete(arrival, self._dispatch(arrival))
        await self._post(posted)

    async def _post(self, arrivals: Sequence[Arrival]) -> None:
        reads = [
            read
            for arrival in arrivals
            if isinstance(arrival.event, Posted)
            and (read := await self._attempt(arrival, self._posting.read(arrival, arrival.event))) is not None
        ]
        async with asyncio.TaskGroup() as group:
            interpreting = [
                group.create_task(self._attempt(read.arrival, self._posting.interpret(read))) for read in reads
            ]
            committing: list[asyncio.Task[None]] = []
            for read, understood in zip(reads, interpreting, strict=True):
                interpretation = await understood
                if interpretation is None:
                    continue
                if read.message.reply_to and committing:
                    # What it answers may be among them, and its first words are looked up.
                    await asyncio.wait(committing)
                # Drafting one takes longer than drafting another, and what comes first must be stored first.
                drafted = await self._attempt(read.arrival, self._draft(read, interpretation))
                if drafted is not None:
                    committing.append(group.create_task(self._complete(read.arrival, self._store(drafted))))

    async def _draft(self, read: Read, interpretation: Interpretation) -> _Drafted:
        read = await self._posting.as_of_now(read)
        return read, self._posting.record(read, interpretation), await self._posting.draft(read, interpretation)

    async def _store(self, drafted: _Drafted) -> Sequence[int]:
        read, record, drafts = drafted
        return await self._ledger.post(read.arrival.id, record, read.learnt, drafts)

    async def _edit(self, arrival: Arrival, event: Edited) -> Sequence[int]:
        read = await self._posting.read(arrival, event)
        _, record, drafts = await self._draft(read, await self._posting.interpret(read))
        return await self._ledger.edit(arrival.id, record, event.edited_at, drafts)

    async def _complete(self, arrival: Arrival, work: Awaitable[Sequence[int]]) -> None:
        rooms = await self._attempt(arrival, work)
        if rooms is not None:
            self._wake(rooms)

    async def _attempt(self, arrival: Arrival, work: Awaitable[T]) -> T | None:
        """Do a part of an event's work; an event that cannot be handled is set aside (None), and the room moves on."""
        try:
            return await work
        except Exception as error:  # noqa: BLE001 - whatever it is, the room must move on
            await self._set_aside(arrival, error)
            return None

    async def _set_aside(self, arrival: Arrival, error: Exception) -> None:
        log.error("event set aside", arrival=arrival.id, type=arrival.event.type, exc_info=error)
        metrics.failed_events.labels(arrival.event.room.platform).inc()
        try:
            await self._inbox.fail(arrival.id)
        except Exception:
            # It stays in the inbox, and is tried again after the next start.
            log.exception("event not set aside", arrival=arrival.id)

    async def _dispatch(self, arrival: Arrival) -> Sequence[int]:
        match arrival.event:
            case Edited() as event:
                return await self._edit(arrival, event)
            case Command() as event:
                return await self._answering.command(arrival.id, event)
            case Reacted() as event:
                return await self._answering.reaction(arrival.id, event)
            case Deleted() | Pinned() as event:
                return await self._change(arrival.id, event)
            case event:
                return await self._room_changed(arrival.id, event)

    async def _change(self, arrival: int, event: Deleted | Pinned) -> Sequence[int]:
        room = (await self._directory.room(event.room)).room.id
        match event:
            case Deleted():
                return await self._ledger.delete(arrival, room, event.messages)
            case Pinned():
                return await self._ledger.pin(arrival, room, event.message, pinned=event.pinned)

    async def _room_changed(self, arrival: int, event: Event) -> Sequence[int]:
        drafts: Sequence[Draft] = ()
        match event:
            case Opened():
                await self._directory.room(event.room, event.title, event.language)
            case Joined() | Left():
                member, _ = await self._directory.member(event.author)
                tell = self._notices.joined if isinstance(event, Joined) else self._notices.left
                drafts = [] if member.left_out else await tell(event.room, event.author)
            case Migrated():
                await self._places.move(event.room, event.to)
                self._directory.forget()
            case Gone():
                drafts = await self._notices.gone(event.room, event.reason)
                await self._places.lose(event.room)
                self._directory.forget()
        return await self._ledger.finish(arrival, drafts)
