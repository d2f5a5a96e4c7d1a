"""`/healthz`, `/readyz` and `/metrics`, and the host's own port."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager

from aiohttp import web

from bridge.adapters.web.security import Gate, serving
from bridge.metrics import metrics
from bridge.operations.locality import is_local
from bridge.settings import Operations

#: Each part of Magpie by name, and whether it is ready.
Checks = Callable[[], Mapping[str, bool]]

_BODY_LIMIT = 64 * 1024
_CLOSING_SECONDS = 2.0


def add_health_routes(app: web.Application, checks: Checks) -> None:
    """Answer whether the process is alive, and whether it can do its work."""

    async def healthz(_: web.Request) -> web.Response:
        return web.json_response({"status": "alive"})

    async def readyz(_: web.Request) -> web.Response:
        parts = dict(checks())
        ready = all(parts.values())
        return web.json_response({"status": "ready" if ready else "starting", **parts}, status=200 if ready else 503)

    app.router.add_get("/healthz", healthz)
    app.router.add_get("/readyz", readyz)


def add_metrics_route(app: web.Application, checks: Checks, *, local_to: Gate | None = None) -> None:
    """Answer in Prometheus's text format; with `local_to` only those who ask from this very machine, 404 to others."""

    async def exposition(request: web.Request) -> web.Response:
        if local_to is not None and not is_local(request, local_to):
            raise web.HTTPNotFound
        for part, ready in checks().items():
            metrics.ready.labels(part).set(ready)
        return web.Response(body=metrics.exposition(), headers={"Content-Type": "text/plain; version=0.0.4"})

    app.router.add_get("/metrics", exposition)


@asynccontextmanager
async def serve_operations(
    settings: Operations, checks: Checks, add_pages: Callable[[web.Application], None]
) -> AsyncIterator[None]:
    """Health, figures, and what `add_pages` adds, on the host's own port."""
    app = web.Application(client_max_size=_BODY_LIMIT)
    add_health_routes(app, checks)
    add_metrics_route(app, checks)
    add_pages(app)
    runner = serving(app, _CLOSING_SECONDS)
    await runner.setup()
    try:
        await web.TCPSite(runner, settings.host, settings.port).start()
        yield
    finally:
        await runner.cleanup()
