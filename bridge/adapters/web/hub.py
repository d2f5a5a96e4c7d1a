"""Who is connected right now, and what is pushed to them. In memory only."""

from __future__ import annotations

import asyncio
import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

from bridge.adapters.web.records import WebEntry, WebMember
from bridge.adapters.web.timeline import Json, entry_json, member_json

#: Frames that may wait for a slow page; beyond that it is let go, and catches up when it connects again.
_BACKLOG = 2000


@dataclass(frozen=True, slots=True)
class Goodbye:
    """The last thing in a connection's queue: close with this WebSocket code."""

    code: int


@dataclass(eq=False, slots=True)
class Connection:
    """An open page. `language` is what it reads, a BCP 47 tag; `address` is where it is open."""

    member: WebMember
    language: str
    address: str = ""
    outgoing: asyncio.Queue[str | Goodbye] = field(default_factory=asyncio.Queue)
    leaving: bool = False

    def send(self, frame: Json) -> None:
        """Queue a frame."""
        self.send_text(dumped(frame))

    def send_text(self, frame: str) -> None:
        """Queue a frame that is JSON already."""
        if self.outgoing.qsize() >= _BACKLOG:
            self.close(GoodbyeCode.SLOW)
        elif not self.leaving:
            self.outgoing.put_nowait(frame)

    def close(self, code: int) -> None:
        """Close once everything queued was sent; at once where too much is queued."""
        if self.leaving:
            return
        self.leaving = True
        if self.outgoing.qsize() >= _BACKLOG:
            with suppress(asyncio.QueueEmpty):
                while True:
                    self.outgoing.get_nowait()
        self.outgoing.put_nowait(Goodbye(code))


class GoodbyeCode:
    """WebSocket close codes; those from 4000 on are our own and tell the page not to come back."""

    RESTART = 1012
    SLOW = 1013
    NOT_A_MEMBER = 4403


def dumped(frame: Json) -> str:
    """A frame as compact JSON."""
    return json.dumps(frame, ensure_ascii=False, separators=(",", ":"))


class Hub:
    """All connections, by room."""

    def __init__(self) -> None:
        self._rooms: defaultdict[str, set[Connection]] = defaultdict(set)
        self._locks: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._closed = False

    def order(self, room: str) -> asyncio.Lock:
        """Held while a timeline is changed and pushed, so that pages get revisions in their order."""
        return self._locks[room]

    @contextmanager
    def connected(self, connection: Connection) -> Iterator[None]:
        """Push to a connection, and show its member as present, while this is open."""
        room = connection.member.room
        came = not self.online(connection.member)
        self._rooms[room].add(connection)
        if self._closed:
            connection.close(GoodbyeCode.RESTART)
        if came:
            self._push_presence(connection.member, online=True)
        try:
            yield
        finally:
            self._rooms[room].discard(connection)
            if not self.online(connection.member):
                self._push_presence(connection.member, online=False)
            if not self._rooms[room]:
                del self._rooms[room]

    def online(self, member: WebMember) -> bool:
        """Whether a member has a page open."""
        return any(one.member.id == member.id for one in self._rooms.get(member.room, ()))

    def present(self, room: str) -> frozenset[str]:
        """The ids of the members who have a page open."""
        return frozenset(one.member.id for one in self._rooms.get(room, ()))

    def push(self, room: str, frame: Json, but: str = "") -> None:
        """Send a frame to all pages of a room except those of the member `but`."""
        text = dumped(frame)
        for connection in self._connections(room, lambda one: one.member.id != but):
            connection.send_text(text)

    def push_to(self, member: str, room: str, frame: Json) -> None:
        """Send a frame to all pages of one member of a room."""
        text = dumped(frame)
        for connection in self._connections(room, lambda one: one.member.id == member):
            connection.send_text(text)

    def push_entries(self, room: str, entries: Iterable[WebEntry]) -> None:
        """Send entries to all pages whose member may see them."""
        for entry in entries:
            text = dumped({"type": "entry", "entry": entry_json(entry)})
            for connection in self._connections(room, lambda one, entry=entry: one.member.sees(entry)):  # type: ignore[misc]
                connection.send_text(text)

    def dismiss(self, members: Iterable[WebMember], frame: Json) -> None:
        """Tell members why, and close their pages."""
        gone = {member.id: member for member in members}
        for member in gone.values():
            for connection in self._connections(member.room, lambda one: one.member.id in gone):
                connection.send(frame)
                connection.close(GoodbyeCode.NOT_A_MEMBER)

    def open(self) -> None:
        """Let pages connect."""
        self._closed = False

    def close(self) -> None:
        """Close all pages, those that are just opening too; they connect again when we are back."""
        self._closed = True
        for room in list(self._rooms):
            for connection in list(self._rooms[room]):
                connection.close(GoodbyeCode.RESTART)

    def _connections(self, room: str, wanted: Callable[[Connection], bool]) -> list[Connection]:
        return [connection for connection in self._rooms.get(room, ()) if wanted(connection)]

    def _push_presence(self, member: WebMember, *, online: bool) -> None:
        self.push(member.room, {"type": "member", "member": member_json(member, online=online)}, but=member.id)
