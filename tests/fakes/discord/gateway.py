"""The gateway: the WebSocket over which bots hear what happens.

https://discord.com/developers/docs/events/gateway
"""

from __future__ import annotations

from collections import Counter

from aiohttp import web

from .accounts import Bot
from .compression import make_codec
from .connection import Connection
from .sessions import RESUMABLE_S, Session
from .watch import Watch
from .wire import Json
from .world import Event, World

FATAL = {4004, 4010, 4011, 4012, 4013, 4014}
FORGETFUL = {1000, 1001, 4007, 4009}
"""Close codes after which a session cannot be resumed."""


class Gateway:
    """All sessions and connections, and the faults that a test gives them.

    `heartbeat_ms`: how often clients must send a heartbeat. `acknowledges`: whether heartbeats are answered.
    `accepting`: whether new connections are let in, or get 503. `counts`: how often each of `connect`, `identify`,
    `resume`, `invalid` and `heartbeat` happened. `closes`: the codes with which this side closed connections.
    """

    def __init__(self, world: World, *, heartbeat_ms: int = 41_250) -> None:
        self.world = world
        self.heartbeat_ms = heartbeat_ms
        self.acknowledges = True
        self.accepting = True
        self.url = ""
        self.counts: Counter[str] = Counter()
        self.closes: list[int] = []
        self.sessions: dict[str, Session] = {}
        self.connections: set[Connection] = set()
        self.watch = Watch()
        world.listeners.append(self._deliver)

    def _deliver(self, event: Event) -> None:
        for session in list(self.sessions.values()):
            if session.hears(self.world, event):
                session.dispatch(event.name, event.render(session.bot, session.reads))

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """Serve one connection until it ends."""
        if not self.accepting:
            return web.Response(status=503)
        try:
            codec = make_codec(request.query.get("compress"))
        except LookupError:
            return web.Response(status=400)
        socket = web.WebSocketResponse(timeout=1.0, max_msg_size=0)
        await socket.prepare(request)
        self.count("connect")
        connection = Connection(self, request, socket, codec)
        self.connections.add(connection)
        try:
            await connection.serve()
        finally:
            self.connections.discard(connection)
            self._detach(connection)
            self.watch.touch()
        return socket

    def count(self, what: str) -> None:
        """Count something and wake those who wait for it."""
        self.counts[what] += 1
        self.watch.touch()

    def closing(self, code: int) -> None:
        """Note that a connection is closed from this side."""
        self.closes.append(code)
        self.watch.touch()

    async def closed(self, code: int, timeout: float = 10.0) -> None:  # noqa: ASYNC109
        """Wait until a connection was closed from this side with `code`, for at most `timeout` seconds."""
        await self.watch.until(
            lambda: True if code in self.closes else None,
            timeout=timeout,
            otherwise=lambda: f"nothing was closed with {code}, only {self.closes}",
        )

    def open(self, session: Session, connection: Connection) -> None:
        """Keep a new session; a bot that starts anew does not come back to those that it lost."""
        self.forget(session.bot)
        session.outlet = connection
        self.sessions[session.id] = session

    def resumable(self, session_id: str, bot: Bot) -> Session | None:
        """The session to resume; None when it is not known, not this bot's, or was lost too long ago."""
        session = self.sessions.get(session_id)
        if session is None or session.bot is not bot:
            return None
        if session.lost_at is not None and self.world.clock.elapsed() - session.lost_at > RESUMABLE_S:
            del self.sessions[session_id]
            return None
        return session

    def _detach(self, connection: Connection) -> None:
        session = connection.session
        code = connection.close_code
        if session is None or session.outlet is not connection:
            return
        session.outlet = None
        session.lost_at = self.world.clock.elapsed()
        if code in FORGETFUL | FATAL:
            self.sessions.pop(session.id, None)

    def _of(self, bot: Bot | None) -> list[Connection]:
        return [one for one in self.connections if bot is None or (one.session and one.session.bot is bot)]

    def is_ready(self, bot: Bot) -> bool:
        """Whether `bot` is connected and has identified or resumed."""
        return any(session.bot is bot and session.outlet is not None for session in self.sessions.values())

    async def ready(self, bot: Bot, timeout: float = 10.0) -> None:  # noqa: ASYNC109
        """Wait until `bot` is connected, for at most `timeout` seconds."""
        await self.watch.until(
            lambda: True if self.is_ready(bot) else None,
            timeout=timeout,
            otherwise=lambda: f"{bot.user.name} did not connect; so far {dict(self.counts)}, closed {self.closes}",
        )

    async def gone(self, bot: Bot, timeout: float = 10.0) -> None:  # noqa: ASYNC109
        """Wait until `bot` is not connected any more, for at most `timeout` seconds.

        After a bot was killed, wait for this before `ready`, which the old connection may still satisfy.
        """
        await self.watch.until(
            lambda: None if self.is_ready(bot) else True,
            timeout=timeout,
            otherwise=lambda: f"{bot.user.name} is still connected",
        )

    async def counted(self, what: str, number: int, timeout: float = 10.0) -> None:  # noqa: ASYNC109
        """Wait until `what` (see `counts`) happened `number` times since the server was made."""
        await self.watch.until(
            lambda: True if self.counts[what] >= number else None,
            timeout=timeout,
            otherwise=lambda: f"no {number} times {what}; so far {dict(self.counts)}, closed {self.closes}",
        )

    def disconnect(self, bot: Bot | None = None, *, code: int = 4000) -> None:
        """Close the connections of `bot`, or all, with `code`."""
        for connection in self._of(bot):
            connection.close(code)

    def drop(self, bot: Bot | None = None) -> None:
        """Reset the connections of `bot`, or all, without a word."""
        for connection in self._of(bot):
            connection.abort()

    def reconnect(self, bot: Bot | None = None) -> None:
        """Ask clients to reconnect and resume (opcode 7)."""
        self._command({"op": 7, "s": None, "t": None, "d": None}, bot)

    def invalidate(self, bot: Bot | None = None, *, resumable: bool = False) -> None:
        """Invalidate sessions (opcode 9); not `resumable`, they are forgotten and what is missed is lost."""
        for connection in self._of(bot):
            if connection.session is not None and not resumable:
                self.sessions.pop(connection.session.id, None)
                connection.session.outlet = None
                connection.session = None
        self._command({"op": 9, "s": None, "t": None, "d": resumable}, bot)

    def forget(self, bot: Bot | None = None) -> None:
        """Forget sessions whose connection is lost: the next RESUME is answered with opcode 9."""
        for session in list(self.sessions.values()):
            if session.outlet is None and (bot is None or session.bot is bot):
                del self.sessions[session.id]

    def _command(self, payload: Json, bot: Bot | None) -> None:
        for connection in self.connections:
            if bot is None or connection.bot is bot:
                connection.send_json(payload)
