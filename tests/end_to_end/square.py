"""One conversation over three rooms under load: who says what, and where and when it is seen."""

from __future__ import annotations

import asyncio
import random
import re
import time
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from tests.end_to_end.chatter import Chatter
from tests.end_to_end.patient import Patient
from tests.end_to_end.town import Town
from tests.end_to_end.trio import Trio
from tests.fakes import discord as fake_discord
from tests.fakes import telegram as fake_telegram

PLACES = ("telegram", "discord", "web")
#: A hashtag, which no translation touches: the number of a message, and "e" where it was rewritten.
TAG = re.compile(r"#(m|e)(\d+)(?!\d)")
EMOJI = ("👍", "❤", "🔥", "🎉")
RECENT = 30
FOREVER = 1e9


@dataclass
class Line:
    """A message: times of `time.monotonic`, and the places that have not shown it, or not what it became."""

    number: int
    platform: str
    author: str
    said_at: float
    own: Any
    arrived: dict[str, float] = field(default_factory=dict)
    missing: set[str] = field(default_factory=set)
    stale: set[str] = field(default_factory=set)
    edited: bool = False


class Square:
    """People of one conversation, and watchers in each of its rooms."""

    def __init__(self, here: Town, trio: Trio, chance: random.Random) -> None:
        self.here = here
        self.trio = trio
        self.lines: dict[int, Line] = {}
        self.replies = self.reactions = self.repeated = 0
        self._chance = chance
        self._told = asyncio.Event()
        #: By place, the authors' lines in the order in which they were shown.
        self._shown: dict[str, list[int]] = {place: [] for place in PLACES}
        self._recent: dict[str, deque[Any]] = {place: deque(maxlen=RECENT) for place in PLACES}
        self._copies: dict[tuple[str, int], Any] = {}
        self._pages: dict[int, set[Patient]] = {}
        self._scanned = {"telegram": 0, "discord": 0}
        for page in trio.pages:
            page.heard = self._hearing(page)
            page.entries.clear()

    # What people do

    async def say(self, number: int, platform: str, chatter: Chatter, *, reply: bool) -> Line:
        """Somebody there writes a line, as an answer to something recent where `reply` is set."""
        recent = self._recent[platform]
        target = self._chance.choice(recent) if reply and recent else None
        self.replies += target is not None
        person, language = self._person(platform)
        text = f"{chatter.line(language)}{self._chance.choice((' ', chr(10)))}#m{number}"
        author = person.client.member if platform == "web" else str(person.id)
        line = Line(number, platform, author, time.monotonic(), None, missing=self._others(platform))
        self.lines[number] = line
        self._told.clear()
        if platform == "telegram":
            line.own = await self.here.telegram.say(person, self.trio.pair.group, text, reply_to=target)
        elif platform == "discord":
            line.own = await self.here.discord.say(person, self.trio.pair.channel, text, reply_to=target)
        else:
            line.own = person
            person.say(f"m{number}", text, target)
        if line.own is not person:
            self._recent[platform].append(line.own)
        return line

    async def rewrite_later(self, line: Line, chatter: Chatter) -> None:
        """The author rewrites a line some seconds after everybody saw it."""
        while line.missing:
            self._told.clear()
            await self._told.wait()
        await asyncio.sleep(self._chance.uniform(0.5, 4))
        language = self._language(line)
        text = f"{chatter.line(language)} #m{line.number} #e{line.number}"
        line.edited, line.stale = True, self._others(line.platform)
        if line.platform == "telegram":
            await self.here.telegram.edit(line.own, text)
        elif line.platform == "discord":
            await self.here.discord.edit(line.own, text)
        else:
            line.own.ask("edit", f"e{line.number}", entry=self._copies["web", line.number], text=text)

    async def react(self, platform: str) -> None:
        """Somebody there reacts to something recent."""
        if not self._recent[platform]:
            return
        self.reactions += 1
        target, emoji = self._chance.choice(self._recent[platform]), self._chance.choice(EMOJI)
        person, _ = self._person(platform)
        if platform == "telegram":
            await self.here.telegram.react(person, target, emoji)
        elif platform == "discord":
            await self.here.discord.react(person, target, emoji)
        else:
            person.ask("react", f"r{self.reactions}", entry=target, emoji=[emoji])

    async def settled(self) -> None:
        """Wait until everything was shown everywhere."""
        while any(line.missing or line.stale for line in self.lines.values()):
            self._told.clear()
            await self._told.wait()

    def out_of_order(self) -> int:
        """How many lines of one author stand before an earlier one of theirs, in all places together."""
        wrong = 0
        for shown in self._shown.values():
            latest: dict[str, int] = {}
            for number in shown:
                author = self.lines[number].author
                wrong += number < latest.get(author, -1)
                latest[author] = max(number, latest.get(author, -1))
        return wrong

    def _person(self, platform: str) -> tuple[Any, str]:
        pair = self.trio.pair
        if platform == "telegram":
            return self._chance.choice((pair.ann, pair.bob)), "zh"
        if platform == "discord":
            return self._chance.choice((pair.carl, pair.dora)), "en"
        page = self._chance.choice(self.trio.pages)
        return page, page.language[:2]

    def _language(self, line: Line) -> str:
        return {"telegram": "zh", "discord": "en"}.get(line.platform) or line.own.language[:2]

    @staticmethod
    def _others(platform: str) -> set[str]:
        # A web room shows a message to its own people through Magpie as well.
        return {place for place in PLACES if place != platform or place == "web"}

    # What is seen

    async def watch(self) -> None:
        """Look at the group and the channel whenever something happens there, until cancelled."""
        async with asyncio.TaskGroup() as group:
            group.create_task(self.trio.pair.group.bell.wait_for(self._look_at_telegram, FOREVER))
            group.create_task(
                self.trio.pair.channel.watch.until(self._look_at_discord, timeout=FOREVER, otherwise=lambda: "")
            )

    def _look_at_telegram(self) -> None:
        bot = self.here.telegram_bot.id
        self._look("telegram", self.trio.pair.group.history.values(), lambda message: message.sender.id == bot)

    def _look_at_discord(self) -> None:
        self._look("discord", self.trio.pair.channel.history.values(), lambda message: message.author.bot)

    def _look(self, place: str, history: Iterable[Any], is_copy: Any) -> None:
        new = list(islice(history, self._scanned[place], None))
        self._scanned[place] += len(new)
        for message in new:
            if is_copy(message):
                self._see(place, words(message), message)
        for line in self._rewritten(place):
            if f"#e{line.number}" in words(self._copies[place, line.number]):
                line.stale.discard(place)
                self._told.set()

    def _rewritten(self, place: str) -> Iterator[Line]:
        return (line for line in self.lines.values() if place in line.stale and (place, line.number) in self._copies)

    def _see(self, place: str, text: str, copy: Any) -> None:
        now = time.monotonic()
        for number in dict.fromkeys(int(found[2]) for found in TAG.finditer(text) if found[1] == "m"):
            line = self.lines[number]
            if line.platform == place:
                continue
            if place in line.arrived:
                self.repeated += 1
                continue
            self._arrive(line, place, now, copy)
        self._recent[place].append(copy)

    def _arrive(self, line: Line, place: str, now: float, copy: Any) -> None:
        line.arrived[place] = now
        line.missing.discard(place)
        self._shown[place].append(line.number)
        self._copies[place, line.number] = copy
        self._told.set()

    def _hearing(self, page: Patient) -> Any:
        def heard(entry: dict[str, Any]) -> None:
            # What it holds is noted here; fifty pages that keep everything would be the heaviest of all.
            page.entries.pop(entry["id"], None)
            if not entry.get("deleted"):
                self._hear(page, entry)

        return heard

    def _hear(self, page: Patient, entry: dict[str, Any]) -> None:
        tags = [(found[1], int(found[2])) for found in TAG.finditer(entry["original"]["plain"])]
        for kind, number in tags:
            line = self.lines[number]
            if kind == "e":
                line.stale.discard("web")
            elif entry["id"] != self._copies.setdefault(("web", number), entry["id"]):
                self.repeated += 1
            elif "web" not in line.arrived:
                pages = self._pages.setdefault(number, set())
                pages.add(page)
                if len(pages) == len(self.trio.pages):
                    del self._pages[number]
                    self._arrive(line, "web", time.monotonic(), entry["id"])
                    self._recent["web"].append(entry["id"])
            self._told.set()


def words(message: fake_telegram.Message | fake_discord.Message) -> str:
    """The text of a message of either platform."""
    return message.text if isinstance(message, fake_telegram.Message) else message.content
