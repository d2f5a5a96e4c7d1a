"""What happens in channels on its way into the inbox: in order, and after what was missed."""

from __future__ import annotations

import asyncio
import datetime as dt
import time
from collections.abc import Awaitable, Callable
from typing import Any

import aiohttp
import discord
import structlog

from bridge.adapters.discord.channels import Channels
from bridge.adapters.discord.constants import PLATFORM
from bridge.adapters.discord.failures import MISSING_ACCESS, UNKNOWN_CHANNEL, Rejected
from bridge.adapters.discord.history import Cut, Histories
from bridge.adapters.discord.missed import Missed
from bridge.adapters.discord.patience import Patience
from bridge.adapters.discord.positions import Position, Positions
from bridge.adapters.discord.reader import Heard, Reader
from bridge.adapters.discord.rooms import channel_of, made_at, room_ref
from bridge.chat.event import Command, Event, Opened, Posted
from bridge.metrics import metrics
from bridge.relay.adapter import Core
from bridge.relay.failure import DeliveryError
from bridge.relay.lanes import Lanes

log = structlog.get_logger(__name__)

#: Stands in a lane for everything that was missed.
_CATCH_UP = "catch up"
_LOST = frozenset({UNKNOWN_CHANNEL, MISSING_ACCESS})


class Arrivals:
    """One lane a channel. Until it is known which rooms must catch up, everything is held."""

    def __init__(
        self,
        core: Core,
        client: discord.Client,
        channels: Channels,
        reader: Reader,
        missed: Missed,
        patience: Patience,
    ) -> None:
        self._core = core
        self._client = client
        self._channels = channels
        self._reader = reader
        self._missed = missed
        self._histories = Histories()
        self._session = ""
        self._patience = patience
        self._positions = Positions(core, patience)
        self._lanes: Lanes[int, Heard] = Lanes(self._handle)
        self._held: list[tuple[int, Heard]] | None = []
        self._opened: dict[int, tuple[str, str]] = {}
        self._rooms: set[int] = set()
        self._lost: set[int] = set()

    async def run(self) -> None:
        """Work until cancelled."""
        async with asyncio.TaskGroup() as group:
            group.create_task(self._lanes.run())
            group.create_task(self._positions.run())

    def hold(self) -> None:
        """A session begins anew: what was said since the last one must come first."""
        if self._held is None:
            self._held = []

    async def release(self, session: str) -> None:
        """Let every room of a conversation catch up, then what was held follow; `session` names what begins."""
        self._session = session
        self._reader.begin_anew()
        rooms = await self._patiently(lambda: self._core.rooms(PLATFORM))
        self._rooms.update(channel_of(room) for room in rooms)
        for room in rooms:
            self._lanes.put(channel_of(room), Heard(_CATCH_UP, None, "", 0))
        held, self._held = self._held or [], None
        for channel, heard in held:
            self._lanes.put(channel, heard)

    def put(self, channel: int, heard: Heard) -> None:
        """Something happened."""
        if self._held is not None:
            self._held.append((channel, heard))
        else:
            self._lanes.put(channel, heard)

    def knows(self, channel: int) -> bool:
        """Whether a channel is a room that Magpie knows."""
        return channel in self._rooms or channel in self._opened

    def lost(self, channel: int) -> bool:
        """Whether a channel was a room until it could not be reached any more."""
        return channel in self._lost

    async def caught_up(self) -> None:
        """Wait until everything that was put is accepted."""
        await self._lanes.drained()

    async def _handle(self, channel: int, heard: list[Heard]) -> None:
        for one in heard:
            try:
                if one.name == _CATCH_UP:
                    await self._catch_up(channel)
                else:
                    await self._take(channel, one)
            except Exception:
                # One event that nobody foresaw must not hold up all that follow.
                log.exception("event set aside", channel=channel, type=one.name)
                metrics.failed_events.labels(PLATFORM).inc()

    async def _take(self, channel: int, heard: Heard) -> None:
        if heard.name == "back":
            await self._reopen(channel, heard.key)
            return
        for event in await self._asked(lambda: self._reader.read(heard)):
            await self._accept(channel, event)
        if heard.name == "message":
            await self._positions.reach(channel, message=heard.about.id)
        elif heard.name == "raw_message_edit" and heard.about.message.edited_at is not None:
            await self._positions.reach(channel, edited=_microseconds(heard.about.message.edited_at))
        elif heard.name == "interaction":
            # What was said before a room is joined to others is not missed there.
            await self._positions.reach(channel, message=heard.about.interaction.id)
        elif heard.name == "gone":
            self._forget(channel)
            self._lost.add(channel)

    async def _accept(self, channel: int, event: Event) -> None:
        if isinstance(event, Posted) or (isinstance(event, Command) and not event.alone):
            await self._open(channel)
        await self._patiently(lambda: self._core.accept(event))

    async def _open(self, channel: int) -> None:
        """Tell of a channel when something is said there first, and when it is called otherwise."""
        facts = await self._asked(lambda: self._channels.facts(channel))
        named = facts.title, facts.language
        if self._opened.get(channel) != named:
            opened = Opened(f"discord:opened:{channel}:{facts.title}:{facts.language}", room_ref(channel), *named)
            await self._patiently(lambda: self._core.accept(opened))
            self._opened[channel] = named

    async def _reopen(self, channel: int, key: str) -> None:
        """A room that was lost can be reached again, and should be before somebody writes in it."""
        facts = await self._asked(lambda: self._channels.facts(channel))
        opened = Opened(f"discord:back:{channel}:{key}", room_ref(channel), facts.title)
        await self._patiently(lambda: self._core.accept(opened))
        self._lost.discard(channel)
        self._rooms.add(channel)

    async def _catch_up(self, channel: int) -> None:
        try:
            await self._asked(lambda: self._catch_up_once(channel))
        except (Rejected, discord.Forbidden, discord.NotFound) as error:
            if error.code not in _LOST:
                raise
            await self._take(channel, Heard("gone", channel, f"{time.time():.0f}", 0))

    async def _catch_up_once(self, channel: int) -> None:
        """What was written in a channel since it was read last, and what became meanwhile of what stood there."""
        facts = await self._channels.facts(channel)
        place: Any = self._client.get_channel(channel)
        if place is None:
            place = self._client.get_partial_messageable(channel, guild_id=facts.guild)
        position = await self._positions.of(channel)
        if not position.message:
            newest = await self._histories.newest(place)
            await self._positions.reach(channel, message=newest, edited=int(made_at(newest) * 1e6))
            return
        cut = await self._histories.cut(place, position.message)
        edits = await self._rewritten(channel, facts.guild, cut, position)
        changes = await self._missed.events(channel, facts.guild, cut, position.message, self._session)
        for event in changes:
            await self._accept(channel, event)
        count, edited = 0, 0
        async for message in self._histories.later(place, position.message, cut):
            count += 1
            await self._take(channel, Heard("message", message, "", facts.guild))
            if message.edited_at is not None:
                edited = max(edited, _microseconds(message.edited_at))
        await self._positions.reach(channel, edited=edited)
        if count or edits or changes:
            log.info("caught up", channel=channel, messages=count, edits=edits, changes=len(changes))

    async def _rewritten(self, channel: int, guild: int, cut: Cut, position: Position) -> int:
        """What was rewritten of what had been read; how many messages that are."""
        rewritten = [
            message
            for message in reversed(cut.older)
            if message.edited_at is not None and _microseconds(message.edited_at) > position.edited
        ]
        for message in rewritten:
            for event in await self._reader.edit_of(message, guild):
                await self._accept(channel, event)
            assert message.edited_at is not None  # noqa: S101 - chosen by it
            await self._positions.reach(channel, edited=_microseconds(message.edited_at))
        return len(rewritten)

    async def _asked(self, ask: Callable[[], Awaitable[Any]]) -> Any:  # noqa: ANN401 - whatever is asked
        """Ask Discord until it answers; what it refuses is raised."""
        pause = self._patience.trouble
        while True:
            try:
                return await ask()
            except (Rejected, discord.Forbidden, discord.NotFound):
                raise
            except (DeliveryError, discord.HTTPException, aiohttp.ClientError, TimeoutError, OSError) as error:
                log.warning("Discord asked again", error=type(error).__name__, pause=pause)
                await asyncio.sleep(pause)
                pause = min(self._patience.longest, pause * 2)

    async def _patiently(self, call: Callable[[], Awaitable[Any]]) -> Any:  # noqa: ANN401 - whatever is called
        """Call the core until it takes it: what Discord tells once must not be lost to a full disk."""
        while True:
            try:
                return await call()
            except Exception:
                log.exception("not stored yet")
                await asyncio.sleep(self._patience.trouble)

    def _forget(self, channel: int) -> None:
        self._channels.forget(channel)
        self._rooms.discard(channel)
        self._opened.pop(channel, None)


def _microseconds(moment: dt.datetime) -> int:
    return int(moment.timestamp() * 1e6)
