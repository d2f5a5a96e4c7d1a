"""Telegram as a platform: groups, forum topics and channels that a bot was added to."""

from __future__ import annotations

import asyncio
import secrets
import time
from collections.abc import AsyncIterator, Sequence
from pathlib import Path

import structlog
from telegram import ReactionTypeEmoji
from telegram.constants import ChatAction
from telegram.error import BadRequest, InvalidToken, TelegramError

from bridge.adapters.spool import Spool
from bridge.adapters.telegram.albums import Shelf
from bridge.adapters.telegram.arrivals import Arrivals
from bridge.adapters.telegram.client import USUAL, Client, Patience, make_bot
from bridge.adapters.telegram.compose import compose
from bridge.adapters.telegram.constants import CAPABILITIES, OVERALL, PLATFORM, PRIVACY
from bridge.adapters.telegram.failures import calling, says
from bridge.adapters.telegram.fetching import Fetcher
from bridge.adapters.telegram.loading import Loading
from bridge.adapters.telegram.menu import publish_menu
from bridge.adapters.telegram.natives import message_number
from bridge.adapters.telegram.people import People
from bridge.adapters.telegram.polling import Polling
from bridge.adapters.telegram.reactions import ReactionNames, choices
from bridge.adapters.telegram.reader import Reader
from bridge.adapters.telegram.recent import Recent
from bridge.adapters.telegram.rooms import chat_of, thread_of
from bridge.adapters.telegram.sending import Sender
from bridge.adapters.telegram.topics import Topics
from bridge.adapters.telegram.webhook import Webhook
from bridge.adapters.turnstile import Turnstile
from bridge.chat.attachment import Attachment
from bridge.chat.capabilities import Capabilities
from bridge.chat.delivery import Block, Copy, Reaction, Shipment
from bridge.chat.room import RoomRef
from bridge.chat.signal import Signal
from bridge.chat.units import utf16_length
from bridge.commands.summary import CommandSummary
from bridge.relay.adapter import Core
from bridge.relay.failure import Unreachable
from bridge.settings import Telegram

log = structlog.get_logger(__name__)

REJECTED = (
    "Telegram does not accept the bot's token: copy it anew from @BotFather into MAGPIE_TELEGRAM__TOKEN and start"
    " Magpie again. Everything else goes on without Telegram."
)
NO_PORT = (
    "The port for Telegram's webhook cannot be used: free it, or set MAGPIE_TELEGRAM__WEBHOOK_PORT to another, and"
    " start Magpie again. Everything else goes on without Telegram."
)
#: How many messages one call may delete.
_DELETIONS = 100
#: Seconds for which Telegram shows that somebody types.
_TYPING = 4.5
_REACTIONS_TRIED = 3


