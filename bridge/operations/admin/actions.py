"""What can be asked of the host's page, and done on it."""

from __future__ import annotations

import asyncio
from typing import TypeVar

import structlog
from aiohttp import web
from pydantic import BaseModel, Field, ValidationError

from bridge.adapters.web.pages import asked_language
from bridge.operations.admin.board import Board
from bridge.operations.admin.depot import Depot
from bridge.operations.admin.ports import Storage
from bridge.operations.admin.refusal import Denied
from bridge.operations.admin.review import Review
from bridge.translation.offers import Origin

log = structlog.get_logger(__name__)


class Look(BaseModel):
    """Which conversations are to be shown."""

    find: str = Field(default="", max_length=100)
    limit: int = Field(default=50, ge=1, le=1000)


class Choice(BaseModel):
    """A package, of whoever makes it."""

    name: str = Field(default="", max_length=200)
    origin: Origin = Origin.ARGOS


M = TypeVar("M", bound=BaseModel)


class Actions:
    """Everything behind the door."""

    def __init__(self, board: Board, review: Review, depot: Depot, storage: Storage) -> None:
        self._board = board
        self._review = review
        self._depot = depot
        self._storage = storage
        self._backing_up = asyncio.Lock()

    def routes(self) -> list[web.RouteDef]:
        """What to add to an application."""
        return [
            web.get("/api/state", self.state),
            web.post("/api/proposals/{number:[0-9]{1,18}}/{decision:approve|reject}", self.decide),
            web.post("/api/backup", self.back_up),
            web.post("/api/packages/offered", self.offered),
            web.post("/api/packages/install", self.install),
            web.post("/api/packages/cancel", self.cancel),
            web.post("/api/packages/remove", self.remove),
        ]

    async def state(self, request: web.Request) -> web.Response:
        """All that there is to see."""
        try:
            look = Look.model_validate(dict(request.query))
        except ValidationError as error:
            raise Denied("This cannot be looked for.") from error
        return web.Response(body=await self._board.state(look.find, look.limit), content_type="application/json")

    async def decide(self, request: web.Request) -> web.Response:
        """Approve or reject a proposal."""
        number = int(request.match_info["number"])
        if request.match_info["decision"] == "approve":
            await self._review.approve(number, asked_language(request))
        else:
            await self._review.reject(number)
        log.info("proposal decided at the admin page", number=number, decision=request.match_info["decision"])
        return web.json_response({})

    async def back_up(self, request: web.Request) -> web.Response:
        """Copy the database beside itself."""
        del request
        if self._backing_up.locked():
            raise Denied("A backup is being made already.", status=409)
        async with self._backing_up:
            stored = await self._storage.measured()
            if stored.free < stored.database + stored.log:
                raise Denied("There is not enough room on the disk for another copy.", status=507)
            try:
                backup = await self._storage.back_up()
            except OSError as error:
                raise Denied("The backup failed: {reason}", status=507, reason=error.strerror or error) from error
        log.info("backed up at the admin page", file=backup.path, bytes=backup.size)
        return web.json_response({"path": backup.path, "size": backup.size})

    async def offered(self, request: web.Request) -> web.Response:
        """Ask an index what can be had: the only thing here for which Magpie goes online."""
        choice = await _read(request, Choice)
        offers = await self._depot.offered(choice.origin)
        found = [{"name": o.name, "source": o.source, "target": o.target, "size": o.size} for o in offers]
        return web.json_response({"offers": found})

    async def install(self, request: web.Request) -> web.Response:
        """Begin to fetch a package."""
        choice = await _read(request, Choice)
        self._depot.install(choice.origin, choice.name)
        return web.json_response({})

    async def cancel(self, request: web.Request) -> web.Response:
        """Stop fetching a package."""
        await self._depot.cancel((await _read(request, Choice)).name)
        return web.json_response({})

    async def remove(self, request: web.Request) -> web.Response:
        """Delete an installed package."""
        await self._depot.remove((await _read(request, Choice)).name)
        return web.json_response({})


async def _read(request: web.Request, kind: type[M]) -> M:
    try:
        return kind.model_validate_json(await request.read())
    except ValidationError as error:
        raise Denied("This request cannot be read; reload the page.") from error
