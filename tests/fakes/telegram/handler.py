"""Requests: whose they are, what they ask, what is answered, and the faults on the way."""

from __future__ import annotations

import asyncio
import contextlib
import re
import socket
import struct
from collections.abc import Awaitable, Callable
from urllib.parse import unquote

from aiohttp import web

from . import methods
from .account import Bot
from .call import METHODS, Call, proper_name
from .call_log import CallLog, CallRecord
from .errors import ApiError, too_many_requests
from .faults import Fault
from .parameters import read_parameters
from .world import World

_TOKEN = re.compile(r"\d+:[\w-]+")
_BAD_GATEWAY = (
    "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n"
    "<center><h1>502 Bad Gateway</h1></center>\r\n<hr><center>nginx/1.18.0</center>\r\n</body>\r\n</html>\r\n"
)
_Apply = Callable[[], Awaitable[web.Response]]

# Importing them has registered them.
assert methods.__all__


class Handler:
    """Answers requests. ``crashes`` are faults of the fake's own, which no test may overlook."""

    def __init__(self, world: World, upload_limit: int) -> None:
        self.world = world
        self.upload_limit = upload_limit
        self.log = CallLog()
        self.crashes: list[Exception] = []
        self._transports: set[asyncio.Transport] = set()
        self._applying: set[asyncio.Task[object]] = set()

    def register(self, app: web.Application) -> None:
        """Add the Bot API's addresses."""
        app.router.add_route("*", "/bot{token:[^/]+}/{method:[^/]*}", self._answer_call)
        app.router.add_route("GET", "/file/bot{token:[^/]+}/{path:.+}", self._answer_file)
        app.router.add_route("*", "/{path:.*}", _answer_stranger)

    def disconnect(self) -> None:
        """Reset every open connection."""
        for transport in list(self._transports):
            _reset(transport)
        self._transports.clear()

    async def cancel(self) -> None:
        """Give up what is being applied."""
        for task in list(self._applying):
            task.cancel()
            with contextlib.suppress(asyncio.CancelledError, ApiError):
                await task

    async def _answer_call(self, request: web.Request) -> web.StreamResponse:
        self._remember(request)
        bot, refusal = self._bot(request)
        if bot is None:
            return refusal
        name = request.match_info["method"]
        if name.lower() not in METHODS:
            self.log.unknown[name] += 1
            return _refuse(ApiError(404, "Not Found: method not found" if name else "Not Found"))
        record = CallRecord(bot, proper_name(name), None, {}, self.world.clock.now())
        try:
            parameters = await read_parameters(request, self.upload_limit)
        except ApiError as error:
            self.log.begin(record)
            self.log.end(record, error.code, error.description)
            return _refuse(error)
        call = Call(self.world, bot, record.method, parameters)
        record.chat_id, record.values = call.named_chat_id(), parameters.values
        return await self._serve(request, record, lambda: self._apply(call, record))

    async def _answer_file(self, request: web.Request) -> web.StreamResponse:
        self._remember(request)
        bot, refusal = self._bot(request)
        if bot is None:
            return refusal
        path = unquote(request.match_info["path"])
        file = self.world.files.by_path(path)
        if file is None:
            return _refuse(ApiError(404, "Not Found"))
        record = CallRecord(bot, "file", None, {"path": path}, self.world.clock.now())

        async def apply() -> web.Response:
            self.log.end(record, 200)
            return web.Response(body=file.content, content_type="application/octet-stream")

        return await self._serve(request, record, apply)

    async def _serve(self, request: web.Request, record: CallRecord, apply: _Apply) -> web.StreamResponse:
        self.log.begin(record)
        fault = self.world.faults.meet(record.method, record.chat_id)
        if fault is None:
            return await apply()
        record.fault = fault.kind
        return await self._spoil(request, record, fault, apply)

    async def _apply(self, call: Call, record: CallRecord) -> web.Response:
        """Do what was asked. A client that goes away stops a long poll, nothing else."""
        task = asyncio.ensure_future(METHODS[call.method.lower()](call))
        self._applying.add(task)
        task.add_done_callback(self._applied)
        try:
            result = await (task if call.method == "getUpdates" else asyncio.shield(task))
        except ApiError as error:
            self.log.end(record, error.code, error.description)
            return _refuse(error)
        except Exception as error:  # noqa: BLE001 (kept, and raised when the server is closed)
            self.crashes.append(error)
            self.log.end(record, 500, "Internal Server Error")
            return _refuse(ApiError(500, "Internal Server Error"))
        self.log.end(record, 200)
        return web.json_response({"ok": True, "result": result})

    def _applied(self, task: asyncio.Task[object]) -> None:
        self._applying.discard(task)
        if not task.cancelled():
            # Nobody may be left to look at it, where the client went away.
            task.exception()

    async def _spoil(self, request: web.Request, record: CallRecord, fault: Fault, apply: _Apply) -> web.StreamResponse:
        if fault.kind == "error":
            flood = fault.code == 429
            error = too_many_requests(int(fault.seconds)) if flood else ApiError(fault.code, fault.description)
            self.log.end(record, error.code, error.description)
            return _refuse(error)
        if fault.kind.endswith("_before"):
            self.log.end(record, 502 if fault.kind == "bad_gateway_before" else 0, "not applied")
            answer = web.Response()
        else:
            answer = await apply()
        if fault.kind.startswith("reset"):
            if request.transport is not None:
                _reset(request.transport)
        elif fault.kind.startswith("bad_gateway"):
            return web.Response(status=502, text=_BAD_GATEWAY, content_type="text/html")
        elif fault.kind == "hang":
            await asyncio.get_running_loop().create_future()
        else:
            await self.world.clock.sleep(fault.seconds)
        return answer

    def _bot(self, request: web.Request) -> tuple[Bot | None, web.Response]:
        token = unquote(request.match_info["token"])
        bot = self.world.bots.get(token)
        code, reason = (401, "Unauthorized") if _TOKEN.fullmatch(token) else (404, "Not Found")
        return bot, _refuse(ApiError(code, reason))

    def _remember(self, request: web.Request) -> None:
        if request.transport is not None:
            self._transports = {each for each in self._transports if not each.is_closing()} | {request.transport}


async def _answer_stranger(_: web.Request) -> web.Response:
    return _refuse(ApiError(404, "Not Found"))


def _refuse(error: ApiError) -> web.Response:
    headers = {}
    if error.parameters and "retry_after" in error.parameters:
        headers["Retry-After"] = str(error.parameters["retry_after"])
    return web.json_response(error.body(), status=error.code, headers=headers)


def _reset(transport: asyncio.Transport) -> None:
    """Close with RST, so that the client sees a reset connection and not an orderly end."""
    if transport.is_closing():
        return
    sock = transport.get_extra_info("socket")
    if sock is not None:
        with contextlib.suppress(OSError):
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    transport.abort()
