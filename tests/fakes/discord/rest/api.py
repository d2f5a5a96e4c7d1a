"""How a call is counted, authorised, limited, disturbed and answered."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Iterable

from aiohttp import web

from tests.fakes.discord.accounts import Bot
from tests.fakes.discord.calls import Call, CallLog
from tests.fakes.discord.disturbance import CUT, Disturbance
from tests.fakes.discord.faults import Faults
from tests.fakes.discord.gateway import Gateway
from tests.fakes.discord.limits import Banned, RateLimits
from tests.fakes.discord.refusals import ApiError, Refusal, refuse
from tests.fakes.discord.wire import encode
from tests.fakes.discord.world import World

from .request import Answer, ApiRequest, Body, Route

_log = logging.getLogger(__name__)
PREFIXES = ("/api/v10", "/api/v9", "/api")


class Api:
    """Serves the routes of all resources."""

    def __init__(self, world: World, gateway: Gateway, faults: Faults, limits: RateLimits, calls: CallLog) -> None:
        self._world = world
        self._gateway = gateway
        self._faults = faults
        self._limits = limits
        self._calls = calls
        self.crashes: list[Exception] = []

    def mount(self, application: web.Application, routes: Iterable[Route]) -> None:
        """Add `routes` to `application`, under each version's prefix."""
        for route in routes:
            for prefix in PREFIXES:
                application.router.add_route(route.method, prefix + route.path, self._handler(route))
        application.router.add_route("*", "/api/{rest:.*}", self._unknown)

    def _handler(self, route: Route) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
        async def handle(request: web.Request) -> web.StreamResponse:
            return await self._serve(route, request)

        return handle

    async def _unknown(self, request: web.Request) -> web.StreamResponse:
        await request.read()
        error = refuse(Refusal.NOT_FOUND)
        path = request.path.removeprefix("/api/v10")
        self._calls.add(Call(f"{request.method} {path}", path, error.status, None, self._world.clock.elapsed()))
        return self._respond(error.status, error.body(), {})

    async def _serve(self, route: Route, request: web.Request) -> web.StreamResponse:
        channel = self._channel(request)
        path = request.path
        for prefix in PREFIXES:
            if path.startswith(prefix + "/"):
                path = path.removeprefix(prefix)
                break
        response: web.StreamResponse | None = None
        faults = self._faults.draw(route.name, path, channel)
        disturbance = Disturbance(faults, self._limits, request)
        try:
            asked = ApiRequest(self._world, self._gateway, request, self._authenticate(request))
            misread: ApiError | None = None
            try:
                await asked.read()
            except ApiError as error:
                misread = error
            response = await disturbance.before()
            if response is None:
                response = await self._answer(route, request, asked, misread, channel)
                response = await disturbance.after() or response
            return response
        finally:
            status = 0 if response is None or response.status == CUT else response.status
            self._calls.add(Call(route.name, path, status, channel, self._world.clock.elapsed()))

    async def _answer(
        self, route: Route, request: web.Request, asked: ApiRequest, misread: ApiError | None, channel: int | None
    ) -> web.StreamResponse:
        headers: dict[str, str] = {}
        try:
            headers |= self._admit(route, request, asked, channel)
            body = await self._handle(route, asked, misread)
        except ApiError as error:
            headers |= error.headers
            self._limits.note(error.status, headers.get("X-RateLimit-Scope"))
            return self._respond(error.status, error.body(), headers)
        except Banned:
            return web.Response(status=429, text="error code: 1015", content_type="text/plain")
        except Exception as error:  # noqa: BLE001 - a bug of the fake, raised when its context ends
            self.crashes.append(error)
            _log.exception("the fake Discord failed in %s", route.name)
            return self._respond(500, {"message": "500: Internal Server Error", "code": 0}, headers)
        if isinstance(body, Answer):
            return self._respond(body.status, body.body, headers)
        return self._respond(204 if body is None else 200, body, headers)

    def _admit(self, route: Route, request: web.Request, asked: ApiRequest, channel: int | None) -> dict[str, str]:
        """Ask the limits to let a call in and return the headers for its answer."""
        if not route.open and asked.caller is None:
            raise refuse(Refusal.UNAUTHORIZED)
        ids = request.match_info
        key = ids.get("channel_id") or ids.get("guild_id") or ids.get("webhook_id") or ""
        headers = self._limits.admit(
            route.name,
            key + ids.get("webhook_token", ""),
            asked.caller.token if asked.caller is not None else "address",
            channel=channel if self._is_webhook(request) else None,
            exempt=route.exempt,
        )
        if route.exempt:
            del headers["X-RateLimit-Bucket"]
        return headers

    @staticmethod
    async def _handle(route: Route, asked: ApiRequest, misread: ApiError | None) -> Body:
        if misread is not None:
            raise misread
        return await route.handler(asked)

    @staticmethod
    def _respond(status: int, body: object, headers: dict[str, str]) -> web.Response:
        if body is None:
            return web.Response(status=status, headers=headers)
        return web.Response(status=status, body=encode(body), content_type="application/json", headers=headers)

    def _authenticate(self, request: web.Request) -> Bot | None:
        scheme, _, token = request.headers.get("Authorization", "").partition(" ")
        return self._world.bots.get(token) if scheme == "Bot" else None

    def _channel(self, request: web.Request) -> int | None:
        """The channel that a call is about: the thread or the webhook's channel for a webhook."""
        ids = request.match_info
        if (channel := ids.get("channel_id")) is not None:
            return int(channel) if channel.isdecimal() else None
        thread = request.query.get("thread_id", "")
        if "webhook_id" in ids and thread.isdecimal():
            return int(thread)
        webhook = ids.get("webhook_id", "")
        if webhook.isdecimal() and int(webhook) in self._world.webhooks:
            return self._world.webhooks[int(webhook)].channel.id
        interaction = ids.get("interaction_id", "")
        if interaction.isdecimal() and int(interaction) in self._world.interactions:
            return self._world.interactions[int(interaction)].channel.id
        return None

    def _is_webhook(self, request: web.Request) -> bool:
        webhook = request.match_info.get("webhook_id", "")
        return webhook.isdecimal() and int(webhook) in self._world.webhooks
