"""The pictures that `bridge.adapters.faces` keeps, for whoever was given their address."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from aiohttp import web

from bridge.adapters.faces import NAME, ROUTE, Faces
from bridge.adapters.web.refusal import Refusal
from bridge.adapters.web.security import FILE_POLICY

_TYPES = {".jpg": "image/jpeg", ".png": "image/png", ".webp": "image/webp"}


@dataclass(frozen=True, slots=True)
class Avatars:
    """Serves `/avatars/…`. There is no list of them, and their names cannot be guessed."""

    faces: Faces

    def routes(self) -> list[web.RouteDef]:
        """What to add to an application."""
        return [web.get(f"{ROUTE}{{name:{NAME}}}", self.show)]

    async def show(self, request: web.Request) -> web.StreamResponse:
        """One picture; what it shows never changes, since its name says it."""
        path = self.faces.path(request.match_info["name"])
        if not await asyncio.to_thread(path.is_file):
            raise Refusal("This file is not here any more.", status=404)
        return web.FileResponse(
            path,
            headers={
                "Content-Type": _TYPES[path.suffix],
                "Content-Security-Policy": FILE_POLICY,
                "Cross-Origin-Resource-Policy": "cross-origin",
                "Cache-Control": "public, max-age=31536000, immutable",
            },
        )
