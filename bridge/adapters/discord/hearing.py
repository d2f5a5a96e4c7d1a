"""What the gateway tells, sorted: to the lanes of channels, or answered at once."""

from __future__ import annotations

import asyncio
from typing import Any

import discord
import structlog

from bridge.adapters.discord.arrivals import Arrivals
from bridge.adapters.discord.assisting import Assistant
from bridge.adapters.discord.client import Client
from bridge.adapters.discord.commands import Menu
from bridge.adapters.discord.interactions import Interactions
from bridge.adapters.discord.membership import Leaving
from bridge.adapters.discord.people import People
from bridge.adapters.discord.reader import Asked, Heard
from bridge.adapters.discord.rooms import room_ref
from bridge.chat.signal import Typing
from bridge.relay.adapter import Core

log = structlog.get_logger(__name__)

#: These name the channel and the server that they are about.
_RAW = frozenset(
    {
        "raw_message_edit",
        "raw_message_delete",
        "raw_bulk_message_delete",
        "raw_reaction_add",
        "raw_reaction_remove",
        "raw_reaction_clear",
        "raw_reaction_clear_emoji",
    }
)


class Hearing:
    """Nothing here waits, since the library waits for it."""

    def __init__(
        self,
        core: Core,
        client: Client,
        arrivals: Arrivals,
        people: People,
        interactions: Interactions,
        menu: Menu,
        group: asyncio.TaskGroup,
    ) -> None:
        self._core = core
        self._client = client
        self._arrivals = arrivals
        self._people = people
        self._interactions = interactions
        self._leaving = Leaving(client, people, arrivals.knows)
        self._menu = menu
        self._assistant = Assistant(core, interactions, menu)
        self._group = group
        self.tasks: set[asyncio.Task[Any]] = set()
        self.started = asyncio.Event()
        self.connected = False

    def hear(self, event: str, args: tuple[Any, ...]) -> None:
        """Take an event; what goes wrong with it is told in the log."""
        try:
            self._sort(event, args)
        except Exception:
            log.exception("event set aside", type=event)

    def _sort(self, event: str, args: tuple[Any, ...]) -> None:
        match event:
            case "connect" | "ready" | "resumed" | "disconnect":
                self._connection(event)
            case "message":
                message = args[0]
                if message.guild is not None:
                    self._put(message.channel.id, Heard(event, message, self._client.moment, message.guild.id))
                elif not message.author.bot:
                    self._put(message.channel.id, Heard("direct", message, self._client.moment, 0))
            case name if name in _RAW:
                if args[0].guild_id is not None:
                    heard = Heard(event, args[0], self._client.moment, args[0].guild_id)
                    self._put(args[0].channel_id, heard)
            case "interaction":
                self._interaction(args[0])
            case "raw_typing":
                self._typing(args[0])
            case _:
                self._lost(event, args)

    def _connection(self, event: str) -> None:
        if event == "connect":
            self._arrivals.hold()
        elif event == "disconnect":
            self.connected = False
        else:
            self.connected = True
            if event == "ready":
                self._spawn(self._release())

    async def _release(self) -> None:
        await self._arrivals.release(self._client.moment)
        log.info("connected to Discord", bot=str(self._client.user), servers=len(self._client.guilds))
        self.started.set()

    def _put(self, channel: int, heard: Heard) -> None:
        self._arrivals.put(channel, heard)

    def _lost(self, event: str, args: tuple[Any, ...]) -> None:
        """A place or a person is there no more, or a place is again."""
        match event:
            case "guild_channel_delete":
                self._gone([args[0].id])
            case "raw_thread_delete":
                self._gone([args[0].thread_id])
            case "guild_join" | "guild_available":
                self._back([each.id for each in (*args[0].channels, *args[0].threads)])
            case "guild_channel_update" | "guild_role_update" | "member_update":
                self._back(_seen_in(args[1]))
            case "guild_remove":
                self._gone([each.id for each in (*args[0].channels, *args[0].threads)])
            case "raw_member_remove":
                for channel, departure in self._leaving.of(args[0]):
                    self._put(channel, Heard("left", departure, self._client.moment, args[0].guild_id))

    def _gone(self, channels: list[int]) -> None:
        for channel in channels:
            if self._arrivals.knows(channel):
                self._put(channel, Heard("gone", channel, self._client.moment, 0))

    def _back(self, channels: list[int]) -> None:
        for channel in channels:
            if self._arrivals.lost(channel):
                self._put(channel, Heard("back", channel, self._client.moment, 0))

    def _typing(self, typing: discord.RawTypingEvent) -> None:
        user, me = typing.user, self._client.user
        if not isinstance(user, discord.Member) or user.bot or (me is not None and user.id == me.id):
            return
        if self._arrivals.knows(typing.channel_id):
            self._core.signal(Typing(room_ref(typing.channel_id), self._people.met(user)))

    def _interaction(self, interaction: discord.Interaction) -> None:
        if interaction.type is discord.InteractionType.autocomplete:
            self._spawn(self._assistant.suggest(interaction))
            return
        chosen = self._menu.read(interaction)
        if chosen is None or interaction.guild_id is None or interaction.channel_id is None:
            return
        if chosen.form is not None:
            self._spawn(self._assistant.open(interaction, chosen.form))
            return
        pressed = _pressed(interaction.message) if chosen.pressed else ""
        handle = self._group.create_task(self._interactions.defer(interaction.id, interaction.token, pressed))
        self._keep(handle)
        asked = Asked(interaction, chosen, handle)
        self._put(interaction.channel_id, Heard("interaction", asked, self._client.moment, interaction.guild_id))

    def _spawn(self, work: Any) -> None:  # noqa: ANN401 - any coroutine
        self._keep(self._group.create_task(work))

    def _keep(self, task: asyncio.Task[Any]) -> None:
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)


def _seen_in(changed: Any) -> list[int]:  # noqa: ANN401 - a channel, a role, or a member
    """The channels that the bot sees and may not have seen before something changed."""
    guild = changed.guild
    places = [changed] if isinstance(changed, discord.abc.GuildChannel) else guild.channels
    return [place.id for place in places if guild.me is not None and place.permissions_for(guild.me).view_channel]


def _pressed(message: discord.Message | None) -> str:
    """The path of a message under which a button was pressed; "" for one that only one person sees."""
    if message is None or message.flags.ephemeral:
        return ""
    return f"/channels/{message.channel.id}/messages/{message.id}"
