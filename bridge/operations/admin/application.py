"""The host's page as an application of its own, to be put at `/admin` of another."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from pathlib import Path

from aiohttp import web
from aiohttp.typedefs import Handler, Middleware

from bridge.adapters.web.application import answer_refusals
from bridge.adapters.web.pages import Pages
from bridge.adapters.web.security import Gate, set_headers
from bridge.commands.slang_ports import Recent
from bridge.glossary.keeping import Glossary
from bridge.operations.admin.actions import Actions
from bridge.operations.admin.admission import Admission
from bridge.operations.admin.board import Board, Sources
from bridge.operations.admin.depot import Depot
from bridge.operations.admin.door import Door
from bridge.operations.admin.history import History
from bridge.operations.admin.refusal import DOMAIN
from bridge.operations.admin.review import Review
from bridge.operations.admin.sessions import Sessions
from bridge.operations.admin.versions import versions
from bridge.operations.locality import is_local

PATH = "/admin"
_FOLDER = Path(__file__).with_name("static")
#: What the page has in common with the web room.
_SHARED = ("dom.js", "http.js", "i18n.js", "languages.js", "icon.svg", "styles/base.css")


class Admin:
    """The page, and the work behind it."""

    def __init__(
        self, admission: Admission, gate: Gate, sources: Sources, glossary: Glossary, recent: Recent, depot: Depot
    ) -> None:
        """Reads files, so not for the event loop of a running bridge."""
        self._gate = gate
        self._depot = depot
        self._history = History(sources.metrics)
        self._door = Door(admission, Sessions(gate, PATH), gate)
        board = Board(sources, depot, self._history, versions())
        self._actions = Actions(board, Review(glossary, recent), depot, sources.storage)
        self._pages = Pages(_FOLDER, shared=_SHARED, prefix=PATH, domain=DOMAIN)

    async def run(self) -> None:
        """Keep the charts' figures and let installations run, until cancelled."""
        async with asyncio.TaskGroup() as group:
            group.create_task(self._history.run())
            group.create_task(self._depot.run())

    def add_to(self, app: web.Application, *, local_only: bool) -> None:
        """Put the page at `/admin`; with `local_only` nobody finds it who does not ask from this very machine."""
        hidden = [_hidden(self._gate)] if local_only else []
        middlewares = [answer_refusals, *hidden, self._gate.middleware(), self._door.guard]
        page = web.Application(middlewares=middlewares)
        page.on_response_prepare.append(set_headers)
        page.router.add_routes(self._routes())
        app.add_subapp(PATH, page)

    def _routes(self) -> Sequence[web.RouteDef]:
        return [
            web.get("", self._pages.shell),
            web.get("/", self._pages.shell),
            web.get("/static/{path:.+}", self._pages.file),
            web.get("/phrases/{locale}.json", self._pages.phrases),
            *self._door.routes(),
            *self._actions.routes(),
        ]


def _hidden(gate: Gate) -> Middleware:
    @web.middleware
    async def hide(request: web.Request, handler: Handler) -> web.StreamResponse:
        if not is_local(request, gate):
            raise web.HTTPNotFound
        return await handler(request)

    return hide
