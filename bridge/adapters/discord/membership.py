"""Who leaves a server: Discord tells it to bots that have a switch for it, and posts nothing about it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import discord
import structlog

from bridge.adapters.discord.calls import Calls, Json
from bridge.adapters.discord.failures import Rejected
from bridge.adapters.discord.people import People
from bridge.chat.author import Author
from bridge.relay.failure import DeliveryError

log = structlog.get_logger(__name__)

#: https://discord.com/developers/docs/resources/application#application-object-application-flags.
_FLAGS = 1 << 14 | 1 << 15


@dataclass(frozen=True, slots=True)
class Departure:
    """Somebody who left a server, to be told in one of its channels."""

    channel: int
    author: Author


def tells_of_members(application: Json) -> bool:
    """Whether an application, as `/applications/@me` describes it, has the “Server Members Intent”."""
    return bool(int(application.get("flags") or 0) & _FLAGS)


async def hears_members(calls: Calls) -> bool:
    """Ask whether the bot may hear who leaves. False where Discord does not say: nothing depends on it."""
    try:
        return tells_of_members(await calls("GET", "/applications/@me"))
    except (Rejected, DeliveryError) as error:
        log.debug("intents unknown", error=type(error).__name__)
        return False


class Leaving:
    """Finds the rooms in which it matters that somebody left; `knows` says whether a channel is a room."""

    def __init__(self, client: discord.Client, people: People, knows: Callable[[int], bool]) -> None:
        self._client = client
        self._people = people
        self._knows = knows

    def of(self, event: discord.RawMemberRemoveEvent) -> list[tuple[int, Departure]]:
        """Where Discord greets newcomers, if that is a room; else in every room, if people there met them.

        A large server loses many whom nobody ever heard, and a room that was not told of their coming needs not hear
        of their going.
        """
        guild, me = self._client.get_guild(event.guild_id), self._client.user
        if guild is None or (me is not None and event.user.id == me.id):
            return []
        met = self._people.known(guild.id, event.user.id)
        self._people.forget(guild.id, event.user.id)
        author = met or self._people.outside(event.user)
        greeted = guild.system_channel
        if greeted is not None and self._knows(greeted.id):
            return [(greeted.id, Departure(greeted.id, author))]
        if met is None:
            return []
        return [(each.id, Departure(each.id, author)) for each in guild.text_channels if self._knows(each.id)]
