"""One login: everything that listens and calls while it lasts."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import Any

import discord
import structlog

from bridge.adapters.discord.arrivals import Arrivals
from bridge.adapters.discord.calls import Calls
from bridge.adapters.discord.channels import Channels, awake
from bridge.adapters.discord.client import Client
from bridge.adapters.discord.commands import Menu
from bridge.adapters.discord.failures import (
    ADD_REACTIONS,
    MANAGE_MESSAGES,
    MISSING_PERMISSIONS,
    PIN_MESSAGES,
    UNKNOWN_MESSAGE,
    Rejected,
    calling,
)
from bridge.adapters.discord.fetching import Fetcher
from bridge.adapters.discord.hearing import Hearing
from bridge.adapters.discord.interactions import Interactions
from bridge.adapters.discord.loading import Loading
from bridge.adapters.discord.looking import Looking
from bridge.adapters.discord.missed import Missed
from bridge.adapters.discord.patience import Patience
from bridge.adapters.discord.people import People
from bridge.adapters.discord.reactions import Reacting, ReactionBook
from bridge.adapters.discord.reader import Reader
from bridge.adapters.discord.sending import Sender
from bridge.adapters.discord.traces import Traces
from bridge.adapters.discord.webhooks import Webhooks
from bridge.adapters.faces import Faces
from bridge.chat.delivery import Copy, Shipment
from bridge.relay.adapter import Core
from bridge.relay.failure import DeliveryError

log = structlog.get_logger(__name__)


class Service:
    """What a client that has logged in does for Magpie. Raises `bridge.relay.failure.DeliveryError` and its kin."""

    def __init__(
        self,
        core: Core,
        client: Client,
        calls: Calls,
        fetcher: Fetcher,
        loading: Loading,
        faces: Faces,
        patience: Patience,
    ) -> None:
        assert client.application_id is not None  # noqa: S101 - known since the login
        assert client.user is not None  # noqa: S101
        application = client.application_id
        self._client = client
        self._calls = calls
        self.fetcher = fetcher
        self._channels = Channels(client, calls)
        self._webhooks = Webhooks(calls, application)
        self._traces = Traces()
        self._interactions = Interactions(calls, application, patience)
        self._reacting = Reacting(calls, client)
        self._faces = faces
        self.sender = Sender(calls, self._channels, self._webhooks, loading, self._interactions, faces, fetcher.cdn)
        self.looking = Looking(calls, self._channels, self.sender, application, client.user.id)
        people = People(client)
        reader = Reader(client, people, ReactionBook(calls), self._traces)
        missed = Missed(core, calls, people, client.user.id, self._traces.took_away)
        self._arrivals = Arrivals(core, client, self._channels, reader, missed, patience)
        self._hearing: Hearing | None = None
        self._core = core
        self._people = people

    @property
    def connected(self) -> bool:
        """Whether the gateway tells what happens."""
        return self._hearing is not None and self._hearing.connected

    async def run(self, menu: Menu, started: asyncio.Event) -> None:
        """Report events until cancelled. Raises what the library raises when Discord refuses the bot for good."""
        refused: discord.DiscordException | None = None
        async with asyncio.TaskGroup() as group:
            hearing = Hearing(self._core, self._client, self._arrivals, self._people, self._interactions, menu, group)
            self._hearing = hearing
            hearing.started = started
            self._client.listen(hearing.hear)
            tasks: list[asyncio.Task[Any]] = [
                group.create_task(self._arrivals.run()),
                group.create_task(self._interactions.run()),
                group.create_task(self._faces.run(self._core.fetch)),
                group.create_task(menu.publish(self._calls, self._client.application_id or 0)),
            ]
            try:
                await self._client.connect()
            except (discord.PrivilegedIntentsRequired, discord.ConnectionClosed) as error:
                refused = error
            for task in [*tasks, *hearing.tasks]:
                task.cancel()
        if refused is not None:
            raise refused

    async def ship(self, shipment: Shipment) -> Sequence[Copy]:
        """Show a shipment."""
        copies = await self.sender.ship(shipment)
        for copy in copies:
            self.looking.claim(copy.native)
        return copies

    async def delete(self, channel: int, natives: Sequence[str]) -> None:
        """Take messages away, Magpie's own and with the permission those of others."""
        with calling(MANAGE_MESSAGES):
            for native in natives:
                self._traces.deleting(int(native))
                try:
                    await self._calls("DELETE", f"/channels/{channel}/messages/{native}")
                except Rejected as error:
                    if error.code == UNKNOWN_MESSAGE:
                        continue
                    if error.code != MISSING_PERMISSIONS or not await self._delete_through_webhook(channel, native):
                        raise

    async def _delete_through_webhook(self, channel: int, native: str) -> bool:
        """What a webhook said it may always take back."""
        facts = await self._channels.facts(channel)
        webhook = await self._webhooks.of(facts.holder)
        if webhook is None:
            return False
        query = {"thread_id": str(channel)} if facts.thread else {}
        try:
            await self._calls("DELETE", f"{webhook.path}/messages/{native}", query=query, anonymous=True)
        except Rejected:
            return False
        return True

    async def react(self, channel: int, message: int, emoji: list[str]) -> None:
        """Make these the bot's reactions to a message."""
        with calling(ADD_REACTIONS):
            facts = await self._channels.facts(channel)
            await awake(self._calls, facts, lambda: self._reacting.show(channel, facts.guild, message, emoji))

    async def pin(self, channel: int, message: int, *, pinned: bool) -> None:
        """Pin a message or no longer; one that is gone is no error."""
        self._traces.unpinning(message)
        with calling(PIN_MESSAGES):
            try:
                await self._calls("PUT" if pinned else "DELETE", f"/channels/{channel}/messages/pins/{message}")
            except Rejected as error:
                if error.code != UNKNOWN_MESSAGE:
                    raise

    async def type_in(self, channel: int) -> None:
        """Show that somebody types; where that fails, nobody misses it."""
        try:
            await self._calls("POST", f"/channels/{channel}/typing", {})
        except (Rejected, DeliveryError) as error:
            log.debug("typing not shown", channel=channel, error=str(error))
