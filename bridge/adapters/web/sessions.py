"""Sessions: a random token in a cookie that scripts cannot read, of which we keep the hash alone."""

from __future__ import annotations

import hashlib
import secrets

from aiohttp import web

from bridge.adapters.web.ports import RoomStore
from bridge.adapters.web.records import Standing, WebMember
from bridge.adapters.web.refusal import Refusal
from bridge.adapters.web.security import Gate

COOKIE = "magpie"
_LASTING = 400 * 86_400
_TOKEN_LENGTH = 43


class Sessions:
    """Tells who asks."""

    def __init__(self, store: RoomStore, gate: Gate) -> None:
        self._store = store
        self._gate = gate

    def current(self, request: web.Request) -> str:
        """The hash of the session's token, "" without a session."""
        token = request.cookies.get(COOKIE, "")
        return _hashed(token) if len(token) == _TOKEN_LENGTH and token.isascii() else ""

    def begin(self) -> tuple[str, str]:
        """A new session: its token and the token's hash."""
        token = secrets.token_urlsafe(32)
        return token, _hashed(token)

    def remember(self, request: web.Request, response: web.StreamResponse, token: str) -> None:
        """Give the browser its token."""
        response.set_cookie(
            COOKIE,
            token,
            max_age=_LASTING,
            httponly=True,
            samesite="Strict",
            secure=self._gate.secure(request),
        )

    async def member(self, request: web.Request) -> WebMember:
        """The member named by `?member=`; raises `Refusal` unless they are this session's and still in their room."""
        member = await self._store.member(request.query.get("member", ""))
        session = self.current(request)
        if member is None or not session or not secrets.compare_digest(member.session, session):
            raise Refusal("You are not in this room. Open its invite link to join.", status=403)
        if member.standing is Standing.REMOVED:
            raise Refusal("The owner of this room removed you from it.", status=403)
        if member.standing is Standing.LEFT:
            raise Refusal("You left this room. Open its invite link to come back.", status=403)
        return member


def _hashed(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
