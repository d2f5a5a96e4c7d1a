"""What happened to messages while nobody listened: Discord tells it once, so that history is compared with memory."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import TypeVar

import discord

from bridge.adapters.discord.calls import Calls
from bridge.adapters.discord.failures import UNKNOWN_MESSAGE, Rejected
from bridge.adapters.discord.history import Cut
from bridge.adapters.discord.people import People
from bridge.adapters.discord.reactions import name_of, people_who
from bridge.adapters.discord.rooms import room_ref
from bridge.chat.event import Deleted, Event, Reacted
from bridge.relay.adapter import Core
from bridge.relay.failure import Throttled
from bridge.relay.records import Standing

T = TypeVar("T")
#: How many messages and copies of a room the core is asked for; more than a page of history, as some are Magpie's own.
_KNOWN = 300
#: How many emoji of one channel are looked into: each is a call.
_LOOKED_INTO = 50


class Missed:
    """Finds deletions and reactions in one page of history. Raises as `Calls` do."""

    def __init__(self, core: Core, calls: Calls, people: People, me: int, took_away: Callable[[int], bool]) -> None:
        self._me = str(me)
        self._core = core
        self._calls = calls
        self._people = people
        self._took_away = took_away

    async def events(self, channel: int, guild: int, cut: Cut, position: int, key: str) -> list[Event]:
        """What became of messages up to `position`; `key` names the session, in which nothing is done twice."""
        known = {int(each.native): each for each in await self._core.standing(room_ref(channel), _KNOWN)}
        here = {message.id: message for message in cut.older}
        gone = [number for number in known if cut.first <= number <= position and number not in here]
        events: list[Event] = []
        if gone and (cut.readable or await self._is_gone(channel, max(gone))):
            events += [
                Deleted(f"discord:delete:{number}", room_ref(channel), (str(number),))
                for number in sorted(gone)
                if not self._took_away(number)
            ]
        return events + await self._reactions(guild, [here[number] for number in known if number in here], known, key)

    async def _is_gone(self, channel: int, message: int) -> bool:
        """Whether history is empty since everything was deleted, and not since the bot may not read it."""
        try:
            await _patiently(lambda: self._calls("GET", f"/channels/{channel}/messages/{message}"))
        except Rejected as error:
            return error.code == UNKNOWN_MESSAGE
        return False

    async def _reactions(
        self, guild: int, messages: Sequence[discord.Message], known: Mapping[int, Standing], key: str
    ) -> list[Event]:
        """Of the messages where an emoji's count is another, who has which now; the newest first while calls last."""
        events: list[Event] = []
        left = _LOOKED_INTO
        for message in sorted(messages, key=lambda each: -each.id):
            before = _by_emoji(known[message.id])
            counts = {name_of(each.emoji): each.count - each.me for each in message.reactions}
            changed = [name for name in {**before, **counts} if len(before.get(name, ())) != counts.get(name, 0)]
            if not changed or left <= 0:
                continue
            now = {name: list(people) for name, people in before.items() if name not in changed}
            for reaction in message.reactions:
                name = name_of(reaction.emoji)
                if name in changed and counts[name]:
                    left -= 1
                    now[name] = await self._who(message, reaction, counts[name], before.get(name, ()))
            events += await self._reacted(guild, message, (before, now), key)
        return events

    async def _who(
        self, message: discord.Message, reaction: discord.Reaction, count: int, before: Sequence[str]
    ) -> list[str]:
        try:
            found = await _patiently(lambda: people_who(self._calls, message, reaction))
        except Rejected:
            return list(before)
        found = [person for person in found if person != self._me]
        # Of very many not all are asked for: those who are not among them may still be there.
        return found if len(found) >= count else list(dict.fromkeys([*before, *found]))

    async def _reacted(
        self,
        guild: int,
        message: discord.Message,
        change: tuple[Mapping[str, Sequence[str]], Mapping[str, Sequence[str]]],
        key: str,
    ) -> list[Event]:
        before, now = (_by_person(each) for each in change)
        events: list[Event] = []
        for person in {**before, **now}:
            emoji = now.get(person, ())
            if set(emoji) != set(before.get(person, ())):
                author = await self._people.member(guild, int(person))
                name = f"discord:react:{message.id}:{person}:{key}"
                events.append(Reacted(name, room_ref(message.channel.id), str(message.id), author, tuple(emoji)))
        return events


async def _patiently(call: Callable[[], Awaitable[T]]) -> T:
    """Make a call as soon as Discord lets it through: what was found before it need not be asked for again."""
    while True:
        try:
            return await call()
        except Throttled as error:
            await asyncio.sleep(error.retry_after)


def _by_emoji(known: Standing) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for person, emoji in known.reactions:
        found.setdefault(emoji, []).append(person)
    return found


def _by_person(by_emoji: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for emoji, people in by_emoji.items():
        for person in people:
            found.setdefault(person, []).append(emoji)
    return found
