"""The client library, set up for Magpie."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import discord
import yarl
from discord.gateway import DiscordWebSocket
from discord.http import Route

from bridge.adapters.discord.patience import Patience
from bridge.settings import Discord

# Magpie does not speak aloud, so that nobody needs to be warned that it cannot.
discord.VoiceClient.warn_nacl = False
discord.VoiceClient.warn_dave = False

#: Told of each event as it comes, with its name and what the library made of it.
Hear = Callable[[str, tuple[Any, ...]], None]


def intents(*, members: bool = False) -> discord.Intents:
    """What the bot asks to hear. What is said, and who leaves (`members`), need switches in the developer portal."""
    wanted = discord.Intents.none()
    wanted.guilds = wanted.guild_messages = wanted.guild_reactions = wanted.guild_typing = True
    wanted.expressions = wanted.message_content = wanted.dm_messages = True
    wanted.members = members
    return wanted


class Client(discord.Client):
    """Keeps no messages and nobody in memory, and hands events on in the order in which they came.

    `proxy` is the URL of an HTTP proxy for the API and the gateway.
    """

    def __init__(self, patience: Patience, *, members: bool = False, proxy: str | None = None) -> None:
        super().__init__(
            proxy=proxy,
            intents=intents(members=members),
            max_messages=None,
            member_cache_flags=discord.MemberCacheFlags.none(),
            chunk_guilds_at_startup=False,
            guild_ready_timeout=patience.guilds,
        )
        self._patience = patience
        self._hear: Hear | None = None

    def listen(self, hear: Hear) -> None:
        """Have every event from now on told to somebody."""
        self._hear = hear

    async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:
        """Wait before each session after the first."""
        del shard_id
        if not initial:
            await asyncio.sleep(self._patience.identify)

    def dispatch(self, event: str, /, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - as the library has it
        """Hand an event on at once: the library's own handlers are tasks, which overtake each other."""
        if self._hear is not None:
            self._hear(event, args)
        super().dispatch(event, *args, **kwargs)

    @property
    def moment(self) -> str:
        """The identity of the event that is being dispatched: Discord sends it again under the same after a RESUME."""
        socket = self.ws
        return f"{socket.session_id}:{socket.sequence}"


@contextmanager
def led_to(settings: Discord) -> Iterator[None]:
    """The library's addresses are its classes'; they are as before afterwards."""
    before = Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY, discord.Asset.BASE
    Route.BASE = settings.api_url.rstrip("/")
    if settings.gateway_url:
        DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(settings.gateway_url)
    discord.Asset.BASE = settings.cdn_url.rstrip("/")
    try:
        yield
    finally:
        Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY, discord.Asset.BASE = before
