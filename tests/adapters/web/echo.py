"""A core that ships back: it keeps what it accepted, "translates" by a small dictionary, and answers commands."""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass, replace

from bridge.adapters.web.adapter import WebAdapter
from bridge.chat.attachment import Attachment
from bridge.chat.content import Content, TermNote, Version
from bridge.chat.delivery import Block, Reaction, Shipment
from bridge.chat.event import Command, Deleted, Edited, Event, Posted, Reacted
from bridge.chat.message import Message
from bridge.chat.reader import ReaderLanguage
from bridge.chat.room import RoomRef
from bridge.chat.signal import Signal
from bridge.chat.text import Text
from bridge.relay.failure import Refused
from bridge.relay.records import Standing
from bridge.relay.suggesting import Choice

PHRASES = {
    "大家好，我是小明。": ("Hi everyone, I'm Xiao Ming.", "大家好，我是小明。"),
    "我蚌埠住了": ("I can't keep a straight face", "我蚌埠住了"),
    "Nice to meet you!": ("很高兴认识你！", "很高興認識你！"),
}
NOTES = {
    "蚌埠住了": TermNote(
        "蚌埠住了", 1, 5, "can't keep a straight face", "playful", "Bengbu held on",
        "A homophone of 绷不住了, “cannot hold it any more”: laughing or about to cry.", "“绷不住了”的谐音。",
        "homophone",
    )
}  # fmt: skip


@dataclass
class Shown:
    """A message that was shipped."""

    message: int
    native: str
    content: Content
    reactions: dict[str, list[Reaction]]


class EchoCore:
    """Implements `bridge.relay.adapter.Core` for the tests of one adapter."""

    def __init__(self) -> None:
        self.adapter: WebAdapter | None = None
        self.events: list[Event] = []
        self.signals: list[Signal] = []
        self.keys: set[str] = set()
        self.shown: dict[str, Shown] = {}
        self.files: dict[str, bytes] = {}
        self.hold = asyncio.Event()
        self.hold.set()
        self._numbers = itertools.count(1000)
        self._queue: asyncio.Queue[Event] = asyncio.Queue()
        self._current: Event | None = None
        self._news = asyncio.Condition()

    async def accept(self, event: Event) -> bool:
        if event.key in self.keys:
            return False
        self.keys.add(event.key)
        self.events.append(event)
        self._queue.put_nowait(event)
        async with self._news:
            self._news.notify_all()
        return True

    def signal(self, signal: Signal) -> None:
        self.signals.append(signal)

    async def fetch(self, attachment: Attachment) -> AsyncIterator[bytes]:
        if attachment.source not in self.files:
            raise Refused("It is gone.")
        data = self.files[attachment.source]
        for start in range(0, len(data), 1000):
            yield data[start : start + 1000]

    async def cursor(self, room: RoomRef) -> str:
        return ""

    async def advance(self, room: RoomRef, position: str) -> None:
        return

    async def standing(self, room: RoomRef, limit: int) -> Sequence[Standing]:
        return ()

    async def rooms(self, platform: str) -> Sequence[RoomRef]:
        return sorted({event.room for event in self.events if event.room.platform == platform})

    async def suggest(self, room: RoomRef, command: str, begun: str) -> Sequence[Choice]:
        return ()

    async def fields(self, room: RoomRef, command: str, about: str) -> Mapping[str, str]:
        return {}

    async def work(self) -> None:
        """Ship back what was accepted, in order."""
        while True:
            self._current = self._current or await self._queue.get()
            await self.hold.wait()
            await self._handle(self._current)
            self._current = None
            self._queue.task_done()

    async def settled(self) -> None:
        """Wait until everything accepted was shipped."""
        await asyncio.wait_for(self._queue.join(), 5)

    async def until(self, kind: type[Event], count: int = 1) -> list[Event]:
        """Wait for so many events of a kind."""
        async with self._news:
            await asyncio.wait_for(self._news.wait_for(lambda: len(self.of(kind)) >= count), 5)
        return self.of(kind)

    def of(self, kind: type[Event]) -> list[Event]:
        return [event for event in self.events if isinstance(event, kind)]

    async def ship(
        self,
        room: RoomRef,
        content: Content,
        *,
        reply_to: str = "",
        private_to: str = "",
        message: int | None = None,
        handle: str = "",
    ) -> str:
        """Ship one content; returns the entry that shows it, "" where none does."""
        assert self.adapter is not None
        number = next(self._numbers)
        block = Block(number, message, content, content.body.lead)
        shipment = Shipment(number, room, f"n{number}", (block,), reply_to, private_to, handle=handle)
        copies = await self.adapter.ship(shipment)
        return copies[0].native if copies else ""

    async def _handle(self, event: Event) -> None:
        assert self.adapter is not None
        match event:
            case Posted():
                await self.post(event.message)
            case Edited():
                shown = self._find(event.message.id)
                shown.content = replace(content_of(event.message), edited=True)
                block = Block(0, shown.message, shown.content, Text())
                await self.adapter.edit(shown.native, Shipment(0, event.room, "", (block,)))
            case Deleted():
                await self.adapter.delete(event.room, [self._find(one).native for one in event.messages])
            case Reacted() if event.message in self.shown:
                shown = self._find(event.message)
                shown.reactions[event.author.key] = [Reaction(event.author, one) for one in event.emoji]
                everyone: Sequence[Reaction] = [one for some in shown.reactions.values() for one in some]
                await self.adapter.react(event.room, shown.native, everyone)
            case Command():
                answer = f"You asked for {event.name}."
                content = Content(None, Text(answer), "en", 0)
                private_to = "" if event.name == "announce" else event.author.id
                await self.ship(event.room, content, private_to=private_to, handle=event.handle)
            case _:
                pass

    async def post(self, message: Message) -> str:
        """Ship a message, as if it came from anywhere."""
        number = next(self._numbers)
        content = content_of(message)
        reply = self._find(message.reply_to).native if message.reply_to in self.shown else message.reply_to
        native = await self.ship(message.room, content, reply_to=reply, message=number)
        self.shown[message.id] = self.shown[native] = Shown(number, native, content, {})
        return native

    def _find(self, identity: str) -> Shown:
        return self.shown[identity]


def content_of(message: Message) -> Content:
    """A content as the core would make it."""
    plain = message.text.plain
    english = plain.isascii()
    versions: list[Version] = []
    if english:
        simplified, traditional = PHRASES.get(plain, (f"译：{plain}", f"譯：{plain}"))
        versions.append(Version(ReaderLanguage.SIMPLIFIED, Text(simplified)))
        versions.append(Version(ReaderLanguage.TRADITIONAL, Text(traditional)))
    elif plain:
        translated, traditional = PHRASES.get(plain, (f"[{plain}]", plain))
        versions.append(Version(ReaderLanguage.ENGLISH, Text(translated)))
        versions.append(Version(ReaderLanguage.TRADITIONAL, Text(traditional)))
    notes = tuple(
        replace(note, start=plain.index(form), end=plain.index(form) + len(form))
        for form, note in NOTES.items()
        if form in plain
    )
    return Content(
        message.author,
        message.text,
        "none" if not plain else "en" if english else "zh-Hans",
        message.written_at,
        versions=tuple(versions),
        notes=notes,
        attachments=message.attachments,
        poll=message.poll,
        forwarded_from=message.forwarded_from,
    )
