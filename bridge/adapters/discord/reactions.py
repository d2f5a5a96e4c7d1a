"""Who reacted how: Discord tells of one emoji at a time, the core wants all that somebody has under a message."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, field
from urllib.parse import quote

import discord

from bridge.adapters.discord.calls import Calls, Json
from bridge.adapters.discord.failures import (
    REACTION_BLOCKED,
    TOO_MANY_REACTIONS,
    UNKNOWN_EMOJI,
    UNKNOWN_MESSAGE,
    Rejected,
)

_KEPT = 5000
#: How many of the distinct emoji under a message are asked for; Discord allows 20.
_ASKED = 20
#: Of those who reacted with one emoji to an older message.
_PAGE_SIZE = 100
_PAGES = 5
_VARIATION = "\ufe0f"
#: Why one emoji of several may not be shown without harm to the rest.
_PASSED_OVER = frozenset({UNKNOWN_EMOJI, TOO_MANY_REACTIONS, REACTION_BLOCKED})


@dataclass
class _Page:
    """The marks under one message by author; `whole` where it is known from its beginning."""

    marks: dict[int, dict[str, None]] = field(default_factory=dict)
    whole: bool = False


class ReactionBook:
    """The reactions to recent messages, by author, in the order in which they were made."""

    def __init__(self, calls: Calls) -> None:
        self._calls = calls
        self._pages: OrderedDict[int, _Page] = OrderedDict()

    def forget(self) -> None:
        """What is remembered may be out of date: nobody listened for a while."""
        self._pages.clear()

    def begin(self, message: int) -> None:
        """A message is new: nobody reacted yet."""
        self._page(message, _Page(whole=True))

    async def add(self, channel: int, message: int, user: int, emoji: discord.PartialEmoji) -> tuple[str, ...]:
        """Somebody's reactions, now that they made one more. Raises as `Calls` do."""
        page = await self._known(channel, message, user)
        page[name_of(emoji)] = None
        return tuple(page)

    async def remove(self, channel: int, message: int, user: int, emoji: discord.PartialEmoji) -> tuple[str, ...]:
        """Somebody's reactions, now that they took one back. Raises as `Calls` do."""
        page = await self._known(channel, message, user)
        page.pop(name_of(emoji), None)
        return tuple(page)

    def clear(self, message: int, emoji: discord.PartialEmoji | None = None) -> dict[int, tuple[str, ...]]:
        """A moderator took all away, or all of one emoji: what those whose reactions are known have now."""
        page = self._pages.get(message, _Page())
        changed: dict[int, tuple[str, ...]] = {}
        for user, marks in page.marks.items():
            if emoji is None:
                gone, left = bool(marks), {}
            else:
                gone = name_of(emoji) in marks
                left = {mark: None for mark in marks if mark != name_of(emoji)}
            if gone:
                page.marks[user] = left
                changed[user] = tuple(left)
        return changed

    async def _known(self, channel: int, message: int, user: int) -> dict[str, None]:
        page = self._pages.get(message)
        if page is None:
            page = self._page(message, _Page())
        if user not in page.marks:
            page.marks[user] = {} if page.whole else await self._ask(channel, message, user)
        return page.marks[user]

    async def _ask(self, channel: int, message: int, user: int) -> dict[str, None]:
        """What one person has under an older message: each emoji is asked for by itself."""
        try:
            answer = await self._calls("GET", f"/channels/{channel}/messages/{message}")
        except Rejected:
            return {}
        found: dict[str, None] = {}
        for reaction in (answer.get("reactions") or ())[:_ASKED]:
            query = {"after": str(user - 1), "limit": "1"}
            path = f"/channels/{channel}/messages/{message}/reactions/{address_of(reaction['emoji'])}"
            try:
                people = await self._calls("GET", path, query=query)
            except Rejected:
                continue
            if any(int(person["id"]) == user for person in people):
                found[_shown(reaction["emoji"])] = None
        return found

    def _page(self, message: int, page: _Page) -> _Page:
        self._pages[message] = page
        if len(self._pages) > _KEPT:
            self._pages.popitem(last=False)
        return page


class Reacting:
    """Shows reactions from elsewhere as the bot's own."""

    def __init__(self, calls: Calls, client: discord.Client) -> None:
        self._calls = calls
        self._client = client

    async def show(self, channel: int, guild: int, message: int, wanted: list[str]) -> None:
        """Make the bot's reactions these, as far as Discord knows them. Raises as `Calls` do."""
        path = f"/channels/{channel}/messages/{message}"
        try:
            answer = await self._calls("GET", path)
        except Rejected as error:
            if error.code == UNKNOWN_MESSAGE:
                return
            raise
        shown = {_bare(_shown(one["emoji"])): address_of(one["emoji"]) for one in _own(answer)}
        addresses = {_bare(emoji): found for emoji in wanted if (found := self._address(guild, emoji))}
        for bare, address in shown.items():
            if bare not in addresses:
                await self._mark("DELETE", f"{path}/reactions/{address}/@me")
        for bare, address in addresses.items():
            if bare not in shown:
                await self._mark("PUT", f"{path}/reactions/{address}/@me")

    async def _mark(self, method: str, path: str) -> None:
        try:
            await self._calls(method, path)
        except Rejected as error:
            if error.code not in _PASSED_OVER and error.code != UNKNOWN_MESSAGE:
                raise

    def _address(self, guild: int, emoji: str) -> str:
        """How a reaction is named in a path: a custom emoji by that of the same name in this server."""
        name = emoji.strip(":")
        if not name.isascii() or not name.replace("_", "").isalnum() or name.isdecimal():
            return quote(emoji, safe="")
        server = self._client.get_guild(guild)
        found = next((each for each in server.emojis if each.name == name), None) if server is not None else None
        return f"{name}:{found.id}" if found is not None else ""


def name_of(emoji: discord.PartialEmoji | discord.Emoji | str) -> str:
    """An emoji as the core knows it: itself, or a custom one's name between colons."""
    return emoji if isinstance(emoji, str) else f":{emoji.name}:" if emoji.id is not None else str(emoji.name)


async def people_who(calls: Calls, message: discord.Message, reaction: discord.Reaction) -> list[str]:
    """The numbers of those who reacted so, the first few hundred of them. Raises as `Calls` do."""
    emoji = reaction.emoji
    address = quote(emoji, safe="") if isinstance(emoji, str) else f"{emoji.name}:{emoji.id}"
    path = f"/channels/{message.channel.id}/messages/{message.id}/reactions/{address}"
    found: list[str] = []
    for kind, many in (("0", reaction.normal_count), ("1", reaction.burst_count)):
        after = "0"
        for _ in range(_PAGES if many else 0):
            page = await calls("GET", path, query={"limit": str(_PAGE_SIZE), "after": after, "type": kind})
            found += [str(person["id"]) for person in page]
            if len(page) < _PAGE_SIZE:
                break
            after = found[-1]
    return list(dict.fromkeys(found))


def address_of(emoji: Json) -> str:
    """An emoji of an answer of Discord's as a path names it."""
    return f"{emoji['name']}:{emoji['id']}" if emoji.get("id") else quote(str(emoji["name"]), safe="")


def _own(answer: Json) -> list[Json]:
    return [one for one in answer.get("reactions") or () if one.get("me")]


def _shown(emoji: Json) -> str:
    return f":{emoji['name']}:" if emoji.get("id") else str(emoji["name"])


def _bare(emoji: str) -> str:
    return emoji.replace(_VARIATION, "")
