"""Discord as a platform: the channels and threads of servers that a bot was added to."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Sequence
from pathlib import Path

import aiohttp
import discord
import structlog

from bridge.adapters.discord.calls import Calls
from bridge.adapters.discord.client import Client, led_to
from bridge.adapters.discord.commands import Menu
from bridge.adapters.discord.compose import compose
from bridge.adapters.discord.constants import CAPABILITIES, PLATFORM, TEXT_LIMIT
from bridge.adapters.discord.fetching import Fetcher
from bridge.adapters.discord.loading import Loading
from bridge.adapters.discord.membership import hears_members
from bridge.adapters.discord.patience import USUAL, Patience
from bridge.adapters.discord.rooms import channel_of
from bridge.adapters.discord.service import Service
from bridge.adapters.faces import Faces
from bridge.adapters.spool import Spool
from bridge.chat.attachment import Attachment
from bridge.chat.capabilities import Capabilities
from bridge.chat.delivery import Block, Copy, Reaction, Shipment
from bridge.chat.room import RoomRef
from bridge.chat.signal import Signal
from bridge.commands.summary import CommandSummary
from bridge.proxy import proxy_for
from bridge.relay.adapter import Core
from bridge.relay.failure import Unreachable
from bridge.settings import Discord

log = structlog.get_logger(__name__)

REJECTED = (
    "Discord does not accept the bot's token: reset it in the developer portal (discord.com/developers/applications,"
    " Bot, Reset Token), put it into MAGPIE_DISCORD__TOKEN and start Magpie again. Everything else goes on without"
    " Discord."
)
NO_CONTENT = (
    "Discord does not let the bot read messages: switch “Message Content Intent” on in the developer portal"
    " (discord.com/developers/applications, Bot, Privileged Gateway Intents) and start Magpie again. Everything else"
    " goes on without Discord."
)
UNUSABLE = "Discord closed the connection for good (code {code}); look at the bot in the developer portal."
_UNAUTHORISED = 4004
#: Code points that no markup brings below the limit; writing them would take longer than anybody should wait.
_FAR_TOO_LONG = 3 * TEXT_LIMIT
#: Seconds for which Discord shows that somebody types.
_TYPING = 8.0
_TYPING_KEPT = 5000


class DiscordAdapter:
    """Talks to Discord as the bot of `settings.token`; files on their way lie under `data_dir`.

    `commands` make the menus, `faces` give addresses to the pictures of other platforms. `started` is set when events
    are taken.
    """

    def __init__(
        self,
        settings: Discord,
        data_dir: Path,
        commands: Sequence[CommandSummary] = (),
        patience: Patience = USUAL,
        faces: Faces | None = None,
    ) -> None:
        self._faces = faces or Faces(data_dir / "avatars", "")
        self._settings = settings
        self._menu = Menu(commands)
        self._patience = patience
        self._spool = Spool(data_dir / "spool", PLATFORM)
        self._service: Service | None = None
        self._reachable = asyncio.Event()
        self._typing: dict[RoomRef, float] = {}
        self._members = True
        self.started = asyncio.Event()

    @property
    def platform(self) -> str:
        """Its name, as in `RoomRef.platform`."""
        return PLATFORM

    @property
    def capabilities(self) -> Capabilities:
        """What Discord lets a bot and its webhooks do."""
        return CAPABILITIES

    def ready(self) -> bool:
        """Whether the gateway is connected."""
        return self._service is not None and self._service.connected

    async def reachable(self) -> None:
        """Wait until the bot is logged in."""
        await self._reachable.wait()

    async def run(self, core: Core) -> None:
        """Report events until cancelled; returns where Discord does not accept the bot, which it logs."""
        await self._spool.clear()
        pause = self._patience.trouble
        with led_to(self._settings):
            while True:
                begun = time.monotonic()
                try:
                    sentence = await self._run(core)
                except (discord.HTTPException, aiohttp.ClientError, TimeoutError, OSError) as error:
                    log.warning("Discord cannot be reached", error=type(error).__name__, pause=pause)
                except Exception:
                    # Whatever it is, all other platforms go on.
                    log.exception("connection to Discord failed", pause=pause)
                else:
                    if sentence:
                        log.error(sentence)
                        return
                await asyncio.sleep(pause)
                lasted = time.monotonic() - begun > self._patience.longest
                pause = self._patience.trouble if lasted else min(self._patience.longest, pause * 2)

    async def _run(self, core: Core) -> str:
        """Until the connection is lost, "", or Discord refuses the bot for good: the sentence that says what to do."""
        async with aiohttp.ClientSession() as session:
            given = self._settings.token
            token = given.get_secret_value().strip() if given else ""
            calls = Calls(session, self._settings.api_url, token, self._patience)
            members = self._members and await hears_members(calls)
            client = Client(self._patience, members=members, proxy=proxy_for(self._settings.api_url))
            try:
                await client.login(token)
                fetcher = Fetcher(calls, session, self._settings.cdn_url)
                loading = Loading(self._spool, core)
                self._service = Service(core, client, calls, fetcher, loading, self._faces, self._patience)
                self._reachable.set()
                await self._service.run(self._menu, self.started)
            except discord.LoginFailure:
                return REJECTED
            except discord.PrivilegedIntentsRequired:
                if not client.intents.members:
                    return NO_CONTENT
                # Discord does not say which of the two it refuses; that people leave can be done without.
                self._members = False
            except discord.ConnectionClosed as closed:
                return REJECTED if closed.code == _UNAUTHORISED else UNUSABLE.format(code=closed.code)
            finally:
                self._reachable.clear()
                self._service = None
                self.started.clear()
                await client.close()
        return ""

    def size(self, blocks: Sequence[Block]) -> int:
        """Code points of the message; names are not part of it. Of what is far too long, those of its words."""
        words = sum(len(block.text) for block in blocks)
        return words if words > _FAR_TOO_LONG else len(compose(blocks))

    async def ship(self, shipment: Shipment) -> Sequence[Copy]:
        """Show the blocks as one message, or as several where there are more files than one takes."""
        return await self._connected().ship(shipment)

    async def look(self, shipment: Shipment) -> Sequence[Copy] | None:
        """Find what an ambiguous `ship` left in the channel; None when not all of it is there."""
        return await self._connected().looking.look(shipment)

    async def edit(self, native: str, shipment: Shipment) -> None:
        """Rewrite a message."""
        await self._connected().sender.edit(native, shipment)

    async def edit_files(self, natives: Sequence[str], shipment: Shipment) -> Sequence[str] | None:
        """Change the files of a message; None where it is several."""
        return await self._connected().sender.edit_files(natives, shipment)

    async def delete(self, room: RoomRef, natives: Sequence[str]) -> None:
        """Take messages away; those that are gone already are no error."""
        await self._connected().delete(channel_of(room), natives)

    async def react(self, room: RoomRef, native: str, reactions: Sequence[Reaction]) -> None:
        """Show reactions from elsewhere as the bot's own: each emoji once, however many made it."""
        emoji = list(dict.fromkeys(reaction.emoji for reaction in reactions))
        await self._connected().react(channel_of(room), int(native), emoji)

    async def pin(self, room: RoomRef, native: str, *, pinned: bool) -> None:
        """Pin a message, or no longer."""
        await self._connected().pin(channel_of(room), int(native), pinned=pinned)

    async def fetch(self, attachment: Attachment) -> AsyncIterator[bytes]:
        """Stream a file; an animated sticker comes as a GIF."""
        async for chunk in self._connected().fetcher.fetch(attachment):
            yield chunk

    async def show(self, signal: Signal, room: RoomRef) -> None:  # noqa: ARG002 - there is one kind
        """Show that somebody types, as the bot."""
        now = time.monotonic()
        if self._service is None or now - self._typing.get(room, 0.0) < _TYPING:
            return
        if len(self._typing) > _TYPING_KEPT:
            self._typing.clear()
        self._typing[room] = now
        await self._service.type_in(channel_of(room))

    def _connected(self) -> Service:
        if self._service is None:
            raise Unreachable("Discord is not connected")
        return self._service
