"""What is known of the channels in which rooms are."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TypeVar

import discord

from bridge.adapters.discord.calls import Calls
from bridge.adapters.discord.failures import ARCHIVED, Rejected
from bridge.adapters.discord.rooms import title_of

_KEPT = 5000
_THREADS = frozenset({10, 11, 12})
T = TypeVar("T")
DEFAULT_LOCALE = "en-US"


@dataclass(frozen=True, slots=True)
class Facts:
    """A channel or thread. `holder` is where its webhooks are: itself, or what a thread hangs under.

    `language` is the language that the server chose, "" where it chose none.
    """

    channel: int
    guild: int
    holder: int
    title: str = ""
    language: str = ""

    @property
    def thread(self) -> bool:
        """Whether it is a thread."""
        return self.holder != self.channel


async def awake(calls: Calls, facts: Facts, call: Callable[[], Awaitable[T]]) -> T:
    """Make a call that Discord refuses in an archived thread, which is opened for it: it rests again by itself."""
    try:
        return await call()
    except Rejected as error:
        if error.code != ARCHIVED:
            raise
    await calls("PATCH", f"/channels/{facts.channel}", {"archived": False})
    return await call()


class Channels:
    """Looks channels up among what the gateway told, else asks Discord."""

    def __init__(self, client: discord.Client, calls: Calls) -> None:
        self._client = client
        self._calls = calls
        self._asked: OrderedDict[int, Facts] = OrderedDict()

    async def facts(self, channel: int) -> Facts:
        """What is known of a channel. Raises as `Calls` do."""
        known = self.known(channel)
        if known is not None:
            return known
        answer = await self._calls("GET", f"/channels/{channel}")
        guild_id, parent = int(answer.get("guild_id") or 0), int(answer.get("parent_id") or 0)
        guild = self._client.get_guild(guild_id)
        holder = parent if answer.get("type") in _THREADS and parent else channel
        name = answer.get("name") or ""
        title = f"#{name} ({guild.name})" if guild is not None and guild.name else f"#{name}"
        facts = self._asked[channel] = Facts(channel, guild_id, holder, title, _language(guild))
        if len(self._asked) > _KEPT:
            self._asked.popitem(last=False)
        return facts

    def known(self, channel: int) -> Facts | None:
        """What was told or asked already."""
        found = self._client.get_channel(channel)
        guild = getattr(found, "guild", None)
        if found is None or guild is None:
            return self._asked.get(channel)
        holder = found.parent_id if isinstance(found, discord.Thread) else channel
        return Facts(channel, guild.id, holder, title_of(found), _language(guild))

    def forget(self, channel: int) -> None:
        """It may be another now."""
        self._asked.pop(channel, None)


def _language(guild: discord.Guild | None) -> str:
    """English is what a server has that chose nothing, and so says nothing."""
    if guild is None:
        return ""
    locale = guild.preferred_locale.value
    return "" if locale == DEFAULT_LOCALE else locale
