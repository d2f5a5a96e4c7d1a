"""Logging in to the host's page, and out."""

from __future__ import annotations

import structlog
from aiohttp import web
from aiohttp.typedefs import Handler
from pydantic import BaseModel, ValidationError

from bridge.adapters.web.limits import Buckets
from bridge.adapters.web.security import Gate
from bridge.operations.admin.admission import Admission
from bridge.operations.admin.refusal import Denied
from bridge.operations.admin.sessions import Sessions

log = structlog.get_logger(__name__)

#: Attempts of one address, and the seconds in which they come back.
ATTEMPTS, SECONDS = 10, 600.0


class Attempt(BaseModel):
    """What the login form sends."""

    token: str


class Door:
    """Exchanges the token for a session, and lets in whoever has one."""

    def __init__(self, admission: Admission, sessions: Sessions, gate: Gate, attempts: Buckets | None = None) -> None:
        self._admission = admission
        self._sessions = sessions
        self._gate = gate
        self._attempts = attempts or Buckets(ATTEMPTS, SECONDS)

    def routes(self) -> list[web.RouteDef]:
        """What to add to an application."""
        return [web.post("/api/login", self.login), web.post("/api/logout", self.logout)]

    async def login(self, request: web.Request) -> web.Response:
        """Begin a session for whoever knows the token. The token comes in the body: addresses end up in logs."""
        address = self._gate.address(request)
        if not await self._attempts.take(address):
            log.warning("too many attempts to log in to the admin page", address=address)
            raise Denied("That was tried too often. Wait ten minutes and try again.", status=429)
        try:
            attempt = Attempt.model_validate_json(await request.read())
        except ValidationError as error:
            raise Denied("Type the token.") from error
        if not self._admission.fits(attempt.token.strip()):
            log.warning("a wrong token at the admin page", address=address)
            raise Denied("This is not the token.", status=401)
        log.info("logged in to the admin page", address=address)
        response = web.json_response({})
        self._sessions.begin(request, response)
        return response

    async def logout(self, request: web.Request) -> web.Response:
        """End a session, in the browser and here."""
        response = web.json_response({})
        self._sessions.end(request, response)
        return response

    @web.middleware
    async def guard(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Keep everything behind the door but the page itself, which holds nothing, and the door."""
        _, behind, name = request.path.partition("/api/")
        if behind and name not in {"login", "logout"} and not self._sessions.holds(request):
            raise Denied("Log in first.", status=401)
        return await handler(request)
