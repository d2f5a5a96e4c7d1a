"""Serving the CDN over HTTP."""

from __future__ import annotations

from aiohttp import web

from .calls import Call, CallLog
from .disturbance import CUT, Disturbance
from .faults import FaultKind, Faults
from .limits import RateLimits
from .world import World


class FileServer:
    """Answers for cdn.discordapp.com. Faults strike here too, under `GET /attachments/…`.

    `RESET_AFTER` cuts the connection in the middle of the file.
    """

    def __init__(self, world: World, faults: Faults, limits: RateLimits, calls: CallLog) -> None:
        self._world = world
        self._faults = faults
        self._limits = limits
        self._calls = calls

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """Serve a file, or the part of it that a Range header asks for."""
        path = request.path
        disturbance = Disturbance(self._faults.draw(f"GET {path}", path, None), self._limits, request)
        response: web.StreamResponse | None = None
        try:
            response = await disturbance.before()
            if response is None:
                whole = self._answer(request)
                response = whole
                if disturbance.has(FaultKind.RESET_AFTER):
                    response = await self._send_half(request, whole, disturbance)
                else:
                    response = await disturbance.after() or whole
            return response
        finally:
            status = 0 if response is None or response.status == CUT else response.status
            folder = f"GET /{path.split('/')[1]}"
            self._calls.add(Call(folder, path, status, None, self._world.clock.elapsed()))

    def _answer(self, request: web.Request) -> web.Response:
        found = self._world.cdn.find(request.path, dict(request.query))
        if found is None:
            return web.Response(status=404, text="This content is no longer available.")
        data, media_type = found
        headers = {"Content-Type": media_type, "Accept-Ranges": "bytes"}
        part = request.http_range
        if part.start is None and part.stop is None:
            return web.Response(body=data, headers=headers)
        start, stop, _ = part.indices(len(data))
        if start >= len(data):
            return web.Response(status=416, headers={"Content-Range": f"bytes */{len(data)}"})
        headers["Content-Range"] = f"bytes {start}-{stop - 1}/{len(data)}"
        return web.Response(status=206, body=data[start:stop], headers=headers)

    @staticmethod
    async def _send_half(request: web.Request, whole: web.Response, disturbance: Disturbance) -> web.StreamResponse:
        data = whole.body if isinstance(whole.body, bytes) else b""
        half = web.StreamResponse(status=whole.status, headers={"Content-Length": str(len(data))})
        await half.prepare(request)
        await half.write(data[: len(data) // 2])
        return disturbance.cut()
