"""The aiohttp application of the web room."""

from __future__ import annotations

from aiohttp import web
from aiohttp.typedefs import Handler

from bridge.adapters.web.conversation import Conversation
from bridge.adapters.web.files import Files
from bridge.adapters.web.hub import Hub
from bridge.adapters.web.limits import Limits
from bridge.adapters.web.pages import Pages, asked_language
from bridge.adapters.web.ports import WebStore
from bridge.adapters.web.refusal import Refusal
from bridge.adapters.web.rooms import Rooms
from bridge.adapters.web.security import Gate, set_headers
from bridge.adapters.web.sessions import Sessions
from bridge.adapters.web.shelf import Shelf
from bridge.adapters.web.slang import Books, SlangDesk
from bridge.adapters.web.socket import Sockets
from bridge.adapters.web.steward import Steward

#: Bytes of a JSON body; uploads are streamed and have a limit of their own.
_BODY_LIMIT = 64 * 1024


@web.middleware
async def answer_refusals(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Turn a refusal into its sentence, in the reader's language."""
    try:
        return await handler(request)
    except Refusal as refusal:
        # The rest of a body that nobody will read would be taken for the next request.
        response = web.json_response({"sentence": refusal.in_language(asked_language(request))}, status=refusal.status)
        if request.can_read_body and not request.content.at_eof():
            response.force_close()
        return response


def build_application(
    *,
    store: WebStore,
    shelf: Shelf,
    hub: Hub,
    conversation: Conversation,
    slang: SlangDesk,
    limits: Limits,
    gate: Gate,
    upload_limit: int,
) -> web.Application:
    """All routes of the web room; others may be added before it runs."""
    sessions = Sessions(store, gate)
    app = web.Application(middlewares=[answer_refusals, gate.middleware()], client_max_size=_BODY_LIMIT)
    app.on_response_prepare.append(set_headers)
    steward = Steward(store, hub, conversation)
    sockets = Sockets(store, hub, sessions, conversation, steward, slang, limits, gate, upload_limit)
    app.router.add_get("/socket", sockets.handle)
    app.router.add_routes(Pages().routes())
    app.router.add_routes(Rooms(store, sessions, conversation, limits, gate).routes())
    app.router.add_routes(Files(store, shelf, sessions, conversation, limits, gate, upload_limit).routes())
    app.router.add_routes(Books(sessions, slang, limits).routes())
    return app
