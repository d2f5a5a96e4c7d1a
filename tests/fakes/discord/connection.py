"""One connection to the gateway."""

from __future__ import annotations

import asyncio
import json
from collections import deque
from typing import TYPE_CHECKING

from aiohttp import WSMsgType, web

from .accounts import Bot
from .compression import Codec
from .payloads import people, places
from .resets import reset_connection
from .sessions import Session
from .wire import Json, encode
from .world import Intent

if TYPE_CHECKING:
    from .gateway import Gateway

PAYLOAD_BYTES = 15 * 1024
SENDS, SENDS_S = 120, 60.0
"""A client may send this many payloads in this many seconds."""

MISSED = 1.5
"""After how many heartbeat intervals without one a connection is dead."""

CHUNK = 1000
PRIVILEGED = {
    Intent.GUILD_PRESENCES: "presences",
    Intent.GUILD_MEMBERS: "members",
    Intent.MESSAGE_CONTENT: "message_content",
}
KNOWN_INTENTS = (1 << 26) - 1
IGNORED = {3, 4, 31, 43}


class _Close(Exception):
    """The client did something for which the gateway closes."""

    def __init__(self, code: int) -> None:
        super().__init__(str(code))
        self.code = code


class Connection:
    """Speaks the protocol with one client; a session, once there is one, writes into it."""

    def __init__(
        self, gateway: Gateway, request: web.Request, socket: web.WebSocketResponse, codec: Codec | None
    ) -> None:
        self.gateway = gateway
        self.session: Session | None = None
        self.bot: Bot | None = None
        self.close_code: int | None = None
        self._request = request
        self._socket = socket
        self._codec = codec
        self._outgoing: asyncio.Queue[bytes | int] = asyncio.Queue()
        self._received: deque[float] = deque()

    def send(self, payload: bytes) -> None:
        """Send a payload after those before it."""
        self._outgoing.put_nowait(payload)

    def send_json(self, payload: Json) -> None:
        """Send a payload that no session remembers."""
        self.send(encode(payload))

    def close(self, code: int) -> None:
        """Close with `code` once everything before it is sent."""
        self._outgoing.put_nowait(code)

    def abort(self) -> None:
        """Reset the connection at once."""
        reset_connection(self._request)

    async def serve(self) -> None:
        """Speak until one side ends it."""
        writer = asyncio.create_task(self._write())
        try:
            self._greet()
            await self._read()
        except _Close as reason:
            self.close_code = reason.code
            self._outgoing.put_nowait(reason.code)
            await writer
        finally:
            writer.cancel()
            await asyncio.gather(writer, return_exceptions=True)
            if self.close_code is None:
                self.close_code = self._socket.close_code

    def _greet(self) -> None:
        query = self._request.query
        if query.get("v") not in {"9", "10"} or query.get("encoding", "json") != "json":
            raise _Close(4012)
        self.send_json({"op": 10, "s": None, "t": None, "d": {"heartbeat_interval": self.gateway.heartbeat_ms}})

    async def _write(self) -> None:
        while True:
            item = await self._outgoing.get()
            if isinstance(item, int):
                self.close_code = item
                self.gateway.closing(item)
                await self._socket.close(code=item)
                return
            try:
                if self._codec is None:
                    await self._socket.send_str(item.decode())
                else:
                    await self._socket.send_bytes(self._codec.encode(item))
            except ConnectionError:
                return

    async def _read(self) -> None:
        loop = asyncio.get_running_loop()
        patience = self.gateway.heartbeat_ms / 1000 * MISSED
        deadline = loop.time() + patience
        while True:
            try:
                async with asyncio.timeout_at(deadline):
                    frame = await self._socket.receive()
            except TimeoutError:
                raise _Close(4009) from None
            if frame.type not in {WSMsgType.TEXT, WSMsgType.BINARY}:
                return
            payload = self._decode(frame.data)
            self._count_received()
            if payload["op"] == 1:
                deadline = loop.time() + patience
            self._answer(payload["op"], payload.get("d"))

    @staticmethod
    def _decode(data: str | bytes) -> Json:
        if len(data) > PAYLOAD_BYTES:
            raise _Close(4002)
        try:
            payload = json.loads(data)
            if isinstance(payload, dict) and isinstance(payload.get("op"), int):
                return payload
        except ValueError:
            pass
        raise _Close(4002)

    def _count_received(self) -> None:
        now = self.gateway.world.clock.elapsed()
        self._received.append(now)
        while now - self._received[0] > SENDS_S:
            self._received.popleft()
        if len(self._received) > SENDS:
            raise _Close(4008)

    def _answer(self, op: int, data: object) -> None:
        if op == 1:
            self.gateway.count("heartbeat")
            if self.gateway.acknowledges:
                self.send_json({"op": 11, "s": None, "t": None, "d": None})
            return
        if op not in {2, 6, 8} | IGNORED:
            raise _Close(4001)
        if op in {2, 6}:
            if self.session is not None:
                raise _Close(4005)
            if not isinstance(data, dict):
                raise _Close(4002)
            (self._identify if op == 2 else self._resume)(data)
        elif self.session is None:
            raise _Close(4003)
        elif op == 8 and isinstance(data, dict):
            self._send_members(self.session, data)

    def _authenticate(self, data: Json) -> Bot:
        bot = self.gateway.world.bots.get(str(data.get("token", "")).removeprefix("Bot "))
        if bot is None:
            raise _Close(4004)
        self.bot = bot
        return bot

    def _identify(self, data: Json) -> None:
        bot = self._authenticate(data)
        wanted = data.get("intents")
        if not isinstance(wanted, int) or not 0 <= wanted <= KNOWN_INTENTS:
            raise _Close(4013)
        intents = Intent(wanted)
        for intent, switch in PRIVILEGED.items():
            if intent in intents and not getattr(bot, switch):
                raise _Close(4014)
        shard = data.get("shard") or [0, 1]
        if not 0 <= shard[0] < shard[1]:
            raise _Close(4010)
        self.session = session = Session(bot, intents)
        self.gateway.open(session, self)
        world = self.gateway.world
        guilds = [guild for guild in world.guilds.values() if bot.id in guild.members]
        ready = {
            "v": 10,
            "user": people.own_user(bot),
            "guilds": [{"id": str(guild.id), "unavailable": True} for guild in guilds],
            "session_id": session.id,
            "session_type": "normal",
            "resume_gateway_url": self.gateway.url,
            "shard": shard,
            "application": {"id": str(bot.id), "flags": bot.flags},
            "private_channels": [],
            "relationships": [],
            "presences": [],
            "guild_join_requests": [],
            "geo_ordered_rtc_regions": [],
            "user_settings": {},
            "user_settings_proto": None,
            "_trace": ["fake"],
        }
        session.dispatch("READY", ready)
        if Intent.GUILDS in intents:
            everyone = Intent.GUILD_PRESENCES in intents
            for guild in guilds:
                session.dispatch("GUILD_CREATE", places.gateway_guild(world, guild, bot, all_members=everyone))
        self.gateway.count("identify")

    def _resume(self, data: Json) -> None:
        bot = self._authenticate(data)
        session = self.gateway.resumable(str(data.get("session_id")), bot)
        sequence = data.get("seq")
        missed = None
        if session is not None and isinstance(sequence, int):
            if sequence > session.sequence:
                raise _Close(4007)
            missed = session.missed(sequence)
        if session is None or missed is None:
            self.gateway.count("invalid")
            self.send_json({"op": 9, "s": None, "t": None, "d": False})
            return
        if isinstance(session.outlet, Connection):
            session.outlet.session = None
            session.outlet.close(4000)
        for payload in missed:
            self.send(payload)
        self.session, session.outlet, session.lost_at = session, self, None
        session.dispatch("RESUMED", {"_trace": ["fake"]})
        self.gateway.count("resume")

    def _send_members(self, session: Session, data: Json) -> None:
        """https://discord.com/developers/docs/events/gateway-events#request-guild-members ."""
        world = self.gateway.world
        guild = world.guilds.get(int(data["guild_id"]))
        if guild is None or session.bot.id not in guild.members:
            return
        missing: list[str] = []
        if data.get("user_ids"):
            raw = data["user_ids"]
            wanted = [int(one) for one in (raw if isinstance(raw, list) else [raw])]
            members = [guild.members[one] for one in wanted if one in guild.members]
            missing = [str(one) for one in wanted if one not in guild.members]
        else:
            query, limit = str(data.get("query", "")).lower(), int(data.get("limit", 0))
            if not query and not limit and Intent.GUILD_MEMBERS not in session.intents:
                return
            members = [one for one in guild.members.values() if one.shown_name.lower().startswith(query)]
            members = members[:limit] if limit else members
        chunks = [members[start : start + CHUNK] for start in range(0, len(members), CHUNK)] or [[]]
        for number, chunk in enumerate(chunks):
            answer: Json = {
                "guild_id": str(guild.id),
                "members": [people.member(member) for member in chunk],
                "chunk_index": number,
                "chunk_count": len(chunks),
                "not_found": missing,
            }
            if data.get("nonce") is not None:
                answer["nonce"] = data["nonce"]
            session.dispatch("GUILD_MEMBERS_CHUNK", answer)
