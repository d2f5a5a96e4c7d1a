"""The socket of an open page: what it missed, what happens, what it asks."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace

import structlog
from aiohttp import WSMsgType, web

from bridge.adapters.web import frames
from bridge.adapters.web.conversation import Conversation
from bridge.adapters.web.hub import Connection, Goodbye, GoodbyeCode, Hub, dumped
from bridge.adapters.web.limits import Limits
from bridge.adapters.web.ports import WebStore
from bridge.adapters.web.records import WebEntry, WebMember, WebRoom
from bridge.adapters.web.refusal import Refusal
from bridge.adapters.web.security import Gate
from bridge.adapters.web.sessions import Sessions
from bridge.adapters.web.slang import SlangDesk
from bridge.adapters.web.steward import Steward
from bridge.adapters.web.timeline import Json, entry_json, member_json, room_json

#: Entries in a page of history, and the most that a page catches up with before it starts afresh.
PAGE = 50
CATCH_UP = 400
#: Seconds.
_HEARTBEAT = 25
_GOODBYE = 2

_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Sockets:
    """Serves `/socket?member=…&since=…&lang=…`; `since` is the newest revision that the page knows, "" without one."""

    store: WebStore
    hub: Hub
    sessions: Sessions
    conversation: Conversation
    steward: Steward
    slang: SlangDesk
    limits: Limits
    gate: Gate
    upload_limit: int

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """Serve a page until it goes."""
        language = request.query.get("lang", "")[:35]
        address = self.gate.address(request)
        with self.limits.sockets.seat(address):
            socket = web.WebSocketResponse(
                timeout=_GOODBYE, heartbeat=_HEARTBEAT, max_msg_size=frames.FRAME_LIMIT, compress=False
            )
            await socket.prepare(request)
            try:
                member = await self.sessions.member(request)
                room = await self.store.room(member.room)
            except Refusal as refusal:
                # A page cannot read why an upgrade was refused, so it is told on the open socket.
                reason: Json = {"type": "dismissed", "sentence": refusal.in_language(language)}
                await socket.send_str(dumped(reason))
                await socket.close(code=GoodbyeCode.NOT_A_MEMBER)
                return socket
            if room is not None:
                connection = Connection(member, language, address)
                await self._serve(socket, room, connection, request.query.get("since", ""))
        return socket

    async def _serve(self, socket: web.WebSocketResponse, room: WebRoom, connection: Connection, since: str) -> None:
        # What happens while the greeting is read waits in the queue behind it; pages ignore what they know already.
        with self.hub.connected(connection):
            await self._remember_language(connection, connection.language)
            with suppress(ConnectionError):
                await socket.send_str(await self._greeting(room, connection.member, since))
                async with asyncio.TaskGroup() as tasks:
                    writer = tasks.create_task(_write(socket, connection))
                    await self._read(socket, connection)
                    # A writer that is saying goodbye ends by itself.
                    if not connection.leaving:
                        writer.cancel()

    async def _greeting(self, room: WebRoom, member: WebMember, since: str) -> str:
        room = await self.store.room(room.id) or room
        known = int(since) if since.isdecimal() and len(since) < 18 else None
        reset = known is None or not room.revision - CATCH_UP <= known <= room.revision
        if known is None or reset:
            latest = await self.store.latest(member, PAGE)
            entries, more = latest.entries, latest.more
        else:
            entries, more = await self.store.changes(member, known, 2 * CATCH_UP), False
        present = self.hub.present(room.id)
        members = await self.store.members(room.id)
        pinned = await self.store.pinned(member)
        frame: Json = {
            "type": "hello",
            "room": room_json(room),
            "me": member_json(member, online=True),
            "members": [member_json(one, online=one.id in present) for one in members],
            "revision": room.revision,
            "reset": reset,
            "more": more,
            "limits": {"text": self.limits.text, "file": self.upload_limit, "files": self.limits.files},
        }
        # Hundreds of entries, as a page that was away for long missed them, would keep the event loop for too long.
        return await asyncio.to_thread(_greeted, frame, entries, pinned)

    async def _read(self, socket: web.WebSocketResponse, connection: Connection) -> None:
        async for message in socket:
            if message.type is not WSMsgType.TEXT or connection.leaving:
                break
            try:
                frame = frames.read_frame(message.data)
            except ValueError:
                await socket.close(code=1008)
                break
            # Waiting here keeps the page's later frames in the network's buffers: it is slowed down and loses nothing.
            await self.limits.requests.wait(connection.member.id)
            await self.limits.requests_from.wait(connection.address)
            await self._answer(connection, frame)

    async def _answer(self, connection: Connection, frame: frames.Frame) -> None:
        member = connection.member
        match frame:
            case frames.Ping():
                connection.send({"type": "pong"})
            case frames.Typing():
                if await self.limits.typing.take(member.id):
                    self.conversation.typing(member)
            case frames.Language():
                connection.language = frame.language
                await self._remember_language(connection, frame.language)
            case frames.Older():
                older = await self.store.latest(member, PAGE, frame.before)
                connection.send(
                    {
                        "type": "older",
                        "before": frame.before,
                        "more": older.more,
                        "entries": [entry_json(entry) for entry in older.entries],
                    }
                )
            case frames.Peek():
                entries = [e for e in await self.store.entries(member.room, frame.entries) if member.sees(e)]
                connection.send({"type": "peeked", "entries": [entry_json(entry) for entry in entries]})
            case _:
                await self._do(connection, frame)

    async def _do(self, connection: Connection, ask: frames.Ask) -> None:
        try:
            answer = await self._handle(connection.member, ask)
        except Refusal as refusal:
            sentence = refusal.in_language(connection.language)
            connection.send({"type": "refused", "id": ask.id, "sentence": sentence})
        else:
            connection.send({"type": "done", "id": ask.id, **answer})

    async def _handle(self, member: WebMember, ask: frames.Ask) -> Json:
        match ask:
            case frames.Look() | frames.Attempt() | frames.Check() | frames.Tell():
                return await self.slang.handle(member, ask)
            case frames.Pin() | frames.Remove() | frames.Renew() | frames.History() | frames.Close():
                return await self.steward.handle(member, ask)
            case _:
                return await self.conversation.handle(member, ask)

    async def _remember_language(self, connection: Connection, language: str) -> None:
        """Answer in this language from now on, whatever the member came with."""
        if language and language != connection.member.language:
            connection.member = replace(connection.member, language=language)
            await self.store.set_language(connection.member.id, language)


def _greeted(frame: Json, entries: Sequence[WebEntry], pinned: Sequence[WebEntry]) -> str:
    shown: Json = {"entries": [entry_json(entry) for entry in entries], "pinned": [entry_json(one) for one in pinned]}
    return dumped(frame | shown)


async def _write(socket: web.WebSocketResponse, connection: Connection) -> None:
    with suppress(ConnectionError):
        while not isinstance(frame := await connection.outgoing.get(), Goodbye):
            await socket.send_str(frame)
        await socket.close(code=frame.code)
