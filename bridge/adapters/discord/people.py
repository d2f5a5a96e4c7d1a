"""Who speaks on Discord."""

from __future__ import annotations

from collections import OrderedDict

import aiohttp
import discord
import structlog

from bridge.adapters.discord.constants import PLATFORM
from bridge.adapters.discord.names import clean
from bridge.chat.author import Author

log = structlog.get_logger(__name__)

_KEPT = 20_000


class People:
    """Authors, as a server knows them: by their name and picture there."""

    def __init__(self, client: discord.Client) -> None:
        self._client = client
        self._met: OrderedDict[tuple[int, int], Author] = OrderedDict()

    async def author(self, message: discord.Message, guild: int) -> Author:
        """Who wrote a message; of a foreign webhook, whom it speaks for."""
        user = message.author
        if message.webhook_id is not None:
            name = clean(user.display_name) or "?"
            # PluralKit and other bridges speak for many through one webhook.
            return Author(PLATFORM, f"{message.webhook_id}/{name}", name, _face(user), bot=True)
        if isinstance(user, discord.Member):
            return self.met(user)
        return await self.member(guild, user.id, user)

    def met(self, member: discord.Member, *, language: str = "", admin: bool = False) -> Author:
        """Somebody whom the gateway described."""
        author = Author(PLATFORM, str(member.id), _name(member), _face(member), bot=member.bot)
        self._remember(member.guild.id, author)
        return Author(PLATFORM, author.id, author.name, author.avatar, language, author.bot, admin)

    async def member(self, guild: int, number: int, user: discord.abc.User | None = None) -> Author:
        """Somebody of a server by their number; `user` is what is known of them outside of it."""
        known = self._met.get((guild, number))
        if known is not None:
            return known
        server = self._client.get_guild(guild)
        if server is not None:
            try:
                return self.met(await server.fetch_member(number))
            except (discord.DiscordException, aiohttp.ClientError, TimeoutError, OSError) as error:
                log.debug("not in the server any more", error=type(error).__name__)
        if user is None:
            return Author(PLATFORM, str(number), "?")
        return self.outside(user)

    def name(self, guild: int, number: int) -> str:
        """The name of somebody who was met, "" for anybody else."""
        known = self._met.get((guild, number))
        if known is not None:
            return known.name
        user = self._client.get_user(number)
        return "" if user is None else _name(user)

    def known(self, guild: int, number: int) -> Author | None:
        """Somebody of a server who was met since the start."""
        return self._met.get((guild, number))

    def outside(self, user: discord.abc.User) -> Author:
        """Somebody who is in none of the servers, as far as is known."""
        return Author(PLATFORM, str(user.id), _name(user), _face(user), bot=user.bot)

    def forget(self, guild: int, number: int) -> None:
        """Somebody's name or picture may be another now."""
        self._met.pop((guild, number), None)

    def _remember(self, guild: int, author: Author) -> None:
        self._met[guild, int(author.id)] = author
        self._met.move_to_end((guild, int(author.id)))
        if len(self._met) > _KEPT:
            self._met.popitem(last=False)


def _name(user: discord.abc.User) -> str:
    return clean(user.display_name) or clean(user.name) or str(user.id)


def _face(user: discord.abc.User) -> str:
    return str(user.display_avatar.url)
