"""Faults that strike a call on its way in or out."""

from __future__ import annotations

from collections.abc import Sequence

from aiohttp import web

from .faults import Fault, FaultKind
from .limits import RateLimits
from .resets import reset_connection
from .wire import encode

CUT = 599
"""The status of an answer that nobody gets."""


class Disturbance:
    """The faults that were drawn for one call.

    https://discord.com/developers/docs/topics/rate-limits for the shape of a 429.
    """

    def __init__(self, faults: Sequence[Fault], limits: RateLimits, request: web.Request) -> None:
        self._faults = faults
        self._limits = limits
        self._request = request

    def has(self, kind: FaultKind) -> bool:
        """Whether a fault of this kind strikes."""
        return any(fault.kind is kind for fault in self._faults)

    async def before(self) -> web.Response | None:
        """Do what is to be done before the call takes effect; an answer means that it never does."""
        for fault in self._faults:
            match fault.kind:
                case FaultKind.DELAY | FaultKind.HOLD_BEFORE:
                    await fault.pause()
                case FaultKind.RESET_BEFORE:
                    return self.cut()
                case FaultKind.BAD_GATEWAY_BEFORE:
                    return self._bad_gateway()
                case FaultKind.TOO_MANY:
                    return self._too_many(fault)
                case _:
                    pass
        return None

    async def after(self) -> web.Response | None:
        """Do what is to be done once the call took effect; an answer goes out in the place of the true one."""
        for fault in self._faults:
            match fault.kind:
                case FaultKind.HOLD_AFTER:
                    await fault.pause()
                case FaultKind.RESET_AFTER:
                    return self.cut()
                case FaultKind.BAD_GATEWAY_AFTER:
                    return self._bad_gateway()
                case _:
                    pass
        return None

    def cut(self) -> web.Response:
        """Reset the connection."""
        reset_connection(self._request)
        return web.Response(status=CUT)

    @staticmethod
    def _bad_gateway() -> web.Response:
        return web.Response(status=502, text="<html>502 Bad Gateway</html>", content_type="text/html")

    def _too_many(self, fault: Fault) -> web.Response:
        scope = "global" if fault.everywhere else "user"
        error = self._limits.too_many(fault.seconds, scope=scope)
        self._limits.note(429, scope)
        body = encode(error.body())
        return web.Response(status=429, body=body, content_type="application/json", headers=error.headers)