class TelegramAdapter:
    """Talks to Telegram as the bot of `settings.token`; files on their way lie under `data_dir`.

    `commands` make the menu. `started` is set when updates are taken.
    """

    def __init__(
        self,
        settings: Telegram,
        data_dir: Path,
        commands: Sequence[CommandSummary] = (),
        patience: Patience = USUAL,
    ) -> None:
        self._settings = settings
        self._commands = commands
        self._patience = patience
        self._core: Core | None = None
        self._bot: Client | None = None
        self._sender: Sender | None = None
        self._reachable = asyncio.Event()
        self._connected = False
        self._recent = Recent()
        self._topics = Topics(data_dir / PLATFORM / "topics.json")
        self._shelf = Shelf(data_dir / PLATFORM / "albums")
        self._spool = Spool(data_dir / "spool", PLATFORM)
        self._fetcher = Fetcher()
        self._typing: dict[RoomRef, float] = {}
        self.started = asyncio.Event()

    @property
    def platform(self) -> str:
        """Its name, as in `RoomRef.platform`."""
        return PLATFORM

    @property
    def capabilities(self) -> Capabilities:
        """What Telegram lets a bot do; it has no history for bots, so that nobody can look for a lost answer."""
        return CAPABILITIES

    def ready(self) -> bool:
        """Whether Telegram answers."""
        return self._connected

    async def reachable(self) -> None:
        """Wait until Telegram has told the bot who it is."""
        await self._reachable.wait()

    async def run(self, core: Core) -> None:
        """Report events until cancelled; returns where Telegram does not accept the token, which it logs."""
        self._core = core
        await asyncio.gather(self._spool.clear(), self._topics.load())
        try:
            bot = make_bot(self._settings, self._patience)
            await self._connect(bot)
            try:
                await self._serve(bot, core)
            finally:
                self.started.clear()
                self._connected = False
                self._reachable.clear()
                self._bot = self._sender = None
                await bot.shutdown()
        except* InvalidToken:
            log.error(REJECTED)  # noqa: TRY400 - the error holds the token itself

    def size(self, blocks: Sequence[Block]) -> int:
        """UTF-16 units of the message, names, quotes and folded originals included."""
        return utf16_length(compose(blocks).plain)

    async def ship(self, shipment: Shipment) -> Sequence[Copy]:
        """Show the blocks as one message, or as an album where there are files."""
        if self._sender is None:
            raise Unreachable("Telegram is not connected")
        await self._topics.seen(shipment.room)
        copies = await self._sender.ship(shipment)
        for copy in copies:
            self._recent.place(chat_of(shipment.room), copy.native, shipment.room)
        return copies

    async def look(self, shipment: Shipment) -> Sequence[Copy] | None:  # noqa: ARG002 - Telegram shows bots no history
        """Nobody can tell."""
        return None

    async def edit(self, native: str, shipment: Shipment) -> None:
        """Rewrite a message."""
        if self._sender is None:
            raise Unreachable("Telegram is not connected")
        await self._sender.edit(native, shipment)

    async def edit_files(self, natives: Sequence[str], shipment: Shipment) -> Sequence[str] | None:
        """Change the files of a message or an album; None where Telegram cannot."""
        if self._sender is None:
            raise Unreachable("Telegram is not connected")
        return await self._sender.edit_files(natives, shipment)

    async def delete(self, room: RoomRef, natives: Sequence[str]) -> None:
        """Take messages away; those that are gone already are no error."""
        bot, chat = self._client(), chat_of(room)
        numbers = [number for native in natives if (number := message_number(room, native)) is not None]
        with calling(room):
            for start in range(0, len(numbers), _DELETIONS):
                await bot.delete_messages(chat, numbers[start : start + _DELETIONS])

    async def react(self, room: RoomRef, native: str, reactions: Sequence[Reaction]) -> None:
        """Show the latest reaction that a bot may set, or the nearest to it: a bot has one a message."""
        bot, chat, message = self._client(), chat_of(room), message_number(room, native)
        if message is None:
            return
        wanted = choices(reaction.emoji for reaction in reactions)[:_REACTIONS_TRIED]
        with calling(room):
            for emoji in [*wanted, None]:
                try:
                    await bot.set_message_reaction(chat, message, ReactionTypeEmoji(emoji) if emoji else [])
                except BadRequest as error:
                    # A chat may allow fewer reactions, or none.
                    if says(error, "message to react not found", "message_id_invalid"):
                        return
                    if not says(error, "reaction"):
                        raise
                else:
                    return

    async def pin(self, room: RoomRef, native: str, *, pinned: bool) -> None:
        """Pin a message without ringing anybody's phone, or no longer."""
        bot, chat, message = self._client(), chat_of(room), message_number(room, native)
        if message is None:
            return
        with calling(room):
            try:
                if pinned:
                    await bot.pin_chat_message(chat, message, disable_notification=True)
                else:
                    await bot.unpin_chat_message(chat, message)
            except BadRequest as error:
                if not says(error, "message to pin not found", "message to unpin not found"):
                    raise

    async def fetch(self, attachment: Attachment) -> AsyncIterator[bytes]:
        """Stream a file; an animated sticker comes as a GIF."""
        async for chunk in self._fetcher.fetch(self._client(), attachment):
            yield chunk

    async def show(self, signal: Signal, room: RoomRef) -> None:  # noqa: ARG002 - there is one kind
        """Show that somebody types, as the bot."""
        now = time.monotonic()
        if self._bot is None or now - self._typing.get(room, 0.0) < _TYPING:
            return
        self._typing[room] = now
        try:
            await self._bot.send_chat_action(chat_of(room), ChatAction.TYPING, message_thread_id=thread_of(room))
        except TelegramError as error:
            log.debug("typing not shown", room=str(room), error=type(error).__name__)

    def _client(self) -> Client:
        if self._bot is None:
            raise Unreachable("Telegram is not connected")
        return self._bot

    async def _connect(self, bot: Client) -> None:
        pause = self._patience.trouble
        while True:
            try:
                await bot.initialize()
            except InvalidToken:
                raise
            except TelegramError as error:
                log.warning("Telegram cannot be reached", error=type(error).__name__, pause=pause)
                await asyncio.sleep(pause)
                pause = min(self._patience.longest, pause * 2)
            else:
                return

    async def _serve(self, bot: Client, core: Core) -> None:
        self._bot = bot
        self._sender = Sender(bot, Turnstile(OVERALL), Loading(self._spool, core))
        self._reachable.set()
        people, names = People(bot), ReactionNames(bot)
        me = bot.id, bot.username
        reader = Reader(me, people, self._recent, self._topics, names, [command.name for command in self._commands])
        arrivals = Arrivals(core, reader, self._shelf, self._recent, self._patience.album)
        opened = asyncio.Event()
        async with asyncio.TaskGroup() as group:
            group.create_task(arrivals.run(opened))
            group.create_task(publish_menu(bot, self._commands))
            await opened.wait()
            log.info("connected to Telegram", bot=bot.username)
            if not bot.can_read_all_group_messages:
                log.warning(PRIVACY)
            if self._settings.webhook_url:
                group.create_task(self._receive(bot, arrivals))
            else:
                group.create_task(Polling(bot, arrivals, self._patience, self._report).run())

    async def _receive(self, bot: Client, arrivals: Arrivals) -> None:
        given = self._settings.webhook_secret
        webhook = Webhook(bot, self._settings, arrivals, given.get_secret_value() if given else secrets.token_hex(32))
        try:
            await webhook.open()
        except OSError as error:
            log.error(NO_PORT, reason=error.strerror)  # noqa: TRY400 - the sentence says it all
            return
        try:
            await webhook.announce(self._patience)
            self._report(True)
            await asyncio.get_running_loop().create_future()
        finally:
            await webhook.close()

    def _report(self, connected: bool) -> None:
        self._connected = connected
        if connected:
            self.started.set()
