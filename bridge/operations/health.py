"""`/healthz`, `/readyz` and `/metrics`."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager

from aiohttp import web

from bridge.metrics import metrics
from bridge.settings import Operations

#: Each part of Magpie by name, and whether it is ready.
Checks = Callable[[], Mapping[str, bool]]


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


def add_metrics_route(app: web.Application, checks: Checks) -> None:
    """Answer in Prometheus's text format; off the public port where the host gave operations a port of its own."""

    async def exposition(_: web.Request) -> web.Response:
        for part, ready in checks().items():
            metrics.ready.labels(part).set(ready)
        return web.Response(body=metrics.exposition(), headers={"Content-Type": "text/plain; version=0.0.4"})

    app.router.add_get("/metrics", exposition)


@asynccontextmanager
async def serve_metrics(settings: Operations, checks: Checks) -> AsyncIterator[None]:
    """Health and figures on the host's own port."""
    app = web.Application()
    add_health_routes(app, checks)
    add_metrics_route(app, checks)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    try:
        await web.TCPSite(runner, settings.host, settings.port).start()
        yield
    finally:
        await runner.cleanup()
