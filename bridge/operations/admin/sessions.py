"""Who is logged in to the host's page: a random token in a cookie that scripts cannot read."""

from __future__ import annotations

import hashlib
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass

from aiohttp import web

from bridge.adapters.web.security import Gate

COOKIE = "magpie-admin"
#: Seconds without a request, and in all, after which one logs in anew.
IDLE, LASTING = 12 * 3600.0, 7 * 86_400.0
MOST = 32


@dataclass(slots=True)
class _Session:
    begun: float
    used: float


class Sessions:
    """In memory alone, by the hash of their token: a restart ends them all."""

    def __init__(self, gate: Gate, path: str, clock: Callable[[], float] = time.monotonic) -> None:
        """The cookie goes to addresses below `path` alone; `clock` counts seconds."""
        self._gate = gate
        self._path = path
        self._clock = clock
        self._open: dict[str, _Session] = {}

    def begin(self, request: web.Request, response: web.StreamResponse) -> None:
        """Log somebody in; where too many are, whoever was away the longest is not any more."""
        token, now = secrets.token_urlsafe(32), self._clock()
        self._open[_hashed(token)] = _Session(now, now)
        if len(self._open) > MOST:
            del self._open[min(self._open, key=lambda key: self._open[key].used)]
        secure = self._gate.secure(request)
        response.set_cookie(COOKIE, token, path=self._path, httponly=True, samesite="Strict", secure=secure)

    def holds(self, request: web.Request) -> bool:
        """Whether somebody who is logged in asks."""
        key, now = _key(request), self._clock()
        session = self._open.get(key)
        if session is None:
            return False
        if now - session.used > IDLE or now - session.begun > LASTING:
            del self._open[key]
            return False
        session.used = now
        return True

    def end(self, request: web.Request, response: web.StreamResponse) -> None:
        """Log out."""
        self._open.pop(_key(request), None)
        response.del_cookie(COOKIE, path=self._path, httponly=True, samesite="Strict")


def _key(request: web.Request) -> str:
    return _hashed(request.cookies.get(COOKIE, ""))


def _hashed(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()
